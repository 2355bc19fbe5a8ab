import secrets
import unicodedata
from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.enums import Province
from accounts.models import Organisation
from cases.enums import ClosingView, Compartment, PersonRole, Relation, Verb
from phases.enums import PhaseKey
from trail import clock

# Without I, L, O and U: nothing to misread on the telephone.
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_ADULT_AT = 18


def new_reference() -> str:
    """A random reference such as ST-26-7KQ4M; never counting, so that it tells nothing about other cases."""
    return f"ST-{clock.today():%y}-" + "".join(secrets.choice(_ALPHABET) for _place in range(5))


def name_key(name: str) -> str:
    """The name as it is compared and kept: without case, accents and double spaces; folding may make it longer."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", name) if not unicodedata.combining(sign))
    return " ".join(plain.casefold().split())[:120]


class CaseQuerySet(models.QuerySet):
    def open(self) -> Self:
        return self.filter(closed_at=None)


class Case(models.Model):
    """One stalking case. `version` counts the changes of existing values and guards against lost updates."""

    reference = models.CharField(max_length=12, unique=True, default=new_reference, editable=False)
    version = models.PositiveIntegerField(default=1)
    province = models.CharField(max_length=12, choices=Province.choices)
    summary = models.TextField(max_length=4000)
    phase = models.CharField(max_length=20, choices=PhaseKey.choices, default=PhaseKey.SIGNAL)
    phase_since = models.DateTimeField(default=clock.now)
    opened_at = models.DateTimeField(default=clock.now)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_for = models.ForeignKey(Organisation, models.PROTECT, related_name="opened_cases")
    closed_at = models.DateTimeField(null=True)
    victim_contact = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    suspect_contact = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    victim_spoken_on = models.DateField(null=True)

    # Set by `access.find` on the row it fetched: whose place on the team was checked by that same query.
    found_for: int | None = None

    objects = CaseQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at", "-id"]
        indexes = [models.Index(fields=["-opened_at", "-id"], name="case_newest_first")]
        constraints = [
            models.CheckConstraint(condition=Q(phase__in=PhaseKey.values), name="case_phase_is_known"),
            models.CheckConstraint(condition=Q(province__in=Province.values), name="case_province_is_known"),
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(closed_at__gte=F("opened_at")), name="case_closes_after_it_opens"
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def is_open(self) -> bool:
        return self.closed_at is None


class Person(models.Model):
    case = models.ForeignKey(Case, models.PROTECT, related_name="persons")
    role = models.CharField(max_length=10, choices=PersonRole.choices)
    relation = models.CharField(max_length=15, choices=Relation.choices)
    name = models.CharField(max_length=120)
    name_key = models.CharField(max_length=120, editable=False)
    birth_date = models.DateField(null=True)
    added_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["name_key", "birth_date"], name="person_same")]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        self.name_key = name_key(self.name)
        super().save(*args, **kwargs)

    @property
    def is_minor(self) -> bool:
        """Follows from the birth date; unknown counts as not, except for somebody added as a child."""
        if self.birth_date is None:
            return self.role == PersonRole.CHILD
        return age_on(self.birth_date, clock.today()) < _ADULT_AT


def age_on(birth_date: date, day: date) -> int:
    """Age in whole years."""
    return day.year - birth_date.year - ((day.month, day.day) < (birth_date.month, birth_date.day))


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
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(ended_at=None), name="one_closing_proposal_at_a_time"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.proposed_at:%Y-%m-%d}"


class ClosingAnswer(models.Model):
    """What one organisation answers; a later answer replaces the earlier one, the timeline keeps both."""

    proposal = models.ForeignKey(ClosingProposal, models.PROTECT, related_name="answers")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    view = models.CharField(max_length=15, choices=ClosingView.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "organisation"], name="one_closing_answer_per_organisation"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.get_view_display()}"


class Compartmented(models.Model):
    """An item whose author chose who may see it; read through `access.visible` only."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    compartment = models.CharField(max_length=12, choices=Compartment.choices, default=Compartment.TEAM)
    # One person from outside justice whom the author of a `justice` item let in, and on what ground.
    admitted = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    admission_ground = models.CharField(max_length=300, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(admitted=None) | (Q(compartment=Compartment.JUSTICE) & ~Q(admission_ground="")),
                name="%(class)s_admission_has_ground",
            ),
        ]


class TimelineEntry(Compartmented):
    """One line of what happened: each verb writes exactly one. `once` makes a form that is sent twice count once."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="timeline")
    verb = models.CharField(max_length=30, choices=Verb.choices)
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
        return f"{self.case_id}: {self.get_verb_display()}"
