from typing import Any

from cases import timeline as lines
from cases.access import Seat

_ON_CASE = 8


def timeline(seat: Seat) -> dict[str, Any]:
    """The newest lines of what happened."""
    found = lines.timeline(seat, most=_ON_CASE + 1)
    return {"timeline": found[:_ON_CASE], "has_more": len(found) > _ON_CASE}
