from django.conf import settings
from django.db import models

from cases.models.case import Case
from cases.models.compartment import Compartmented
from cases.verbs import Verb
from trail import clock


class TimelineEntry(Compartmented):
    """One line of what happened: each verb writes exactly one. `once` makes a form that is sent twice count once."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="timeline")
    # Without stored choices: a verb more is no migration.
    verb = models.CharField(max_length=30)
    at = models.DateTimeField(default=clock.now)
    occurred_on = models.DateField(null=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    detail = models.TextField(blank=True)
    sash = models.ForeignKey("cases.SashOutcome", models.PROTECT, null=True, related_name="+")
    once = models.UUIDField(null=True, unique=True)

    class Meta(Compartmented.Meta):
        ordering = ["-id"]
        indexes = [models.Index(fields=["case", "-id"], name="timeline_newest_first")]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.verb}"

    @property
    def label(self) -> str:
        return Verb(self.verb).label
