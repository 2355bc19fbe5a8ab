"""The timeline in pages. The address names a moment that stood on the page, so that no number in it tells of a gap."""

import re
from datetime import UTC, datetime, timedelta

from cases.access import Seat
from cases.timeline.base import Line
from cases.timeline.reading import timeline

PER_PAGE = 50
_EPOCH, _TICK = datetime(1970, 1, 1, tzinfo=UTC), timedelta(microseconds=1)
# A moment, and how many lines of that same moment were shown already.
_PLACE = re.compile(r"(?P<ticks>[0-9]{1,17})-(?P<shown>[0-9]{1,6})")


def page(seat: Seat, place: str) -> tuple[list[Line], str]:
    """The lines from a place on, and the place of the next page; anything that is no place is the first page."""
    found = _PLACE.fullmatch(place) if place.isascii() else None
    before, shown = (_EPOCH + int(found["ticks"]) * _TICK, int(found["shown"])) if found else (None, 0)
    lines = timeline(seat, before, shown, PER_PAGE + 1)
    if len(lines) <= PER_PAGE:
        return lines, ""
    lines = lines[:PER_PAGE]
    last = lines[-1].entry.at
    same = sum(line.entry.at == last for line in lines) + (shown if last == before else 0)
    return lines, f"{(last - _EPOCH) // _TICK}-{same}"
