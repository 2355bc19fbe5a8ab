"""The only writer of the trail."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum
from typing import Any, Protocol

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

    `details` holds enums, dates, numbers and ids only; a list of field names says which free texts changed.
    Raises OutsideTransaction, FreeText.
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
        case None | bool() | int():
            return value
        case Enum():
            return value.value
        case datetime() | date():
            return value.isoformat()
        case list() | tuple():
            return [_plain(item) for item in value]
        case str() if value.replace("-", "").replace("_", "").isalnum() and len(value) <= 80:
            return value  # a key, slug, reference or field name
        case _:
            raise FreeText(repr(type(value)))
