from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.enums import OrganisationKind
from cases.enums import StepState
from cases.models.case import Case, PhaseChange
from phases.enums import Condition, PhaseKey, ProvingVerb, StepKind
from trail import clock

ANSWER_YES, ANSWER_NO = "yes", "no"


def answers_of(options: str) -> dict[str, str]:
    """What a decision can be answered with, by the word that is kept of it. *Later* is always possible beside it."""
    own = {f"option-{number}": line for number, line in enumerate(options.splitlines(), start=1)}
    return own or {ANSWER_YES: str(_("Ja")), ANSWER_NO: str(_("Nee"))}


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
    kind = models.CharField(max_length=15, choices=StepKind.choices)
    # The same step in another phase has the same family.
    family = models.SlugField(max_length=80)
    # Own answers of a decision, one on each line; without them it is yes or no.
    options = models.TextField(blank=True)
    verb = models.CharField(max_length=30, choices=ProvingVerb.choices, blank=True)
    verb_partner = models.CharField(max_length=40, choices=OrganisationKind.choices, blank=True)
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

    @property
    def answers(self) -> dict[str, str]:
        return answers_of(self.options)


class StepSettlement(models.Model):
    """What somebody said of a step: done, skipped, weighed, decided, later or open again. The newest counts, all stay.

    `answer` is one of those of the step; a decision that is put off comes back on `due_on`.
    """

    step = models.ForeignKey(CaseStep, models.PROTECT, related_name="settlements")
    state = models.CharField(max_length=10, choices=StepState.choices)
    answer = models.CharField(max_length=12, blank=True)
    due_on = models.DateField(null=True)
    reason = models.TextField(max_length=2000, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=StepState.SKIPPED) | ~Q(reason=""), name="skipped_step_has_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(state=StepState.LATER, due_on__isnull=False) | (~Q(state=StepState.LATER) & Q(due_on=None)),
                name="only_what_is_put_off_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.step_id}: {self.get_state_display()}"
