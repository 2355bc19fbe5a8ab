"""What happened in a case, newest first, as one person may know it."""

from cases import access
from cases.models import TimelineEntry

TIMELINE_PER_PAGE = 50


def timeline(seat: access.Seat, before: int | None = None, most: int = TIMELINE_PER_PAGE + 1) -> list[TimelineEntry]:
    """The newest lines this person may know of, each with `outcome` where it is about one he may see."""
    rows = access.visible(seat.user, TimelineEntry.objects.filter(case=seat.case))
    if before is not None:
        rows = rows.filter(pk__lt=before)
    levels = {outcome.pk: outcome for outcome in seat.outcomes if outcome.is_seen}
    entries = list(rows.select_related("actor", "organisation").order_by("-pk")[:most])
    for entry in entries:
        entry.outcome = levels.get(entry.sash_id)
    return entries
