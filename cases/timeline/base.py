"""How a line of the timeline gets its words: from the rows it is about, as whoever looks may read them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import SimpleNamespace
from typing import Any

from django.db.models import BigIntegerField, Case, CharField, DateField, QuerySet, TextField, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.access import Seat, allowed
from cases.models import TimelineEntry
from cases.verbs import Verb

_TEXTS, _NUMBERS, _DAYS = 6, 5, 2


@dataclass(frozen=True)
class Source:
    """The rows of one model that lines are about, and which of their values the sentences use, each by a name.

    A value is a field, reached over relations, or an expression. `rows` gives the rows one viewer may read.
    """

    rows: Callable[[Seat], QuerySet]
    texts: Mapping[str, str | Combinable] = field(default_factory=dict)
    numbers: Mapping[str, str | Combinable] = field(default_factory=dict)
    days: Mapping[str, str | Combinable] = field(default_factory=dict)

    def select(self, model: str, seat: Seat, ids: set[int]) -> QuerySet:
        """These rows as tuples of one shape, the same for every model, so that one query can fetch them all."""
        columns = [Value(model, CharField()), "pk"]
        for given, most, kind in self._groups():
            nothing = Cast(None, kind)  # PostgreSQL wants to know of what
            columns += [*given.values(), *[nothing] * (most - len(given))]
        return self.rows(seat).order_by().filter(pk__in=ids).values_list(*columns)

    def read(self, values: tuple[Any, ...]) -> SimpleNamespace:
        """The tuple's values by their names."""
        found, place = {}, 0
        for given, most, _kind in self._groups():
            found |= dict(zip(given, values[place : place + len(given)], strict=True))
            place += most
        return SimpleNamespace(**found)

    def _groups(self) -> tuple[tuple[Mapping, int, Any], ...]:
        return (
            (self.texts, _TEXTS, TextField()),
            (self.numbers, _NUMBERS, BigIntegerField()),
            (self.days, _DAYS, DateField()),
        )


def versions(rows: QuerySet, seat: Seat) -> QuerySet:
    """Each marked `corrected` where a later version has taken its place."""
    return rows.annotate(corrected=Case(When(until__lte=seat.at, then=1)))


@dataclass
class Line:
    """One line as one person reads it. `row` is what it is about; None where there is none, or not for him.

    `offered` is what he may do about it.
    """

    seat: Seat
    entry: TimelineEntry
    row: SimpleNamespace | None = None
    names: Mapping[tuple[str, int], str] = field(default_factory=dict)
    # What other rows it is about, by model and id.
    rows: Mapping[tuple[str, int], SimpleNamespace] = field(default_factory=dict)
    label: str = ""
    # The SASH level, where the line is about an outcome whose level the reader may see.
    level: str = ""
    # On which it happened, and in what words that is said.
    day: date | None = None
    happened: str = ""
    sentences: list[str] = field(default_factory=list)
    offered: Verb | None = None
    # Something dangerous that stands as it is said here.
    is_danger: bool = False

    def __post_init__(self) -> None:
        self.label = self.label or Verb(self.entry.verb).label
        self.happened = self.happened or _("Gebeurd op")

    @property
    def is_masked(self) -> bool:
        return self.entry.is_masked

    @property
    def other_day(self) -> date | None:
        """The day on which it happened, where it was recorded on another."""
        return self.day if self.day != timezone.localdate(self.entry.at) else None

    @property
    def facts(self) -> dict[str, Any]:
        return self.entry.facts

    def offer(self, verb: Verb) -> None:
        if allowed(verb, self.seat, self.row):
            self.offered = verb

    def say_corrected(self) -> None:
        """Where what this line tells was put right later, that it was: a line of its own says how."""
        if self.row.corrected:
            self.say(_("Later verbeterd."))

    def say(self, sentence: str, **values: Any) -> None:
        """Adds a sentence, with these values in it; a value is never taken for a pattern."""
        self.sentences.append(sentence % values if values else sentence)

    def organisations(self) -> str:
        return ", ".join(self.names["organisation", pk] for pk in self.facts["organisations"])

    def person(self, name: str) -> str | None:
        pk = self.facts[name]
        return self.names["user", pk] if pk is not None else None
