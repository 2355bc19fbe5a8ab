from django.conf import settings
from django.db import models

from cases.enums import NoteKind
from cases.models.case import Case
from cases.models.compartment import Compartmented
from trail import clock


class Note(Compartmented):
    """What is worth knowing on the timeline and is no incident: a note, or a telephone contact."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="notes")
    kind = models.CharField(max_length=10, choices=NoteKind.choices)
    text = models.TextField(max_length=4000)
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta(Compartmented.Meta):
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.at:%Y-%m-%d}"
