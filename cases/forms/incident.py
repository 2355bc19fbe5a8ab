from django import forms
from django.utils.translation import gettext_lazy as _

from cases.enums import IncidentKind
from cases.forms.base import (
    CompartmentFields,
    CorrectionForm,
    VerbForm,
    choices_field,
    day_field,
    text_field,
)
from cases.models import Incident
from trail import clock


class IncidentFields(forms.Form):
    kinds = choices_field(
        _("Wat voor incident?"),
        IncidentKind.choices,
        _("Kies wat voor incident het is."),
        help_text=_("Kies alles wat past."),
    )
    text = text_field(
        _("Wat gebeurde er?"),
        _("Schrijf in een paar woorden wat er gebeurde."),
        of=Incident.text,
        help_text=_("Feiten, geen oordeel. Noem geen adres."),
    )
    occurred_on = day_field(_("Wanneer?"))


class ReportIncidentForm(IncidentFields, CompartmentFields, VerbForm):
    title = _("Incident melden")
    done = _("Het incident is vastgelegd.")
    field_order = ("once", "sender", "kinds", "text", "occurred_on", "compartment", "admitted", "admission_ground")

    def prepare(self) -> None:
        self.initial.setdefault("occurred_on", clock.today())
        self.prepare_compartments()


class CorrectIncidentForm(IncidentFields, CorrectionForm):
    title = _("Incident verbeteren")
    intro = _("Wie het incident kan zien, verandert niet. Wat er eerst stond, blijft in de tijdlijn staan.")
    done = _("Verbeterd. In de tijdlijn blijft staan wat er eerst stond.")
    field_order = ("once", "sender", "version", "kinds", "text", "occurred_on")
