from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from cases import access
from cases.enums import HandoverState, RegieKind
from cases.models import Case, DeputyPeriod, Handover, RegieAssignment, TeamMember
from cases.notifications import tell
from cases.services.base import Refused, begin, checked, move, write
from cases.verbs import Verb
from trail import clock


@transaction.atomic
def assign_regie(
    *, actor: User, case: Case, kind: str, holder: User, deputy: User | None = None, once: UUID | None = None
) -> RegieAssignment | Handover:
    """Fills an empty role of regie: oneself at once, somebody else as an offer that he must accept.

    The deputy goes along with the offer as a proposal.
    """
    case = begin(Verb.ASSIGN_REGIE, actor, case, once=once)
    kind = checked(kind, RegieAssignment.kind)
    if case.regie.held().filter(kind=kind).exists():
        raise Refused(_("Deze rol is al bezet. De houder kan de regie overdragen."), "kind")
    check_may_hold(case, kind, holder, "holder")
    _check_deputy(case, holder, deputy)
    if holder != actor:
        handover = _offer(actor, case, kind, holder, deputy=deputy)
        write(Verb.ASSIGN_REGIE, actor, case, target=handover, details={"kind": RegieKind(kind)}, once=once)
        return handover
    _withdraw(case, kind)
    role = take_role(case, kind, holder, deputy)
    write(Verb.ASSIGN_REGIE, actor, case, target=role, details={"kind": RegieKind(kind)}, once=once)
    tell(filter(None, [deputy]), case)
    return role


@transaction.atomic
def offer_handover(
    *, actor: User, role: RegieAssignment, to: User, note: str = "", once: UUID | None = None
) -> Handover:
    """Offers one's role to somebody on the team, who must accept; until then the holder stays.

    A new offer replaces the old one.
    """
    case = begin(Verb.OFFER_HANDOVER, actor, role.case, target=role, once=once)
    note = checked(note, Handover.note)
    if to == actor:
        raise Refused(_("U heeft deze rol al."), "to")
    check_may_hold(case, role.kind, to, "to")
    handover = _offer(actor, case, role.kind, to, note=note)
    write(Verb.OFFER_HANDOVER, actor, case, target=handover, details={"kind": RegieKind(role.kind)}, once=once)
    return handover


@transaction.atomic
def answer_handover(
    *,
    actor: User,
    handover: Handover,
    accept: bool,
    reason: str = "",
    deputy: User | None = None,
    once: UUID | None = None,
) -> Handover:
    """Accepts an offer of regie, which ends the predecessor's, or refuses it with a reason: the old holder stays."""
    case = begin(Verb.ANSWER_HANDOVER, actor, handover.case, target=handover, once=once)
    reason = checked(reason, Handover.answer_reason, "reason")
    if not accept and not reason:
        raise Refused(_("Schrijf op waarom u de regie niet overneemt."), "reason")
    state = HandoverState.ACCEPTED if accept else HandoverState.REFUSED
    move(handover, HandoverState, state, answer_reason=reason, answered_at=clock.now())
    if accept:
        check_may_hold(case, handover.kind, actor, None)
        _check_deputy(case, actor, deputy)
        take_role(case, handover.kind, actor, deputy)
    details = {"kind": RegieKind(handover.kind), "state": state}
    write(Verb.ANSWER_HANDOVER, actor, case, target=handover, details=details, once=once)
    tell(filter(None, [handover.offered_by, deputy if accept else None]), case)
    return handover


def check_may_hold(case: Case, kind: str, user: User, field: str | None) -> None:
    """Refuses somebody who is not on the team, or whose organisation cannot hold this kind of regie."""
    on_team = TeamMember.objects.of(case).filter(user=user)
    member = on_team.select_related("participation__organisation").first()
    if member is None:
        raise Refused(_("Deze persoon zit niet in het team van deze zaak. Voeg hem of haar eerst toe."), field)
    if member.participation.organisation.kind not in access.REGIE_HOLDERS[kind]:
        raise Refused(_("Deze rol hoort bij een andere organisatie."), field)


def _check_deputy(case: Case, holder: User, deputy: User | None) -> None:
    if deputy is None:
        return
    if deputy == holder:
        raise Refused(_("Kies iemand anders als vervanger."), "deputy")
    if not TeamMember.objects.of(case).filter(user=deputy).exists():
        raise Refused(_("Kies een vervanger uit het team van deze zaak."), "deputy")


def take_role(case: Case, kind: str, holder: User, deputy: User | None) -> RegieAssignment:
    """Ends whatever stands for this role, a predecessor who left his job included, and gives it to the holder."""
    case.regie.filter(kind=kind, until=None).update(until=clock.now())
    now = clock.now()
    role = RegieAssignment.objects.create(
        case=case, kind=kind, holder=holder, organisation=holder.work.organisation, deputy=deputy, since=now
    )
    if deputy is not None:
        DeputyPeriod.objects.create(role=role, user=deputy, since=now)
    return role


def _offer(actor: User, case: Case, kind: str, to: User, **more: Any) -> Handover:
    _withdraw(case, kind)
    handover = Handover.objects.create(
        case=case, kind=kind, offered_by=actor, offered_to=to, offered_at=clock.now(), **more
    )
    tell([to], case)
    return handover


def _withdraw(case: Case, kind: str) -> None:
    case.handovers.filter(kind=kind, state=HandoverState.OFFERED).update(
        state=HandoverState.WITHDRAWN, answered_at=clock.now()
    )
