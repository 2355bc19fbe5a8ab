from django.utils.translation import gettext as _

from cases import access
from cases.enums import IncidentKind
from cases.models import Incident
from cases.timeline.base import Line, Source
from cases.timeline.closing import proposal_ended

SOURCES = {
    "incident": Source(
        lambda seat: access.visible(seat.user, Incident.objects.filter(case=seat.case)).filter(is_masked=False),
        texts={"kind": "kind", "text": "text"},
        days={"occurred_on": "occurred_on"},
    )
}


def report_incident(line: Line) -> None:
    line.say(_("%(kind)s: %(text)s"), kind=IncidentKind(line.row.kind).label, text=line.row.text)
    line.day = line.row.occurred_on
    proposal_ended(line)
