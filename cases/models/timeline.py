from django.conf import settings
from django.db import models

from cases.models.case import Case
from cases.models.compartment import Compartmented
from trail import clock


class TimelineEntry(Compartmented):
    """That somebody did a verb: each verb writes exactly one. `once` makes a form that is sent twice count once.

    It holds no text: what it is about stands in the row `target_model` and `target_id` name, and `facts` holds enums,
    ids, dates and numbers of the moment itself. The sentence is made when it is read, in `cases.timeline`, so that
    correcting, sealing and compartments hold in one place.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="timeline")
    # Without stored choices: a verb more is no migration.
    verb = models.CharField(max_length=30)
    at = models.DateTimeField(default=clock.now)
    # On which it happened, where that was before it was recorded.
    day = models.DateField(default=clock.today)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    target_model = models.CharField(max_length=40, blank=True)
    target_id = models.BigIntegerField(null=True)
    facts = models.JSONField(default=dict)
    once = models.UUIDField(null=True, unique=True)

    class Meta(Compartmented.Meta):
        ordering = ["-id"]
        indexes = [models.Index(fields=["case", "-at", "-id"], name="timeline_newest_first")]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.verb}"
