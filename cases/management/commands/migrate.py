from typing import Any

from django.core.management.commands import migrate
from django.db import connections

from cases.wall import building


class Command(migrate.Command):
    """Django's own, and then the second wall: it is built anew on the tables as they are now."""

    def handle(self, *args: Any, **options: Any) -> None:
        super().handle(*args, **options)
        building.build(connections[options["database"]])
