from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from phases.models import Edition

# Which file fills which tables. A file is loaded only while all its tables are empty: an edit is never overwritten.
FILES = {
    "organisaties": ["accounts.Organisation"],
    "grondslagen": ["accounts.SharingGround"],
    "routekaart": [
        *("phases.Phase", "phases.Partner", "phases.Resource", "phases.Responsibility", "phases.Step"),
        *("phases.Gap", "phases.Audience", "phases.RegionalHelp", "phases.Page", "phases.Term"),
        "phases.NoteDecision",
    ],
}


class Command(BaseCommand):
    help = "Vult lege tabellen met de routekaart en de organisaties. Wat er al is, blijft zoals het is."

    def handle(self, *args: Any, **options: Any) -> None:
        for name, tables in FILES.items():
            path = settings.BASE_DIR / "fixtures" / f"{name}.json"
            if not path.exists():
                outcome = "geen bestand, overgeslagen"
            elif any(apps.get_model(table)._base_manager.exists() for table in tables):
                outcome = "er staat al iets in, niets veranderd"
            else:
                call_command("loaddata", path, verbosity=0)
                if tables[0].startswith("phases."):
                    Edition.renew()
                outcome = "geladen"
            if options["verbosity"]:
                self.stdout.write(f"{name}: {outcome}")
