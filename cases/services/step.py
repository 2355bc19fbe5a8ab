from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from cases.enums import WAITING, Chosen, StepState
from cases.models import Case, CaseStep, PhaseChange, StepSettlement
from cases.models.step import ANSWER_YES
from cases.services.base import Refused, begin, checked, move, write
from cases.verbs import Verb
from phases.enums import StepKind
from phases.models import Step
from trail import clock
from trail.recording import Slug

# How far a decision may be put off.
_AHEAD = timedelta(days=366)


def open_steps(case: Case, entry: PhaseChange) -> None:
    """Puts on the case what the phase asks of a person, one step for each partner that does it, with today's wording.

    An attitude never lands. What is open already, or was settled in another phase, stays the one step of its family;
    what was settled in an earlier round of this phase is asked anew.
    """
    there: dict[tuple[str, str], list[CaseStep]] = {}
    for step in case.steps.all():
        there.setdefault((step.partner, step.family), []).append(step)
    steps = Step.objects.filter(responsibility__phase__slug=entry.to_phase).exclude(kind=StepKind.ATTITUDE)
    steps = steps.select_related("responsibility").prefetch_related("partners")
    rows = []
    for order, step in enumerate(steps.order_by("responsibility__position", "position", "slug")):
        for partner in step.partners.all():
            before = there.setdefault((partner.organisation_kind, step.family or step.slug), [])
            if not any(_stays(found, entry) for found in before):
                rows.append(_copy(case, entry, step, partner.organisation_kind, order))
                before.append(rows[-1])
    CaseStep.objects.bulk_create(rows)


def _stays(step: CaseStep, entry: PhaseChange) -> bool:
    return step.state in WAITING or step.phase != entry.to_phase


def _copy(case: Case, entry: PhaseChange, step: Step, partner: str, order: int) -> CaseStep:
    return CaseStep(
        case=case,
        entry=entry,
        phase=entry.to_phase,
        partner=partner,
        step_slug=step.slug,
        text_slug=step.responsibility.slug,
        text=step.text,
        kind=step.kind,
        family=step.family or step.slug,
        options="\n".join(step.choices),
        verb=step.verb,
        verb_partner=step.verb_partner,
        condition=step.condition,
        position=order,
        opened_at=clock.now(),
    )


@transaction.atomic
def record_decision(
    *,
    actor: User,
    step: CaseStep,
    answer: str,
    reason: str = "",
    due_on: date | None = None,
    once: UUID | None = None,
) -> CaseStep:
    """Records what was decided: one of the answers of the step, or *later* with the day on which it comes back.

    Anything but a yes or an own choice takes a reason. It may be decided otherwise later: both stay.
    """
    case = begin(Verb.RECORD_DECISION, actor, step.case, target=step, once=once)
    _check_kind(step, StepKind.DECISION)
    reason = checked(reason, StepSettlement.reason)
    if answer == StepState.LATER:
        _check_ahead(due_on)
        settlement = _decide(step, actor, StepState.LATER, answer=answer, reason=reason, due_on=due_on)
    else:
        if due_on is not None:
            raise Refused(_("Kies ‘later’, of laat deze datum leeg."), "due_on")
        if answer not in step.answers:
            raise Refused(_("Kies wat er is besloten."), "answer")
        if answer != ANSWER_YES and not step.options and not reason:
            raise Refused(_("Schrijf op waarom u dit niet doet."), "reason")
        settlement = _decide(step, actor, StepState.DONE, answer=answer, reason=reason)
    details = {"step": Slug(step.step_slug), "answer": Slug(answer)}
    write(Verb.RECORD_DECISION, actor, case, target=settlement, details=details, once=once)
    return step


def _check_kind(step: CaseStep, kind: StepKind) -> None:
    if step.kind != kind:
        raise Refused(_("Dit kan bij deze stap niet."))


def _check_ahead(day: date | None) -> None:
    if day is None:
        raise Refused(_("Vul in wanneer dit terugkomt."), "due_on")
    if day <= clock.today():
        raise Refused(_("Kies een dag na vandaag."), "due_on")
    if day > clock.today() + _AHEAD:
        raise Refused(_("Kies een dag binnen een jaar."), "due_on")


class Weighed(NamedTuple):
    chosen: str
    reason: str


@transaction.atomic
def record_consideration(
    *, actor: User, step: CaseStep, weighed: Mapping[int, Weighed], once: UUID | None = None
) -> CaseStep:
    """Records what was weighed, by the number of its step: chosen or not, and why (Melden, Onderzoek: reclassering).

    One form holds all that one partner weighs in one phase; `step` is any of them. What is not in `weighed` stays open.
    """
    case = begin(Verb.RECORD_CONSIDERATION, actor, step.case, target=step, once=once)
    together = {found.pk: found for found in weighed_with(step).select_for_update()}
    if not weighed:
        raise Refused(_("Kies bij één of meer punten wat u heeft afgewogen."))
    settled = []
    for number, said in weighed.items():
        if number not in together or said.chosen not in Chosen.values:
            raise Refused(_("Kies iets uit de lijst."), f"chosen_{number}")
        reason = checked(said.reason, StepSettlement.reason, f"reason_{number}")
        if not reason:
            raise Refused(_("Schrijf op waarom wel of waarom niet."), f"reason_{number}")
        settled.append(_decide(together[number], actor, StepState.DONE, answer=said.chosen, reason=reason))
    facts = {"settlements": [settlement.pk for settlement in settled]}
    details = {"steps": [Slug(settlement.step.step_slug) for settlement in settled]}
    write(Verb.RECORD_CONSIDERATION, actor, case, facts=facts, details=details, once=once)
    return step


def weighed_with(step: CaseStep) -> QuerySet[CaseStep]:
    """What the same partner weighs in the same phase, this step among it."""
    same = {"case": step.case_id, "partner": step.partner, "phase": step.phase, "entry": step.entry_id}
    return CaseStep.objects.filter(**same, kind=StepKind.CONSIDERATION)


@transaction.atomic
def do_step(*, actor: User, step: CaseStep, once: UUID | None = None) -> CaseStep:
    case = begin(Verb.DO_STEP, actor, step.case, target=step, once=once)
    _check_kind(step, StepKind.ACTION)
    return _settled(Verb.DO_STEP, actor, case, step, StepState.DONE, "", once)


@transaction.atomic
def skip_step(*, actor: User, step: CaseStep, reason: str, once: UUID | None = None) -> CaseStep:
    """Skips a task of the road map; it proposes, the professional decides, with a written reason."""
    case = begin(Verb.SKIP_STEP, actor, step.case, target=step, once=once)
    reason = checked(reason, StepSettlement.reason)
    if not reason:
        raise Refused(_("Schrijf op waarom deze taak niet nodig is."), "reason")
    return _settled(Verb.SKIP_STEP, actor, case, step, StepState.SKIPPED, reason, once)


@transaction.atomic
def reopen_step(*, actor: User, step: CaseStep, once: UUID | None = None) -> CaseStep:
    case = begin(Verb.REOPEN_STEP, actor, step.case, target=step, once=once)
    return _settled(Verb.REOPEN_STEP, actor, case, step, StepState.OPEN, "", once)


def _settled(
    verb: Verb, actor: User, case: Case, step: CaseStep, state: StepState, reason: str, once: UUID | None
) -> CaseStep:
    settlement = _say(step, actor, state, reason=reason)
    move(step, StepState, state, settlement=settlement)
    write(verb, actor, case, target=settlement, details={"step": Slug(step.step_slug), "state": state}, once=once)
    return step


def _decide(step: CaseStep, actor: User, state: StepState, **said: Any) -> StepSettlement:
    """What was decided or weighed can be decided or weighed otherwise: it may follow any state."""
    step.settlement, step.state = _say(step, actor, state, **said), state
    step.save()
    return step.settlement


def _say(step: CaseStep, actor: User, state: StepState, **said: Any) -> StepSettlement:
    return StepSettlement.objects.create(step=step, state=state, by=actor, at=clock.now(), **said)
