"""What stands in a case, whoever looks: read once for everybody who asks, and never handed out as it is.

Only `Seat` reads a dossier. It holds what no single viewer may know, so a seat gives of it what its viewer may.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from django.db.models import Case as Conditional
from django.db.models import Count, Exists, F, FilteredRelation, Max, Min, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce

from accounts.models import Membership
from cases.enums import IncidentKind, ReferralState, RegieKind
from cases.models import (
    Case,
    CaseFacts,
    ClosingProposal,
    DeputyPeriod,
    Handover,
    Incident,
    Participation,
    Referral,
    RegieAssignment,
    SashOutcome,
    begun,
    held,
    work_of,
)
from trail import clock


class Place(NamedTuple):
    """A place on the team of today; `leaves_at` is when the work ends on which it rests, where that is known."""

    user_id: int
    organisation_id: int
    since: datetime
    leaves_at: datetime | None


class Incidents(NamedTuple):
    """Incidents of the same kinds that the same people may read, added up. Those that the newest SASH does not reckon
    with (recorded after it, or from after the day on which it was filled in) each stand for themselves: `uncovered` is
    when one was recorded."""

    case_id: int
    kind_flags: int
    compartment: str
    organisation_id: int
    organisation: str
    admitted_id: int | None
    admitted_for_id: int | None
    uncovered: datetime | None
    number: int
    first: datetime
    last: datetime
    last_on: date
    # The first of them that was recorded after the opening.
    later: datetime | None

    def has(self, kind: IncidentKind) -> bool:
        return bool(self.kind_flags & kind.flag)


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
    def given_to(self) -> set[int]:
        """The organisations that may see it."""
        return {self.organisation_id, *(receipt.organisation_id for receipt in self.receipts if receipt.shared_at)}

    @property
    def is_seen(self) -> bool:
        return self.level is not None


class Scene(NamedTuple):
    """In which province it plays."""

    case_id: int
    province: str


class Closing(NamedTuple):
    """A proposal to close that waits; `answered_by` are the organisations that gave their view."""

    case_id: int
    pk: int
    proposed_by_id: int
    proposed_at: datetime
    answered_by: frozenset[int]


# The end of the work of whoever works somewhere without an end in sight.
_FOREVER = datetime(9999, 1, 1, tzinfo=UTC)
# The parts of a dossier for these cases: as they stand, or as they stood at a moment.
Part = Callable[[Collection[int], datetime | None], Iterable[Any]]


class Shelf:
    """Dossiers that are read together: each part of them is one query for all, made when it is first asked for.

    With `then` they are read as they stood at that moment.
    """

    def __init__(self, cases: Iterable[Case], then: datetime | None = None) -> None:
        self._pks = [case.pk for case in cases]
        self.then = then
        self._parts: dict[Part, dict[int, list[Any]]] = {}

    def holds(self, part: Part) -> bool:
        return part in self._parts

    def read(self, part: Part, case: Case) -> list[Any]:
        if part not in self._parts:
            found = defaultdict(list)
            for row in part(self._pks, self.then):
                found[row.case_id].append(row)
            self._parts[part] = found
        return self._parts[part].get(case.pk, [])


def scenes(cases: Collection[int], then: datetime | None = None) -> Iterable[Scene]:
    rows = CaseFacts.objects.at(then).filter(case__in=cases)
    return map(Scene._make, rows.values_list("case_id", "province"))


def coordinators_there(then: datetime | None = None) -> QuerySet[Membership]:
    """Who chooses, for the organisation of a participation in the outer query, who joins the team."""
    return Membership.objects.coordinating(then).filter(organisation=OuterRef("organisation"))


def participations(cases: Collection[int], then: datetime | None = None) -> Iterable[Participation]:
    """Organisations that take part, each with its `places` on the team, and whether it `has_coordinator`."""
    work = work_of("place__", then)
    last = work.annotate(ends=Coalesce("until", _FOREVER)).order_by("-ends").values("ends")[:1]
    rows = Participation.objects.at(then).filter(case__in=cases).select_related("organisation")
    rows = rows.defer("purpose", "legal_ground", "end_reason")
    rows = rows.annotate(place=FilteredRelation("members", condition=held(then, "members__")))
    rows = rows.annotate(user_id=F("place__user_id"), joined_at=F("place__since"), works_until=Subquery(last))
    rows = rows.annotate(has_coordinator=Exists(coordinators_there(then)))
    found: dict[int, Participation] = {}
    for row in rows.order_by("pk", "place__pk"):
        participation = found.setdefault(row.pk, row)
        if row is participation:
            participation.places = []
        if row.works_until is not None:
            leaves_at = None if row.works_until == _FOREVER else row.works_until
            participation.places.append(Place(row.user_id, row.organisation_id, row.joined_at, leaves_at))
    return found.values()


def regie(cases: Collection[int], then: datetime | None = None) -> Iterable[RegieAssignment]:
    """The roles of regie that stand, and the last regie over the chain if that has ended; each marked `left_at`: when
    its holder last left a job there."""
    jobs = Membership.objects.filter(user=OuterRef("holder"), organisation=OuterRef("organisation"))
    left = jobs.filter(until__lte=then or clock.now()).order_by("-until").values("until")[:1]
    given = RegieAssignment.objects.filter(begun(then))
    later = given.filter(case=OuterRef("case"), kind=RegieKind.CHAIN, pk__gt=OuterRef("pk"))
    rows = given.filter(held(then) | Q(~Exists(later), kind=RegieKind.CHAIN), case__in=cases)
    rows = rows.annotate(left_at=Subquery(left)).select_related("holder", "organisation", "deputy")
    return rows if then is None else _directed(rows, then)


def _directed(rows: QuerySet[RegieAssignment], then: datetime) -> Iterator[RegieAssignment]:
    """These roles as they stood: not ended yet, with who deputised."""
    periods = DeputyPeriod.objects.at(then).filter(role__in=rows.values("pk")).select_related("user")
    deputies = {period.role_id: period.user for period in periods}
    for row in rows:
        row.deputy = deputies.get(row.pk)
        if row.until is not None and row.until > then:
            row.until = None
        yield row


def incidents(cases: Collection[int], then: datetime | None = None) -> Iterable[Incidents]:
    newest = SashOutcome.objects.filter(begun(then, "recorded_at"), case=OuterRef("case")).order_by("-version")
    uncovered = Q(recorded_at__gt=Subquery(newest.values("reckons_until")[:1]))
    uncovered |= Q(occurred_on__gt=Subquery(newest.values("filled_in_on")[:1]))
    alike = ("case_id", "kind_flags", "compartment", "organisation_id", "organisation__name")
    alike += ("admitted_id", "admitted_for_id")
    rows = Incident.objects.at(then).filter(case__in=cases).order_by()
    rows = rows.annotate(uncovered=Conditional(When(uncovered, then="recorded_at"))).values_list(*alike, "uncovered")
    rows = rows.annotate(number=Count("pk"), first=Min("recorded_at"), last=Max("recorded_at"))
    rows = rows.annotate(last_on=Max("occurred_on"), later=Min("recorded_at", filter=Q(opens_case=False)))
    return map(Incidents._make, rows)


def outcomes(cases: Collection[int], then: datetime | None = None) -> Iterable[Outcome]:
    """Newest first."""
    columns = ("case_id", "pk", "version", "enriches_id", "organisation_id", "organisation__name")
    columns += ("filled_in_on", "recorded_at", "risk__level")
    given = ("organisation_id", "organisation__name", "requested_at", "shared_at", "read_at")
    rows = SashOutcome.objects.filter(begun(then, "recorded_at"), case__in=cases).order_by("-version", "shares__id")
    found: dict[int, Outcome] = {}
    for row in rows.values_list(*columns, *(f"shares__{name}" for name in given)):
        outcome = found.get(row[1]) or found.setdefault(row[1], Outcome(*row[: len(columns)]))
        if row[len(columns)] is not None:
            receipt = Receipt(*row[len(columns) :])
            outcome.receipts.extend([receipt] if then is None else _received(receipt, then))
    return found.values()


def _received(receipt: Receipt, then: datetime) -> list[Receipt]:
    """How far that organisation was; nothing where it had not even asked."""
    asked, shared, read = (moment if moment and moment <= then else None for moment in receipt[2:])
    return [receipt._replace(requested_at=asked, shared_at=shared, read_at=read)] if asked or shared else []


def referrals(cases: Collection[int], then: datetime | None = None) -> Iterable[Referral]:
    rows = Referral.objects.filter(begun(then, "sent_at"), case__in=cases).select_related("organisation")
    for row in rows.defer("text", "purpose", "legal_ground", "answer_reason"):
        if then and row.answered_at and row.answered_at > then:
            row.state = ReferralState.SENT
        yield row


def offers(cases: Collection[int], then: datetime | None = None) -> Iterable[Handover]:
    """Offers of regie that wait for an answer."""
    rows = Handover.objects.filter(held(then, since="offered_at", until="answered_at"), case__in=cases)
    return rows.select_related("offered_to", "offered_by").defer("note", "answer_reason")


def closings(cases: Collection[int], then: datetime | None = None) -> Iterable[Closing]:
    rows = ClosingProposal.objects.filter(held(then, since="proposed_at", until="ended_at"), case__in=cases)
    rows = rows.annotate(answer=FilteredRelation("answers", condition=held(then, "answers__")))
    rows = rows.values_list("case_id", "pk", "proposed_by_id", "proposed_at", F("answer__organisation_id"))
    found: dict[tuple, set[int | None]] = defaultdict(set)
    for *proposal, organisation in rows:
        found[tuple(proposal)].add(organisation)
    return (Closing(*proposal, frozenset(answered) - {None}) for proposal, answered in found.items())
