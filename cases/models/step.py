from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.enums import OrganisationKind
from cases.enums import StepState
from cases.models.case import Case, PhaseChange
from phases.enums import Condition, PhaseKey
from trail import clock


class CaseStep(models.Model):
    """A step of the road map on a case, for one partner. It copies the wording: later edits do not reach a case.

    `entry` is the entry into a phase that opened the step; one that is still open goes along to later phases.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="steps")
    entry = models.ForeignKey(PhaseChange, models.PROTECT, related_name="steps")
    phase = models.CharField(max_length=20, choices=PhaseKey.choices)
    partner = models.CharField(max_length=40, choices=OrganisationKind.choices)
    step_slug = models.SlugField(max_length=80)
    text_slug = models.SlugField(max_length=80)
    text = models.CharField(max_length=200)
    condition = models.CharField(max_length=20, choices=Condition.choices)
    position = models.PositiveIntegerField()
    # As the newest settlement says: what is open is counted over many cases.
    state = models.CharField(max_length=10, choices=StepState.choices, default=StepState.OPEN)
    settlement = models.ForeignKey("cases.StepSettlement", models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "partner", "step_slug"], name="step_once_per_round_and_partner"),
        ]

    def __str__(self) -> str:
        return self.text


class StepSettlement(models.Model):
    """That a step was done, skipped or opened again: the newest counts, all of them stay."""

    step = models.ForeignKey(CaseStep, models.PROTECT, related_name="settlements")
    state = models.CharField(max_length=10, choices=StepState.choices)
    reason = models.TextField(max_length=2000, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=StepState.SKIPPED) | ~Q(reason=""), name="skipped_step_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.step_id}: {self.get_state_display()}"
