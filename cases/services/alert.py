from django.db import transaction

from cases import alerts, wall
from cases.models import Case, TeamMember


@transaction.atomic
def refresh_of_person(user_pk: int) -> None:
    """Renews what lists keep of the cases that somebody is on, when his work changes (`accounts.changes`).

    The cases are locked in one order, as two people may be changed at once.
    """
    with wall.across(wall.Passage.STANDING):
        places = TeamMember.objects.filter(user=user_pk, until=None)
        cases = Case.objects.select_for_update().only("reference", "opened_at", "closed_at", "phase")
        alerts.refresh_together(cases.filter(pk__in=places.values("case")).order_by("pk"))
