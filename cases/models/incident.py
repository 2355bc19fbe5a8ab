from django.conf import settings
from django.db import models
from django.db.models import Q

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
    # An integer, so that incidents alike are added up by the database.
    kind_flags = models.PositiveSmallIntegerField()
    text = models.TextField(max_length=4000)
    occurred_on = models.DateField()
    # What the case was opened for: its first incident, told at the opening.
    opens_case = models.BooleanField(default=False)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta(Compartmented.Meta):
        ordering = ["-id"]
        indexes = [models.Index(fields=["case", "recorded_at"], name="incident_recorded")]
        constraints = [
            *Compartmented.Meta.constraints,
            *Version.Meta.constraints,
            models.CheckConstraint(
                condition=Q(kind_flags__gte=1, kind_flags__lt=1 << len(IncidentKind)), name="incident_is_of_known_kinds"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {IncidentKind.in_words(self.kind_flags)} {self.occurred_on}"

    @property
    def kinds(self) -> list[IncidentKind]:
        return IncidentKind.of(self.kind_flags)
