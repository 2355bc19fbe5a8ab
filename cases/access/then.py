"""A case as it stood on a past day, as somebody could see it then: who knew what, and when."""

from copy import copy
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone

from accounts.enums import WORK_ROLES
from accounts.models import Membership, User
from cases.access.dossier import Shelf
from cases.access.seat import Seat
from cases.enums import WAITING, StepState
from cases.models import Case, CaseFacts, CaseStep, ClosingProposal, Person, PhaseChange, StepSettlement, TimelineEntry


@dataclass(frozen=True)
class PastSeat(Seat):
    """A seat of a past moment: everything on the shelf is as it stood, and so is what is read here."""

    held: Membership | None = None

    @property
    def work(self) -> Membership | None:
        return self.held

    @cached_property
    def is_member(self) -> bool:
        own = (self.user.pk, self.organisation.pk)
        return any((place.user_id, place.organisation_id) == own for place in self.team)

    @property
    def entries(self) -> QuerySet[TimelineEntry]:
        return super().entries.filter(at__lte=self.at)

    @cached_property
    def persons(self) -> list[Person]:
        found = super().persons
        for person in found:
            person.day = timezone.localdate(self.at)
        return found

    @cached_property
    def proposal(self) -> ClosingProposal | None:
        found = super().proposal
        if found is None:
            return None
        found.ended_at = None
        if found.reason_at is not None and found.reason_at > self.at:
            found.reason, found.reason_by, found.reason_for = "", None, None
        return found

    @cached_property
    def phase_changes(self) -> list[PhaseChange]:
        return list(self.case.phase_changes.filter(at__lte=self.at).defer("reason").order_by("pk"))

    @cached_property
    def steps(self) -> list[CaseStep]:
        said = StepSettlement.objects.filter(step=OuterRef("pk"), at__lte=self.at).order_by("-pk")
        rows = self.case.steps.filter(opened_at__lte=self.at).annotate(said=Subquery(said.values("pk")[:1]))
        steps = list(rows.order_by("entry", "position", "pk"))
        settlements = StepSettlement.objects.in_bulk([step.said for step in steps if step.said])
        for step in steps:
            step.settlement = settlements.get(step.said)
            step.state = step.settlement.state if step.settlement else StepState.OPEN
        return [step for step in steps if step.state in WAITING or step.phase == self.case.phase]


def then(user: User, case: Case, moment: datetime) -> Seat | None:
    """Where somebody sat in a case at a past moment; None where he did not see it then.

    It asks nothing of today: whether who looks back now may do so is for the caller to say.
    """
    work = Membership.objects.at(moment).filter(user=user, role__in=WORK_ROLES)
    held = work.select_related("organisation").order_by("-since").first()
    if held is None or moment < case.opened_at:
        return None
    seat = PastSeat(user, _as_it_stood(case, moment), at=moment, shelf=Shelf([case], moment), held=held)
    return seat if seat.is_member else None


def _as_it_stood(case: Case, moment: datetime) -> Case:
    stood = copy(case)
    entry = case.phase_changes.filter(at__lte=moment).latest("pk")
    closure = case.closures.at(moment).first()
    facts = CaseFacts.objects.at(moment).select_related("victim_contact", "suspect_contact")
    stood.facts = facts.get(case=case)
    stood.phase, stood.phase_since = entry.to_phase, entry.at
    stood.closed_at = closure.since if closure else None
    return stood
