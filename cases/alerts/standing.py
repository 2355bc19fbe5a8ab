"""Keeps what lists need of a case: how it stands for each person on its team, as he may know it."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import Organisation
from cases import access, wall
from cases.alerts.asks import find_asks
from cases.alerts.regie import NoRegisseur
from cases.alerts.watches import find_all
from cases.models import RECENTLY, Case, Standing
from trail import clock

# What a row says; the rest of its columns is whose it is, and from when till when.
_VALUES = tuple(
    field.attname
    for field in Standing._meta.concrete_fields
    if field.name not in {"id", "case", "organisation", "user", "holds_from", "holds_until"}
)
_JSON = frozenset({"warnings", "asks", "incident_days"})


# Where many verbs follow each other in one transaction: the cases to renew at its end, and no sooner.
_waiting: ContextVar[dict[int, Case] | None] = ContextVar("waiting", default=None)


def refresh(case: Case) -> None:
    """Renews what is kept of one case. Every verb ends with it, under the lock of the case and in its transaction."""
    waiting = _waiting.get()
    if waiting is None:
        refresh_together([case])
    else:
        waiting[case.pk] = case


@contextmanager
def once_at_the_end() -> Iterator[None]:
    """For whole stories that are played at once: what is kept of their cases is renewed when they are over.

    Inside a transaction, or others would see it outdated meanwhile.
    """
    if _waiting.get() is not None:
        yield
        return
    token = _waiting.set({})
    try:
        yield
        cases = _waiting.get().values()
    finally:
        _waiting.reset(token)
    refresh_together(cases)


def refresh_together(cases: Iterable[Case]) -> int:
    """Renews what is kept of these locked cases, in a handful of queries for all. Gives how many rows were wrong."""
    with wall.across(wall.Passage.STANDING):
        past, gone, fresh = _compare(list(cases))
        if past or gone:
            Standing.objects.filter(pk__in=[row.pk for row in (*past, *gone)]).delete()
        Standing.objects.bulk_create(fresh)
    return len(gone) + len(fresh)


def unstaffed(organisations: QuerySet[Organisation]) -> list[Organisation]:
    """Those of them that take part in an open case with nobody of them on its team, now or as far as is known ahead."""
    rows = Standing.objects.filter(Q(holds_until=None) | Q(holds_until__gt=clock.now()), user=None)
    return list(organisations.filter(pk__in=rows.values("organisation")))


def differences(cases: Iterable[Case]) -> tuple[list[Standing], list[Standing]]:
    """The rows of these cases that are kept and should not be, and those that should be and are not.

    What held in the past is nobody's concern: a row may have begun earlier than it would if it were made today.
    """
    _past, gone, fresh = _compare(list(cases))
    return gone, fresh


def _compare(cases: list[Case]) -> tuple[list[Standing], list[Standing], list[Standing]]:
    now = clock.now()
    past, gone, fresh, kept = [], [], [], {}
    for row in Standing.objects.filter(case__in=cases):
        if row.holds_until is not None and row.holds_until <= now:
            past.append(row)
        elif kept.setdefault(_says(row, now), row) is not row:
            gone.append(row)  # said twice
    for row in _rows(cases, now):
        if kept.pop(_says(row, now), None) is None:
            fresh.append(row)
    return past, [*gone, *kept.values()], fresh


def _says(row: Standing, now: datetime) -> tuple[Any, ...]:
    """Whose row it is and what it says from now on, to be compared."""
    begins = None if row.holds_from <= now else row.holds_from
    values = (json.dumps(value, sort_keys=True) if name in _JSON else value for name, value in _values_of(row))
    return (row.case_id, row.organisation_id, row.user_id, begins, row.holds_until, *values)


def _values_of(row: Standing) -> Iterator[tuple[str, Any]]:
    return ((name, getattr(row, name)) for name in _VALUES)


def _rows(cases: list[Case], now: datetime) -> Iterator[Standing]:
    shelf = access.Shelf(cases)
    for case in cases:
        yield from _rows_of(case, shelf, now)


def _rows_of(case: Case, shelf: access.Shelf, now: datetime) -> Iterator[Standing]:
    """One row per span of time in which nothing changes but what time does by itself."""
    last: dict[tuple[int, int | None], Standing] = {}
    for begin in (now, *access.known_to_leave(case, shelf, now)):
        said = dict(_said(case, shelf, begin))
        for whose, row in list(last.items()):
            if dict(_values_of(row)) != said.get(whose):
                row.holds_until = begin
                yield last.pop(whose)
        for (organisation, user), values in said.items():
            if (organisation, user) not in last:
                last[organisation, user] = Standing(
                    case=case,
                    organisation_id=organisation,
                    user_id=user,
                    holds_from=min(case.opened_at, now) if begin == now else begin,
                    **values,
                )
    yield from last.values()


def _said(case: Case, shelf: access.Shelf, at: datetime) -> Iterator[tuple[tuple[int, int | None], dict[str, Any]]]:
    """What each row says at a moment, by whose it is; of two for the same reader the later one says more."""
    for seat, readers in access.seats_at(case, shelf, at):
        whose, values = seat.organisation.pk, _values(seat)
        for place in readers:
            yield (whose, place.user_id), values | {"joined_at": place.since, "unstaffed_at": None}
        if case.is_open and not readers:
            yield (whose, None), values | {"joined_at": None, "unstaffed_at": seat.own_participation.since}


def _values(seat: access.Seat) -> dict[str, Any]:
    case, chain = seat.case, seat.chain
    found = [(watch.key, one) for watch, one in find_all(seat)]
    asks = list(find_asks(seat))
    return {
        "reference": case.reference,
        "opened_at": case.opened_at,
        "closed_at": case.closed_at,
        "phase": case.phase,
        "province": seat.province,
        "regisseur_id": chain and chain.holder_id,
        "deputy_id": chain and chain.deputy_id,
        "regie_for_id": chain and chain.organisation_id,
        "sash_level": seat.newest and seat.newest.level,
        "sash_hidden": seat.newest is not None and not seat.sees_newest,
        "zvh_flag": seat.zvh_flag.value,
        "incidents": sum(incidents.number for incidents in seat.incidents),
        "last_incident_on": seat.last_incident_on,
        "stirred_on": seat.last_incident_on or timezone.localdate(case.opened_at),
        "incident_days": [
            [day.isoformat(), number] for day, number in seat.incident_days if day > seat.last_incident_on - RECENTLY
        ],
        "warnings": {key: [_word(one.since), _word(one.shows_at), _word(one.red_at)] for key, one in found},
        "warns_at": min((one.shows_at for _key, one in found), default=None),
        "reddens_at": min((one.red_at for _key, one in found if one.red_at), default=None),
        "ownerless_at": next((one.shows_at for key, one in found if key == NoRegisseur.key), None),
        "asks": [[ask.verb, ask.pk, _word(ask.since), ask.asked_by, ask.kind] for ask in asks],
        "asked_at": min((ask.since for ask in asks), default=None),
        "participation_id": seat.own_participation.pk,
    }


def _word(moment: datetime | None) -> str | None:
    return moment and moment.astimezone(UTC).isoformat()
