from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.models import Organisation
from cases.enums import Compartment


class Compartmented(models.Model):
    """An item whose author chose who may see it; read through `access.visible` only."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    compartment = models.CharField(max_length=12, choices=Compartment.choices, default=Compartment.TEAM)
    # One person from outside justice whom the author of a `justice` item let in, for whom he works, on what ground.
    admitted = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    admitted_for = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    admission_ground = models.CharField(max_length=300, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(admitted=None, admitted_for=None)
                | (Q(compartment=Compartment.JUSTICE, admitted_for__isnull=False) & ~Q(admission_ground="")),
                name="%(class)s_admission_has_ground",
            ),
        ]
