"""The timeline in pages. The address names a moment that stood on the page, so that no number in it tells of a gap."""

from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Q

from cases import cursor
from cases.access import Seat
from cases.models import TimelineEntry
from cases.timeline.base import Line
from cases.timeline.choosing import Choice
from cases.timeline.reading import told

PER_PAGE = 50
_LAST_DAY = date.max.toordinal()


class Place(NamedTuple):
    """Where a page begins: at the lines of this moment (and shown on this day, where days come first), without those
    `shown` before."""

    day: date | None
    moment: datetime
    shown: int

    @property
    def condition(self) -> Q:
        if self.day is None:
            return Q(at__lte=self.moment)
        return Q(shown_on__lte=self.day) & (Q(shown_on__lt=self.day) | Q(at__lte=self.moment))


def page(seat: Seat, choice: Choice, address: str) -> tuple[list[Line], str]:
    """The lines from a place on, and the place of the next page; anything that is no place is the first page."""
    rows, begins = choice.lines(seat), _read(address, by_day=choice.by_day)
    if begins is not None:
        rows = rows.filter(begins.condition)[begins.shown :]
    lines = told(seat, rows[: PER_PAGE + 1])
    if len(lines) <= PER_PAGE:
        return lines, ""
    lines = lines[:PER_PAGE]
    ends = _place(lines[-1].entry, choice)
    same = sum(_place(line.entry, choice) == ends for line in lines)
    if begins is not None and begins[:2] == ends[:2]:
        same += begins.shown
    days = [ends.day.toordinal()] if ends.day else []
    return lines, cursor.write(ends.moment, *days, same)


def _place(entry: TimelineEntry, choice: Choice) -> Place:
    return Place(entry.shown_on if choice.by_day else None, entry.at, 0)


def _read(address: str, *, by_day: bool) -> Place | None:
    found = cursor.read(address, numbers=2 if by_day else 1)
    if found is None:
        return None
    moment, *days, shown = found
    if not all(0 < day <= _LAST_DAY for day in days):
        return None
    return Place(date.fromordinal(days[0]) if days else None, moment, shown)
