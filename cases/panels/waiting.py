from typing import Any

from django.db.models import Exists

from cases import access
from cases.access import Seat
from cases.models import Participation
from cases.verbs import Verb


def waiting(seat: Seat) -> dict[str, Any]:
    """The organisations that take part in an open case with nobody of them on the team, and which of them this person
    may choose somebody of."""
    found = [one for one in seat.participations if seat.case.is_open and one.organisation_id not in seat.staffed]
    if not found:
        return {"awaited": []}
    rows = Participation.objects.filter(pk__in=[one.pk for one in found])
    directed = set(rows.filter(Exists(access.coordinators_there(seat.then))).values_list("pk", flat=True))
    return {"awaited": [(one, one.pk in directed, access.allowed(Verb.ADD_MEMBER, seat, one)) for one in found]}
