from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.enums import SashLevel
from cases.forms.base import CompartmentFields, VerbForm, choice_field, text_field
from cases.models import Interpretation


class RecordInterpretationForm(CompartmentFields, VerbForm):
    title = _("Risico beoordelen")
    done = _("Uw oordeel over het risico is vastgelegd.")
    intro = _("Het oordeel van uw organisatie, los van de SASH. Wat u eerder vastlegde, blijft in de tijdlijn staan.")
    field_order = ("once", "sender", "level", "reason", "compartment", "admitted", "admission_ground")

    level = choice_field(_("Hoe hoog schat u het risico in?"), SashLevel.choices, _("Kies hoe hoog u het inschat."))
    reason = text_field(
        _("Waarom?"),
        _("Schrijf op waarom u het risico zo inschat."),
        of=Interpretation.reason,
        help_text=_("Noem waar u het op baseert. Noem geen adres."),
    )

    def prepare(self) -> None:
        self.prepare_compartments()

    def arguments(self) -> dict[str, Any]:
        values = super().arguments()
        return {**values, "level": int(values["level"])}
