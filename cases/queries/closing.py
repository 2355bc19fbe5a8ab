"""What still stands in the way of closing a case, in sentences, as one viewer may know it."""

from cases import access
from cases.enums import ClosingView, ReferralState
from cases.models import ClosingProposal
from cases.queries.step import open_tasks, tasks_for


def open_items(seat: access.Seat) -> list[str]:
    """Referrals and hand-overs without an answer, and tasks that apply to partners on the case."""
    waiting = [row for row in seat.referrals if row.state == ReferralState.SENT]
    found = [f"aanmelding bij {referral.organisation} wacht op antwoord" for referral in waiting]
    found += [f"overdracht van regie aan {offer.offered_to} wacht op antwoord" for offer in seat.offers]
    groups = tasks_for(seat)
    for group in groups:
        left = len(open_tasks([group]))
        if left:
            found.append(f"{left} {'taak' if left == 1 else 'taken'} van {group.kind.label}")
    return found


def unanswered(proposal: ClosingProposal) -> list[str]:
    """Organisations on the case that did not answer yet, or answered "nog niet"."""
    views = {answer.organisation_id: answer.view for answer in proposal.answers.current()}
    found = []
    for participation in proposal.case.participations.filter(until=None).select_related("organisation"):
        view = views.get(participation.organisation_id)
        if view is None:
            found.append(f"{participation.organisation} heeft nog niet geantwoord")
        elif view == ClosingView.NOT_YET:
            found.append(f"{participation.organisation} antwoordt ‘nog niet’")
    return found
