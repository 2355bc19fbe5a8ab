"""Where the next page of a list begins, as it stands in an address: a moment that stood on this page, and numbers."""

import re
from datetime import UTC, datetime, timedelta

_EPOCH, _TICK = datetime(1970, 1, 1, tzinfo=UTC), timedelta(microseconds=1)
# As many digits as the database takes on either side.
_SHAPE = re.compile(r"[0-9]{1,17}(-[0-9]{1,18})+", re.ASCII)


def write(moment: datetime, *numbers: int) -> str:
    return "-".join(map(str, ((moment - _EPOCH) // _TICK, *numbers)))


def read(cursor: str, *, numbers: int) -> tuple[datetime, ...] | None:
    """The moment and so many numbers; None for anything that is no cursor of ours."""
    if not _SHAPE.fullmatch(cursor):
        return None
    ticks, *found = map(int, cursor.split("-"))
    return (_EPOCH + ticks * _TICK, *found) if len(found) == numbers else None
