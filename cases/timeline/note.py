from cases.enums import NoteKind
from cases.models import Note
from cases.timeline.base import Line, Source

SOURCES = {
    "note": Source(
        lambda seat: seat.visible(Note.objects.filter(case=seat.case)).filter(is_masked=False),
        texts={"kind": "kind", "text": "text"},
    )
}


def write_note(line: Line) -> None:
    line.label = NoteKind(line.row.kind).label
    line.say(line.row.text)
