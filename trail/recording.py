"""The only writer of the trail."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum
from typing import Any, ClassVar, Protocol, Self

from django.db import transaction

from trail import clock
from trail.models import TrailEvent


class Actor(Protocol):
    pk: Any

    def get_full_name(self) -> str: ...


class OutsideTransaction(RuntimeError):
    """The line would be kept although the change it tells of may be rolled back."""


class FreeText(TypeError):
    """A value that is no enum, date, number or id: of free text only *that* it changed is kept."""


class Named(str):
    """A word that its writer calls by its kind: a name of ours, never what somebody typed. Raises FreeText."""

    __slots__ = ()
    shape: ClassVar[re.Pattern[str]]

    def __new__(cls, value: str) -> Self:
        if len(value) > 80 or not cls.shape.fullmatch(value):
            raise FreeText(cls.__name__)
        return super().__new__(cls, value)


class FieldName(Named):
    """A field of which the content changed."""

    __slots__ = ()
    shape = re.compile(r"[a-z][a-z0-9_]*")


class Slug(Named):
    """The fixed key of an organisation, a step, a filter; in whatever case, as a SlugField takes it."""

    __slots__ = ()
    shape = re.compile(r"[-a-zA-Z0-9_]+")


def record(
    *,
    action: str,
    actor: Actor | None,
    organisation: str = "",
    subject: str = "",
    target: str = "",
    purpose: str = "",
    details: Mapping[str, Any] | None = None,
) -> TrailEvent:
    """Writes one line, in the same transaction as the change or reading that it tells of.

    `details` holds enum members, dates, numbers, `Slug` and `FieldName` only; a list of field names says which free
    texts changed. A plain string is refused, also where it looks like a key: a surname does too. Every `action` and
    `purpose` has its word in `trail.words`. Raises OutsideTransaction, FreeText.
    """
    if not transaction.get_connection().in_atomic_block:
        raise OutsideTransaction(action)
    return TrailEvent.objects.create(
        at=clock.now(),
        action=str(action),
        actor_id=str(actor.pk) if actor else "",
        actor_name=actor.get_full_name() if actor else "",
        organisation=organisation,
        subject=subject,
        target=target,
        purpose=str(purpose),
        details=plain(details or {}),
    )


def plain(details: Mapping[str, Any]) -> dict[str, Any]:
    """These details as they may be kept, wherever no free text may stand. Raises FreeText."""
    return {key: _plain(value) for key, value in details.items()}


def _plain(value: Any) -> Any:
    match value:
        case Enum():
            return value.value
        case None | bool() | int():
            return value
        case datetime() | date():
            return value.isoformat()
        case Named():
            return str(value)
        case list() | tuple():
            return [_plain(item) for item in value]
        case _:
            raise FreeText(repr(type(value)))
