from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from accounts.enums import WORK_ROLES
from accounts.models import Membership, Organisation
from cases.models.case import Case
from trail import clock


class Participation(models.Model):
    """That an organisation takes part in a case, from and until, on what purpose and legal ground it was asked."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="participations")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="participations")
    # BVH, parket, VT or ZVH number; seen by that organisation and the regisseur.
    reference_number = models.CharField(max_length=40, blank=True)
    purpose = models.CharField(max_length=200, blank=True)
    legal_ground = models.CharField(max_length=200, blank=True)
    since = models.DateTimeField(default=clock.now)
    until = models.DateTimeField(null=True)
    end_reason = models.TextField(max_length=2000, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "organisation"], condition=Q(until=None), name="one_open_participation"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="participation_ends_after_it_starts"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.organisation}"


class TeamMemberQuerySet(models.QuerySet):
    def current(self, now: datetime | None = None) -> Self:
        """Members of today: not taken off, organisation still in, still working there: rights end with the job."""
        return self.filter(Exists(work_of(now=now)), until=None, participation__until=None)


def work_of(place: str = "", now: datetime | None = None) -> models.QuerySet[Membership]:
    """The work on which a place on the team rests; `place` is the way from the outer query to the place."""
    return Membership.objects.current(now).filter(
        user=OuterRef(f"{place}user"),
        organisation=OuterRef(f"{place}organisation"),
        role__in=WORK_ROLES,
        # Whoever comes back to the job later does not come back to its cases unseen.
        since__lte=OuterRef(f"{place}since"),
    )


class TeamMember(models.Model):
    """Somebody's place on the team, for the organisation that takes part.

    `case` and `organisation` are those of the participation, kept here too because every page begins with the question
    on which cases somebody is.
    """

    participation = models.ForeignKey(Participation, models.PROTECT, related_name="members")
    case = models.ForeignKey(Case, models.PROTECT, related_name="members", editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="team_memberships", db_index=False)
    since = models.DateTimeField(default=clock.now)
    until = models.DateTimeField(null=True)

    objects = TeamMemberQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["user", "case"], name="team_member_cases")]
        constraints = [
            models.UniqueConstraint(
                fields=["participation", "user"], condition=Q(until=None), name="one_open_team_membership"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="member_leaves_after_he_joins"
            ),
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        participation = kwargs.get("participation")
        if participation is not None:
            kwargs.update(case_id=participation.case_id, organisation_id=participation.organisation_id)
        super().__init__(*args, **kwargs)

    def __str__(self) -> str:
        return f"{self.user}"
