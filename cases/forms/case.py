from typing import Any

from crispy_forms.layout import HTML, Layout
from django import forms
from django.db.models import Q
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.enums import Province
from accounts.models import User
from cases.enums import Relation
from cases.forms.base import (
    PersonChoice,
    VerbForm,
    choice_field,
    day_field,
    line_field,
    team_users,
    text_field,
)
from cases.forms.person import NAME_HINT
from cases.models import CaseFacts, Closure, Person, PhaseChange, PossibleDuplicate, ReferenceNumber
from cases.transitions import next_phase
from phases.enums import PhaseKey


def _relation(label: str, first: str) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=Relation.choices, initial=first)


def _heading(words: str) -> HTML:
    return HTML(format_html("<h2>{}</h2>", words))


class OpenCaseForm(VerbForm):
    title = _("Zaak openen")
    submit = _("Zaak openen")
    done = _("De zaak is geopend. U zit in het team.")
    intro = _("U en uw organisatie zitten vanaf de opening in het team. Niemand anders ziet de zaak.")

    province = choice_field(_("In welke provincie speelt dit?"), Province.choices, _("Kies een provincie."))
    summary = text_field(
        _("Wat is er aan de hand?"),
        _("Schrijf in een paar zinnen wat er aan de hand is."),
        of=CaseFacts.summary,
        help_text=_("Feiten, geen oordeel. Noem geen adres."),
    )
    victim_name = line_field(_("Naam"), _("Vul de naam van het slachtoffer in."), of=Person.name, help_text=NAME_HINT)
    victim_birth_date = day_field(_("Geboortedatum"), required=False, help_text=_("Leeg als u die niet weet."))
    victim_relation = _relation(_("Het slachtoffer is van de verdachte"), Relation.EX_PARTNER)
    suspect_name = line_field(
        _("Naam"), of=Person.name, required=False, help_text=_("Leeg als de verdachte niet bekend is.")
    )
    suspect_birth_date = day_field(_("Geboortedatum"), required=False, help_text=_("Leeg als u die niet weet."))
    suspect_relation = _relation(_("De verdachte is van het slachtoffer"), Relation.EX_PARTNER)
    reference_number = line_field(
        _("Uw eigen zaaknummer"),
        of=ReferenceNumber.number,
        required=False,
        help_text=_("Alleen uw organisatie en de regisseur zien dit."),
    )
    go_on_reason = text_field(
        _("Waarom opent u toch een nieuwe zaak?"), of=PossibleDuplicate.reason, needed=_("nodig om door te gaan")
    )

    def prepare(self) -> None:
        if self.seat.organisation is not None:
            self.initial.setdefault("province", self.seat.organisation.province)
        self.ask_reason(asked=bool(self.data.get("go_on_reason")))

    def ask_reason(self, *, asked: bool) -> None:
        """The reason to go on is asked only where somebody of that name and birth date stands in a case."""
        fields = [
            "once",
            "sender",
            "province",
            "summary",
            _heading(gettext("Slachtoffer")),
            "victim_name",
            "victim_birth_date",
            "victim_relation",
            _heading(gettext("Verdachte")),
            "suspect_name",
            "suspect_birth_date",
            "suspect_relation",
            _heading(gettext("Uw organisatie")),
            "reference_number",
        ]
        self.helper.layout = Layout(*fields, *(["go_on_reason"] if asked else []))

    def add_error(self, field: str | None, error: Any) -> None:
        super().add_error(field, error)
        if field == "go_on_reason":
            self.ask_reason(asked=True)

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if values.get("suspect_birth_date") and not values.get("suspect_name"):
            self.add_error("suspect_name", gettext("Vul de naam in, of laat ook de geboortedatum leeg."))
        return values

    def arguments(self) -> dict[str, Any]:
        values = super().arguments()
        parts = ("name", "birth_date", "relation")
        victim = {part: values.pop(f"victim_{part}") for part in parts}
        suspect = {part: values.pop(f"suspect_{part}") for part in parts}
        return {**values, "victim": victim, "suspect": suspect if suspect["name"] else None}


class EditCaseForm(VerbForm):
    title = _("Zaakgegevens wijzigen")
    done = _("De zaakgegevens zijn gewijzigd.")

    version = forms.IntegerField(widget=forms.HiddenInput)
    victim_contact = PersonChoice(
        _("Wie is het contact voor het slachtoffer?"), required=False, nobody=_("Nog niemand")
    )
    victim_spoken_on = day_field(_("Wanneer is het slachtoffer voor het laatst gesproken?"), required=False)
    suspect_contact = PersonChoice(_("Wie is het contact voor de verdachte?"), required=False, nobody=_("Nog niemand"))
    summary = text_field(
        _("Wat is er aan de hand?"), _("Schrijf in een paar zinnen wat er aan de hand is."), of=CaseFacts.summary
    )
    province = choice_field(_("Provincie"), Province.choices, _("Kies een provincie."))
    reference_number = line_field(
        _("Zaaknummer van uw organisatie"),
        of=ReferenceNumber.number,
        required=False,
        help_text=_("Alleen uw organisatie en de regisseur zien dit."),
    )

    def prepare(self) -> None:
        case, facts = self.seat.case, self.seat.case.facts
        for name in ("victim_contact", "suspect_contact"):
            here = Q(pk__in=team_users(case)) | Q(pk=getattr(facts, f"{name}_id"))
            self.fields[name].queryset = User.objects.filter(here)
        shown = ("summary", "province", "victim_contact", "victim_spoken_on", "suspect_contact")
        self.initial |= {name: getattr(facts, name) for name in shown}
        self.initial |= {
            "version": case.version,
            "reference_number": case.reference_numbers.number_of(self.seat.organisation),
        }


class MovePhaseForm(VerbForm):
    title = _("Fase wijzigen")
    submit = _("Naar deze fase")
    done = _("De fase is gewijzigd. De taken van de nieuwe fase staan klaar.")
    intro = _("Taken die nog open staan, gaan mee naar de nieuwe fase.")

    version = forms.IntegerField(widget=forms.HiddenInput)
    to_phase = choice_field(_("Naar welke fase?"), PhaseKey.choices, _("Kies een fase."))
    reason = text_field(_("Waarom?"), of=PhaseChange.reason, needed=_("nodig als u een fase overslaat of teruggaat"))

    def prepare(self) -> None:
        self.initial |= {"version": self.seat.case.version, "to_phase": next_phase(self.seat.case.phase)}

    @property
    def page_intro(self) -> str:
        here = gettext("De zaak is nu in de fase %(phase)s.") % {"phase": self.seat.case.get_phase_display()}
        return f"{here} {self.intro}"


class ReopenCaseForm(VerbForm):
    title = _("Zaak heropenen")
    submit = _("Heropenen")
    done = _("De zaak is weer open, voor wie er nu in het team zit.")

    reason = text_field(
        _("Waarom opent u de zaak weer?"), _("Schrijf op waarom u de zaak weer opent."), of=Closure.reason
    )
