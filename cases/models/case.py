import secrets
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.enums import Province
from accounts.models import Organisation
from cases.models.dated import Version
from phases.enums import PhaseKey
from trail import clock

# Without I, L, O and U: nothing to misread on the telephone.
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def new_reference() -> str:
    """A random reference such as ST-26-7KQ4M; never counting, so that it tells nothing about other cases."""
    return f"ST-{clock.today():%y}-" + "".join(secrets.choice(_ALPHABET) for _place in range(5))


class CaseQuerySet(models.QuerySet):
    def open(self) -> Self:
        return self.filter(closed_at=None)


class Case(models.Model):
    """One stalking case. `version` counts the changes of existing values and guards against lost updates.

    `facts` is the version that holds today of all that can be edited.
    """

    reference = models.CharField(max_length=12, unique=True, default=new_reference, editable=False)
    version = models.PositiveIntegerField(default=1)
    facts = models.ForeignKey("cases.CaseFacts", models.PROTECT, null=True, related_name="+")
    phase = models.CharField(max_length=20, choices=PhaseKey.choices, default=PhaseKey.SIGNAL)
    phase_since = models.DateTimeField(default=clock.now)
    opened_at = models.DateTimeField(default=clock.now)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_for = models.ForeignKey(Organisation, models.PROTECT, related_name="opened_cases")
    closed_at = models.DateTimeField(null=True)

    # Set by `access.find` on the row it fetched: whose place on the team was checked by that same query.
    found_for: int | None = None

    objects = CaseQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at", "-id"]
        indexes = [models.Index(fields=["-opened_at", "-id"], name="case_newest_first")]
        constraints = [
            models.CheckConstraint(condition=Q(phase__in=PhaseKey.values), name="case_phase_is_known"),
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(closed_at__gte=F("opened_at")), name="case_closes_after_it_opens"
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def is_open(self) -> bool:
        return self.closed_at is None


class CaseFacts(Version):
    """What can be edited of a case, and who is spoken to for it."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    province = models.CharField(max_length=12, choices=Province.choices)
    summary = models.TextField(max_length=4000)
    victim_contact = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    suspect_contact = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    victim_spoken_on = models.DateField(null=True)

    class Meta(Version.Meta):
        ordering = ["id"]
        constraints = [
            *Version.Meta.constraints,
            models.UniqueConstraint(fields=["case"], condition=Q(until=None), name="case_facts_hold_one_at_a_time"),
            models.CheckConstraint(condition=Q(province__in=Province.values), name="case_province_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.since:%Y-%m-%d}"


class PhaseChange(models.Model):
    """One entry into a phase; the first is the opening. Every move is kept."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="phase_changes")
    from_phase = models.CharField(max_length=20, choices=PhaseKey.choices, blank=True)
    to_phase = models.CharField(max_length=20, choices=PhaseKey.choices)
    reason = models.TextField(max_length=2000, blank=True)
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=~Q(from_phase=F("to_phase")), name="phase_change_changes_phase"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.get_to_phase_display()}"
