from django.db import transaction
from django.db.models import Q

from accounts.enums import Role
from accounts.models import Membership, Organisation
from accounts.notifications import ask_for_coordinator
from cases import alerts, wall
from cases.models import Case, TeamMember


@transaction.atomic
def refresh_of_person(user_pk: int) -> None:
    """Renews what lists keep of the cases that somebody is on, when his work changes (`accounts.changes`).

    The cases are locked in one order, as two people may be changed at once. An organisation that he leaves with nobody
    on the team of a case needs a coordinator to choose somebody.
    """
    with wall.across(wall.Passage.STANDING):
        places = TeamMember.objects.filter(user=user_pk, until=None)
        cases = Case.objects.select_for_update().only("reference", "opened_at", "closed_at", "phase")
        alerts.refresh_together(cases.filter(pk__in=places.values("case")).order_by("pk"))
        coordinated = Membership.objects.filter(user=user_pk, role=Role.COORDINATOR)
        his = Q(pk__in=coordinated.values("organisation")) | Q(pk__in=places.values("organisation"))
        left = alerts.unstaffed(Organisation.objects.filter(his))
    for organisation in left:
        ask_for_coordinator(organisation)
