from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.enums import WORK_ROLES
from accounts.models import Membership, Organisation, User
from accounts.notifications import ask_for_coordinator
from cases import access, wall
from cases.enums import HandoverState, RegieKind
from cases.models import Case, DeputyPeriod, Participation, RegieAssignment, SashOutcome, TeamMember
from cases.notifications import tell
from cases.queries.team import team_of, watchers
from cases.services.base import Refused, begin, checked, write
from cases.services.sash import give_sash
from cases.verbs import Verb
from trail import clock
from trail.recording import Slug

# Why it cannot be done is about the case: a coordinator who is not on its team learns no regie and no other partner.
_NOT_NOW = gettext_lazy("Dit kan nu niet. Overleg eerst met een collega die deze zaak kent.")


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
    """Lets an organisation take part; its coordinators choose who joins. `share` also gives it the current SASH.

    Where it has no coordinator, the functional manager is asked for one.
    """
    case = begin(Verb.INVITE_ORGANISATION, actor, case, once=once)
    purpose = checked(purpose, Participation.purpose, required=True)
    legal_ground = checked(legal_ground, Participation.legal_ground, required=True)
    if case.participations.filter(organisation=organisation, until=None).exists():
        raise Refused(_("Deze organisatie doet al mee."), "organisation")
    participation = join(case, organisation, purpose, legal_ground)
    facts = {}
    if share is not None:
        access.require(Verb.SHARE_SASH, access.Seat(actor, case), share)
        give_sash(share, organisation, actor, purpose, legal_ground)
        facts = {"sash_version": share.version}
    coordinators = coordinators_of(organisation)
    if not coordinators:
        facts["uncoordinated"] = True
    details = {"organisation": Slug(organisation.slug), "sash_shared": share is not None}
    write(Verb.INVITE_ORGANISATION, actor, case, target=participation, facts=facts, details=details, once=once)
    tell(coordinators, case)
    ask_for_coordinator(organisation)
    return participation


def join(case: Case, organisation: Organisation, purpose: str, legal_ground: str) -> Participation:
    """The open participation of an organisation, made where there is none."""
    found = case.participations.filter(organisation=organisation, until=None).first()
    return found or Participation.objects.create(
        case=case, organisation=organisation, purpose=purpose, legal_ground=legal_ground, since=clock.now()
    )


def ask_for_coordinators(case: Case) -> None:
    """Asks for them where an organisation on this case has nobody on the team and nobody to choose somebody."""
    members = TeamMember.objects.current().filter(participation=OuterRef("pk"))
    for participation in case.participations.filter(~Exists(members), until=None).select_related("organisation"):
        ask_for_coordinator(participation.organisation)


def coordinators_of(organisation: Organisation) -> list[User]:
    held = Membership.objects.coordinating().filter(organisation=organisation)
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
        raise Refused(_("Deze organisatie doet al niet meer mee."))
    reason = checked(reason, Participation.end_reason, "reason", required=True)
    knows_case = access.Seat(actor, case).is_member
    fallen = [role for member in _open_seats(case, participation=participation) for role in _end_seat(member)]
    lost = [RegieKind(role.kind) for role in fallen]
    participation.until, participation.end_reason = clock.now(), reason
    participation.save()
    _refuse_empty_team(case, knows_case)
    details = {"organisation": Slug(participation.organisation.slug), "regie_lost": len(lost)}
    write(Verb.END_PARTICIPATION, actor, case, target=participation, facts={"lost": lost}, details=details, once=once)
    tell(team_of(case, but=actor), case)
    return participation


@transaction.atomic
def add_member(*, actor: User, participation: Participation, user: User, once: UUID | None = None) -> TeamMember:
    """Puts a colleague of an organisation that takes part on the team. The regisseur is told, whoever does it."""
    case = begin(Verb.ADD_MEMBER, actor, participation.case, target=participation, once=once)
    if participation.until is not None:
        raise Refused(_("Deze organisatie doet niet meer mee."), "user")
    if not works_at(user, participation.organisation):
        raise Refused(_("Deze persoon werkt niet bij deze organisatie."), "user")
    if is_on_team(participation, user):
        raise Refused(_("Deze persoon zit al in het team."), "user")
    added = put_on_team(participation, user)
    write(Verb.ADD_MEMBER, actor, case, target=added, details={"user": user.pk}, once=once)
    tell([user, *watchers(case)], case)
    return added


def works_at(user: User, organisation: Organisation) -> bool:
    return Membership.objects.working_at(organisation).filter(user=user).exists()


def is_on_team(participation: Participation, user: User) -> bool:
    return TeamMember.objects.current().filter(participation=participation, user=user).exists()


def put_on_team(participation: Participation, user: User) -> TeamMember:
    """Gives somebody who is not on the team of today a place on it.

    Whoever left the job and came back, got another role or works elsewhere now has an old place that no longer holds.
    It ends first, with all that hung on it: with the new place no old regie comes back unseen.
    """
    for member in _open_seats(participation.case, user=user):
        if not _holds(member):
            _end_seat(member)
    return TeamMember.objects.create(participation=participation, user=user, since=clock.now())


def _open_seats(case: Case, **which: Any) -> list[TeamMember]:
    rows = TeamMember.objects.filter(participation__case=case, until=None, **which)
    return list(rows.select_related("user", "participation__case", "participation__organisation"))


def _holds(member: TeamMember) -> bool:
    return TeamMember.objects.current().filter(pk=member.pk).exists()


def _end_seat(member: TeamMember) -> list[RegieAssignment]:
    """Ends a place on the team, with the regie held from it, the deputising and the offers. Gives the roles that fell.

    A place that ended with the job ends on the day of that: a role without holder counts its days from there.
    """
    case, organisation = member.participation.case, member.participation.organisation
    now = clock.now()
    jobs = Membership.objects.filter(user=member.user, organisation=organisation, role__in=WORK_ROLES)
    left = jobs.filter(since__lte=member.since, until__range=(member.since, now)).order_by("-until").first()
    member.until = left.until if left and not _holds(member) else now
    member.save()
    with wall.across(wall.Passage.LEAVING):
        fallen = list(case.regie.filter(until=None, holder=member.user, organisation=organisation))
        for role in fallen:
            role.until = max(member.until, role.since)
            role.save(update_fields=["until"])
        DeputyPeriod.objects.current().filter(role__case=case, user=member.user).update(until=now)
        case.regie.filter(until=None, deputy=member.user).update(deputy=None)
        case.handovers.filter(state=HandoverState.OFFERED, offered_to=member.user).update(
            state=HandoverState.WITHDRAWN, answered_at=now
        )
    return fallen


@transaction.atomic
def end_member(*, actor: User, member: TeamMember, once: UUID | None = None) -> TeamMember:
    """Takes somebody off the team. Whoever holds a regie hands it over first, so that it is never without owner."""
    case = begin(Verb.END_MEMBER, actor, member.participation.case, target=member, once=once)
    if member.until is not None:
        raise Refused(_("Deze persoon zit al niet meer in het team."))
    knows_case = access.Seat(actor, case).is_member
    if _holds_regie(member):
        if not knows_case:
            raise Refused(_NOT_NOW)
        raise Refused(
            _("%(person)s heeft nog een regierol in deze zaak. Draag die eerst over.") % {"person": member.user}
        )
    _end_seat(member)
    _refuse_empty_team(case, knows_case)
    write(Verb.END_MEMBER, actor, case, target=member, details={"user": member.user_id}, once=once)
    if not TeamMember.objects.current().filter(participation=member.participation_id).exists():
        ask_for_coordinator(member.participation.organisation)
    return member


def _holds_regie(member: TeamMember) -> bool:
    part = member.participation
    with wall.across(wall.Passage.LEAVING):
        held = RegieAssignment.objects.held().filter(case=part.case_id, organisation=part.organisation_id)
        return held.filter(holder=member.user_id).exists()


def _refuse_empty_team(case: Case, knows_case: bool) -> None:
    with wall.across(wall.Passage.LEAVING):
        somebody = TeamMember.objects.of(case).exists()
    if somebody:
        return
    if not knows_case:
        raise Refused(_NOT_NOW)
    raise Refused(
        _(
            "Dan ziet niemand deze zaak meer. Zorg eerst dat er iemand van een andere organisatie in het team zit, "
            "of sluit de zaak."
        )
    )
