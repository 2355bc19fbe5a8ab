"""What still stands in the way of closing a case, in sentences, as one viewer may know it."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases import access
from cases.enums import ClosingView, ReferralState
from cases.models import ClosingProposal
from cases.queries.step import open_tasks, tasks_for


def open_items(seat: access.Seat) -> list[str]:
    """Referrals and hand-overs without an answer, and tasks that apply to partners on the case."""
    waiting = [row for row in seat.referrals if row.state == ReferralState.SENT]
    asked, offered = (
        _("aanmelding bij %(to)s wacht op antwoord"),
        _("overdracht van regie aan %(to)s wacht op antwoord"),
    )
    found = [asked % {"to": referral.organisation} for referral in waiting]
    found += [offered % {"to": offer.offered_to} for offer in seat.offers]
    groups = tasks_for(seat)
    for group in groups:
        left = len(open_tasks([group]))
        if left:
            told = ngettext("%(number)d taak van %(partner)s", "%(number)d taken van %(partner)s", left)
            found.append(told % {"number": left, "partner": group.kind.label})
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
