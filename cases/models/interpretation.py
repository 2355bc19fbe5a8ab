from django.db import models
from django.db.models import Q

from cases.enums import SashLevel
from cases.models.case import Case
from cases.models.compartment import Compartmented
from cases.models.dated import Version


class Interpretation(Compartmented, Version):
    """How high one organisation judges the risk, and why: beside the SASH, and without one too.

    A later judgement takes the place of what it told the same readers: what others may not know does not make that end.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="interpretations")
    level = models.PositiveSmallIntegerField(choices=SashLevel.choices)
    reason = models.TextField(max_length=4000)
    # Since when it says so without a break: that it is said once more gives nobody more time.
    at_stake_since = models.DateTimeField(null=True)

    class Meta(Compartmented.Meta):
        ordering = ["id"]
        constraints = [
            *Compartmented.Meta.constraints,
            *Version.Meta.constraints,
            models.CheckConstraint(condition=Q(level__in=SashLevel.values), name="judged_level_is_known"),
            models.CheckConstraint(
                condition=Q(level=SashLevel.LOW, at_stake_since=None)
                | Q(level__gt=SashLevel.LOW, at_stake_since__isnull=False),
                name="judgement_at_stake_has_its_moment",
            ),
            models.UniqueConstraint(
                fields=["case", "organisation", "compartment"], condition=Q(until=None), name="one_judgement_that_holds"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.get_level_display()}"
