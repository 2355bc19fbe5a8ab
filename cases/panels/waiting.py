from typing import Any

from cases import access
from cases.access import Seat
from cases.verbs import Verb


def waiting(seat: Seat) -> dict[str, Any]:
    """The organisations that take part in an open case with nobody of them on the team, and which of them this person
    may choose somebody of."""
    found = [one for one in seat.participations if seat.case.is_open and one.organisation_id not in seat.staffed]
    return {"awaited": [(one, access.allowed(Verb.ADD_MEMBER, seat, one)) for one in found]}
