"""Everything one case page shows, in a constant number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, prefetch_related_objects

from accounts.enums import OrganisationKind
from accounts.models import User
from cases import access
from cases.enums import ClosingView, HandoverState, PersonRole, ReferralState, SashLevel, ZvhFlag
from cases.models import (
    Case,
    ClosingAnswer,
    ClosingProposal,
    Handover,
    Participation,
    Person,
    PhaseChange,
    Referral,
    TeamMember,
    TimelineEntry,
)
from cases.queries.work import Known, PartnerTasks, Task, known, open_tasks, tasks_by_partner
from cases.transitions import PHASES
from phases.enums import PhaseKey

TIMELINE_ON_CASE = 8
TIMELINE_PER_PAGE = 50


@dataclass(frozen=True)
class Station:
    """A phase on the line of a case; `state` is been, here or ahead."""

    name: str
    state: str
    since: datetime | None
    # From how many stations further the case came back to this one; 0 where it did not.
    back: int = 0


class CasePage:
    """A case with all that hangs on it, as one person sees it."""

    def __init__(self, case: Case, user: User) -> None:
        self.case = case
        self.seat = access.Seat(user, case)
        self.user = user
        members = TeamMember.objects.current().filter(participation=OuterRef("pk"))
        organisations = Participation.objects.filter(until=None).select_related("organisation")
        organisations = organisations.annotate(has_member=Exists(members))
        waiting = Handover.objects.filter(state=HandoverState.OFFERED).select_related("offered_to", "offered_by")
        proposals = ClosingProposal.objects.filter(ended_at=None).select_related("proposed_by", "reason_by")
        mine = ClosingAnswer.objects.filter(proposal=OuterRef("pk"), organisation=self.seat.organisation)
        proposals = proposals.annotate(
            agreed=Count("answers", filter=Q(answers__view=ClosingView.NO_OBJECTION)),
            objected=Count("answers", filter=Q(answers__view=ClosingView.NOT_YET)),
            i_answered=Exists(mine),
        )
        prefetch_related_objects(
            [case],
            Prefetch("participations", queryset=organisations),
            Prefetch("handovers", queryset=waiting),
            Prefetch("referrals", queryset=Referral.objects.select_related("organisation")),
            Prefetch("closing_proposals", queryset=proposals),
            "persons",
            "phase_changes",
            "steps",
        )

    @property
    def victims(self) -> list[Person]:
        return [person for person in self.case.persons.all() if person.role == PersonRole.VICTIM]

    @property
    def suspects(self) -> list[Person]:
        return [person for person in self.case.persons.all() if person.role == PersonRole.SUSPECT]

    @property
    def children(self) -> list[Person]:
        return [person for person in self.case.persons.all() if person.role == PersonRole.CHILD]

    @property
    def others(self) -> list[Person]:
        return [person for person in self.case.persons.all() if person.role == PersonRole.OTHER]

    @property
    def stations(self) -> list[Station]:
        """The five phases with the date of entering each, and a return drawn as a loop back."""
        return stations(self.case, list(self.case.phase_changes.all()))

    @property
    def proposal(self) -> ClosingProposal | None:
        return next(iter(self.case.closing_proposals.all()), None)

    @property
    def zvh_flag(self) -> ZvhFlag:
        return zvh_flag(self.case.referrals.all(), self.seat)

    @cached_property
    def known(self) -> Known:
        return known(self.seat, self.case.persons.all(), self.seat.incidents)

    @cached_property
    def tasks(self) -> list[PartnerTasks]:
        return tasks_by_partner(self.seat, self.case.steps.all(), self.case.participations.all(), self.known)

    @property
    def my_tasks(self) -> list[Task]:
        return open_tasks(self._my_groups)

    @property
    def my_conditional_tasks(self) -> list[Task]:
        """Open tasks of this person's partner whose condition the case cannot answer."""
        return [task for group in self._my_groups for task in group.tasks if task.is_open and task.applies is None]

    @property
    def _my_groups(self) -> list[PartnerTasks]:
        return [group for group in self.tasks if self.seat.is_kind(group.kind)]

    @property
    def sash_reach(self) -> str:
        """Who has the outcome that is shown: how many have read it, and how many on the case do not have it."""
        sash = self.seat.sash
        shared = {receipt.organisation_id: receipt for receipt in sash.receipts if receipt.shared_at}
        has_it = {sash.organisation_id, *shared}
        without = sum(found.organisation_id not in has_it for found in self.case.participations.all())
        read = sum(receipt.read_at is not None for receipt in shared.values())
        reach = f"Gelezen door {read} van {len(shared)} met wie is gedeeld" if shared else "Nog met niemand gedeeld"
        return f"{reach}; {without} op de zaak {'heeft' if without == 1 else 'hebben'} haar niet" if without else reach

    @cached_property
    def timeline(self) -> list[TimelineEntry]:
        return timeline(self.seat)[: TIMELINE_ON_CASE + 1]


def stations(case: Case, changes: list[PhaseChange]) -> list[Station]:
    entered = {change.to_phase: change for change in changes}
    here = PHASES.index(PhaseKey(case.phase))
    found = []
    for place, phase in enumerate(PHASES):
        change = entered.get(phase)
        came_from = PHASES.index(PhaseKey(change.from_phase)) if change is not None and change.from_phase else place
        state = "here" if place == here else "been" if change is not None else "ahead"
        back = max(came_from - place, 0) if place == here else 0
        found.append(Station(phase.short, state, change.at if change else None, back))
    return found


def zvh_flag(referrals: Iterable[Referral], seat: access.Seat) -> ZvhFlag:
    """niet nodig, nodig (SASH matig of hoog), aangemeld, aangenomen, geweigerd; as this viewer may know it.

    Without an outcome, or with a newer one he may not see, nobody is told that it is not needed.
    """
    states = {row.state for row in referrals if row.organisation.kind == OrganisationKind.ZVH}
    for state, flag in (
        (ReferralState.ACCEPTED, ZvhFlag.ACCEPTED),
        (ReferralState.SENT, ZvhFlag.REFERRED),
        (ReferralState.REFUSED, ZvhFlag.REFUSED),
    ):
        if state in states:
            return flag
    if seat.sash is not None and SashLevel(seat.sash.level).is_at_stake:
        return ZvhFlag.NEEDED
    is_newest = seat.sash is not None and seat.sash.pk == seat.outcomes[0].pk
    return ZvhFlag.NOT_NEEDED if is_newest else ZvhFlag.UNKNOWN


def timeline(seat: access.Seat, before: int | None = None) -> list[TimelineEntry]:
    """The newest lines this person may know of, each with `level` where the line is about an outcome he may see."""
    rows = access.visible(seat.user, TimelineEntry.objects.filter(case=seat.case))
    if before is not None:
        rows = rows.filter(pk__lt=before)
    levels = {outcome.pk: outcome for outcome in seat.outcomes if outcome.is_seen}
    entries = list(rows.select_related("actor", "organisation").order_by("-pk")[: TIMELINE_PER_PAGE + 1])
    for entry in entries:
        entry.outcome = levels.get(entry.sash_id)
    return entries
