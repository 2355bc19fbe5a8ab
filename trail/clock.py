"""The one source of now. Only tests and the demo may set it (`trail.played`); a demo may run ahead of the real time."""

from contextvars import ContextVar
from datetime import date, datetime

from django.conf import settings
from django.utils import timezone

MOMENT: ContextVar[datetime | None] = ContextVar("moment", default=None)


def now() -> datetime:
    return MOMENT.get() or timezone.now() + settings.CLOCK_AHEAD


def today() -> date:
    return timezone.localdate(now())
