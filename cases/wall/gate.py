"""Opens the database for one person, for the length of one transaction.

Who looks, and as which role, is set with that transaction and ends with it: a connection that goes back to the pool
knows nothing of whom it served.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from django.conf import settings
from django.db import connection, transaction

from cases.wall import roles
from cases.wall.passages import Passage
from trail import clock

_SWITCH = "SELECT set_config('role', %s, true)"
_ENTER = "SELECT set_config('role', %s, true), wall.enter(%s, %s)"


class Viewer(Protocol):
    """A user, or a visitor who is nobody: his `pk` is None."""

    pk: int | None


@dataclass(frozen=True)
class _Standing:
    """Who looks through the gate that is open, and as which role."""

    role: str
    viewer: int | None
    moment: datetime | None


# The passages that read levels, kinds and compartments.
_KEEPS = frozenset({Passage.STANDING, Passage.CLOSING, Passage.CONSIDERING, Passage.DIRECTING})

_NOBODY = _Standing("none", None, None)
_standing: ContextVar[_Standing] = ContextVar("standing", default=_NOBODY)


def stands() -> bool:
    return connection.vendor == "postgresql" and settings.WALL


@contextmanager
def opened(user: Viewer) -> Iterator[None]:
    """One transaction in which the database shows what this person may see. On SQLite nothing, not even that."""
    if not stands():
        yield
        return
    within = connection.in_atomic_block
    before = _standing.get()
    token = _standing.set(_Standing(roles.name(connection, roles.RUNTIME), user.pk, clock.now()))
    try:
        with transaction.atomic():
            _take(_standing.get())
            yield
            # The end of the transaction forgets all this, and so does a savepoint rolled back; one released does not.
            if within and not connection.needs_rollback:
                _take(before)
    finally:
        _standing.reset(token)


def _take(standing: _Standing) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_ENTER, [standing.role, standing.viewer, standing.moment])


def audit() -> None:
    """From here to the end of the gate as the auditor, who reads the trail and no case. The caller checks who asks."""
    if _standing.get() is not _NOBODY:
        _standing.set(replace(_standing.get(), role=roles.name(connection, roles.AUDITOR)))
        _switch(_standing.get().role)


@contextmanager
def across(passage: Passage) -> Iterator[None]:
    """Looks across cases for one question of `passages`. Outside a gate it is the owner who asks: nothing changes."""
    before = _standing.get()
    if before is _NOBODY:
        yield
        return
    role = roles.name(connection, roles.KEEPER if passage in _KEEPS else roles.ACROSS)
    token = _standing.set(replace(before, role=role))
    try:
        with transaction.atomic():  # rolled back, the role is what it was; otherwise it is put back
            _switch(role)
            yield
            if not connection.needs_rollback:
                _switch(before.role)
    finally:
        _standing.reset(token)


def _switch(role: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_SWITCH, [role])
