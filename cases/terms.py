"""After how long a warning shows, and after how long it turns red. The figures are policy: `settings.TERMS`."""

from datetime import date, datetime, timedelta
from functools import cache

import holidays
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

_DAY = timedelta(days=1)


@cache
def _free_days() -> holidays.HolidayBase:
    return holidays.country_holidays("NL")


def working_days_after(since: datetime, days: int) -> datetime:
    """The moment `days` working days after `since`: weekends and Dutch public holidays do not count.

    What begins on a free day counts from the beginning of the next working day, and what begins at midnight is due
    once its last working day has ended: nothing falls due in a weekend.
    """
    moment = timezone.localtime(since)
    if not is_working_day(moment.date()):
        moment = _midnight(moment)
        while not is_working_day(moment.date()):
            moment += _DAY
    if moment == _midnight(moment):
        return _working_days_on(moment, days - 1) + _DAY
    return _working_days_on(moment, days)


def _working_days_on(moment: datetime, days: int) -> datetime:
    while days > 0:
        moment += _DAY
        if is_working_day(moment.date()):
            days -= 1
    return moment


def _midnight(moment: datetime) -> datetime:
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)


def is_working_day(day: date) -> bool:
    return day.weekday() < 5 and day not in _free_days()


def shows_at(key: str, since: datetime) -> datetime:
    """When what began at `since` shows as a warning."""
    return _due(key, "warn", since) or since


def red_at(key: str, since: datetime) -> datetime | None:
    """When it is red; None for a warning that never is."""
    return _due(key, "red", since)


def _due(key: str, step: str, since: datetime) -> datetime | None:
    term = settings.TERMS[key]
    if f"{step}_working_days" in term:
        return working_days_after(since, term[f"{step}_working_days"])
    return since + term[step] if step in term else None


def in_words(key: str) -> str:
    """The term as it stands beside the warning."""
    term = settings.TERMS[key]
    shows, red = _word(term, "warn"), _word(term, "red")
    parts = [str(term["besides"])] if "besides" in term else []
    parts.append(_("na %(span)s") % {"span": shows} if shows else _("meteen"))
    if term.get("red") == timedelta(0):
        parts.append(_("en meteen dringend"))
    elif red and "red_words" in term:
        parts.append(_("dringend %(span)s na %(event)s") % {"span": red, "event": term["red_words"]})
    elif red:
        parts.append(_("dringend na %(span)s") % {"span": red})
    return ", ".join(parts)


def _word(term: dict[str, object], step: str) -> str:
    if f"{step}_working_days" in term:
        days = term[f"{step}_working_days"]
        return ngettext("%(number)d werkdag", "%(number)d werkdagen", days) % {"number": days}
    span = term.get(step)
    if not isinstance(span, timedelta):
        return ""
    hours = int(span.total_seconds() // 3600)
    if hours <= 72:
        return _("%(number)d uur") % {"number": hours}
    return ngettext("%(number)d dag", "%(number)d dagen", span.days) % {"number": span.days}
