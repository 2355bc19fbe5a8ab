from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import User
from cases.enums import RegieKind
from cases.forms.base import (
    PersonChoice,
    VerbForm,
    choice_field,
    team_users,
    text_field,
)
from cases.models import Handover

_ANSWERS = [("yes", "Ja, ik neem de regie over"), ("no", "Nee")]


class AssignRegieForm(VerbForm):
    title = "Regie beleggen"
    done = "Vastgelegd. Koos u iemand anders? Dan moet die persoon het aanbod nog aanvaarden."

    kind = choice_field("Welke rol?", RegieKind.choices, "Kies een rol.")
    holder = PersonChoice("Wie krijgt de regie?", help_text="Kiest u uzelf, dan gaat de regie meteen in.")
    deputy = PersonChoice(
        "Wie is de vervanger?",
        required=False,
        nobody="Nog niemand",
        help_text="Biedt u de regie iemand anders aan? Dan is dit een voorstel aan die persoon.",
    )

    def prepare(self) -> None:
        for name in ("holder", "deputy"):
            self.fields[name].queryset = team_users(self.seat.case)
        empty = [kind for kind in RegieKind if kind not in {role.kind for role in self.seat.regie}]
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in empty]
        self.fields["kind"].error_messages["invalid_choice"] = (
            "Deze rol is al bezet. De houder kan de regie overdragen."
        )
        self.initial.setdefault("kind", empty[0] if empty else None)
        self.initial.setdefault("holder", self.seat.user)


class OfferHandoverForm(VerbForm):
    title = "Regie overdragen"
    submit = "Aanbieden"
    done = "Het aanbod is verstuurd. Tot het is aanvaard, houdt u de regie."

    to = PersonChoice("Aan wie?")
    note = text_field("Wat moet deze persoon weten?", of=Handover.note, required=False)

    def prepare(self) -> None:
        self.fields["to"].queryset = team_users(self.seat.case).exclude(pk=self.seat.user.pk)

    @property
    def page_intro(self) -> str:
        return f"{self.target.get_kind_display()}. U blijft de regie houden tot de ander het aanbod aanvaardt."


class AnswerHandoverForm(VerbForm):
    title = "Neemt u de regie over?"
    submit = "Antwoord geven"
    done = "Uw antwoord is vastgelegd."

    accept = choice_field("Neemt u de regie over?", _ANSWERS, "Kies ja of nee.")
    deputy = PersonChoice("Wie is uw vervanger?", required=False, nobody="Nog niemand")
    reason = text_field("Waarom niet?", of=Handover.answer_reason, needed="nodig bij nee")

    def prepare(self) -> None:
        self.fields["deputy"].queryset = team_users(self.seat.case).exclude(pk=self.seat.user.pk)
        if self._proposed is not None:
            self.initial.setdefault("deputy", self._proposed.pk)

    @cached_property
    def _proposed(self) -> User | None:
        """The deputy who was proposed with the offer, while he is on the team."""
        return self.fields["deputy"].queryset.filter(pk=self.target.deputy_id).first()

    @property
    def page_intro(self) -> str:
        offer = {"who": self.target.offered_by, "role": self.target.get_kind_display()}
        parts = [_("%(who)s biedt u aan: %(role)s.") % offer, self.target.note]
        if self._proposed is not None:
            parts.append(_("Voorgestelde vervanger: %(who)s.") % {"who": self._proposed})
        return " ".join(filter(None, parts))

    def arguments(self) -> dict[str, Any]:
        values = super().arguments()
        return {**values, "accept": values["accept"] == "yes"}
