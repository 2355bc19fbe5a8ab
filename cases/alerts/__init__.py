"""What a case lacks, by the road map: the same warnings as a condition for lists and as an explanation on the case."""

from datetime import datetime

from django.db.models import Q, QuerySet
from django.db.models.expressions import ExpressionWrapper
from django.db.models.fields import BooleanField

from accounts.models import User
from cases import access
from cases.alerts.base import Alert, Facts, Solution, with_sash
from cases.alerts.referral import CcbMissing, ReferralUnanswered, ZvhMissing
from cases.alerts.regie import HandoverPending, NoRegisseur
from cases.alerts.sash import SashMissing, SashStale, SashUnread
from cases.models import Case

WATCHES = (
    NoRegisseur(),
    SashMissing(),
    CcbMissing(),
    ZvhMissing(),
    SashStale(),
    SashUnread(),
    ReferralUnanswered(),
    HandoverPending(),
)
KEYS = tuple(watch.key for watch in WATCHES)

__all__ = ["KEYS", "WATCHES", "Alert", "Facts", "Solution", "annotate", "for_case", "warned", "with_sash"]


def for_case(seat: access.Seat, now: datetime) -> list[Alert]:
    """The warnings of one open case for one viewer, the red ones first and then the oldest."""
    if not seat.case.is_open:
        return []
    facts = Facts(seat, now)
    found = [alert for watch in WATCHES if (alert := watch.explain(facts))]
    return sorted(found, key=lambda alert: (-alert.severity, alert.since))


def annotate(queryset: QuerySet[Case], viewer: User, now: datetime) -> QuerySet[Case]:
    """Cases with one boolean per warning, named by its key, as this viewer may know them."""
    queryset = with_sash(queryset, viewer)
    conditions = {
        watch.key: ExpressionWrapper(Q(closed_at=None) & Q(watch.condition(viewer, now)), BooleanField())
        for watch in WATCHES
    }
    return queryset.annotate(**conditions)


def warned() -> Q:
    """Annotated cases with at least one warning."""
    wanted = Q()
    for key in KEYS:
        wanted |= Q(**{key: True})
    return wanted
