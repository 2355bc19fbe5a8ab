"""How far a case is on the road map: what is the case with it, the phases it was in, and what is to be done."""

from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import FilteredRelation, Q
from django.utils import timezone

from accounts.models import Organisation
from cases.access.dossier import Outcome
from cases.access.proof import proves
from cases.access.told import Said, told
from cases.circumstances import CONDITIONS, QUESTION_OF, QUESTIONS, Question
from cases.enums import WAITING, StepState
from cases.models import Case, CaseStep, Participation, PhaseChange, Referral, RegieAssignment
from phases.enums import Condition, StepKind

_WEIGHT = {StepKind.DECISION: 0, StepKind.ACTION: 1, StepKind.CONSIDERATION: 2}


class KnownRoute:
    """A part of `Seat`, which says who looks."""

    case: Case
    at: datetime
    organisation: Organisation | None
    newest: Outcome | None
    risk_at_stake: bool | None
    has_violation: bool
    last_incident_at: datetime | None
    has_children: bool
    regie: list[RegieAssignment]
    referrals: list[Referral]
    participations: list[Participation]
    directs: bool
    is_kind: Callable[..., bool]
    _read: Callable[[Callable], list[Any]]

    @cached_property
    def circumstances(self) -> dict[str, Said]:
        """What is known to be the case, by kind."""
        return {said.kind: said for said in self._read(told) if isinstance(said, Said)}

    @property
    def phases_said(self) -> list[str]:
        """The phases to which belongs what is said to be the case."""
        said = [QUESTION_OF[kind].answer(said.value) for kind, said in self.circumstances.items()]
        return [answer.phase for answer in said if answer is not None and answer.phase]

    @cached_property
    def _rounds(self) -> list[PhaseChange]:
        """Each entry into a phase beside each `step` it opened that is of this phase or open: one query for both."""
        shown = Q(steps__state__in=WAITING) | Q(steps__phase=self.case.phase)
        rows = PhaseChange.objects.filter(case=self.case).annotate(step=FilteredRelation("steps", condition=shown))
        return list(
            rows.select_related("step__settlement").defer("reason").order_by("pk", "step__position", "step__pk")
        )

    @cached_property
    def phase_changes(self) -> list[PhaseChange]:
        return list({row.pk: row for row in self._rounds}.values())

    @cached_property
    def steps(self) -> list[CaseStep]:
        """The steps of the present phase, and those still open of earlier ones; what was settled then is history."""
        return [row.step for row in self._rounds if hasattr(row, "step")]

    @property
    def has_new_signals(self) -> bool:
        """An incident since the case came into this phase."""
        last = self.last_incident_at
        return last is not None and last > self.case.phase_since

    def holds(self, condition: str) -> bool | None:
        """Whether a condition of the road map holds, as this viewer may know it; None: nobody said so yet."""
        match condition:
            case Condition.ALWAYS:
                return True
            case Condition.RISK_AT_STAKE:
                return self.risk_at_stake
            case Condition.NEW_SIGNALS:
                return self.has_new_signals
            case Condition.VIOLATION:
                return self.has_violation
            case Condition.CHILDREN if self.has_children:
                return True
        kind, wanted = CONDITIONS[Condition(condition)]
        said = self.circumstances.get(kind)
        return None if said is None else said.value == wanted

    def proves(self, step: CaseStep) -> bool:
        return proves(self, step)

    def is_open(self, step: CaseStep) -> bool:
        """Whether it still waits for somebody's act, whatever it hangs on."""
        if step.state == StepState.LATER:
            return step.settlement.due_on <= timezone.localdate(self.at)
        return step.state == StepState.OPEN and not self.proves(step)

    @cached_property
    def open_steps(self) -> list[CaseStep]:
        """What is open and applies, of partners on the case, in the order in which it matters: decisions, then
        actions, then what is weighed; what belongs to this phase before what came along."""
        here = self.kinds_here
        found = [step for step in self.steps if step.partner in here and self.is_open(step)]
        found = [step for step in found if self.holds(step.condition)]
        return sorted(found, key=lambda step: (_WEIGHT[step.kind], step.phase != self.case.phase, step.position))

    @cached_property
    def kinds_here(self) -> frozenset[str]:
        """Which partners are on the case."""
        return frozenset(found.organisation.kind for found in self.participations)

    @cached_property
    def questions(self) -> list[Question]:
        """What nobody said yet although a step of a partner on the case hangs on it: for the partner who knows, and
        for the regisseur where no such partner is on the case."""
        hanging = [step for step in self.steps if step.partner in self.kinds_here and self.is_open(step)]
        asked = {
            CONDITIONS[Condition(step.condition)][0]
            for step in hanging
            if step.condition in CONDITIONS and self.holds(step.condition) is None
        }
        return [question for question in QUESTIONS if question.kind in asked and self._knows(question)]

    def _knows(self, question: Question) -> bool:
        return self.is_kind(*question.known_by) or (self.directs and not question.known_by & self.kinds_here)
