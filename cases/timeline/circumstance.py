from cases.circumstances import QUESTION_OF
from cases.enums import CircumstanceKind
from cases.models import Circumstance
from cases.timeline.base import Line, Source
from cases.timeline.closing import proposal_ended

SOURCES = {
    "circumstance": Source(
        lambda seat: Circumstance.objects.filter(case=seat.case),
        texts={"kind": "kind", "value": "value"},
        days={"on": "on"},
    )
}


def record_circumstance(line: Line) -> None:
    question = QUESTION_OF[CircumstanceKind(line.row.kind)]
    line.say(f"{question.text} {question.answer(line.row.value).label}")
    line.day = line.row.on
    proposal_ended(line)
