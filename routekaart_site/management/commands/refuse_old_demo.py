from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.db.migrations.exceptions import InconsistentMigrationHistory
from django.db.migrations.loader import MigrationLoader


class Command(BaseCommand):
    help = "Weigert een demodatabase van vóór een herschreven migratie: daar loopt `migrate` op stuk."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        if not is_from_these_migrations():
            raise CommandError(
                "Deze demodatabase is gemaakt door een oudere versie van de site en past niet meer.\n"
                "Begin opnieuw met: make reset-demo"
            )


def is_from_these_migrations() -> bool:
    """Whether our tables are what the migrations that are noted as applied make of them.

    While there is no real data a first migration may be laid anew, under the name it had: its name alone says little.
    """
    loader = MigrationLoader(connection)
    own = {app.label for app in apps.get_app_configs() if Path(app.path).parent == settings.BASE_DIR}
    if {key for key in loader.applied_migrations if key[0] in own} - set(loader.disk_migrations):
        return False
    try:
        loader.check_consistent_history(connection)
    except InconsistentMigrationHistory:
        return False
    expected = _tables(loader, own, set(loader.applied_migrations) & set(loader.graph.nodes))
    to_come = _tables(loader, own, set(loader.graph.nodes))
    with connection.cursor() as cursor:
        found = set(connection.introspection.table_names(cursor)) & (set(expected) | set(to_come))
        return expected == {table: _columns(cursor, table) for table in found}


def _columns(cursor: CursorWrapper, table: str) -> set[str]:
    """What stands in the table. Django's introspection stumbles over the constraints of some of ours on SQLite."""
    cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)} WHERE 1 = 0")  # noqa: S608 a name of our own
    return {column[0] for column in cursor.description}


def _tables(loader: MigrationLoader, own: set[str], nodes: set[tuple[str, str]]) -> dict[str, set[str]]:
    """The columns of every table of ours, as these migrations leave them."""
    state = loader.project_state(sorted(nodes))
    models = [model for model in state.apps.get_models(include_auto_created=True) if model._meta.app_label in own]
    return {model._meta.db_table: {field.column for field in model._meta.local_concrete_fields} for model in models}
