"""What counts at closing: items of the team and of justice, never what only some may know of."""

from functools import cached_property

from cases import wall
from cases.access import dossier
from cases.access.dossier import Incidents
from cases.access.seat import Seat
from cases.access.told import Judgement, told
from cases.enums import Compartment

_COUNTED = (Compartment.TEAM, Compartment.JUSTICE)


class CountedSeat(Seat):
    """A seat that knows of the counted items as far as its viewer may know them."""

    @cached_property
    def incidents(self) -> list[Incidents]:
        return [found for found in super().incidents if found.compartment in _COUNTED]

    @cached_property
    def judgements(self) -> list[Judgement]:
        return [found for found in super().judgements if found.compartment in _COUNTED]


class WholeSeat(Seat):
    """A seat that knows of all counted items, also where its viewer may not: he is told whom to ask."""

    @cached_property
    def incidents(self) -> list[Incidents]:
        with wall.across(wall.Passage.CLOSING):
            return [found for found in dossier.incidents([self.case.pk], self.then) if found.compartment in _COUNTED]

    @cached_property
    def judgements(self) -> list[Judgement]:
        with wall.across(wall.Passage.CLOSING):
            found = list(told([self.case.pk], self.then))
        return [one for one in found if isinstance(one, Judgement) and one.compartment in _COUNTED]


def counted(seat: Seat) -> CountedSeat:
    return CountedSeat(seat.user, seat.case, seat.of, seat.at, seat.open_shelf)


def whole(seat: Seat) -> WholeSeat:
    return WholeSeat(seat.user, seat.case, seat.of, seat.at, seat.open_shelf)
