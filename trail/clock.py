"""The one source of now. Only tests and the demo may set it (`trail.played`)."""

from contextvars import ContextVar
from datetime import date, datetime

from django.utils import timezone

MOMENT: ContextVar[datetime | None] = ContextVar("moment", default=None)


def now() -> datetime:
    return MOMENT.get() or timezone.now()


def today() -> date:
    return timezone.localdate(now())
