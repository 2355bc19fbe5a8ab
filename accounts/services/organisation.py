from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.enums import AccountAction, OrganisationKind
from accounts.models import GroundKind, Organisation, SharingGround, User
from accounts.services.base import fields
from trail.recording import record


@transaction.atomic
def save_organisation(*, actor: User, organisation: Organisation, changed: list[str]) -> Organisation:
    """Raises ValidationError for another kind: it decides what everybody there may see, in every case."""
    kinds = Organisation.objects.filter(pk=organisation.pk).values_list("kind", flat=True)
    if any(kind != organisation.kind for kind in kinds):
        raise ValidationError(_("De soort van een organisatie verandert niet. Voeg een nieuwe organisatie toe."))
    organisation.save()
    details = {"kind": OrganisationKind(organisation.kind), "changed": fields(changed)}
    record(action=AccountAction.SAVE_ORGANISATION, actor=actor, subject=organisation.slug, details=details)
    return organisation


@transaction.atomic
def save_ground(*, actor: User, ground: SharingGround, changed: list[str]) -> SharingGround:
    """A purpose or legal ground that people choose when they give information to another organisation."""
    ground.save()
    details = {"kind": GroundKind(ground.kind), "is_active": ground.is_active, "changed": fields(changed)}
    record(action=AccountAction.SAVE_GROUND, actor=actor, subject=ground.slug, details=details)
    return ground
