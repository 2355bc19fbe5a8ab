"""What still stands in the way of closing a case, in sentences, as one viewer may know it."""

from cases import access
from cases.enums import ClosingView, HandoverState, ReferralState
from cases.models import ClosingProposal
from cases.queries.work import known, open_tasks, tasks_by_partner


def open_items(seat: access.Seat) -> list[str]:
    """Referrals and hand-overs without an answer, and tasks that apply to partners on the case."""
    case = seat.case
    referrals = case.referrals.filter(state=ReferralState.SENT).select_related("organisation")
    found = [f"aanmelding bij {referral.organisation} wacht op antwoord" for referral in referrals]
    handovers = case.handovers.filter(state=HandoverState.OFFERED).select_related("offered_to")
    found += [f"overdracht van regie aan {handover.offered_to} wacht op antwoord" for handover in handovers]
    incidents = access.incidents_counted(seat.user).filter(case=case)
    knows = known(seat, case.persons.all(), incidents)
    participations = case.participations.filter(until=None).select_related("organisation")
    groups = tasks_by_partner(seat, case.steps.all(), participations, knows)
    for group in groups:
        left = len(open_tasks([group]))
        if left:
            found.append(f"{left} {'taak' if left == 1 else 'taken'} van {group.kind.label}")
    return found


def unanswered(proposal: ClosingProposal) -> list[str]:
    """Organisations on the case that did not answer yet, or answered "nog niet"."""
    views = {answer.organisation_id: answer.view for answer in proposal.answers.all()}
    found = []
    for participation in proposal.case.participations.filter(until=None).select_related("organisation"):
        view = views.get(participation.organisation_id)
        if view is None:
            found.append(f"{participation.organisation} heeft nog niet geantwoord")
        elif view == ClosingView.NOT_YET:
            found.append(f"{participation.organisation} antwoordt ‘nog niet’")
    return found
