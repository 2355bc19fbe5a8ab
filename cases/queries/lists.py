"""The case list: filters that live in the address, counts that match, and paging that stays fast."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.expressions import ExpressionWrapper, When
from django.db.models.functions import Concat

from accounts.enums import OrganisationKind
from cases.enums import ReferralState, RegieKind, SashLevel, ZvhFlag
from cases.models import Case, Referral, RegieAssignment

PER_PAGE = 25
COUNT_AT_MOST = 1001
_EPOCH, _TICK = datetime(1970, 1, 1, tzinfo=UTC), timedelta(microseconds=1)
_CURSOR = re.compile(r"(?P<ticks>[0-9]{1,17})-(?P<pk>[0-9]{1,18})")


def with_row(queryset: QuerySet[Case]) -> QuerySet[Case]:
    """Annotated cases (`alerts.annotate`) with what a row of the list shows besides: regisseur and ZVH flag."""
    regie = RegieAssignment.objects.held().filter(case=OuterRef("pk"), kind=RegieKind.CHAIN)
    name = Concat("holder__name", Value(", "), "organisation__name")
    return queryset.annotate(
        regisseur=Subquery(regie.annotate(who=name).values("who")[:1]),
        zvh_flag=_flag(),
    )


def _flag() -> models.expressions.Case:
    def referred(state: str) -> Exists:
        return Exists(
            Referral.objects.filter(case=OuterRef("pk"), organisation__kind=OrganisationKind.ZVH, state=state)
        )

    return models.expressions.Case(
        When(referred(ReferralState.ACCEPTED), then=Value(ZvhFlag.ACCEPTED)),
        When(referred(ReferralState.SENT), then=Value(ZvhFlag.REFERRED)),
        When(referred(ReferralState.REFUSED), then=Value(ZvhFlag.REFUSED)),
        When(sash_level__gte=SashLevel.MEDIUM, then=Value(ZvhFlag.NEEDED)),
        When(sash_version__isnull=False, sash_version=F("sash_last_version"), then=Value(ZvhFlag.NOT_NEEDED)),
        default=Value(ZvhFlag.UNKNOWN),
        output_field=models.CharField(),
    )


@dataclass(frozen=True)
class Page:
    rows: list[Case]
    count: int
    after: str

    @property
    def is_capped(self) -> bool:
        return self.count >= COUNT_AT_MOST


def page(queryset: QuerySet[Case], cursor: str) -> Page:
    """One page, newest first, from the cursor on: a keyset, so page 1,000 costs what page 1 costs."""
    # Only the key is read: otherwise every warning would be worked out for every case that is merely counted.
    count = queryset.order_by().values("pk")[:COUNT_AT_MOST].count()
    rows = queryset.order_by("-opened_at", "-id").prefetch_related("persons")
    place = _read_cursor(cursor)
    if place is not None:
        opened_at, pk = place
        rows = rows.filter(Q(opened_at__lt=opened_at) | Q(opened_at=opened_at, pk__lt=pk))
    found = list(rows[: PER_PAGE + 1])
    more = len(found) > PER_PAGE
    found = found[:PER_PAGE]
    return Page(found, count, _write_cursor(found[-1]) if more else "")


def _write_cursor(case: Case) -> str:
    return f"{(case.opened_at - _EPOCH) // _TICK}-{case.pk}"


def _read_cursor(cursor: str) -> tuple[datetime, int] | None:
    """None for anything that is no cursor of ours."""
    found = _CURSOR.fullmatch(cursor)
    return (_EPOCH + int(found["ticks"]) * _TICK, int(found["pk"])) if found else None


def chip_counts(queryset: QuerySet[Case], behind: dict[str, Q]) -> dict[str, int | None]:
    """How many of these cases meet each condition; None where there are too many cases to count them all."""
    marks = {f"in_{name}": ExpressionWrapper(condition, models.BooleanField()) for name, condition in behind.items()}
    counts = {name: Count("pk", filter=Q(**{f"in_{name}": True})) for name in behind}
    marked = queryset.annotate(**marks).order_by().values("pk", *marks)[:COUNT_AT_MOST]
    found = marked.aggregate(all_of_them=Count("pk"), **counts)
    too_many = found.pop("all_of_them") >= COUNT_AT_MOST
    return dict.fromkeys(found) if too_many else found
