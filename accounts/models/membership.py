from datetime import datetime
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.enums import WORK_ROLES, Role
from accounts.models.organisation import Organisation
from accounts.models.person import User
from trail import clock


def unended(moment: datetime, of: str = "") -> Q:
    """That a membership holds at a moment, or may after it; `of` is the way to it."""
    return Q(**{f"{of}until": None}) | Q(**{f"{of}until__gt": moment})


def in_force(moment: datetime, of: str = "") -> Q:
    return unended(moment, of) & Q(**{f"{of}since__lte": moment})


class MembershipQuerySet(models.QuerySet):
    def current(self) -> Self:
        """Memberships of now, of people who can log in."""
        return self.at(clock.now()).filter(user__is_active=True)

    def at(self, moment: datetime | None) -> Self:
        """Memberships that held at a moment, those of now where it is None.

        Those of whoever was made inactive ended with that.
        """
        return self.current() if moment is None else self.filter(in_force(moment))

    def unended(self, moment: datetime) -> Self:
        """Memberships that hold at a moment, or may after it."""
        return self.filter(unended(moment))

    def working_at(self, organisation: Organisation) -> Self:
        """The memberships of whoever works on cases for an organisation today."""
        return self.current().filter(organisation=organisation, role__in=WORK_ROLES)

    def coordinating(self, moment: datetime | None = None) -> Self:
        """The memberships of today's coordinators, or of those of a moment in the past."""
        return self.at(moment).filter(role=Role.COORDINATOR)


class Membership(models.Model):
    """That somebody works for an organisation in a role, from and until. Ended, never deleted."""

    user = models.ForeignKey(User, models.PROTECT, related_name="memberships", verbose_name=_("persoon"))
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="memberships", verbose_name=_("organisatie")
    )
    role = models.CharField(_("rol"), max_length=20, choices=Role.choices, default=Role.PROFESSIONAL)
    since = models.DateTimeField(_("vanaf"), default=clock.now)
    until = models.DateTimeField(_("tot"), null=True, blank=True)
    # Empty for what came with the site, or stems from before this was kept.
    given_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", editable=False, verbose_name=_("gegeven door")
    )

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("lidmaatschap")
        verbose_name_plural = _("lidmaatschappen")
        ordering = ["-since"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="membership_ends_after_it_starts",
                violation_error_message=_("Het einde ligt voor het begin."),
            ),
            models.CheckConstraint(
                condition=Q(given_by=None) | ~Q(given_by=F("user")), name="membership_is_given_by_another"
            ),
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(until=None, role__in=WORK_ROLES),
                name="one_open_work_membership",
                violation_error_message=_(
                    "Deze persoon werkt al voor een organisatie. Beëindig eerst dat lidmaatschap."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.organisation} ({self.get_role_display()})"

    def clean(self) -> None:
        """Nobody works for two organisations at once: he would carry what he knows for one into the other."""
        super().clean()
        if self.role in WORK_ROLES and self.user_id and self.since and self._overlapping().exists():
            raise ValidationError(
                {"until": _("Dit valt samen met ander werk van deze persoon. Kies een eerder einde.")}
                if self.pk
                else {"since": _("Dit valt samen met ander werk van deze persoon. Kies een later begin.")}
            )

    def _overlapping(self) -> models.QuerySet:
        others = Membership.objects.filter(user=self.user_id, role__in=WORK_ROLES).exclude(pk=self.pk)
        others = others.unended(self.since).exclude(until=F("since"))  # ended before it began: in nobody's way
        return others.filter(since__lt=self.until) if self.until else others
