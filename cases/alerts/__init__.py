"""What a case lacks, by the road map. Each warning is defined once, in `Watch.find`; what lists need of it stands in
rows (`Standing`) that `refresh` renews whenever a case changes."""

from cases import access
from cases.alerts.asks import open_asks
from cases.alerts.base import Alert, Found, Solution, Watch
from cases.alerts.standing import differences, once_at_the_end, refresh, refresh_together, unstaffed
from cases.alerts.watches import KEYS, WATCHES, find_all

__all__ = [
    "KEYS",
    "WATCHES",
    "Alert",
    "Found",
    "Solution",
    "Watch",
    "differences",
    "for_case",
    "once_at_the_end",
    "open_asks",
    "refresh",
    "refresh_together",
    "unstaffed",
]


def for_case(seat: access.Seat) -> list[Alert]:
    """The warnings of one case for one viewer, the red ones first and then the oldest."""
    found = [watch.alert(one, seat.at) for watch, one in find_all(seat) if one.shows_at <= seat.at]
    return sorted(found, key=lambda alert: (-alert.severity, alert.since))
