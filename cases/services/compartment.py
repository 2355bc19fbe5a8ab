"""Who may see an item: what its author chose, checked."""

from typing import Any

from django.utils.translation import gettext as _

from accounts.models import User
from cases import access
from cases.enums import Compartment
from cases.models import Case, Incident, TeamMember
from cases.services.base import Refused, checked


def check_compartment(actor: User, compartment: str, admitted: User | None, ground: str) -> None:
    """Refuses a compartment the author is not in himself, and an admission without ground."""
    if compartment not in access.compartments_for(actor):
        raise Refused(_("Kies wie dit mag zien."), "compartment")
    if admitted is not None and compartment != Compartment.JUSTICE:
        raise Refused(_("Iemand toelaten kan alleen als u ‘alleen justitie’ kiest."), "admitted")
    if admitted is not None and not ground:
        raise Refused(_("Schrijf op waarom deze persoon dit mag zien."), "admission_ground")


def scope(actor: User, case: Case, compartment: str, admitted: User | None, ground: str) -> dict[str, Any]:
    """Who may see an item, checked, as values for its row."""
    ground = checked(ground, Incident.admission_ground)
    check_compartment(actor, compartment, admitted, ground)
    if admitted is None:
        return {"compartment": compartment}
    place = TeamMember.objects.of(case).filter(user=admitted).first()
    if place is None:
        raise Refused(_("Kies iemand uit het team van deze zaak."), "admitted")
    return {
        "compartment": compartment,
        "admitted": admitted,
        "admitted_for_id": place.organisation_id,
        "admission_ground": ground,
    }
