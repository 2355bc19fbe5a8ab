from django.utils.translation import gettext as _

from cases.access import Seat
from cases.enums import IncidentKind
from cases.models import Incident
from cases.timeline.base import Line, Source, versions
from cases.timeline.closing import proposal_ended
from cases.verbs import Verb


def _incidents(seat: Seat):
    return versions(seat.visible(Incident.objects.filter(case=seat.case)), seat).filter(is_masked=False)


SOURCES = {
    "incident": Source(
        _incidents,
        texts={"text": "text", "compartment": "compartment"},
        numbers={
            **{"kind_flags": "kind_flags", "corrected": "corrected", "organisation_id": "organisation"},
            **{"admitted_id": "admitted", "admitted_for_id": "admitted_for"},
        },
        days={"occurred_on": "occurred_on"},
    )
}


def report_incident(line: Line) -> None:
    line.say(_("%(kind)s: %(text)s"), kind=IncidentKind.in_words(line.row.kind_flags), text=line.row.text)
    line.day = line.row.occurred_on
    line.say_corrected()
    if not line.row.corrected:
        line.is_danger = True
        line.offer(Verb.CORRECT_INCIDENT)
    proposal_ended(line)


correct_incident = report_incident
