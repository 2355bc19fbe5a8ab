"""What is asked of this person: few and true, the most pressing first."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from cases import access, alerts
from cases.access import Seat
from cases.circumstances import Question
from cases.models import CaseStep
from cases.panels.warnings import address, solves
from cases.queries.step import Task, task_of
from cases.transitions import PHASES
from cases.verbs import Verb
from phases.enums import PhaseKey, StepKind

_AT_MOST = 5


@dataclass(frozen=True)
class Item:
    """One thing that is asked. A question that one press answers has its `question`, a step its `task`."""

    text: str
    url: str = ""
    button: str = ""
    small: str = ""
    is_red: bool = False
    question: Question | None = None
    task: Task | None = None


def mine(seat: Seat) -> dict[str, Any]:
    """First the red warnings he can solve, then questions, then decisions and actions; five, the rest is also there."""
    if not seat.case.is_open:
        return {"items": [], "more": []}
    red = [(warning, solution) for warning in alerts.for_case(seat) if (solution := _solves(warning, seat))]
    solved = {(solution.verb, solution.pk) for _warning, solution in red}
    brought = {solution.choose for _warning, solution in red if solution.verb == Verb.REFER}
    items = [Item(warning.title, address(way, seat.case), way.label, is_red=True) for warning, way in red]
    questions = [*_asked(seat, solved), *_phase(seat)]
    items += [*questions, *_steps(seat, brought)]
    return {"items": items[:_AT_MOST], "more": items[_AT_MOST:], "question_count": len(questions)}


def _solves(warning: alerts.Alert, seat: Seat) -> alerts.Solution | None:
    return solves(warning, seat) if warning.is_red else None


def _asked(seat: Seat, solved: Collection[tuple[Verb, int | None]]) -> Iterator[Item]:
    """What others wait for, and what nobody said yet although steps hang on it."""
    reference = seat.case.reference
    for ask in alerts.open_asks(seat):
        if (ask.verb, ask.pk) in solved:
            continue  # its warning stands here already
        arguments = [reference, ask.pk] if ask.verb.row.numbered else [reference]
        text, button = _WORDS[ask.verb]()
        yield Item(text, reverse(ask.verb, args=arguments), button)
    for question in seat.questions:
        url = reverse(Verb.RECORD_CIRCUMSTANCE, args=[reference])
        yield Item(str(question.text), url, question=question)


_WORDS = {
    Verb.READ_SASH: lambda: (_("Er is een SASH-uitkomst met uw organisatie gedeeld"), _("Lezen")),
    Verb.SHARE_SASH: lambda: (_("Er is om uw SASH-uitkomst gevraagd"), _("Delen")),
    Verb.ANSWER_CLOSING: lambda: (_("Er is voorgesteld deze zaak te sluiten"), _("Antwoord geven")),
    Verb.ANSWER_HANDOVER: lambda: (_("U is de regie aangeboden"), _("Antwoord geven")),
}


def _phase(seat: Seat) -> Iterator[Item]:
    """A circumstance proposes the phase it belongs to; a person moves the case."""
    if not access.allowed(Verb.MOVE_PHASE, seat):
        return
    ahead = max((PHASES.index(phase) for phase in seat.phases_said), default=-1)
    if ahead > PHASES.index(PhaseKey(seat.case.phase)):
        words = {"phase": PHASES[ahead].label}
        url = reverse(Verb.MOVE_PHASE, args=[seat.case.reference])
        yield Item(_("Wat nu vaststaat, hoort bij de fase %(phase)s") % words, url, _("Fase wijzigen"))


def _steps(seat: Seat, brought: Collection[str]) -> Iterator[Item]:
    """Decisions and actions, each by itself; all that is weighed in one phase is one form.

    That a partner is to be brought in is not said again where a warning says it.
    """
    weighed: dict[int, list[CaseStep]] = {}
    for step in seat.open_steps:
        if not seat.is_kind(step.partner) or (step.verb_partner and step.verb_partner in brought):
            continue
        if step.kind == StepKind.CONSIDERATION:
            weighed.setdefault(step.entry_id, []).append(step)
        else:
            yield Item(step.text, task=task_of(seat, step))
    for steps in weighed.values():
        url = reverse(Verb.RECORD_CONSIDERATION, args=[seat.case.reference, steps[0].pk])
        text, small = steps[0].text, ""
        if len(steps) > 1:
            text = _("Leg vast wat u heeft afgewogen: %(number)d punten") % {"number": len(steps)}
            small = "; ".join(step.text for step in steps)
        yield Item(text, url, _("Afwegen"), small)
