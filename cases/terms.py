"""After how long a warning shows, and after how long it turns red. The figures are policy: `settings.TERMS`."""

from datetime import datetime, timedelta
from functools import cache

import holidays
from django.conf import settings
from django.utils import timezone

_DAY = timedelta(days=1)


@cache
def _free_days() -> holidays.HolidayBase:
    return holidays.country_holidays("NL")


def working_days_before(now: datetime, days: int) -> datetime:
    """The moment `days` working days before now: weekends and Dutch public holidays do not count.

    On a free day it is as if the last working day had just ended, so that nothing falls due in a weekend.
    """
    moment = timezone.localtime(now)
    if not _is_working(moment):
        moment = moment.replace(hour=0, minute=0, second=0, microsecond=0)
        while not _is_working(moment - _DAY):
            moment -= _DAY
    while days > 0:
        moment -= _DAY
        if _is_working(moment):
            days -= 1
    return moment


def _is_working(moment: datetime) -> bool:
    return moment.weekday() < 5 and moment.date() not in _free_days()


def shows_before(key: str, now: datetime) -> datetime:
    """What began at or before this moment shows as a warning."""
    return _limit(key, "warn", now)


def red_before(key: str, now: datetime) -> datetime:
    """What began at or before this moment is red."""
    return _limit(key, "red", now)


def _limit(key: str, step: str, now: datetime) -> datetime:
    term = settings.TERMS[key]
    if f"{step}_working_days" in term:
        return working_days_before(now, term[f"{step}_working_days"])
    return now - term.get(step, timedelta(0))


def in_words(key: str) -> str:
    """The term as it stands beside the warning."""
    term = settings.TERMS[key]
    shows, red = _word(term, "warn"), _word(term, "red")
    parts = [*filter(None, [term.get("besides")]), f"na {shows}" if shows else "meteen"]
    if red:
        after = term.get("red_words")
        parts.append(f"dringend {red} na {after}" if after else f"dringend na {red}")
    return ", ".join(parts)


def _word(term: dict[str, object], step: str) -> str:
    if f"{step}_working_days" in term:
        return f"{term[f'{step}_working_days']} werkdagen"
    span = term.get(step)
    if not isinstance(span, timedelta):
        return ""
    hours = int(span.total_seconds() // 3600)
    return f"{hours} uur" if hours <= 72 else f"{span.days} dagen"
