from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.formats import date_format

from cases.access import Seat
from cases.circumstances import QUESTIONS
from cases.enums import PersonRole
from cases.models import Case, PhaseChange
from cases.queries.sash import sash_reach
from cases.transitions import PHASES
from phases.enums import PhaseKey


@dataclass(frozen=True)
class Station:
    """A phase on the line of a case; `state` is been, here or ahead."""

    name: str
    state: str
    since: datetime | None
    # From how many stations further the case came back to this one; 0 where it did not.
    back: int = 0


def head(seat: Seat) -> dict[str, Any]:
    """Who is in danger, how high the risk is, who directs, who is suspected; and where the case stands."""
    people = {role: [person for person in seat.persons if person.role == role] for role in PersonRole}
    return {
        "line": stations(seat.case, seat.phase_changes),
        "victims": people[PersonRole.VICTIM],
        "suspects": people[PersonRole.SUSPECT],
        "children": people[PersonRole.CHILD],
        "others": people[PersonRole.OTHER],
        "zvh_flag": seat.zvh_flag,
        "circumstances": said_of(seat),
        "sash_reach": sash_reach(seat) if seat.sash else "",
    }


def said_of(seat: Seat) -> list[str]:
    """What is the case with it, such as "verdachte vast sinds 14 oktober"; what is not the case is left out."""
    found = []
    for question in QUESTIONS:
        said = seat.circumstances.get(question.kind)
        answer = said and question.answer(said.value)
        if answer and answer.head:
            day = date_format(said.on, "j F" if said.on.year == seat.at.year else "j F Y")
            found.append(answer.head % {"day": day})
    return found


def stations(case: Case, changes: list[PhaseChange]) -> list[Station]:
    """The five phases with the date of entering each, and a return drawn as a loop back."""
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
