from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from cases import access, alerts
from cases.enums import ClosingView
from cases.models import Case, ClosingAnswer, ClosingProposal, Closure
from cases.notifications import tell
from cases.queries.closing import open_items, unanswered
from cases.queries.team import team_of
from cases.services.base import Refused, begin, checked, write
from cases.verbs import Verb
from trail import clock


@transaction.atomic
def propose_closing(*, actor: User, case: Case, summary: str, once: UUID | None = None) -> ClosingProposal:
    """Proposes to close, with a summary; every organisation on the team is asked for its view."""
    case = begin(Verb.PROPOSE_CLOSING, actor, case, once=once)
    summary = checked(summary, ClosingProposal.summary)
    if case.closing_proposals.filter(ended_at=None).exists():
        raise Refused(_("Er ligt al een voorstel om deze zaak te sluiten."))
    proposal = ClosingProposal.objects.create(case=case, summary=summary, proposed_by=actor, proposed_at=clock.now())
    write(Verb.PROPOSE_CLOSING, actor, case, target=proposal, once=once)
    tell(team_of(case, but=actor), case)
    return proposal


@transaction.atomic
def answer_closing(*, actor: User, proposal: ClosingProposal, view: str, once: UUID | None = None) -> ClosingAnswer:
    """Gives the view of the actor's organisation: geen bezwaar or nog niet, no reason owed."""
    case = begin(Verb.ANSWER_CLOSING, actor, proposal.case, target=proposal, once=once)
    view = checked(view, ClosingAnswer.view)
    own = {"proposal": proposal, "organisation": actor.work.organisation}
    ClosingAnswer.objects.current().filter(**own).update(until=clock.now())
    answer = ClosingAnswer.objects.create(**own, view=view, by=actor, since=clock.now())
    given = {"view": ClosingView(view)}
    write(Verb.ANSWER_CLOSING, actor, case, target=proposal, facts=given, details=given, once=once)
    return answer


def still_open(seat: access.Seat) -> list[str]:
    """What is open on the case, as this person may know it: questions, tasks and warnings.

    What only some may know never counts, or asking for a second person would show that there is something. Of a
    warning that rests on what justice keeps, others learn whom to ask.
    """
    counted, whole = access.counted(seat), access.whole(seat)
    known = alerts.for_case(counted)
    found = [_("waarschuwing: %(title)s") % {"title": alert.title} for alert in known]
    hidden = [found for found in whole.incidents if found not in counted.incidents]
    hidden += [found for found in whole.judgements if found not in counted.judgements]
    keepers = {found.organisation for found in hidden}
    if keepers and {alert.key for alert in alerts.for_case(whole)} - {alert.key for alert in known}:
        ask = ", ".join(sorted(keepers))
        found.append(_("waarschuwing op grond van informatie bij justitie, vraag %(ask)s") % {"ask": ask})
    return [*open_items(counted), *found]


def hinders(seat: access.Seat, proposal: ClosingProposal) -> list[str]:
    """What stands in the way of closing, as this person may know it: what is open, and missing answers."""
    return [*still_open(seat), *unanswered(proposal)]


@transaction.atomic
def close_case(*, actor: User, proposal: ClosingProposal, reason: str = "", once: UUID | None = None) -> Case:
    """Closes the case, or takes the first of the two steps where something is open.

    With nothing open and no "nog niet" the regisseur closes. Otherwise the regisseur writes a reason, and a second
    person, of another organisation, confirms. Raises Refused on `reason`, saying what is open.
    """
    case = begin(Verb.CLOSE_CASE, actor, proposal.case, target=proposal, once=once)
    reason = checked(reason, ClosingProposal.reason)
    confirms = proposal.reason_by_id is not None and access.confirms(access.Seat(actor, case), proposal)
    hindrances = hinders(access.Seat(actor, case), proposal)
    if hindrances and not confirms:
        if not reason:
            raise Refused(_("Er staat nog iets open: %(items)s.") % {"items": "; ".join(hindrances)}, "reason")
        if proposal.reason_by_id is not None:
            raise Refused(
                _("Er is al gevraagd om te sluiten. Iemand van een andere organisatie moet dat bevestigen."), "reason"
            )
        proposal.reason, proposal.reason_at = reason, clock.now()
        proposal.reason_by, proposal.reason_for = actor, actor.work.organisation
        proposal.save()
        waits = {"waits": True}
        write(Verb.CLOSE_CASE, actor, case, target=proposal, facts=waits, details=waits, once=once)
        tell(team_of(case, but=actor), case)
        return case
    case.closed_at = proposal.ended_at = clock.now()
    case.version += 1
    case.save()
    proposal.save()
    Closure.objects.create(case=case, proposal=proposal, since=case.closed_at, closed_by=actor)
    how = {"confirmed": confirms}
    write(Verb.CLOSE_CASE, actor, case, target=proposal, facts=how, details=how, once=once)
    return case
