from datetime import date

from django.utils import formats
from django.utils.translation import gettext as _

from cases.enums import PersonRole, Relation
from cases.models import Person
from cases.timeline.base import Line, Source, versions

SOURCES = {
    "person": Source(
        lambda seat: versions(Person.objects.filter(case=seat.case), seat),
        texts={
            **{"role": "role", "name": "name", "relation": "relation"},
            **{"was_role": "replaces__role", "was_name": "replaces__name", "was_relation": "replaces__relation"},
        },
        numbers={"corrected": "corrected"},
        days={"born": "birth_date", "was_born": "replaces__birth_date"},
    ),
}


def add_person(line: Line) -> None:
    line.say(_("%(role)s: %(name)s"), role=PersonRole(line.row.role).label, name=line.row.name)
    line.say_corrected()


def correct_person(line: Line) -> None:
    row = line.row
    line.say(_particulars(row.role, row.name, row.relation, row.born))
    line.say(
        _("Eerst stond er: %(before)s"), before=_particulars(row.was_role, row.was_name, row.was_relation, row.was_born)
    )
    line.say_corrected()


def _particulars(role: str, name: str, relation: str, born: date | None) -> str:
    day = formats.date_format(born, "j F Y") if born else _("onbekend")
    values = {"role": PersonRole(role).label, "name": name, "relation": Relation(relation).label, "day": day}
    return _("%(role)s: %(name)s, %(relation)s, geboren: %(day)s") % values
