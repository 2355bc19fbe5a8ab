from typing import Any

from django import forms

from accounts.enums import WORK_ROLES
from accounts.models import Membership, Organisation, User
from cases import access
from cases.enums import RegieKind, Verb
from cases.forms.base import (
    GroundFields,
    OrganisationChoice,
    PersonChoice,
    VerbForm,
    choice_field,
    team_users,
    text_field,
)

_ANSWERS = [("yes", "Ja, ik neem de regie over"), ("no", "Nee")]


class InviteOrganisationForm(GroundFields, VerbForm):
    title = "Organisatie uitnodigen"
    submit = "Uitnodigen"
    done = "De organisatie doet mee. De coördinator daar kiest wie er in het team komt."
    intro = "De organisatie ziet de zaak pas als er iemand van haar in het team zit."
    field_order = ("once", "sender", "organisation", "purpose", "legal_ground", "share_sash")

    organisation = OrganisationChoice("Welke organisatie?")
    share_sash = forms.BooleanField(label="Deel meteen de huidige SASH-uitkomst", required=False)

    def prepare(self) -> None:
        present = self.seat.case.participations.filter(until=None).values("organisation")
        self.fields["organisation"].queryset = Organisation.objects.exclude(pk__in=present)
        sash = self.seat.sash
        if sash is None or not access.allowed(Verb.SHARE_SASH, self.seat, sash):
            del self.fields["share_sash"]

    def arguments(self) -> dict[str, Any]:
        values = super().arguments()
        return {**values, "share": self.seat.sash} if values.pop("share_sash", False) else values


class EndParticipationForm(VerbForm):
    title = "Deelname beëindigen"
    submit = "Deelname beëindigen"
    done = "De deelname is beëindigd."
    target_name = "participation"

    reason = text_field("Waarom stopt deze organisatie?", "Schrijf op waarom deze organisatie stopt.", most=2000)

    @property
    def page_intro(self) -> str:
        return (
            f"{self.target.organisation} verlaat de zaak. De zaak van de keten blijft open. "
            "Heeft iemand van deze organisatie de regie? Dan valt die rol open."
        )


class AddMemberForm(VerbForm):
    title = "Teamlid toevoegen"
    submit = "Toevoegen"
    done = "De collega zit in het team. De regisseur krijgt bericht."
    target_name = "participation"

    user = PersonChoice("Wie komt in het team?")

    def prepare(self) -> None:
        works = Membership.objects.current().filter(organisation=self.target.organisation, role__in=WORK_ROLES)
        present = self.target.members.filter(until=None).values("user")
        users = User.objects.filter(pk__in=works.values("user")).exclude(pk__in=present)
        self.fields["user"].queryset = users
        self.fields["user"].error_messages["invalid_choice"] = "Deze persoon werkt niet bij deze organisatie."

    @property
    def page_intro(self) -> str:
        return f"Een collega van {self.target.organisation}."


class EndMemberForm(VerbForm):
    title = "Teamlid afmelden"
    submit = "Afmelden"
    done = "Deze persoon zit niet meer in het team."
    target_name = "member"

    @property
    def page_intro(self) -> str:
        return f"{self.target.user} ziet de zaak hierna niet meer."


class AssignRegieForm(VerbForm):
    title = "Regie beleggen"
    done = "Vastgelegd. Koos u iemand anders? Dan moet die persoon het aanbod nog aanvaarden."

    kind = choice_field("Welke rol?", RegieKind.choices, "Kies een rol.")
    holder = PersonChoice("Wie krijgt de regie?", help_text="Kiest u uzelf, dan gaat de regie meteen in.")
    deputy = PersonChoice("Wie is de vervanger?", required=False, nobody="Nog niemand")

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
    target_name = "role"

    to = PersonChoice("Aan wie?")
    note = text_field("Wat moet deze persoon weten?", "", most=2000, required=False)

    def prepare(self) -> None:
        self.fields["to"].queryset = team_users(self.seat.case).exclude(pk=self.seat.user.pk)

    @property
    def page_intro(self) -> str:
        return f"{self.target.get_kind_display()}. U blijft de regie houden tot de ander het aanbod aanvaardt."


class AnswerHandoverForm(VerbForm):
    title = "Neemt u de regie over?"
    submit = "Antwoord geven"
    done = "Uw antwoord is vastgelegd."
    target_name = "handover"

    accept = choice_field("Neemt u de regie over?", _ANSWERS, "Kies ja of nee.")
    deputy = PersonChoice("Wie is uw vervanger?", required=False, nobody="Nog niemand")
    reason = text_field("Waarom niet?", "", most=2000, required=False, help_text="Alleen nodig bij nee.")

    def prepare(self) -> None:
        self.fields["deputy"].queryset = team_users(self.seat.case).exclude(pk=self.seat.user.pk)

    @property
    def page_intro(self) -> str:
        note = f" {self.target.note}" if self.target.note else ""
        return f"{self.target.offered_by} biedt u aan: {self.target.get_kind_display()}.{note}"

    def arguments(self) -> dict[str, Any]:
        values = super().arguments()
        return {**values, "accept": values["accept"] == "yes"}
