from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Organisation
from cases import access
from cases.forms.base import (
    GroundFields,
    OrganisationChoice,
    VerbForm,
    choice_field,
    text_field,
)
from cases.models import Referral


class ReferForm(GroundFields, VerbForm):
    title = _("Aanmelden")
    submit = _("Aanmelding versturen")
    intro = _("De organisatie ziet alleen deze tekst, en niets anders van de zaak, tot zij de aanmelding aanneemt.")
    field_order = ("once", "sender", "organisation", "text", "purpose", "legal_ground")

    organisation = OrganisationChoice(_("Bij wie meldt u de zaak aan?"))
    text = text_field(
        _("Waarom meldt u aan?"),
        _("Schrijf op waarom u aanmeldt."),
        of=Referral.text,
        help_text=_("Wat moet deze organisatie weten om te beslissen? Noem niet meer dan nodig."),
    )

    def prepare(self) -> None:
        choices = Organisation.objects.filter(kind__in=access.REFERABLE).exclude(pk=self.seat.organisation.pk)
        self.fields["organisation"].queryset = choices
        kind = self.initial.pop("choose", "")
        kind = kind if kind in access.REFERABLE else ""
        near = choices.filter(kind=kind, province__in=(self.seat.case.facts.province, ""))
        if kind:
            first = near.first()
            self.initial.setdefault("organisation", first.slug if first else None)

    @property
    def done_message(self) -> str:
        if Membership.objects.working_at(self.cleaned_data["organisation"]).exists():
            return gettext("De aanmelding is verstuurd. De organisatie neemt haar aan of weigert met een reden.")
        return gettext(
            "De aanmelding staat klaar, maar er werkt bij die organisatie nog niemand met deze site. De functioneel "
            "beheerder krijgt bericht. Bel de organisatie zelf."
        )


class AnswerReferralForm(VerbForm):
    title = _("Aanmelding beantwoorden")
    submit = _("Antwoord geven")
    done = _("Uw antwoord is vastgelegd.")

    accept = choice_field(
        _("Neemt u de aanmelding aan?"),
        [("yes", _("Ja, wij doen mee en ik kom in het team")), ("no", _("Nee, wij weigeren"))],
        _("Kies ja of nee."),
    )
    reason = text_field(_("Toelichting"), of=Referral.answer_reason, needed=_("nodig als u weigert"))

    def arguments(self) -> dict[str, Any]:
        values = super().arguments()
        return {**values, "accept": values["accept"] == "yes"}
