from functools import cached_property
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

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

_ANSWERS = [("yes", _("Ja, ik neem de regie over")), ("no", _("Nee"))]


class AssignRegieForm(VerbForm):
    title = _("Regie beleggen")
    done = _("Vastgelegd. Koos u iemand anders? Dan moet die persoon het aanbod nog aanvaarden.")

    kind = choice_field(_("Welke rol?"), RegieKind.choices, _("Kies een rol."))
    holder = PersonChoice(_("Wie krijgt de regie?"), help_text=_("Kiest u uzelf, dan gaat de regie meteen in."))
    deputy = PersonChoice(
        _("Wie is de vervanger?"),
        required=False,
        nobody=_("Nog niemand"),
        help_text=_("Biedt u de regie iemand anders aan? Dan is dit een voorstel aan die persoon."),
    )

    def prepare(self) -> None:
        for name in ("holder", "deputy"):
            self.fields[name].queryset = team_users(self.seat.case)
        empty = [kind for kind in RegieKind if kind not in {role.kind for role in self.seat.regie}]
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in empty]
        self.fields["kind"].error_messages["invalid_choice"] = gettext(
            "Deze rol is al bezet. De houder kan de regie overdragen."
        )
        asked = self.initial.pop("choose", "")
        self.initial.setdefault("kind", asked if asked in empty else empty[0] if empty else None)
        self.initial.setdefault("holder", self.seat.user)


class OfferHandoverForm(VerbForm):
    title = _("Regie overdragen")
    submit = _("Aanbieden")
    done = _("Het aanbod is verstuurd. Tot het is aanvaard, houdt u de regie.")

    to = PersonChoice(_("Aan wie?"))
    note = text_field(_("Wat moet deze persoon weten?"), of=Handover.note, required=False)

    def prepare(self) -> None:
        self.fields["to"].queryset = team_users(self.seat.case).exclude(pk=self.seat.user.pk)

    @property
    def page_intro(self) -> str:
        role = {"role": self.target.get_kind_display()}
        return gettext("%(role)s. U blijft de regie houden tot de ander het aanbod aanvaardt.") % role


class AnswerHandoverForm(VerbForm):
    title = _("Neemt u de regie over?")
    submit = _("Antwoord geven")
    done = _("Uw antwoord is vastgelegd.")

    accept = choice_field(_("Neemt u de regie over?"), _ANSWERS, _("Kies ja of nee."))
    deputy = PersonChoice(_("Wie is uw vervanger?"), required=False, nobody=_("Nog niemand"))
    reason = text_field(_("Waarom niet?"), of=Handover.answer_reason, needed=_("nodig bij nee"))

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
        parts = [gettext("%(who)s biedt u aan: %(role)s.") % offer, self.target.note]
        if self._proposed is not None:
            parts.append(gettext("Voorgestelde vervanger: %(who)s.") % {"who": self._proposed})
        return " ".join(filter(None, parts))

    def arguments(self) -> dict[str, Any]:
        values = super().arguments()
        return {**values, "accept": values["accept"] == "yes"}
