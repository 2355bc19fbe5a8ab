"""Tasks: the steps of the road map on a case."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, partial

from django.db.models import Count

from accounts.enums import OrganisationKind
from cases import access, wall
from cases.enums import SashLevel, StepState
from cases.models import CaseStep, PhaseChange
from phases.enums import Condition, PhaseKey


def applies(seat: access.Seat, condition: str) -> bool | None:
    """Whether a condition holds, as this viewer may know it. None: the case cannot answer, so it stands in words."""
    level = seat.sash.level if seat.sash else None
    match condition:
        case Condition.ALWAYS:
            return True
        case Condition.RISK_AT_STAKE:
            return None if level is None else SashLevel(level).is_at_stake
        case Condition.CHILDREN:
            return seat.has_children or None
        case Condition.NEW_SIGNALS:
            return seat.has_new_signals or None
        case _:
            return None


@dataclass
class Task:
    """A step as it stands on the screen for one viewer."""

    step: CaseStep
    applies: bool | None
    carried_from: str
    may_settle: bool

    @property
    def is_open(self) -> bool:
        return self.step.state == StepState.OPEN

    @property
    def counts(self) -> bool:
        """Whether it counts among the tasks: it applies, or somebody settled it all the same."""
        return bool(self.applies) or not self.is_open

    @property
    def condition(self) -> str:
        """The condition in words, where the case cannot answer it or answers no."""
        return "" if self.applies else Condition(self.step.condition).label


@dataclass
class PartnerTasks:
    """The tasks of one partner in the present phase, with what he carried over from earlier ones."""

    kind: OrganisationKind
    organisations: list[str]
    tasks: list[Task] = field(default_factory=list)

    @property
    def is_involved(self) -> bool:
        return bool(self.organisations)

    @property
    def total(self) -> int:
        return sum(task.counts for task in self.tasks)

    @property
    def done(self) -> int:
        return sum(task.counts and not task.is_open for task in self.tasks)


def tasks_for(seat: access.Seat) -> list[PartnerTasks]:
    """Per partner: the steps of the present round, and the open ones of earlier rounds. Partners on the case first."""
    answers, short = cache(partial(applies, seat)), cache(lambda phase: PhaseKey(phase).short)
    entered = {change.to_phase: change for change in seat.phase_changes}
    here = seat.phase_changes[-1]
    # The tasks of this phase first; then what was carried over, the latest phase first.
    steps = sorted(seat.steps, key=lambda step: (-entered[step.phase].pk, step.position, step.pk))
    on_case: dict[str, list[str]] = {}
    for found in seat.participations:
        on_case.setdefault(found.organisation.kind, []).append(found.organisation.name)
    groups: dict[str, PartnerTasks] = {}
    for step in steps:
        carried = step.phase != here.to_phase
        if step.state != StepState.OPEN and (carried or _is_of_earlier_round(step, here)):
            continue
        group = groups.setdefault(
            step.partner, PartnerTasks(OrganisationKind(step.partner), on_case.get(step.partner, []))
        )
        may_settle = seat.case.is_open and seat.is_member and (seat.is_kind(step.partner) or seat.is_regisseur)
        source = short(step.phase) if carried else ""
        group.tasks.append(Task(step, answers(step.condition), source, may_settle))
    order = list(OrganisationKind)
    return sorted(groups.values(), key=lambda group: (not group.is_involved, order.index(group.kind)))


def _is_of_earlier_round(step: CaseStep, here: PhaseChange) -> bool:
    """Whether it was settled before the case came back to this phase: then this round has a step of its own."""
    settled = step.settlement
    return step.entry_id != here.pk and (settled is None or settled.at < here.at)


def open_tasks(groups: Iterable[PartnerTasks]) -> list[Task]:
    """Tasks that apply and are open, of partners on the case."""
    return [task for group in groups if group.is_involved for task in group.tasks if task.is_open and task.applies]


def open_cases_per_step(slugs: Iterable[str]) -> dict[str, int]:
    """In how many open cases these steps of the road map stand, for its editors: numbers, no case."""
    rows = CaseStep.objects.filter(step_slug__in=slugs, case__closed_at=None).values("step_slug")
    with wall.across(wall.Passage.STEP_USAGE):
        return dict(rows.annotate(cases=Count("case", distinct=True)).values_list("step_slug", "cases").order_by())
