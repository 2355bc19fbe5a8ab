from typing import Any

from cases import access
from cases.access import Seat
from cases.queries.step import tasks_for
from cases.verbs import Verb


def steps(seat: Seat) -> dict[str, Any]:
    """The tasks of the phase, per partner."""
    return {"groups": tasks_for(seat), "may_invite": access.allowed(Verb.INVITE_ORGANISATION, seat)}
