from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext as _

from accounts.models import Organisation
from cases.enums import HandoverState, RegieKind
from cases.models.case import Case
from cases.models.dated import Dated, DatedQuerySet
from cases.models.team import TeamMember
from trail import clock


class RegieQuerySet(DatedQuerySet):
    def held(self) -> Self:
        """Roles with a holder of today. Whoever left the team or the job holds nothing, whatever the row says."""
        on_team = TeamMember.objects.current().filter(
            user=OuterRef("holder"),
            case=OuterRef("case"),
            organisation=OuterRef("organisation"),
        )
        return self.filter(Exists(on_team), until=None)


class RegieAssignment(Dated):
    """Who holds one kind of regie over a case, from and until."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="regie")
    kind = models.CharField(max_length=10, choices=RegieKind.choices)
    holder = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="regie")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    # Who deputises today: as the period of it says that is not over.
    deputy = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = RegieQuerySet.as_manager()

    class Meta(Dated.Meta):
        ordering = ["id"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["case", "kind"], condition=Q(until=None), name="one_holder_per_regie"),
            models.CheckConstraint(condition=~Q(deputy=F("holder")), name="regie_deputy_is_somebody_else"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.holder}"


class DeputyPeriod(Dated):
    """That somebody deputises for the holder of a role, from and until; at the latest as long as the role lasts."""

    role = models.ForeignKey(RegieAssignment, models.PROTECT, related_name="deputies")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta(Dated.Meta):
        ordering = ["id"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["role"], condition=Q(until=None), name="one_deputy_at_a_time"),
        ]

    def __str__(self) -> str:
        return f"{self.role_id}: {self.user}"


class Handover(models.Model):
    """An offer of regie to somebody who must accept it; without predecessor where the role was empty."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="handovers")
    kind = models.CharField(max_length=10, choices=RegieKind.choices)
    offered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    offered_to = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="handovers")
    offered_at = models.DateTimeField(default=clock.now)
    # Proposed with an empty role; who takes it on names his own.
    deputy = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    note = models.TextField(max_length=2000, blank=True)
    state = models.CharField(max_length=10, choices=HandoverState.choices, default=HandoverState.OFFERED)
    answer_reason = models.TextField(max_length=2000, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "kind"], condition=Q(state=HandoverState.OFFERED), name="one_open_handover_per_regie"
            ),
            models.CheckConstraint(condition=~Q(deputy=F("offered_to")), name="handover_deputy_is_somebody_else"),
        ]

    def __str__(self) -> str:
        return _("%(role)s aan %(person)s") % {"role": self.get_kind_display(), "person": self.offered_to}
