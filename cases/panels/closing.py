from typing import Any

from cases import access
from cases.access import Seat
from cases.verbs import Verb


def closing(seat: Seat) -> dict[str, Any]:
    """The proposal to close that waits, and what this person may do with it."""
    return {"proposal": seat.proposal, "may_close": access.allowed(Verb.CLOSE_CASE, seat, seat.proposal)}
