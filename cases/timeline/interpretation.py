from django.utils.translation import gettext as _

from cases.enums import SashLevel
from cases.models import Interpretation
from cases.timeline.base import Line, Source
from cases.timeline.closing import proposal_ended

SOURCES = {
    "interpretation": Source(
        lambda seat: seat.visible(Interpretation.objects.filter(case=seat.case)).filter(is_masked=False),
        texts={"reason": "reason"},
        numbers={"level": "level"},
    )
}


def record_interpretation(line: Line) -> None:
    level = SashLevel(line.row.level).label.lower()
    line.say(_("%(organisation)s schat het risico in als %(level)s"), organisation=line.entry.organisation, level=level)
    line.say(line.row.reason)
    proposal_ended(line)
