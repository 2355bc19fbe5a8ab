"""What holds from one moment until another: so that how a case stood on any day can be read from its rows."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from trail import clock


def held(moment: datetime | None, of: str = "", *, since: str = "since", until: str = "until") -> Q:
    """That a row holds at a moment, today where it is None; `of` is the way to the row."""
    lasts = Q(**{f"{of}{until}": None})
    if moment is None:
        return lasts
    return (lasts | Q(**{f"{of}{until}__gt": moment})) & begun(moment, f"{of}{since}")


def begun(moment: datetime | None, column: str = "since") -> Q:
    """That it had happened by that moment; today all of it has."""
    return Q() if moment is None else Q(**{f"{column}__lte": moment})


class DatedQuerySet(models.QuerySet):
    def current(self) -> Self:
        return self.at(None)

    def at(self, moment: datetime | None) -> Self:
        """What held at that moment; None is today."""
        return self.filter(held(moment))


class Dated(models.Model):
    """What holds from `since`, and until `until` where that is known."""

    since = models.DateTimeField(default=clock.now)
    until = models.DateTimeField(null=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="%(class)s_ends_after_it_starts"
            ),
        ]


class Version(Dated):
    """One version of what can be corrected. The next one takes its place and this one ends; nothing is overwritten.

    That no two versions replace the same one holds in the database: of two who correct at once, one is told.
    """

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")

    class Meta(Dated.Meta):
        abstract = True

    @property
    def newest(self) -> Self:
        """The version that holds today of what this one is a version of."""
        version = self
        while version.until is not None:
            version = type(self).objects.get(replaces=version)
        return version
