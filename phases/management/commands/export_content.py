import json
from argparse import ArgumentParser
from operator import attrgetter
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core import serializers
from django.core.management.base import BaseCommand

from phases import models

# In the order in which they load. Sorted here: databases put hyphens in different places.
ORDER = {
    models.Resource: ["slug"],
    models.Phase: ["number"],
    models.Partner: ["position", "slug"],
    models.Term: ["slug"],
    models.Page: ["position", "slug"],
    models.Audience: ["position", "slug"],
    models.RegionalHelp: ["audience.position", "audience.slug", "province"],
    models.Responsibility: ["phase.number", "position", "slug"],
    models.Step: ["responsibility.phase.number", "responsibility.position", "responsibility.slug", "position", "slug"],
    models.Gap: ["phase.number", "partner.position", "partner.slug"],
    models.NoteDecision: ["text_slug", "decided_at", "pk"],
}
# An export goes to other sites: it says which organisation, not who.
PERSONAL = {"decided_by"}


class Command(BaseCommand):
    help = "Schrijft de openbare inhoud terug naar fixtures/routekaart.json, elke keer in dezelfde vorm."

    def add_arguments(self, parser: ArgumentParser) -> None:
        default = settings.BASE_DIR / "fixtures" / "routekaart.json"
        parser.add_argument("--output", type=Path, default=default, help="Waarheen, in plaats van de fixture.")

    def handle(self, *args: Any, **options: Any) -> None:
        rows = []
        for model, order in ORDER.items():
            found = serializers.serialize(
                "python",
                sorted(model.objects.all(), key=attrgetter(*order)),
                use_natural_foreign_keys=True,
                use_natural_primary_keys=True,
            )
            rows += [_plain(row) for row in found]
        options["output"].write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        self.stdout.write(f"{len(rows)} rijen geschreven naar {options['output']}")


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    """Without a number of this database, and with the keys of many-to-many fields in a fixed order."""
    fields = {name: _value(value) for name, value in row["fields"].items() if name not in PERSONAL}
    return {"model": row["model"], "fields": fields}


def _value(value: Any) -> Any:
    if isinstance(value, list) and value and isinstance(value[0], list | tuple):
        return sorted(list(key) for key in value)
    return list(value) if isinstance(value, tuple) else str(value) if hasattr(value, "isoformat") else value
