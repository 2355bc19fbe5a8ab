"""What a warning is, and what a seat can find of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from cases import access, terms
from cases.enums import Severity
from cases.verbs import Verb


@dataclass(frozen=True)
class Solution:
    """What solves a warning: a verb on the case, or on the object with `pk`; `choose` preselects in its form."""

    verb: Verb
    label: str
    pk: int | None = None
    choose: str = ""


@dataclass(frozen=True)
class Found:
    """A warning that stands or will: since when, from when it shows and from when it is red; what, and what solves it.

    All moments follow from facts and terms, none from the present: time may pass without anything being written.
    """

    since: datetime
    shows_at: datetime
    red_at: datetime | None
    title: str
    who: str
    solution: Solution | None = None
    note: str = ""


@dataclass(frozen=True)
class Alert:
    """One warning on one case, explained: what, since when, where it comes from, who can solve it and how."""

    key: str
    title: str
    since: datetime
    severity: Severity
    who: str
    text_slug: str
    source: str
    solution: Solution | None = None
    note: str = ""

    @property
    def term(self) -> str:
        return terms.in_words(self.key)

    @property
    def is_red(self) -> bool:
        return self.severity == Severity.RED


class Watch:
    """One warning of the road map, defined once: `find`. Everything that is shown, listed or counted follows from it.

    A warning more is a class more, with its term in the settings and its place in `alerts.WATCHES`.
    """

    key: ClassVar[str]
    text_slug: ClassVar[str]
    source: ClassVar[str]

    def find(self, seat: access.Seat) -> Found | None:
        """What this seat may know of it at `seat.at`; None where it does not stand and will not by itself."""
        raise NotImplementedError

    def found(
        self,
        since: datetime,
        title: str,
        who: str,
        *,
        red_from: datetime | None = None,
        note: str = "",
        solution: Solution | None = None,
    ) -> Found:
        """Shows after its term, counted from `since`, and is red after its term, counted from `red_from`."""
        red_at = terms.red_at(self.key, red_from) if red_from is not None else None
        return Found(since, terms.shows_at(self.key, since), red_at, title, who, solution, note)

    def alert(self, found: Found, now: datetime) -> Alert:
        red = found.red_at is not None and found.red_at <= now
        return Alert(
            key=self.key,
            title=found.title,
            since=found.since,
            severity=Severity.RED if red else Severity.WARN,
            who=found.who,
            text_slug=self.text_slug,
            source=self.source,
            solution=found.solution,
            note=found.note,
        )
