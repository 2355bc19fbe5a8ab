"""The case list: filters that live in the address, counts that match, and paging that stays fast."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import NamedTuple, Self

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.enums import Province
from cases import cursor
from cases.enums import PersonRole, ZvhFlag
from cases.models import RECENTLY, Person, Standing, name_key

PER_PAGE = 25
COUNT_AT_MOST = 1001
# A flag that says something: the others are what a case begins with.
_TOLD = {flag.value: flag for flag in (ZvhFlag.NEEDED, ZvhFlag.REFERRED, ZvhFlag.ACCEPTED, ZvhFlag.REFUSED)}


@dataclass(frozen=True)
class Row:
    """One case in the list, as its viewer may know it: all that is shown, worked out, since rendering costs most."""

    reference: str
    url: str
    people: str
    province: str
    zvh: str
    phase: str
    sash_level: int | None
    sash_hidden: bool
    regisseur: str
    closed_at: datetime | None
    warnings: int
    is_red: bool
    incidents: str


@dataclass(frozen=True)
class Page:
    rows: list[Row]
    after: str
    # Whether the list has no other page.
    is_only: bool


class Order(NamedTuple):
    """A list in parts, one after the other; within each the newest by one column first."""

    parts: tuple[Q, ...]
    column: str

    @classmethod
    def named(cls, name: str, now: datetime) -> Self:
        """Red first and then the newest incident, unless told otherwise."""
        if name == "nieuw":
            return cls((Q(),), "opened_at")
        if name == "incident":
            return cls((Q(),), "stirred_on")
        red = Q(reddens_at__lte=now)
        return cls((red, Q(reddens_at=None) | Q(reddens_at__gt=now)), "stirred_on")

    def place(self, row: Standing, part: int) -> str:
        value = getattr(row, self.column)
        moment = value if isinstance(value, datetime) else datetime.combine(value, time.min, UTC)
        return cursor.write(moment, part, row.case_id)

    def read(self, after: str) -> tuple[int, Q] | None:
        """The part in which a page begins, and what comes there."""
        found = cursor.read(after, numbers=2)
        if found is None or found[1] >= len(self.parts):
            return None
        moment, part, pk = found
        value = moment if self.column == "opened_at" else moment.date()
        # Of the first condition a database makes a place to begin in its index; of an OR it makes none.
        earlier = Q(**{f"{self.column}__lt": value}) | Q(case_id__lt=pk)
        return part, Q(**{f"{self.column}__lte": value}) & earlier


def page(standings: QuerySet[Standing], after: str, now: datetime, order: str = "") -> Page:
    """One page from the cursor on: a keyset, so page 1,000 costs what page 1 costs."""
    ordered = Order.named(order, now)
    place = ordered.read(after)
    first, begins = place or (0, Q())
    columns = _shown(standings).order_by(f"-{ordered.column}", "-case_id")
    found: list[tuple[int, Standing]] = []
    for number, part in list(enumerate(ordered.parts))[first:]:
        rows = columns.filter(part & begins)[: PER_PAGE + 1 - len(found)]
        found += [(number, row) for row in rows]
        begins = Q()
        if len(found) > PER_PAGE:
            break
    rows = _rows([row for _number, row in found[:PER_PAGE]], now)
    number, last = found[:PER_PAGE][-1] if found else (0, None)
    after = ordered.place(last, number) if len(found) > PER_PAGE else ""
    return Page(rows, after, is_only=place is None and not after)


def find(standings: QuerySet[Standing], words: str, now: datetime) -> tuple[list[Row], bool]:
    """The cases with these words in the reference or in the name that somebody in it has today; whether there are more
    than are shown."""
    named = Person.objects.current().filter(case=OuterRef("case"), name_key__contains=name_key(words))
    rows = _shown(standings).filter(Q(reference__contains=words.upper()) | Exists(named))
    found = list(rows.order_by("-stirred_on", "-case_id")[: PER_PAGE + 1])
    return _rows(found[:PER_PAGE], now), len(found) > PER_PAGE


def _shown(standings: QuerySet[Standing]) -> QuerySet[Standing]:
    return standings.annotate(holder=F("regisseur__name"), holder_for=F("regie_for__name"))


def _rows(standings: list[Standing], now: datetime) -> list[Row]:
    people = _people([row.case_id for row in standings])
    return [_row(row, people.get(row.case_id, {}), now) for row in standings]


def _row(standing: Standing, people: dict[str, str], now: datetime) -> Row:
    flag = _TOLD.get(standing.zvh_flag)
    victim = people.get(PersonRole.VICTIM, _("slachtoffer onbekend"))
    suspect = people.get(PersonRole.SUSPECT, _("verdachte onbekend"))
    return Row(
        reference=standing.reference,
        url=reverse("show_case", args=[standing.reference]),
        people=f"{victim}, {suspect}",
        province=str(Province(standing.province).label),
        zvh=str(flag.label) if flag else "",
        phase=standing.phase,
        sash_level=standing.sash_level,
        sash_hidden=standing.sash_hidden,
        regisseur=f"{standing.holder}, {standing.holder_for}" if standing.holder else "",
        closed_at=standing.closed_at,
        warnings=len(standing.shown(now)),
        is_red=standing.reddens_at is not None and standing.reddens_at <= now,
        incidents=_incidents(standing, timezone.localdate(now)),
    )


def _incidents(standing: Standing, today: date) -> str:
    """As far as the viewer may know of them."""
    last = standing.last_incident_on
    if last is None:
        return _("geen incident bekend")
    day = date_format(last, "j F" if last.year == today.year else "j F Y")
    return _("%(number)d in %(days)d dagen, laatste %(day)s") % {
        "number": standing.recent_incidents(today),
        "days": RECENTLY.days,
        "day": day,
    }


def _people(cases: list[int]) -> dict[int, dict[str, str]]:
    """The names of the first victim and the first suspect of each case."""
    persons = Person.objects.current().filter(case__in=cases, role__in=(PersonRole.VICTIM, PersonRole.SUSPECT))
    found: dict[int, dict[str, str]] = {}
    for case, role, name in persons.order_by("added_at", "pk").values_list("case_id", "role", "name"):
        found.setdefault(case, {}).setdefault(role, name)
    return found


@dataclass(frozen=True)
class Counts:
    """How many cases the list holds, and how many the list behind each chip; None where that would be a long count."""

    number: int
    behind: dict[str, int | None]

    @property
    def is_capped(self) -> bool:
        return self.number >= COUNT_AT_MOST


def counts(standings: QuerySet[Standing], here: Q, behind: dict[str, Q], shown: Page) -> Counts:
    """Counts at most 1,001 cases. Somebody with more learns how many the list holds, and no number on a chip."""
    marks = {name: Count("case", filter=condition) for name, condition in {"here": here, **behind}.items()}
    found = standings.order_by()[:COUNT_AT_MOST].aggregate(all_of_them=Count("case"), **marks)
    number = found.pop("here")
    if found.pop("all_of_them") < COUNT_AT_MOST:
        return Counts(number, found)
    if shown.is_only:
        return Counts(len(shown.rows), dict.fromkeys(behind))
    return Counts(standings.filter(here).order_by().values("case")[:COUNT_AT_MOST].count(), dict.fromkeys(behind))
