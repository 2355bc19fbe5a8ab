"""The part of a dossier that lists alone need: on which days incidents occurred."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Count

from cases.models import Incident


class IncidentDay(NamedTuple):
    """Incidents of one day that the same people may read."""

    case_id: int
    compartment: str
    organisation_id: int
    admitted_id: int | None
    admitted_for_id: int | None
    day: date
    number: int


def incident_days(cases: Collection[int], then: datetime | None = None) -> Iterable[IncidentDay]:
    alike = ("case_id", "compartment", "organisation_id", "admitted_id", "admitted_for_id", "occurred_on")
    rows = Incident.objects.at(then).filter(case__in=cases).order_by().values_list(*alike)
    return map(IncidentDay._make, rows.annotate(number=Count("pk")))
