"""A demo may be played on another day, so that anybody can see terms pass: `make run NOW=2026-12-01T09:00`."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from django.core.exceptions import ImproperlyConfigured


def ahead(moment: str, zone: str, *, is_demo: bool) -> timedelta:
    """How far the clock of the site (`trail.clock`) is ahead of the real one, so that it starts at this moment.

    Nothing else goes along: sessions, tokens and limits on logging in keep the real time. Raises ImproperlyConfigured.
    """
    if not moment:
        return timedelta(0)
    if not is_demo:
        raise ImproperlyConfigured("NOW zet de klok van een demonstratie. Haal NOW weg of start met DEBUG=1 en DEMO=1.")
    start = _moment(moment)
    if start is None or not 2000 <= start.year < 2100:
        raise ImproperlyConfigured("Schrijf NOW als 2026-12-01T09:00, met een jaar van 2000 tot en met 2099.")
    return (start if start.tzinfo else start.replace(tzinfo=ZoneInfo(zone))) - datetime.now(UTC)


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None
