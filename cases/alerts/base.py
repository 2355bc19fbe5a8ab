from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.expressions import Combinable

from accounts.models import User
from cases import access, terms
from cases.enums import SashLevel, Severity
from cases.models import Case, Incident, SashOutcome
from cases.verbs import Verb


@dataclass(frozen=True)
class Solution:
    """What solves a warning: a verb on the case, or on the object with `pk`; `choose` preselects in its form."""

    verb: Verb
    label: str
    pk: int | None = None
    choose: str = ""


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


@dataclass(frozen=True)
class Facts:
    """What a warning looks at in one case, as one viewer may know it."""

    seat: access.Seat
    now: datetime

    @property
    def case(self) -> Case:
        return self.seat.case

    @property
    def incidents(self) -> list[Incident]:
        return self.seat.incidents

    @property
    def level(self) -> SashLevel | None:
        return SashLevel(self.seat.sash.level) if self.seat.sash else None

    def takes_part(self, organisation_id: int) -> bool:
        return any(found.organisation_id == organisation_id for found in self.seat.participations)


class Watch:
    """One warning of the road map. `condition` is for lists, `explain` for the case; for every viewer they agree."""

    key: ClassVar[str]
    text_slug: ClassVar[str]
    source: ClassVar[str]

    def condition(self, viewer: User, now: datetime) -> Q | Combinable:
        raise NotImplementedError

    def explain(self, facts: Facts) -> Alert | None:
        raise NotImplementedError

    def alert(
        self, facts: Facts, title: str, since: datetime, who: str, *, red: bool | None = None, **more: Any
    ) -> Alert:
        """An alert of this kind; red once the term for red has passed, unless told otherwise."""
        if red is None:
            red = since <= terms.red_before(self.key, facts.now)
        return Alert(
            key=self.key,
            title=title,
            since=since,
            severity=Severity.RED if red else Severity.WARN,
            who=who,
            text_slug=self.text_slug,
            source=self.source,
            **more,
        )


def with_sash(queryset: QuerySet[Case], viewer: User) -> QuerySet[Case]:
    """Cases with the newest outcome this viewer may see, and the number of the newest version there is."""
    outcomes = SashOutcome.objects.filter(case=OuterRef("pk")).order_by("-version")
    seen = access.sash_seen(viewer, outcomes)
    return queryset.annotate(
        sash_level=Subquery(seen.values("level")[:1]),
        sash_version=Subquery(seen.values("version")[:1]),
        sash_recorded_at=Subquery(seen.values("recorded_at")[:1]),
        sash_filled_in_on=Subquery(seen.values("filled_in_on")[:1]),
        sash_last_version=Subquery(outcomes.values("version")[:1]),
    )
