"""What stands in a case, whoever looks: read once for everybody who asks, and never handed out as it is.

Only `Seat` reads a dossier. It holds what no single viewer may know, so a seat gives of it what its viewer may.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import Count, Exists, F, FilteredRelation, Max, Min, OuterRef, Q, QuerySet, Subquery

from accounts.models import Membership
from cases.enums import HandoverState, RegieKind
from cases.models import (
    Case,
    ClosingProposal,
    Handover,
    Incident,
    Participation,
    Referral,
    RegieAssignment,
    SashOutcome,
    work_of,
)
from trail import clock


class Place(NamedTuple):
    """A place on the team of today; `leaves_at` is when the work ends on which it rests, where that is known."""

    user_id: int
    organisation_id: int
    leaves_at: datetime | None


class Incidents(NamedTuple):
    """Incidents of one kind that the same people may read, added up. `uncovered` is the first that the newest SASH
    does not reckon with: recorded after it, or from after the day on which it was filled in."""

    case_id: int
    kind: str
    compartment: str
    organisation_id: int
    organisation: str
    admitted_id: int | None
    number: int
    first: datetime
    last: datetime
    last_on: date
    uncovered: datetime | None


class Receipt(NamedTuple):
    """How far one organisation is with one outcome: asked for, given, read."""

    organisation_id: int
    organisation: str
    requested_at: datetime | None
    shared_at: datetime | None
    read_at: datetime | None


@dataclass(frozen=True)
class Outcome:
    """One version of the SASH, without its text. The level is None for whoever may not see it."""

    case_id: int
    pk: int
    version: int
    enriches_id: int | None
    organisation_id: int
    organisation: str
    filled_in_on: date
    recorded_at: datetime
    level: int | None
    receipts: list[Receipt] = field(default_factory=list)

    @property
    def is_seen(self) -> bool:
        return self.level is not None


class Closing(NamedTuple):
    """A proposal to close that waits; `answered_by` are the organisations that gave their view."""

    case_id: int
    pk: int
    proposed_by_id: int
    proposed_at: datetime
    answered_by: frozenset[int]


Part = Callable[[Collection[int]], Iterable[Any]]


class Shelf:
    """Dossiers that are read together: each part of them is one query for all, made when it is first asked for."""

    def __init__(self, cases: Iterable[Case]) -> None:
        self._pks = [case.pk for case in cases]
        self._parts: dict[Part, dict[int, list[Any]]] = {}

    def read(self, part: Part, case: Case) -> list[Any]:
        if part not in self._parts:
            found = defaultdict(list)
            for row in part(self._pks):
                found[row.case_id].append(row)
            self._parts[part] = found
        return self._parts[part].get(case.pk, [])


def coordinators_there() -> QuerySet[Membership]:
    """Who chooses, for the organisation of a participation in the outer query, who joins the team."""
    return Membership.objects.coordinating().filter(organisation=OuterRef("organisation"))


def participations(cases: Collection[int]) -> Iterable[Participation]:
    """Organisations that take part today, each with its `places` on the team, and whether it `has_coordinator`."""
    work = work_of("place__")
    last = work.order_by(F("until").desc(nulls_first=True)).values("until")[:1]
    rows = Participation.objects.filter(case__in=cases, until=None).select_related("organisation")
    rows = rows.defer("reference_number", "purpose", "legal_ground", "end_reason")
    rows = rows.annotate(place=FilteredRelation("members", condition=Q(members__until=None)))
    rows = rows.annotate(user_id=F("place__user_id"), works=Exists(work), leaves_at=Subquery(last))
    rows = rows.annotate(has_coordinator=Exists(coordinators_there()))
    found: dict[int, Participation] = {}
    for row in rows.order_by("pk", "place__pk"):
        participation = found.setdefault(row.pk, row)
        if row is participation:
            participation.places = []
        if row.works:
            participation.places.append(Place(row.user_id, row.organisation_id, row.leaves_at))
    return found.values()


def regie(cases: Collection[int]) -> Iterable[RegieAssignment]:
    """The roles of regie that stand, and the last regie over the chain if that has ended; each marked `left_at`: when
    its holder last left a job there."""
    jobs = Membership.objects.filter(user=OuterRef("holder"), organisation=OuterRef("organisation"))
    left = jobs.filter(until__lte=clock.now()).order_by("-until").values("until")[:1]
    later = RegieAssignment.objects.filter(case=OuterRef("case"), kind=RegieKind.CHAIN, pk__gt=OuterRef("pk"))
    rows = RegieAssignment.objects.filter(Q(until=None) | Q(~Exists(later), kind=RegieKind.CHAIN), case__in=cases)
    return rows.annotate(left_at=Subquery(left)).select_related("holder", "organisation", "deputy")


def incidents(cases: Collection[int]) -> Iterable[Incidents]:
    newest = SashOutcome.objects.filter(case=OuterRef("case")).order_by("-version")
    uncovered = Q(recorded_at__gt=Subquery(newest.values("recorded_at")[:1]))
    uncovered |= Q(occurred_on__gt=Subquery(newest.values("filled_in_on")[:1]))
    alike = ("case_id", "kind", "compartment", "organisation_id", "organisation__name", "admitted_id")
    rows = Incident.objects.filter(case__in=cases).order_by().values_list(*alike)
    rows = rows.annotate(
        number=Count("pk"),
        first=Min("recorded_at"),
        last=Max("recorded_at"),
        last_on=Max("occurred_on"),
        uncovered=Min("recorded_at", filter=uncovered),
    )
    return map(Incidents._make, rows)


def outcomes(cases: Collection[int]) -> Iterable[Outcome]:
    """Newest first."""
    columns = ("case_id", "pk", "version", "enriches_id", "organisation_id", "organisation__name")
    columns += ("filled_in_on", "recorded_at", "level")
    given = ("organisation_id", "organisation__name", "requested_at", "shared_at", "read_at")
    rows = SashOutcome.objects.filter(case__in=cases).order_by("-version", "shares__id")
    found: dict[int, Outcome] = {}
    for row in rows.values_list(*columns, *(f"shares__{name}" for name in given)):
        outcome = found.get(row[1]) or found.setdefault(row[1], Outcome(*row[: len(columns)]))
        if row[len(columns)] is not None:
            outcome.receipts.append(Receipt(*row[len(columns) :]))
    return found.values()


def referrals(cases: Collection[int]) -> Iterable[Referral]:
    rows = Referral.objects.filter(case__in=cases).select_related("organisation")
    return rows.defer("text", "purpose", "legal_ground", "answer_reason")


def offers(cases: Collection[int]) -> Iterable[Handover]:
    """Offers of regie that wait for an answer."""
    rows = Handover.objects.filter(case__in=cases, state=HandoverState.OFFERED)
    return rows.select_related("offered_to", "offered_by").defer("note", "answer_reason")


def closings(cases: Collection[int]) -> Iterable[Closing]:
    rows = ClosingProposal.objects.filter(case__in=cases, ended_at=None)
    rows = rows.values_list("case_id", "pk", "proposed_by_id", "proposed_at", F("answers__organisation_id"))
    found: dict[tuple, set[int | None]] = defaultdict(set)
    for *proposal, organisation in rows:
        found[tuple(proposal)].add(organisation)
    return (Closing(*proposal, frozenset(answered) - {None}) for proposal, answered in found.items())
