"""The case list: filters that live in the address, counts that match, and paging that stays fast."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.enums import Province
from cases import cursor
from cases.enums import PersonRole, ZvhFlag
from cases.models import Person, Standing

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


@dataclass(frozen=True)
class Page:
    rows: list[Row]
    after: str
    # Whether the list has no other page.
    is_only: bool


def page(standings: QuerySet[Standing], after: str, now: datetime) -> Page:
    """One page, newest first, from the cursor on: a keyset, so page 1,000 costs what page 1 costs."""
    place = cursor.read(after, numbers=1)
    if place is not None:
        opened_at, pk = place
        # Of the first condition a database makes a place to begin in its index; of an OR it makes none.
        earlier = Q(opened_at__lt=opened_at) | Q(case_id__lt=pk)
        standings = standings.filter(Q(opened_at__lte=opened_at) & earlier)
    columns = standings.order_by("-opened_at", "-case_id").annotate(
        holder=F("regisseur__name"), holder_for=F("regie_for__name")
    )
    found = list(columns[: PER_PAGE + 1])
    shown = found[:PER_PAGE]
    people = _people([row.case_id for row in shown])
    rows = [_row(row, people.get(row.case_id, {}), now) for row in shown]
    after = cursor.write(shown[-1].opened_at, shown[-1].case_id) if len(found) > PER_PAGE else ""
    return Page(rows, after, is_only=place is None and not after)


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
    )


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
