from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from cases.enums import StepState
from cases.models import Case, CaseStep, PhaseChange, StepSettlement
from cases.services.base import Refused, begin, checked, move, write
from cases.verbs import Verb
from phases.models import Step
from trail import clock
from trail.recording import Slug


def open_steps(case: Case, entry: PhaseChange) -> None:
    """Puts the steps of the phase on the case, one per partner, with the wording of today.

    A step still open from an earlier round of this phase stays the one step, instead of standing there twice.
    """
    here = case.steps.filter(phase=entry.to_phase, state=StepState.OPEN)
    left = set(here.values_list("partner", "step_slug"))
    steps = Step.objects.filter(responsibility__phase__slug=entry.to_phase).select_related("responsibility")
    steps = steps.prefetch_related("responsibility__partners")
    rows = []
    for order, step in enumerate(steps.order_by("responsibility__position", "position", "slug")):
        for partner in step.responsibility.partners.all():
            if (partner.organisation_kind, step.slug) not in left:
                rows.append(_copy(case, entry, step, partner.organisation_kind, order))
    CaseStep.objects.bulk_create(rows)


def _copy(case: Case, entry: PhaseChange, step: Step, partner: str, order: int) -> CaseStep:
    return CaseStep(
        case=case,
        entry=entry,
        phase=entry.to_phase,
        partner=partner,
        step_slug=step.slug,
        text_slug=step.responsibility.slug,
        text=step.text,
        condition=step.condition,
        position=order,
        opened_at=clock.now(),
    )


@transaction.atomic
def do_step(*, actor: User, step: CaseStep, once: UUID | None = None) -> CaseStep:
    return _settle(Verb.DO_STEP, actor, step, StepState.DONE, "", once)


@transaction.atomic
def skip_step(*, actor: User, step: CaseStep, reason: str, once: UUID | None = None) -> CaseStep:
    """Skips a task of the road map; it proposes, the professional decides, with a written reason."""
    reason = checked(reason, StepSettlement.reason)
    if not reason:
        raise Refused(_("Schrijf op waarom deze taak niet nodig is."), "reason")
    return _settle(Verb.SKIP_STEP, actor, step, StepState.SKIPPED, reason, once)


@transaction.atomic
def reopen_step(*, actor: User, step: CaseStep, once: UUID | None = None) -> CaseStep:
    return _settle(Verb.REOPEN_STEP, actor, step, StepState.OPEN, "", once)


def _settle(verb: Verb, actor: User, step: CaseStep, state: StepState, reason: str, once: UUID | None) -> CaseStep:
    case = begin(verb, actor, step.case, target=step, once=once)
    settlement = StepSettlement.objects.create(step=step, state=state, reason=reason, by=actor, at=clock.now())
    move(step, StepState, state, settlement=settlement)
    write(verb, actor, case, target=settlement, details={"step": Slug(step.step_slug), "state": state}, once=once)
    return step
