"""Which lines one person may know of, and what each of them says to him."""

from collections.abc import Callable
from importlib import import_module

from django.db.models import QuerySet

from accounts.models import Organisation, User
from cases import access
from cases.models import TimelineEntry
from cases.timeline.base import Line, Source
from cases.verbs import Verb

_ROOMS = {verb.noun: import_module(f"cases.timeline.{verb.noun}") for verb in Verb}
# `incident.report_incident`: found by its row in `cases.verbs`, so that a new verb needs no line here.
_TELL: dict[str, Callable[[Line], None]] = {verb: getattr(_ROOMS[verb.noun], verb.value) for verb in Verb}
_SOURCES: dict[str, Source] = {
    "organisation": Source(lambda _seat: Organisation.objects.all(), texts={"name": "name"}),
    "user": Source(lambda _seat: User.objects.all(), texts={"name": "name"}),
}
for _room in _ROOMS.values():
    _SOURCES |= _room.SOURCES
# The facts that are ids, and of what.
_IDS = {
    "organisations": "organisation",
    "settlements": "stepsettlement",
    "victim_contact": "user",
    "suspect_contact": "user",
}


def timeline(seat: access.Seat, most: int | None = None) -> list[Line]:
    """The newest lines this person may know of."""
    return told(seat, seat.entries.order_by("-at", "-pk")[:most])


def told(seat: access.Seat, entries: QuerySet[TimelineEntry]) -> list[Line]:
    """What each of these, of `seat.entries`, says to this person."""
    entries = list(entries.select_related("actor", "organisation"))
    rows = _rows(seat, [entry for entry in entries if not entry.is_masked])
    names = {key: row.name for key, row in rows.items() if key[0] in ("organisation", "user")}
    lines = [Line(seat, entry, rows.get((entry.target_model, entry.target_id)), names, rows) for entry in entries]
    for line in lines:
        # What somebody may not read, or what is gone, leaves the line without a sentence.
        if not line.is_masked and (line.row is not None or line.entry.target_id is None):
            _TELL[line.entry.verb](line)
    return lines


def _rows(seat: access.Seat, entries: list[TimelineEntry]) -> dict[tuple[str, int], object]:
    """What these lines are about, by model and id: one query, however many lines and models."""
    wanted: dict[str, set[int]] = {}
    for entry in entries:
        if entry.target_id is not None:
            wanted.setdefault(entry.target_model, set()).add(entry.target_id)
        for fact, model in _IDS.items():
            found = entry.facts.get(fact)
            wanted.setdefault(model, set()).update(found if isinstance(found, list) else [found])
    queries = [_SOURCES[model].select(model, seat, ids - {None}) for model, ids in wanted.items() if ids - {None}]
    if not queries:
        return {}
    found = queries[0].union(*queries[1:], all=True) if len(queries) > 1 else queries[0]
    return {(model, key): _SOURCES[model].read(values) for model, key, *values in found}
