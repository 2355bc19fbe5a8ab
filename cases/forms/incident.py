from cases.enums import IncidentKind
from cases.forms.base import (
    CompartmentFields,
    VerbForm,
    choice_field,
    day_field,
    text_field,
)
from cases.models import Incident
from trail import clock


class ReportIncidentForm(CompartmentFields, VerbForm):
    title = "Incident melden"
    done = "Het incident is vastgelegd."
    field_order = ("once", "sender", "kind", "text", "occurred_on", "compartment", "admitted", "admission_ground")

    kind = choice_field("Wat voor incident?", IncidentKind.choices, "Kies wat voor incident het is.")
    text = text_field(
        "Wat gebeurde er?",
        "Schrijf in een paar woorden wat er gebeurde.",
        of=Incident.text,
        help_text="Feiten, geen oordeel. Noem geen adres.",
    )
    occurred_on = day_field("Wanneer?")

    def prepare(self) -> None:
        self.initial.setdefault("occurred_on", clock.today())
        self.prepare_compartments()
