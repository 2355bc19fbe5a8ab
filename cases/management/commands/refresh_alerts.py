from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from cases import alerts
from cases.models import Case

_AT_ONCE = 500


class Command(BaseCommand):
    """Services keep these rows; this makes them after a change of the rules or the terms, and shows that they hold."""

    help = (
        "Maakt opnieuw wat lijsten van elke zaak bewaren. Met --check zegt hij alleen in welke zaken iets niet klopt."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="verandert niets, en mislukt als er iets niet klopt")

    def handle(self, *args: Any, **options: Any) -> None:
        wrong = 0
        for pks in _batches():
            wrong += self._check(pks) if options["check"] else self._refresh(pks)
        if options["check"] and wrong:
            raise CommandError(f"{wrong} rijen kloppen niet.")
        if options["verbosity"]:
            self.stdout.write("Alles klopt." if options["check"] else f"{wrong} rijen vernieuwd.")

    @transaction.atomic
    def _refresh(self, pks: list[int]) -> int:
        return alerts.refresh_together(Case.objects.select_for_update().filter(pk__in=pks).order_by("pk"))

    def _check(self, pks: list[int]) -> int:
        gone, missing = alerts.differences(Case.objects.filter(pk__in=pks))
        references = Case.objects.in_bulk({row.case_id for row in (*gone, *missing)})
        for case in references.values():
            self.stdout.write(case.reference)
        return len(gone) + len(missing)


def _batches() -> Iterator[list[int]]:
    after = 0
    while pks := list(Case.objects.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:_AT_ONCE]):
        yield pks
        after = pks[-1]
