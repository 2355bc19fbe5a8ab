"""Which lines of the timeline somebody wants to see, and in which order."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, When
from django.db.models.functions import TruncDate

from cases.access import Seat, level_seen
from cases.enums import Happening
from cases.models import SashOutcome, TimelineEntry
from cases.verbs import Verb

# What has no noun here is `OTHER`.
_NOUNS = {
    "incident": Happening.INCIDENT,
    "sash": Happening.RISK,
    "regie": Happening.TEAM,
    "team": Happening.TEAM,
    "step": Happening.TASK,
    "closing": Happening.TASK,
    "referral": Happening.REFERRAL,
}
_KINDS = {verb: _NOUNS.get(verb.noun, Happening.OTHER) for verb in Verb}
_RECORDED = TruncDate("at")


@dataclass(frozen=True)
class Choice:
    """The lines of one kind, of one partner and of the days from `start` to `end`; empty is all of them.

    With `by_day` they are sorted, and the days counted, by when it happened instead of when it was recorded.
    """

    kind: str = ""
    partner: str = ""
    start: date | None = None
    end: date | None = None
    by_day: bool = False

    def lines(self, seat: Seat) -> QuerySet[TimelineEntry]:
        """In order, each marked with the day it is `shown_on`."""
        wanted = Q(organisation__kind=self.partner) if self.partner else Q()
        if self.kind:
            wanted &= _of_kind(self.kind)
        rows = self._of_these_days(seat).filter(wanted)
        return rows.order_by("-shown_on", "-at", "-pk") if self.by_day else rows.order_by("-at", "-pk")

    def tally(self, seat: Seat) -> "Tally":
        """How many lines of these days there are, by kind and by partner."""
        rows = self._of_these_days(seat).order_by().values_list("verb", "is_masked", "organisation__kind")
        found: dict[tuple[str, str], int] = {}
        for verb, is_masked, partner, number in rows.annotate(number=Count("pk")):
            key = (Happening.OTHER if is_masked else _KINDS[verb], partner)
            found[key] = found.get(key, 0) + number
        return Tally(found)

    def _of_these_days(self, seat: Seat) -> QuerySet[TimelineEntry]:
        rows = seat.entries.annotate(shown_on=_day_known(seat) if self.by_day else _RECORDED)
        if self.start is not None:
            rows = rows.filter(shown_on__gte=self.start)
        return rows if self.end is None else rows.filter(shown_on__lte=self.end)


def _of_kind(kind: str) -> Q:
    """Of a line without content nobody learns of what kind it is: it counts with what has no kind."""
    if kind == Happening.OTHER:
        return Q(is_masked=True) | ~Q(verb__in=[verb for verb, known in _KINDS.items() if known != Happening.OTHER])
    return Q(is_masked=False, verb__in=[verb for verb, known in _KINDS.items() if known == kind])


def _day_known(seat: Seat) -> Case:
    """The day on which it happened, for whoever may know that: it is part of the content of an item, and of an outcome
    that must be shared with him. For others it is the day on which it was recorded."""
    seen = SashOutcome.objects.filter(level_seen(seat.organisation, seat.then), pk=OuterRef("target_id"))
    unseen = Q(target_model=SashOutcome._meta.model_name) & ~Exists(seen)
    return Case(When(Q(is_masked=True) | unseen, then=_RECORDED), default="day")


@dataclass(frozen=True)
class Tally:
    """How many lines there are of each kind and partner, among those that somebody may know of."""

    found: dict[tuple[str, str], int]

    def number(self, kind: str = "", partner: str = "") -> int:
        wanted = ((kind or known, partner or whose) == (known, whose) for known, whose in self.found)
        return sum(number for number, counts in zip(self.found.values(), wanted, strict=True) if counts)

    @property
    def partners(self) -> set[str]:
        return {partner for _kind, partner in self.found}
