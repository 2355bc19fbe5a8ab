from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import GroundKind, Organisation, SharingGround
from cases.enums import SashLevel
from cases.forms.base import (
    CompartmentFields,
    GroundFields,
    VerbForm,
    choice_field,
    day_field,
    line_field,
    text_field,
)
from cases.models import SashReasoning, SashRisk
from cases.queries.sash import without
from trail import clock


class ShareFields(GroundFields):
    """With which organisations on the case an outcome is shared; preselects every one that does not have it yet."""

    organisations = forms.ModelMultipleChoiceField(
        Organisation.objects.none(),
        label=_("Met wie deelt u de uitkomst?"),
        to_field_name="slug",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Kies minstens één organisatie."),
            "invalid_choice": _("Deze organisatie doet niet mee in deze zaak."),
        },
    )

    def prepare_organisations(self, choices: QuerySet[Organisation]) -> None:
        self.fields["organisations"].queryset = choices
        self.initial.setdefault("organisations", [organisation.slug for organisation in choices])


class RecordSashForm(CompartmentFields, ShareFields, VerbForm):
    title = _("SASH vastleggen")
    done = _("De SASH-uitkomst is vastgelegd.")
    intro = _("U vult de SASH in buiten deze site. Hier legt u de uitkomst vast. Een correctie is een nieuwe versie.")
    field_order = (
        "once",
        "sender",
        "level",
        "filled_in_on",
        "filled_in_by",
        "considerations",
        "lowering_reason",
        "compartment",
        "admitted",
        "admission_ground",
        "organisations",
        "purpose",
        "legal_ground",
    )

    level = choice_field(_("Wat is de uitkomst?"), SashLevel.choices, _("Kies de uitkomst."))
    filled_in_on = day_field(_("Wanneer is de SASH ingevuld?"))
    filled_in_by = line_field(_("Wie vulde de SASH in?"), _("Vul in wie de SASH invulde."), of=SashRisk.filled_in_by)
    considerations = text_field(
        _("Wat waren de overwegingen?"),
        of=SashReasoning.considerations,
        required=False,
        help_text=_("Partners hebben die nodig."),
    )
    lowering_reason = text_field(
        _("Waarom is het risico lager, of is de SASH van eerder?"),
        of=SashReasoning.lowering_reason,
        needed=_("nodig als de uitkomst lager is dan de vorige, of van voor het laatste incident"),
    )

    def prepare(self) -> None:
        self.initial.setdefault("filled_in_on", clock.today())
        self.initial.setdefault("filled_in_by", self.seat.user.name)
        self.fields["compartment"].label = gettext("Wie mag de overwegingen zien?")
        if self.seat.newest is None and self.seat.last_incident_on is None:
            del self.fields["lowering_reason"]
        self.prepare_compartments()
        present = self.seat.case.participations.filter(until=None).exclude(organisation=self.seat.organisation)
        self.prepare_organisations(Organisation.objects.filter(pk__in=present.values("organisation")))
        for name in ("organisations", "purpose", "legal_ground"):
            self.fields[name].required = False
            self.fields[name].needed = "" if name == "organisations" else gettext("nodig als u deelt")
        for name, kind in (("purpose", GroundKind.PURPOSE), ("legal_ground", GroundKind.LEGAL)):
            first = SharingGround.objects.filter(kind=kind, is_active=True).first()
            self.initial.setdefault(name, first.slug if first else None)
        if not self.fields["organisations"].queryset.exists():
            for name in ("organisations", "purpose", "legal_ground"):
                del self.fields[name]

    def arguments(self) -> dict[str, Any]:
        values = super().arguments()
        share_with = values.pop("organisations", ())
        return {**values, "share_with": share_with, "level": int(values["level"])}


class EnrichSashForm(CompartmentFields, VerbForm):
    title = _("SASH verrijken")
    done = _("De verrijkte uitkomst is vastgelegd en gedeeld met wie de vorige versie had.")
    field_order = ("once", "sender", "level", "considerations", "lowering_reason", "compartment")

    level = choice_field(_("Wat is de uitkomst met uw informatie erbij?"), SashLevel.choices, _("Kies de uitkomst."))
    considerations = text_field(_("Wat voegt Veilig Thuis toe?"), of=SashReasoning.considerations, required=False)
    lowering_reason = text_field(
        _("Waarom is het risico lager, of is de SASH van eerder?"),
        of=SashReasoning.lowering_reason,
        needed=_("nodig als de uitkomst lager is dan die van de politie"),
    )

    def prepare(self) -> None:
        self.initial.setdefault("level", self.target.risk.level)
        self.fields["compartment"].label = gettext("Wie mag deze aanvulling zien?")
        self.prepare_compartments()
        for name in ("admitted", "admission_ground"):
            self.fields.pop(name, None)

    def arguments(self) -> dict[str, Any]:
        values = super().arguments()
        return {**values, "level": int(values["level"])}


class ShareSashForm(ShareFields, VerbForm):
    title = _("SASH delen")
    submit = _("Delen")
    done = _("De uitkomst is gedeeld. U ziet wie haar heeft gelezen.")
    field_order = ("once", "sender", "organisations", "purpose", "legal_ground")

    def prepare(self) -> None:
        self.prepare_organisations(without(self.target))

    @property
    def page_intro(self) -> str:
        nobody_left = not self.fields["organisations"].queryset.exists()
        return gettext("Alle organisaties in deze zaak hebben deze uitkomst al.") if nobody_left else ""


class RequestSashForm(VerbForm):
    title = _("SASH opvragen")
    submit = _("Opvragen")
    done = _("Uw vraag is verstuurd.")

    @property
    def page_intro(self) -> str:
        told = gettext("U vraagt %(organisation)s om de uitkomst te delen. U krijgt bericht zodra dat is gebeurd.")
        return told % {"organisation": self.target.organisation}
