from django.utils.translation import gettext as _

from cases.enums import PersonRole
from cases.models import Person
from cases.timeline.base import Line, Source

SOURCES = {
    "person": Source(lambda seat: Person.objects.filter(case=seat.case), texts={"role": "role", "name": "name"}),
}


def add_person(line: Line) -> None:
    line.say(_("%(role)s: %(name)s"), role=PersonRole(line.row.role).label, name=line.row.name)
