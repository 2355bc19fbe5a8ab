"""Beats about the case itself: its facts, its phase, its tasks and its end."""

from datetime import date, timedelta
from typing import Any

from accounts.models import User
from cases import services
from cases.demo.stage import Beat, Stage
from cases.enums import Chosen, Compartment, NoteKind, PersonRole, Relation, StepState
from cases.models import CaseStep
from phases.enums import Condition, StepKind
from trail import clock


def who(name: str, birth_date: date | None = None, relation: str = Relation.EX_PARTNER) -> dict[str, Any]:
    return {"name": name, "birth_date": birth_date, "relation": relation}


def opens(
    by: str, province: str, summary: str, victim: dict[str, Any], suspect: dict[str, Any] | None, **more: str
) -> Beat:
    def beat(stage: Stage) -> None:
        stage.case = services.open_case(
            actor=stage.users[by], province=province, summary=summary, victim=victim, suspect=suspect, **more
        )

    return beat


def person(by: str, role: str, name: str, birth_date: date | None, relation: str) -> Beat:
    return lambda stage: services.add_person(
        actor=stage.users[by], case=stage.case, role=role, name=name, birth_date=birth_date, relation=relation
    )


def corrects_person(by: str, who_it_is: str, /, **changes: Any) -> Beat:
    """Puts right what is said of the person of that name."""

    def beat(stage: Stage) -> None:
        found = stage.case.persons.current().get(name=who_it_is)
        given = {field: getattr(found, field) for field in ("role", "name", "birth_date", "relation")}
        services.correct_person(actor=stage.users[by], person=found, version=found.pk, **{**given, **changes})

    return beat


def child(by: str, name: str, birth_date: date) -> Beat:
    return person(by, PersonRole.CHILD, name, birth_date, Relation.CHILD)


def edit(by: str, *, spoken: int | None = None, **values: Any) -> Beat:
    """Changes facts of the case; `spoken` is how many days ago the victim was spoken to, contacts go by first name."""

    def beat(stage: Stage) -> None:
        actor, version, case = stage.users[by], stage.version(), stage.case
        facts = case.facts
        named = {name: stage.users[value] if name.endswith("_contact") else value for name, value in values.items()}
        spoken_on = facts.victim_spoken_on if spoken is None else clock.today() - timedelta(days=spoken)
        given = {
            "province": facts.province,
            "summary": facts.summary,
            "victim_contact": facts.victim_contact,
            "suspect_contact": facts.suspect_contact,
            "victim_spoken_on": spoken_on,
            "reference_number": case.reference_numbers.number_of(actor.work.organisation),
        }
        services.edit_case(actor=actor, case=case, version=version, **{**given, **named})

    return beat


def circumstance(by: str, kind: str, value: str, *, days_before: int = 0) -> Beat:
    return lambda stage: services.record_circumstance(
        actor=stage.users[by],
        case=stage.case,
        kind=kind,
        value=value,
        on=clock.today() - timedelta(days=days_before),
    )


def note(by: str, text: str, kind: str = NoteKind.NOTE, *, only: str = Compartment.TEAM) -> Beat:
    return lambda stage: services.write_note(
        actor=stage.users[by], case=stage.case, kind=kind, text=text, compartment=only
    )


def move(by: str, to_phase: str, reason: str = "") -> Beat:
    return lambda stage: services.move_phase(
        actor=stage.users[by], version=stage.version(), case=stage.case, to_phase=to_phase, reason=reason
    )


def done(by: str, *slugs: str) -> Beat:
    """Takes steps of one's own partner, each named by the end of its slug: done, decided or weighed, as its kind is."""
    return lambda stage: [settle(stage.users[by], _step(stage, by, slug)) for slug in slugs]


def decided(by: str, slug: str, answer: str, reason: str = "", *, later: int | None = None) -> Beat:
    """Decides otherwise than the first answer; `later` says in how many days it comes back."""

    def beat(stage: Stage) -> None:
        due_on = None if later is None else clock.today() + timedelta(days=later)
        services.record_decision(
            actor=stage.users[by], step=_step(stage, by, slug), answer=answer, reason=reason, due_on=due_on
        )

    return beat


def settle(actor: User, step: CaseStep) -> None:
    if step.kind == StepKind.DECISION:
        services.record_decision(actor=actor, step=step, answer=next(iter(step.answers)))
    elif step.kind == StepKind.CONSIDERATION:
        weighed = {step.pk: services.Weighed(Chosen.YES, "Besproken met de partners.")}
        services.record_consideration(actor=actor, step=step, weighed=weighed)
    else:
        services.do_step(actor=actor, step=step)


def skipped(by: str, slug: str, reason: str) -> Beat:
    return lambda stage: services.skip_step(actor=stage.users[by], step=_step(stage, by, slug), reason=reason)


def _step(stage: Stage, by: str, slug: str) -> CaseStep:
    kind = stage.users[by].work.organisation.kind
    open_steps = stage.case.steps.filter(partner=kind, state=StepState.OPEN, step_slug__endswith=slug)
    if not open_steps:
        raise LookupError(f"{by}: {slug}")
    return open_steps.latest("entry_id")


def first_done(by: str, count: int) -> Beat:
    """Takes the first so many open steps of one's own partner in the present phase that no other verb proves."""

    def beat(stage: Stage) -> None:
        stage.case.refresh_from_db()
        kind = stage.users[by].work.organisation.kind
        steps = stage.case.steps.filter(
            phase=stage.case.phase, partner=kind, state=StepState.OPEN, condition=Condition.ALWAYS, verb=""
        )
        for step in steps[:count]:
            settle(stage.users[by], step)

    return beat


def rest_skipped(by: str, reason: str) -> Beat:
    """The regisseur skips every task that is still open, of the partners on the case."""

    def beat(stage: Stage) -> None:
        kinds = stage.case.participations.filter(until=None).values("organisation__kind")
        for step in stage.case.steps.filter(state=StepState.OPEN, partner__in=kinds):
            services.skip_step(actor=stage.users[by], step=step, reason=reason)

    return beat


def propose_closing(by: str, summary: str) -> Beat:
    return lambda stage: services.propose_closing(actor=stage.users[by], case=stage.case, summary=summary)


def view_on_closing(view: str, *names: str) -> Beat:
    """These people answer, each for the own organisation."""
    return lambda stage: [
        services.answer_closing(
            actor=stage.users[by], proposal=stage.case.closing_proposals.get(ended_at=None), view=view
        )
        for by in names
    ]


def close(by: str, reason: str = "") -> Beat:
    return lambda stage: services.close_case(
        actor=stage.users[by], proposal=stage.case.closing_proposals.get(ended_at=None), reason=reason
    )


def reopen(by: str, reason: str) -> Beat:
    return lambda stage: services.reopen_case(actor=stage.users[by], case=stage.case, reason=reason)
