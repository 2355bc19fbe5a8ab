from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.models import Organisation
from cases.enums import SashLevel
from cases.models.case import Case
from cases.models.compartment import Compartmented
from trail import clock


class SashOutcome(models.Model):
    """One version of the outcome of a SASH. A correction or an enrichment is a new version; nothing is overwritten.

    That there is one the whole team knows. What it says stands in rows of their own, for the second wall keeps rows:
    its `risk` and its `reasoning`, each of which has other readers.
    """

    # Without an index of its own: the newest version is found by `one_sash_per_version` alone, and at once.
    case = models.ForeignKey(Case, models.PROTECT, related_name="sash_outcomes", db_index=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    enriches = models.ForeignKey("self", models.PROTECT, null=True, related_name="enrichments")
    filled_in_on = models.DateField()
    recorded_at = models.DateTimeField(default=clock.now)
    # What was recorded later it does not reckon with; an enrichment reckons with no more than what it enriches.
    reckons_until = models.DateTimeField(default=clock.now)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-version"]
        constraints = [models.UniqueConstraint(fields=["case", "version"], name="one_sash_per_version")]

    def __str__(self) -> str:
        return f"{self.case_id}: SASH {self.version}"


class SashRisk(models.Model):
    """How high the risk is, and who says so: for the organisation that filled it in and those it is shared with."""

    outcome = models.OneToOneField(SashOutcome, models.PROTECT, related_name="risk")
    level = models.PositiveSmallIntegerField(choices=SashLevel.choices)
    filled_in_by = models.CharField(max_length=120)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(level__in=SashLevel.values), name="sash_level_is_known")]

    def __str__(self) -> str:
        return f"{self.outcome_id}: {self.get_level_display()}"


class SashReasoning(Compartmented):
    """Why it is that high: for those of them who are in its compartment."""

    outcome = models.OneToOneField(SashOutcome, models.PROTECT, related_name="reasoning")
    # May be empty: otherwise a page without them would show that they are hidden.
    considerations = models.TextField(max_length=4000, blank=True)
    # Why it is lower than the version before it, or from before the newest incident.
    lowering_reason = models.TextField(max_length=2000, blank=True)

    def __str__(self) -> str:
        return f"{self.outcome_id}: {self.compartment}"


class SashShareQuerySet(models.QuerySet):
    def given(self) -> Self:
        return self.exclude(shared_at=None)


class SashShare(models.Model):
    """That an organisation asked for an outcome, was given it and has read it (the receipt): who and when."""

    outcome = models.ForeignKey(SashOutcome, models.PROTECT, related_name="shares")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="sash_shares")
    requested_at = models.DateTimeField(null=True)
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    shared_at = models.DateTimeField(null=True)
    shared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    purpose = models.CharField(max_length=200, blank=True)
    legal_ground = models.CharField(max_length=200, blank=True)
    read_at = models.DateTimeField(null=True)
    read_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = SashShareQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["outcome", "organisation"], name="one_share_per_organisation"),
            models.CheckConstraint(
                condition=~Q(shared_at=None) | ~Q(requested_at=None), name="sash_share_is_asked_or_given"
            ),
            models.CheckConstraint(
                # Said in full: with an empty `shared_at` the comparison alone is unknown, and unknown is let through.
                condition=Q(read_at=None) | Q(shared_at__isnull=False, read_at__gte=F("shared_at")),
                name="sash_is_read_after_it_is_shared",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.outcome_id}: {self.organisation}"
