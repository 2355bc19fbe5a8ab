from datetime import date, datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.models import Organisation
from cases.enums import SashLevel, ZvhFlag
from cases.models.case import Case
from cases.models.team import Participation

_FILTERED = ("organisation", "joined_at", "holds_from", "holds_until")
_FILTERED += ("closed_at", "province", "sash_level", "sash_hidden", "zvh_flag", "ownerless_at", "warns_at")


RECENTLY = timedelta(days=90)


class StandingQuerySet(models.QuerySet):
    def holding(self, now: datetime) -> Self:
        return self.filter(Q(holds_until=None) | Q(holds_until__gt=now), holds_from__lte=now)


class Standing(models.Model):
    """How a case stands for one person on its team, as he may know it: each row names its one reader.

    A row without a reader is of an organisation that takes part with nobody on the team: its coordinators learn that.
    Written by `alerts.refresh` alone, from the facts of the case, so that lists need not work them out: facts and
    moments, no conclusions about now. A row holds for a span of time where the end of somebody's work is known ahead.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="standings")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False)
    # Since when he is on the team.
    joined_at = models.DateTimeField(null=True)
    holds_from = models.DateTimeField()
    holds_until = models.DateTimeField(null=True)

    # Copies of what lists show, filter and order on: a join would cost.
    reference = models.CharField(max_length=12)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    phase = models.CharField(max_length=20)
    province = models.CharField(max_length=12)

    regisseur = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    deputy = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    regie_for = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+", db_index=False)

    # Of the newest outcome, where it may be seen; `sash_hidden`: there is one that may not.
    sash_level = models.PositiveSmallIntegerField(choices=SashLevel.choices, null=True)
    sash_hidden = models.BooleanField()
    zvh_flag = models.CharField(max_length=12, choices=ZvhFlag.choices)
    incidents = models.PositiveIntegerField()
    last_incident_on = models.DateField(null=True)
    # The same, or the day of opening where there is none: lists are sorted by it.
    stirred_on = models.DateField()
    # On which days incidents occurred, with how many each day, as far back as may still be recent: so far before the
    # last of them. What is recent changes by itself as days pass.
    incident_days = models.JSONField()

    # Per warning by its key: since when, from when it shows and from when it is red. The earliest of each beside it.
    warnings = models.JSONField()
    warns_at = models.DateTimeField(null=True)
    reddens_at = models.DateTimeField(null=True)
    ownerless_at = models.DateTimeField(null=True)
    # What others ask: the verb that answers, the row it is about, since when, who asks, and the regie that is offered.
    asks = models.JSONField()
    asked_at = models.DateTimeField(null=True)
    # The organisation takes part and nobody of it is on the team.
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="+", db_index=False)
    unstaffed_at = models.DateTimeField(null=True)

    objects = StandingQuerySet.as_manager()

    class Meta:
        indexes = [
            # With all that a list filters on: its cases are counted, and a rare one is found, in one index alone.
            models.Index(fields=["user", "-opened_at", "-case", *_FILTERED, "phase"], name="standing_newest_first"),
            models.Index(fields=["user", "phase", "-opened_at", "-case", *_FILTERED], name="standing_by_phase"),
            models.Index(
                fields=["user", "-stirred_on", "-case", *_FILTERED, "phase", "reddens_at"], name="standing_by_incident"
            ),
            models.Index(fields=["user", "asked_at"], condition=~Q(asked_at=None), name="standing_asked"),
            models.Index(
                fields=["organisation", "unstaffed_at"], condition=~Q(unstaffed_at=None), name="standing_unstaffed"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "organisation", "holds_from"], condition=Q(user=None), name="one_standing_of_nobody"
            ),
            models.UniqueConstraint(
                fields=["case", "user", "organisation", "holds_from"],
                condition=~Q(user=None),
                name="one_standing_per_person",
            ),
            models.CheckConstraint(
                condition=Q(user=None, joined_at=None, unstaffed_at__isnull=False)
                | Q(user__isnull=False, joined_at__isnull=False, unstaffed_at=None),
                name="standing_has_its_reader",
            ),
            models.CheckConstraint(
                condition=Q(holds_until=None) | Q(holds_until__gt=F("holds_from")), name="standing_ends_after_it_starts"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.organisation_id}"

    def recent_incidents(self, today: date) -> int:
        earliest = (today - RECENTLY).isoformat()
        return sum(number for day, number in self.incident_days if day > earliest)

    def shown(self, now: datetime) -> list[str]:
        """The keys of the warnings that show at this moment."""
        moments = ((key, datetime.fromisoformat(shows_at)) for key, (_since, shows_at, _red) in self.warnings.items())
        return [key for key, shows_at in moments if shows_at <= now]
