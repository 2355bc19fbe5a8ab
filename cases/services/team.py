from uuid import UUID

from django.db import transaction

from accounts.enums import WORK_ROLES, Role
from accounts.models import Membership, Organisation, User
from cases import access
from cases.enums import HandoverState, Verb
from cases.models import Case, Handover, Participation, RegieAssignment, SashOutcome, TeamMember
from cases.notifications import tell
from cases.queries.team import team_of, watchers
from cases.services.base import Refused, begin, move, write
from cases.services.sash import give_sash
from trail import clock


@transaction.atomic
def invite_organisation(
    *,
    actor: User,
    case: Case,
    organisation: Organisation,
    purpose: str,
    legal_ground: str,
    share: SashOutcome | None = None,
    once: UUID | None = None,
) -> Participation:
    """Lets an organisation take part; its coordinators choose who joins. `share` also gives it the current SASH."""
    case = begin(Verb.INVITE_ORGANISATION, actor, case, once=once)
    if case.participations.filter(organisation=organisation, until=None).exists():
        raise Refused("Deze organisatie doet al mee.", "organisation")
    participation = join(case, organisation, purpose, legal_ground)
    detail = f"{organisation}. Doel: {purpose}. Grondslag: {legal_ground}"
    if share is not None:
        access.require(Verb.SHARE_SASH, access.Seat(actor, case), share)
        give_sash(share, organisation, actor, purpose, legal_ground)
        detail += f". SASH versie {share.version} meteen gedeeld"
    details = {"organisation": organisation.slug, "sash_shared": share is not None}
    write(Verb.INVITE_ORGANISATION, actor, case, target=participation, detail=detail, details=details, once=once)
    tell(coordinators_of(organisation), case)
    return participation


def join(case: Case, organisation: Organisation, purpose: str, legal_ground: str) -> Participation:
    """The open participation of an organisation, made where there is none."""
    found = case.participations.filter(organisation=organisation, until=None).first()
    return found or Participation.objects.create(
        case=case, organisation=organisation, purpose=purpose, legal_ground=legal_ground, since=clock.now()
    )


def coordinators_of(organisation: Organisation) -> list[User]:
    held = Membership.objects.current().filter(organisation=organisation, role=Role.COORDINATOR)
    return [membership.user for membership in held.select_related("user")]


@transaction.atomic
def end_participation(
    *, actor: User, participation: Participation, reason: str, once: UUID | None = None
) -> Participation:
    """Ends the part of one organisation; the case of the chain stays open (Melden, Onderzoek: Veilig Thuis).

    Its members leave the team. A regie one of them held falls open, and the warning for that shows at once. Raises
    Refused where nobody would be left who sees the case.
    """
    case = begin(Verb.END_PARTICIPATION, actor, participation.case, target=participation, once=once)
    if participation.until is not None:
        raise Refused("Deze organisatie doet al niet meer mee.")
    now = clock.now()
    leaving = [member.user for member in participation.members.filter(until=None).select_related("user")]
    participation.members.filter(until=None).update(until=now)
    participation.until, participation.end_reason = now, reason
    participation.save()
    _refuse_empty_team(case)
    fallen = case.regie.filter(until=None, holder__in=leaving)
    lost = [role.get_kind_display() for role in fallen]
    fallen.update(until=now)
    case.regie.filter(until=None, deputy__in=leaving).update(deputy=None)
    case.handovers.filter(state=HandoverState.OFFERED, offered_to__in=leaving).update(
        state=HandoverState.WITHDRAWN, answered_at=now
    )
    detail = f"{participation.organisation}. Reden: {reason}" + (f". Valt open: {', '.join(lost)}" if lost else "")
    details = {"organisation": participation.organisation.slug, "regie_lost": len(lost)}
    write(Verb.END_PARTICIPATION, actor, case, target=participation, detail=detail, details=details, once=once)
    tell(team_of(case, but=actor), case)
    return participation


@transaction.atomic
def add_member(*, actor: User, participation: Participation, user: User, once: UUID | None = None) -> TeamMember:
    """Puts a colleague of an organisation that takes part on the team. The regisseur is told, whoever does it."""
    case = begin(Verb.ADD_MEMBER, actor, participation.case, target=participation, once=once)
    if participation.until is not None:
        raise Refused("Deze organisatie doet niet meer mee.", "user")
    if not works_at(user, participation.organisation):
        raise Refused("Deze persoon werkt niet bij deze organisatie.", "user")
    if participation.members.filter(user=user, until=None).exists():
        raise Refused("Deze persoon zit al in het team.", "user")
    added = TeamMember.objects.create(participation=participation, user=user, since=clock.now())
    detail = f"{user}, {participation.organisation}"
    write(Verb.ADD_MEMBER, actor, case, target=added, detail=detail, details={"user": user.pk}, once=once)
    tell([user, *watchers(case)], case)
    return added


def works_at(user: User, organisation: Organisation) -> bool:
    return Membership.objects.current().filter(user=user, organisation=organisation, role__in=WORK_ROLES).exists()


@transaction.atomic
def end_member(*, actor: User, member: TeamMember, once: UUID | None = None) -> TeamMember:
    """Takes somebody off the team. Whoever holds a regie hands it over first, so that it is never without owner."""
    case = begin(Verb.END_MEMBER, actor, member.participation.case, target=member, once=once)
    if member.until is not None:
        raise Refused("Deze persoon zit al niet meer in het team.")
    if case.regie.filter(until=None, holder=member.user).exists():
        raise Refused(f"{member.user} heeft nog een regierol in deze zaak. Draag die eerst over.")
    member.until = clock.now()
    member.save()
    _refuse_empty_team(case)
    case.regie.filter(until=None, deputy=member.user).update(deputy=None)
    case.handovers.filter(state=HandoverState.OFFERED, offered_to=member.user).update(
        state=HandoverState.WITHDRAWN, answered_at=clock.now()
    )
    detail = f"{member.user}, {member.participation.organisation}"
    write(Verb.END_MEMBER, actor, case, target=member, detail=detail, details={"user": member.user_id}, once=once)
    return member


def _refuse_empty_team(case: Case) -> None:
    if not TeamMember.objects.current().filter(participation__case=case).exists():
        raise Refused(
            "Dan ziet niemand deze zaak meer. Zorg eerst dat er iemand van een andere organisatie in het team zit, "
            "of sluit de zaak."
        )


@transaction.atomic
def assign_regie(
    *, actor: User, case: Case, kind: str, holder: User, deputy: User | None = None, once: UUID | None = None
) -> RegieAssignment | Handover:
    """Fills an empty role of regie: oneself at once, somebody else as an offer that he must accept."""
    case = begin(Verb.ASSIGN_REGIE, actor, case, once=once)
    if case.regie.held().filter(kind=kind).exists():
        raise Refused("Deze rol is al bezet. De houder kan de regie overdragen.", "kind")
    check_may_hold(case, kind, holder, "holder")
    if holder != actor:
        handover = _offer(actor, case, kind, holder, "")
        detail = f"{handover.get_kind_display()} aangeboden aan {holder}"
        write(Verb.ASSIGN_REGIE, actor, case, target=handover, detail=detail, details={"kind": kind}, once=once)
        return handover
    _check_deputy(case, holder, deputy)
    _withdraw(case, kind)
    role = take_role(case, kind, holder, deputy)
    detail = f"{role.get_kind_display()}: {holder}, {role.organisation}"
    write(Verb.ASSIGN_REGIE, actor, case, target=role, detail=detail, details={"kind": kind}, once=once)
    return role


@transaction.atomic
def offer_handover(
    *, actor: User, role: RegieAssignment, to: User, note: str = "", once: UUID | None = None
) -> Handover:
    """Offers one's role to somebody on the team, who must accept; until then the holder stays.

    A new offer replaces the old one.
    """
    case = begin(Verb.OFFER_HANDOVER, actor, role.case, target=role, once=once)
    if to == actor:
        raise Refused("U heeft deze rol al.", "to")
    check_may_hold(case, role.kind, to, "to")
    handover = _offer(actor, case, role.kind, to, note)
    detail = f"{handover.get_kind_display()} aangeboden aan {to}"
    write(Verb.OFFER_HANDOVER, actor, case, target=handover, detail=detail, details={"kind": role.kind}, once=once)
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
    if not accept and not reason:
        raise Refused("Schrijf op waarom u de regie niet overneemt.", "reason")
    state = HandoverState.ACCEPTED if accept else HandoverState.REFUSED
    move(handover, HandoverState, state, answer_reason=reason, answered_at=clock.now())
    if accept:
        check_may_hold(case, handover.kind, actor, None)
        _check_deputy(case, actor, deputy)
        take_role(case, handover.kind, actor, deputy)
    outcome = "aanvaard" if accept else f"geweigerd. Reden: {reason}"
    detail = f"{handover.get_kind_display()} door {actor} {outcome}"
    details = {"kind": handover.kind, "state": state}
    write(Verb.ANSWER_HANDOVER, actor, case, target=handover, detail=detail, details=details, once=once)
    tell([handover.offered_by], case)
    return handover


def check_may_hold(case: Case, kind: str, user: User, field: str | None) -> None:
    """Refuses somebody who is not on the team, or whose organisation cannot hold this kind of regie."""
    on_team = TeamMember.objects.current().filter(user=user, participation__case=case)
    member = on_team.select_related("participation__organisation").first()
    if member is None:
        raise Refused("Deze persoon zit niet in het team van deze zaak. Voeg hem of haar eerst toe.", field)
    if member.participation.organisation.kind not in access.REGIE_HOLDERS[kind]:
        raise Refused("Deze rol hoort bij een andere organisatie.", field)


def _check_deputy(case: Case, holder: User, deputy: User | None) -> None:
    if deputy is None:
        return
    if deputy == holder:
        raise Refused("Kies iemand anders als vervanger.", "deputy")
    if not TeamMember.objects.current().filter(user=deputy, participation__case=case).exists():
        raise Refused("Kies een vervanger uit het team van deze zaak.", "deputy")


def take_role(case: Case, kind: str, holder: User, deputy: User | None) -> RegieAssignment:
    """Ends whatever stands for this role, a predecessor who left his job included, and gives it to the holder."""
    case.regie.filter(kind=kind, until=None).update(until=clock.now())
    return RegieAssignment.objects.create(
        case=case, kind=kind, holder=holder, organisation=holder.work.organisation, deputy=deputy, since=clock.now()
    )


def _offer(actor: User, case: Case, kind: str, to: User, note: str) -> Handover:
    _withdraw(case, kind)
    handover = Handover.objects.create(
        case=case, kind=kind, offered_by=actor, offered_to=to, note=note, offered_at=clock.now()
    )
    tell([to], case)
    return handover


def _withdraw(case: Case, kind: str) -> None:
    case.handovers.filter(kind=kind, state=HandoverState.OFFERED).update(
        state=HandoverState.WITHDRAWN, answered_at=clock.now()
    )
