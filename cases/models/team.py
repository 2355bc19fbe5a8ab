from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from accounts.enums import WORK_ROLES
from accounts.models import Membership, Organisation
from cases.models.case import Case
from cases.models.dated import Dated, DatedQuerySet, Version, held


class ParticipationQuerySet(DatedQuerySet):
    def numbered(self, moment: datetime | None = None) -> Self:
        """Each with its `reference_number`, as it was at that moment; None is today."""
        numbers = ReferenceNumber.objects.at(moment).filter(
            case=OuterRef("case"), organisation=OuterRef("organisation")
        )
        return self.annotate(reference_number=Coalesce(Subquery(numbers.values("number")), Value("")))


class Participation(Dated):
    """That an organisation takes part in a case, from and until, on what purpose and legal ground it was asked."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="participations")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="participations")
    purpose = models.CharField(max_length=200, blank=True)
    legal_ground = models.CharField(max_length=200, blank=True)
    end_reason = models.TextField(max_length=2000, blank=True)

    objects = ParticipationQuerySet.as_manager()

    class Meta(Dated.Meta):
        ordering = ["id"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["case", "organisation"], condition=Q(until=None), name="one_open_participation"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.organisation}"


class ReferenceNumberQuerySet(DatedQuerySet):
    def of(self, organisation: Organisation) -> Self:
        return self.current().filter(organisation=organisation)

    def number_of(self, organisation: Organisation) -> str:
        """What the organisation calls the case; empty where it calls it nothing."""
        return self.of(organisation).values_list("number", flat=True).first() or ""


class ReferenceNumber(Version):
    """An organisation's own number for the case (BVH, parket, VT or ZVH). For that organisation and the regisseur."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="reference_numbers")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    number = models.CharField(max_length=40, blank=True)

    objects = ReferenceNumberQuerySet.as_manager()

    class Meta(Version.Meta):
        ordering = ["id"]
        constraints = [
            *Version.Meta.constraints,
            models.UniqueConstraint(
                fields=["case", "organisation"], condition=Q(until=None), name="one_reference_number_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.organisation_id}"


class TeamMemberQuerySet(DatedQuerySet):
    def at(self, moment: datetime | None) -> Self:
        """Members: not taken off, organisation still in, still working there: rights end with the job."""
        return self.filter(Exists(work_of(moment=moment)), held(moment), held(moment, "participation__"))

    def of(self, case: Case) -> Self:
        """Who is on the team of a case today."""
        return self.current().filter(case=case)


def work_of(place: str = "", moment: datetime | None = None) -> models.QuerySet[Membership]:
    """The work on which a place on the team rests, at a moment, today where it is None.

    `place` is the way from the outer query to the place.
    """
    return Membership.objects.at(moment).filter(
        user=OuterRef(f"{place}user"),
        organisation=OuterRef(f"{place}organisation"),
        role__in=WORK_ROLES,
        # Whoever comes back to the job later does not come back to its cases unseen.
        since__lte=OuterRef(f"{place}since"),
    )


class TeamMember(Dated):
    """Somebody's place on the team, for the organisation that takes part.

    `case` and `organisation` are those of the participation, kept here too because every page begins with the question
    on which cases somebody is.
    """

    participation = models.ForeignKey(Participation, models.PROTECT, related_name="members")
    case = models.ForeignKey(Case, models.PROTECT, related_name="members", editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="team_memberships", db_index=False)

    objects = TeamMemberQuerySet.as_manager()

    class Meta(Dated.Meta):
        ordering = ["id"]
        indexes = [models.Index(fields=["user", "case"], name="team_member_cases")]
        constraints = [
            models.UniqueConstraint(
                fields=["participation", "user"], condition=Q(until=None), name="one_open_team_membership"
            ),
            *Dated.Meta.constraints,
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        participation = kwargs.get("participation")
        if participation is not None:
            kwargs.update(case_id=participation.case_id, organisation_id=participation.organisation_id)
        super().__init__(*args, **kwargs)

    def __str__(self) -> str:
        return f"{self.user}"
