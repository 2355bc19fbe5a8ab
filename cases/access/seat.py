"""Where somebody sits in a case: all that the rules, the warnings and the case page look at."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.db.models import Count, Exists, F, FilteredRelation, OuterRef, Q, Subquery

from accounts.models import Membership, Organisation, User
from cases.access.seeing import incidents_counted, sash_seen, seats_of
from cases.enums import ClosingView, HandoverState, RegieKind
from cases.models import (
    Case,
    CaseStep,
    ClosingAnswer,
    ClosingProposal,
    Handover,
    Incident,
    Participation,
    Person,
    PhaseChange,
    Referral,
    RegieAssignment,
    SashOutcome,
    TeamMember,
)
from trail import clock


@dataclass(frozen=True)
class Receipt:
    """How far one organisation is with one outcome: asked for, given, read."""

    organisation_id: int
    organisation: str
    requested_at: datetime | None
    shared_at: datetime | None
    read_at: datetime | None


@dataclass(frozen=True)
class Seat:
    """A person in a case. Everything is read when first asked for, once."""

    user: User
    case: Case | None = None

    @cached_property
    def organisation(self) -> Organisation | None:
        return self.user.work.organisation if self.user.work else None

    @cached_property
    def is_member(self) -> bool:
        if self.case is None:
            return False
        if self.case.found_for == self.user.pk:
            return True
        return seats_of(self.user).filter(participation__case=self.case).exists()

    @cached_property
    def participations(self) -> list[Participation]:
        """Organisations that take part today, each marked `has_member`: whether somebody of it is on the team."""
        members = TeamMember.objects.current().filter(participation=OuterRef("pk"))
        rows = self.case.participations.filter(until=None).select_related("organisation")
        return list(rows.annotate(has_member=Exists(members)))

    @cached_property
    def persons(self) -> list[Person]:
        return list(self.case.persons.all())

    @cached_property
    def _rounds(self) -> list[PhaseChange]:
        """Each entry into a phase beside each `step` it opened: one query for both."""
        rows = PhaseChange.objects.filter(case=self.case).annotate(step=FilteredRelation("steps"))
        return list(
            rows.select_related("step__settlement").defer("reason").order_by("pk", "step__position", "step__pk")
        )

    @cached_property
    def phase_changes(self) -> list[PhaseChange]:
        return list({row.pk: row for row in self._rounds}.values())

    @cached_property
    def steps(self) -> list[CaseStep]:
        return [row.step for row in self._rounds if hasattr(row, "step")]

    @cached_property
    def offers(self) -> list[Handover]:
        """Offers of regie that wait for an answer."""
        rows = self.case.handovers.filter(state=HandoverState.OFFERED)
        return list(rows.select_related("offered_to", "offered_by"))

    @cached_property
    def referrals(self) -> list[Referral]:
        return list(self.case.referrals.select_related("organisation"))

    @cached_property
    def proposal(self) -> ClosingProposal | None:
        """The proposal to close that waits, with the number of organisations that agreed and objected."""
        mine = ClosingAnswer.objects.filter(proposal=OuterRef("pk"), organisation=self.organisation)
        rows = self.case.closing_proposals.filter(ended_at=None).select_related("proposed_by", "reason_by")
        return rows.annotate(
            agreed=Count("answers", filter=Q(answers__view=ClosingView.NO_OBJECTION)),
            objected=Count("answers", filter=Q(answers__view=ClosingView.NOT_YET)),
            i_answered=Exists(mine),
        ).first()

    @cached_property
    def regie_history(self) -> list[RegieAssignment]:
        """Every assignment of regie, each marked `is_held`: whether its holder still is there, `left_at`: when
        its holder left the job, and `deputy_is_here`."""
        held = RegieAssignment.objects.held().filter(pk=OuterRef("pk"))
        jobs = Membership.objects.filter(user=OuterRef("holder"), organisation=OuterRef("organisation"))
        left = jobs.filter(until__lte=clock.now()).order_by("-until").values("until")[:1]
        deputy = TeamMember.objects.current().filter(user=OuterRef("deputy"), participation__case=OuterRef("case"))
        rows = RegieAssignment.objects.filter(case=self.case)
        rows = rows.annotate(is_held=Exists(held), left_at=Subquery(left), deputy_is_here=Exists(deputy))
        return list(rows.select_related("holder", "organisation", "deputy"))

    @property
    def regie(self) -> list[RegieAssignment]:
        """The roles of regie that somebody holds today."""
        return [role for role in self.regie_history if role.is_held]

    @property
    def chain(self) -> RegieAssignment | None:
        return next((role for role in self.regie if role.kind == RegieKind.CHAIN), None)

    @property
    def is_regisseur(self) -> bool:
        """Holds the regie of the chain, or deputises for whoever does."""
        chain = self.chain
        return self.is_member and chain is not None and self.user.pk in (chain.holder_id, chain.deputy_id)

    @cached_property
    def incidents(self) -> list[Incident]:
        """Incidents a warning may rest on for this person, oldest first; without their text."""
        rows = incidents_counted(self.user).filter(case=self.case).order_by("recorded_at", "id")
        return list(rows.defer("text").select_related("organisation"))

    @cached_property
    def outcomes(self) -> list[SashOutcome]:
        """Every SASH outcome, newest first, each marked `is_seen` and with its `receipts`, in one query."""
        seen = sash_seen(self.user, SashOutcome.objects.filter(pk=OuterRef("pk")))
        rows = SashOutcome.objects.filter(case=self.case).select_related("organisation", "recorded_by")
        rows = rows.annotate(
            is_seen=Exists(seen),
            to_id=F("shares__organisation_id"),
            to_name=F("shares__organisation__name"),
            requested_at=F("shares__requested_at"),
            shared_at=F("shares__shared_at"),
            read_at=F("shares__read_at"),
        )
        outcomes: dict[int, SashOutcome] = {}
        for row in rows.order_by("-version", "shares__id"):
            outcome = outcomes.setdefault(row.pk, row)
            outcome.receipts = getattr(outcome, "receipts", [])
            if row.to_id is not None:
                receipt = Receipt(row.to_id, row.to_name, row.requested_at, row.shared_at, row.read_at)
                outcome.receipts.append(receipt)
        return list(outcomes.values())

    @property
    def sash(self) -> SashOutcome | None:
        """The newest outcome whose level this person may see."""
        return next((outcome for outcome in self.outcomes if outcome.is_seen), None)

    def works_at(self, organisation_id: int | None) -> bool:
        return self.organisation is not None and self.organisation.pk == organisation_id

    def is_kind(self, *kinds: str) -> bool:
        return self.organisation is not None and self.organisation.kind in kinds
