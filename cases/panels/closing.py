from typing import Any

from cases import access
from cases.access import Seat
from cases.enums import ClosingView
from cases.verbs import Verb


def closing(seat: Seat) -> dict[str, Any]:
    """The proposal to close that waits, and what this person may do with it."""
    proposal = seat.proposal
    views = list(proposal.views.values()) if proposal else []
    return {
        "proposal": proposal,
        "agreed": views.count(ClosingView.NO_OBJECTION),
        "objected": views.count(ClosingView.NOT_YET),
        "answered": proposal is not None and seat.organisation.pk in proposal.views,
        "may_close": access.allowed(Verb.CLOSE_CASE, seat, proposal),
    }
