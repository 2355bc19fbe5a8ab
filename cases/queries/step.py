"""The steps of the road map on a case, per partner, as one viewer may know them."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.enums import OrganisationKind
from cases import access, wall
from cases.enums import Chosen, StepState
from cases.models import CaseStep, PhaseChange
from cases.verbs import Verb
from phases.enums import Condition, PhaseKey, ProvingVerb, StepKind


@dataclass
class Task:
    """A step as it stands on the screen for one viewer. `applies` is None where nobody said yet what it hangs on."""

    step: CaseStep
    is_open: bool
    applies: bool | None
    carried_from: str
    may_settle: bool
    proved: bool

    @property
    def asks(self) -> bool:
        """Whether it asks for an act now."""
        return self.is_open and bool(self.applies)

    @property
    def is_decision(self) -> bool:
        return self.step.kind == StepKind.DECISION

    @property
    def is_action(self) -> bool:
        return self.step.kind == StepKind.ACTION

    @property
    def source(self) -> str:
        return f"{PhaseKey(self.step.phase).short}, {OrganisationKind(self.step.partner).label}"

    @property
    def condition(self) -> str:
        return "" if self.applies else str(Condition(self.step.condition).label)

    @property
    def mark(self) -> str:
        """The word of its mark: open, done or skipped."""
        return StepState.SKIPPED if self.step.state == StepState.SKIPPED else StepState.OPEN if self.is_open else "done"

    @property
    def settled(self) -> str:
        """What became of it, in words; the reason stands beside it."""
        said = self.step.settlement
        if said is None or self.step.state == StepState.OPEN:
            return _("blijkt uit deze zaak") if self.proved else ""
        day = date_format(timezone.localdate(said.at), "j F")
        if self.step.state == StepState.LATER:
            return _("later: komt terug op %(day)s") % {"day": date_format(said.due_on, "j F")}
        if self.is_decision and said.answer:
            return _("besloten op %(day)s: %(answer)s") % {"day": day, "answer": self.step.answers[said.answer]}
        if said.answer:
            return _("afgewogen op %(day)s: %(chosen)s") % {"day": day, "chosen": Chosen(said.answer).label.lower()}
        return f"{StepState(self.step.state).label} {day}"


@dataclass
class PartnerTasks:
    """The tasks of one partner in the present phase, with what he carried over from earlier ones."""

    kind: OrganisationKind
    organisations: list[str]
    tasks: list[Task] = field(default_factory=list)

    @property
    def open(self) -> int:
        return sum(task.asks for task in self.tasks)


def tasks_for(seat: access.Seat) -> list[PartnerTasks]:
    """Per partner on the case: what is open first, then what hangs on an answer, then what was settled."""
    here = seat.phase_changes[-1]
    groups: dict[str, PartnerTasks] = {}
    for found in seat.participations:
        kind = found.organisation.kind
        groups.setdefault(kind, PartnerTasks(OrganisationKind(kind), [])).organisations.append(found.organisation.name)
    asked = {step.pk: place for place, step in enumerate(seat.open_steps)}

    def place(step: CaseStep) -> tuple[int | bool, ...]:
        return asked.get(step.pk, len(asked)), not seat.is_open(step), step.position, step.pk

    for step in sorted(seat.steps, key=place):
        task = task_of(seat, step)
        if step.partner in groups and task.applies is not False and (task.is_open or not _is_history(step, here)):
            groups[step.partner].tasks.append(task)
    return sorted(groups.values(), key=lambda group: list(OrganisationKind).index(group.kind))


def _is_history(step: CaseStep, here: PhaseChange) -> bool:
    """Whether it was settled in an earlier phase, or before the case came back to this one."""
    said = step.settlement
    return step.phase != here.to_phase or (step.entry_id != here.pk and (said is None or said.at < here.at))


def task_of(seat: access.Seat, step: CaseStep) -> Task:
    carried = "" if step.phase == seat.case.phase else PhaseKey(step.phase).short
    may_settle = seat.case.is_open and seat.is_member and (seat.is_kind(step.partner) or seat.is_regisseur)
    # What was settled stands whatever it hung on.
    is_open = seat.is_open(step)
    applies = seat.holds(step.condition) if is_open or step.settlement is None else True
    return Task(step, is_open, applies, carried, may_settle, proved=seat.proves(step))


def absent(seat: access.Seat) -> list[OrganisationKind]:
    """Partners with open steps that are not on the case."""
    waits = {step.partner for step in seat.steps if seat.is_open(step) and seat.holds(step.condition) is not False}
    return [kind for kind in OrganisationKind if kind in waits - seat.kinds_here]


@dataclass(frozen=True)
class Way:
    """The form of the verb that proves a step, for whoever may carry it out."""

    label: str
    url: str


_ON_OUTCOME = {ProvingVerb.ENRICH_SASH, ProvingVerb.SHARE_SASH, ProvingVerb.REQUEST_SASH}


def way(seat: access.Seat, step: CaseStep) -> Way | None:
    """None where no verb proves it, or this person may not carry it out."""
    circumstance = access.decided_by(step)
    if circumstance:
        url = reverse(Verb.RECORD_CIRCUMSTANCE, args=[seat.case.reference])
        return Way(_("Vastleggen"), f"{url}?choose={circumstance}")
    if not step.verb:
        return None
    verb, target = Verb(step.verb), seat.newest if step.verb in _ON_OUTCOME else None
    if verb == Verb.INVITE_ORGANISATION and not access.allowed(verb, seat) and step.verb_partner in access.REFERABLE:
        verb = Verb.REFER
    if (step.verb in _ON_OUTCOME and target is None) or not access.allowed(verb, seat, target):
        return None
    choose = access.regie_of(step) if verb == Verb.ASSIGN_REGIE else step.verb_partner
    url = reverse(verb, args=[seat.case.reference, *([target.pk] if target else [])])
    return Way(ProvingVerb(verb).label.capitalize(), f"{url}?choose={choose}" if choose else url)


def open_cases_per_step(slugs: Iterable[str]) -> dict[str, int]:
    """In how many open cases these steps of the road map stand, for its editors: numbers, no case."""
    rows = CaseStep.objects.filter(step_slug__in=slugs, case__closed_at=None).values("step_slug")
    with wall.across(wall.Passage.STEP_USAGE):
        return dict(rows.annotate(cases=Count("case", distinct=True)).values_list("step_slug", "cases").order_by())
