from django.db import models
from django.db.models import Q

from cases.enums import CircumstanceKind, CircumstanceValue
from cases.models.case import Case
from cases.models.dated import Version


class Circumstance(Version):
    """What is the case with a case, such as that the suspect is in custody: one answer of `cases.circumstances`.

    A later answer to the same question takes its place. `on` is the day from which it is so, or for which it is
    planned; `since` is when it was said.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="circumstances")
    kind = models.CharField(max_length=12, choices=CircumstanceKind.choices)
    value = models.CharField(max_length=12, choices=CircumstanceValue.choices)
    on = models.DateField()

    class Meta(Version.Meta):
        ordering = ["id"]
        constraints = [
            *Version.Meta.constraints,
            models.UniqueConstraint(
                fields=["case", "kind"], condition=Q(until=None), name="one_answer_per_circumstance"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.kind} {self.value}"
