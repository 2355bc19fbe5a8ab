from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.formats import localize

from accounts.models import Organisation
from cases.demo import cast
from cases.demo.play import play
from cases.models import TimelineEntry
from cases.verbs import Verb
from phases.models import Step
from trail import clock

_NOTICE = (
    "Deze inloggegevens zijn alleen voor demonstratie. Alle personen en zaken zijn verzonnen: "
    "zet nooit echte gegevens in deze site."
)


class Command(BaseCommand):
    help = "Maakt de demonstratie: verzonnen mensen en zaken. Staat die er al, dan verandert er niets."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("De demonstratie kan alleen op een demosite: start met DEMO=1.")
        if cast.is_here():
            self._check_it_goes_on()
            outcome = "De demonstratie staat er al, niets veranderd."
        else:
            self._check_empty()
            outcome = self._make()
        if options["verbosity"]:
            if settings.CLOCK_AHEAD:
                outcome += f" De klok staat op {_moment(clock.now())}."
            self.stdout.write(f"{outcome}\n\n{_logins()}\n\nWachtwoord voor iedereen: {cast.PASSWORD}\n\n{_NOTICE}")

    def _check_empty(self) -> None:
        opened = TimelineEntry.objects.filter(verb=Verb.OPEN_CASE)
        if opened.exclude(actor__email__endswith=cast.DOMAIN).exists():
            raise CommandError("Hier staan echte zaken. De demonstratie wordt er niet bij gezet.")
        if not (Organisation.objects.exists() and Step.objects.exists()):
            raise CommandError("De routekaart staat er nog niet in. Draai eerst: manage.py load_fixtures")

    def _check_it_goes_on(self) -> None:
        """Nobody corrects or answers what is still to come."""
        last = TimelineEntry.objects.aggregate(last=Max("at"))["last"]
        if last is not None and last > clock.now():
            raise CommandError(
                f"In deze demonstratie is op {_moment(last)} nog iets vastgelegd, en de klok staat op "
                f"{_moment(clock.now())}.\nKies een later moment met NOW=…, of begin opnieuw met: make reset-demo"
            )

    @transaction.atomic
    def _make(self) -> str:
        now = clock.now()
        people = cast.hire(now)
        cases = play(people, now)
        return f"De demonstratie is gemaakt: {len(people)} mensen en {cases} zaken."


def _moment(moment: datetime) -> str:
    return localize(timezone.localtime(moment))


def _logins() -> str:
    """The cast as a table, in columns as wide as their longest cell."""
    names = dict(Organisation.objects.values_list("slug", "name"))
    rows = [("Naam", "Functie", "Organisatie", "E-mailadres")]
    rows += [(part.name, part.job, names.get(part.organisation, part.organisation), part.email) for part in cast.PARTS]
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    lines.insert(1, "  ".join("-" * width for width in widths))
    return "\n".join(lines)
