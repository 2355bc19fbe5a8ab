"""What still stands in the way of closing a case, in sentences, as one viewer may know it."""

from collections import Counter

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.enums import OrganisationKind
from cases import access
from cases.enums import ClosingView, ReferralState
from cases.models import ClosingProposal
from phases.enums import StepKind


def open_items(seat: access.Seat) -> list[str]:
    """Referrals and hand-overs without an answer, and decisions that apply to partners on the case.

    An action or what is weighed never stands in the way.
    """
    waiting = [row for row in seat.referrals if row.state == ReferralState.SENT]
    asked, offered = (
        _("aanmelding bij %(to)s wacht op antwoord"),
        _("overdracht van regie aan %(to)s wacht op antwoord"),
    )
    found = [asked % {"to": referral.organisation} for referral in waiting]
    found += [offered % {"to": offer.offered_to} for offer in seat.offers]
    left = Counter(step.partner for step in seat.open_steps if step.kind == StepKind.DECISION)
    for partner, number in left.items():
        told = ngettext("%(number)d besluit van %(partner)s", "%(number)d besluiten van %(partner)s", number)
        found.append(told % {"number": number, "partner": OrganisationKind(partner).label})
    return found


def unanswered(proposal: ClosingProposal) -> list[str]:
    """Organisations on the case that did not answer yet, or answered "nog niet"."""
    views = {answer.organisation_id: answer.view for answer in proposal.answers.current()}
    found = []
    for participation in proposal.case.participations.filter(until=None).select_related("organisation"):
        view, who = views.get(participation.organisation_id), {"organisation": participation.organisation}
        if view is None:
            found.append(_("%(organisation)s heeft nog niet geantwoord") % who)
        elif view == ClosingView.NOT_YET:
            found.append(_("%(organisation)s antwoordt ‘nog niet’") % who)
    return found
