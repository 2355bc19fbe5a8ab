from typing import Any

from cases import access
from cases.access import Seat
from cases.queries.step import absent, tasks_for
from cases.verbs import Verb


def steps(seat: Seat) -> dict[str, Any]:
    """The tasks of the partners on the case; those not involved yet are one line."""
    return {
        "groups": tasks_for(seat),
        "absent": absent(seat) if seat.case.is_open else [],
        "may_invite": access.allowed(Verb.INVITE_ORGANISATION, seat),
    }
