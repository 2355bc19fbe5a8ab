from typing import Any

from cases.access import Seat
from cases.queries import timeline as lines

_ON_CASE = 8


def timeline(seat: Seat) -> dict[str, Any]:
    """The newest lines of what happened."""
    found = lines.timeline(seat, most=_ON_CASE + 1)
    return {"timeline": found[:_ON_CASE], "has_more": len(found) > _ON_CASE}
