"""What happened in a case, newest first, as one person may know it.

A line is kept without words (`TimelineEntry`). What it says is made here when it is read, by one small function per
verb in the room of its noun, from the rows the line is about: as they stand, and as this person may read them.
"""

from cases.timeline.base import Line
from cases.timeline.choosing import Choice, Tally
from cases.timeline.paging import page
from cases.timeline.reading import timeline

__all__ = ["Choice", "Line", "Tally", "page", "timeline"]
