"""The timeline in pages. The address names a moment that stood on the page, so that no number in it tells of a gap."""

from cases import cursor
from cases.access import Seat
from cases.timeline.base import Line
from cases.timeline.reading import timeline

PER_PAGE = 50


def page(seat: Seat, place: str) -> tuple[list[Line], str]:
    """The lines from a place on, and the place of the next page; anything that is no place is the first page."""
    before, shown = cursor.read(place, numbers=1) or (None, 0)
    lines = timeline(seat, before, shown, PER_PAGE + 1)
    if len(lines) <= PER_PAGE:
        return lines, ""
    lines = lines[:PER_PAGE]
    last = lines[-1].entry.at
    same = sum(line.entry.at == last for line in lines) + (shown if last == before else 0)
    return lines, cursor.write(last, same)
