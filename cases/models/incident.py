from django.conf import settings
from django.db import models

from cases.enums import IncidentKind
from cases.models.case import Case
from cases.models.compartment import Compartmented
from cases.models.dated import Version
from trail import clock


class Incident(Compartmented, Version):
    """One thing that happened: when it occurred and when it was recorded are kept apart.

    A correction keeps who recorded it and when, and who may see it.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="incidents")
    kind = models.CharField(max_length=15, choices=IncidentKind.choices)
    text = models.TextField(max_length=4000)
    occurred_on = models.DateField()
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta(Compartmented.Meta):
        ordering = ["-id"]
        indexes = [models.Index(fields=["case", "recorded_at"], name="incident_recorded")]
        constraints = [*Compartmented.Meta.constraints, *Version.Meta.constraints]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.get_kind_display()} {self.occurred_on}"
