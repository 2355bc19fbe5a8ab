"""Every warning there is."""

from collections.abc import Iterator

from cases import access
from cases.alerts.base import Found, Watch
from cases.alerts.incident import MinorAtRisk, Pattern, ThreatOpen, WeaponOpen
from cases.alerts.referral import CcbMissing, ReferralUnanswered, ZvhMissing
from cases.alerts.regie import HandoverPending, NoRegisseur
from cases.alerts.sash import RegisseurBlind, SashMissing, SashStale, SashUnread

WATCHES: tuple[Watch, ...] = (
    NoRegisseur(),
    RegisseurBlind(),
    WeaponOpen(),
    ThreatOpen(),
    MinorAtRisk(),
    Pattern(),
    SashMissing(),
    CcbMissing(),
    ZvhMissing(),
    SashStale(),
    SashUnread(),
    ReferralUnanswered(),
    HandoverPending(),
)
KEYS = tuple(watch.key for watch in WATCHES)


def find_all(seat: access.Seat) -> Iterator[tuple[Watch, Found]]:
    """The warnings that stand for this seat or will by themselves; a closed case has none."""
    if seat.case.is_open:
        for watch in WATCHES:
            found = watch.find(seat)
            if found is not None:
                yield watch, found
