"""Sets the clock. For tests and the demo alone: an import contract keeps everything else out."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from trail import clock


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    token = clock.MOMENT.set(moment)
    try:
        yield
    finally:
        clock.MOMENT.reset(token)
