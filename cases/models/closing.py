from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.models import Organisation
from cases.enums import ClosingView
from cases.models.case import Case
from cases.models.dated import Dated
from trail import clock


class ClosingProposal(models.Model):
    """A proposal to close, with its summary. One at a time waits; a closed or reopened case ends it."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="closing_proposals")
    summary = models.TextField(max_length=4000)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(default=clock.now)
    # Closing although something is open: the regisseur's reason, then a second person of another organisation.
    reason = models.TextField(max_length=2000, blank=True)
    reason_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reason_for = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    reason_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(ended_at=None), name="one_closing_proposal_at_a_time"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.proposed_at:%Y-%m-%d}"


class Closure(Dated):
    """That the case was closed, from and until: by whom, and who opened it again and why."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="closures")
    proposal = models.ForeignKey(ClosingProposal, models.PROTECT, related_name="+")
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reopened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reason = models.TextField(max_length=2000, blank=True)

    class Meta(Dated.Meta):
        ordering = ["id"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["case"], condition=Q(until=None), name="a_case_is_closed_once_at_a_time"),
            models.CheckConstraint(condition=Q(until=None) | ~Q(reason=""), name="closure_ends_with_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.since:%Y-%m-%d}"


class ClosingAnswer(Dated):
    """What one organisation answers, until it answers something else."""

    proposal = models.ForeignKey(ClosingProposal, models.PROTECT, related_name="answers")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    view = models.CharField(max_length=15, choices=ClosingView.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta(Dated.Meta):
        ordering = ["id"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["proposal", "organisation"],
                condition=Q(until=None),
                name="one_closing_answer_per_organisation",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.get_view_display()}"
