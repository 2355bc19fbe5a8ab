from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Organisation, User
from cases import access
from cases.forms.base import (
    GroundFields,
    OrganisationChoice,
    PersonChoice,
    VerbForm,
    text_field,
)
from cases.models import Participation, TeamMember
from cases.verbs import Verb


class InviteOrganisationForm(GroundFields, VerbForm):
    title = _("Organisatie uitnodigen")
    submit = _("Uitnodigen")
    intro = _(
        "De organisatie ziet de zaak pas als er iemand van haar in het team zit. Haar coördinator kiest wie dat is."
    )
    field_order = ("once", "sender", "organisation", "purpose", "legal_ground", "share_sash")

    organisation = OrganisationChoice(_("Welke organisatie?"))
    share_sash = forms.BooleanField(label=_("Deel meteen de huidige SASH-uitkomst"), required=False)

    def prepare(self) -> None:
        present = self.seat.case.participations.filter(until=None).values("organisation")
        self.fields["organisation"].queryset = choices = Organisation.objects.exclude(pk__in=present)
        near = choices.filter(
            kind=self.initial.pop("choose", ""), province__in=(self.seat.case.facts.province, "")
        ).first()
        if near is not None:
            self.initial.setdefault("organisation", near.slug)
        sash = self.seat.sash
        if sash is None or not access.allowed(Verb.SHARE_SASH, self.seat, sash):
            del self.fields["share_sash"]

    @property
    def done_message(self) -> str:
        """Says who is told: in an organisation without coordinator nobody is."""
        organisation = self.cleaned_data["organisation"]
        if Membership.objects.coordinating().filter(organisation=organisation).exists():
            return gettext(
                "De organisatie doet mee. De coördinator daar krijgt bericht en kiest wie er in het team komt."
            )
        return gettext(
            "De organisatie doet mee, maar zij heeft nog geen coördinator die iemand in het team zet. "
            "De functioneel beheerder krijgt bericht dat er een coördinator nodig is."
        )

    def arguments(self) -> dict[str, Any]:
        values = super().arguments()
        if values.pop("share_sash", False):
            values["share"] = self.seat.case.sash_outcomes.get(pk=self.seat.sash.pk)
        return values


class EndParticipationForm(VerbForm):
    title = _("Deelname beëindigen")
    submit = _("Deelname beëindigen")
    done = _("De deelname is beëindigd.")

    reason = text_field(
        _("Waarom stopt deze organisatie?"), _("Schrijf op waarom deze organisatie stopt."), of=Participation.end_reason
    )

    @property
    def page_intro(self) -> str:
        told = gettext(
            "%(organisation)s verlaat de zaak. De zaak van de keten blijft open. "
            "Heeft iemand van deze organisatie de regie? Dan valt die rol open."
        )
        return told % {"organisation": self.target.organisation}


class AddMemberForm(VerbForm):
    title = _("Teamlid toevoegen")
    submit = _("Toevoegen")

    user = PersonChoice(_("Wie komt in het team?"))

    def prepare(self) -> None:
        works = Membership.objects.working_at(self.target.organisation)
        present = TeamMember.objects.current().filter(participation=self.target).values("user")
        users = User.objects.filter(pk__in=works.values("user")).exclude(pk__in=present)
        self.fields["user"].queryset = users
        self.fields["user"].error_messages["invalid_choice"] = gettext("Deze persoon werkt niet bij deze organisatie.")

    @property
    def page_intro(self) -> str:
        return gettext("Een collega van %(organisation)s.") % {"organisation": self.target.organisation}

    @property
    def done_message(self) -> str:
        """Says who is told; to a coordinator beside the team not whether there is a regisseur."""
        if not self.seat.is_member or self.seat.is_regisseur:
            return gettext("De collega zit in het team en krijgt bericht.")
        if self.seat.chain is None:
            return gettext("De collega zit in het team. Het team krijgt bericht.")
        return gettext("De collega zit in het team. De regisseur krijgt bericht.")


class EndMemberForm(VerbForm):
    title = _("Teamlid afmelden")
    submit = _("Afmelden")
    done = _("Deze persoon zit niet meer in het team.")

    @property
    def page_intro(self) -> str:
        return gettext("%(person)s ziet de zaak hierna niet meer.") % {"person": self.target.user}
