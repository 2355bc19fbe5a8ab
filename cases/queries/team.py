"""Who takes part in a case, and for whom."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, F, Prefetch, QuerySet

from accounts.models import User
from cases import access, wall
from cases.enums import Compartment, RegieKind
from cases.models import Case, Incident, Participation, TeamMember
from cases.verbs import Verb


@dataclass(frozen=True)
class OrganisationOnCase:
    """One organisation on a case, as one person sees it."""

    participation: Participation
    members: list[TeamMember]
    # Seen by that organisation and the regisseur.
    reference_number: str
    may_add: bool
    may_end: bool
    may_end_members: bool


def _with_members(participations: QuerySet[Participation], then: datetime | None = None) -> QuerySet[Participation]:
    """Each with its members of today, or of a moment in the past, and what the organisation calls the case."""
    members = TeamMember.objects.at(then).select_related("user")
    rows = participations.numbered(then).select_related("organisation", "case")
    return rows.prefetch_related(Prefetch("members", queryset=members, to_attr="present"))


def team(seat: access.Seat) -> list[OrganisationOnCase]:
    rows = _with_members(Participation.objects.at(seat.then).filter(case=seat.case), seat.then)
    rows = rows.annotate(has_coordinator=Exists(access.coordinators_there(seat.then)))
    found = []
    for row in rows:
        sees_number = seat.works_at(row.organisation_id) or seat.is_regisseur
        found.append(
            OrganisationOnCase(
                participation=row,
                members=row.present,
                reference_number=row.reference_number if sees_number else "",
                may_add=access.allowed(Verb.ADD_MEMBER, seat, row),
                may_end=access.allowed(Verb.END_PARTICIPATION, seat, row),
                may_end_members=any(access.allowed(Verb.END_MEMBER, seat, member) for member in row.present),
            )
        )
    return found


def own_participations(user: User) -> QuerySet[Participation]:
    """For a coordinator: the cases his organisation takes part in, open ones first, then the newest."""
    rows = access.participations_for(user)
    return _with_members(rows).order_by(F("case__closed_at").asc(nulls_first=True), "-since", "-pk")


def team_of(case: Case, *, but: User | None = None) -> list[User]:
    """Everybody on the team today, `but` not the one who does it; also for a coordinator who is not on it himself."""
    members = TeamMember.objects.of(case).select_related("user")
    with wall.across(wall.Passage.WATCHERS):
        return [member.user for member in members if member.user != but]


def who_may_know(item: Incident, *, but: User) -> list[User]:
    """Of the team of today, whoever may read an item; of what justice keeps also the regisseur, who is warned of it."""
    members = TeamMember.objects.of(item.case).select_related("user", "organisation")
    found = [member.user for member in members if access.reads(item, member.organisation, member.user_id)]
    if item.compartment == Compartment.JUSTICE:
        found += watchers(item.case)
    return [user for user in found if user != but]


def watchers(case: Case) -> list[User]:
    """Who is told when somebody gets rights in a case: the regisseur and his deputy; without them the whole team."""
    held = case.regie.held().filter(kind=RegieKind.CHAIN).select_related("holder", "deputy")
    with wall.across(wall.Passage.WATCHERS):
        chain = held.first()
    return [person for person in (chain.holder, chain.deputy) if person] if chain else team_of(case)
