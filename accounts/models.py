from datetime import datetime
from functools import cached_property
from typing import Any, Self

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.enums import WORK_ROLES, OrganisationKind, Province, Role
from trail import clock


class SlugManager(models.Manager):
    """Finds a row by its fixed slug, for fixtures."""

    def get_by_natural_key(self, slug: str) -> models.Model:
        return self.get(slug=slug)


class Organisation(models.Model):
    """A body that takes part in cases. `kind` decides what it may do there; text of the road map never does."""

    slug = models.SlugField(_("vaste sleutel"), max_length=60, unique=True)
    name = models.CharField(_("naam"), max_length=120, unique=True)
    kind = models.CharField(_("soort"), max_length=40, choices=OrganisationKind.choices)
    province = models.CharField(
        _("provincie"), max_length=12, choices=Province.choices, blank=True, help_text=_("Leeg: heel Noord-Nederland.")
    )
    telephone = models.CharField(_("nummer dat 24 uur bereikbaar is"), max_length=20, blank=True)

    objects = SlugManager()

    class Meta:
        verbose_name = _("organisatie")
        verbose_name_plural = _("organisaties")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str]:
        return (self.slug,)


class UserManager(BaseUserManager):
    def get_by_natural_key(self, email: str) -> "User":
        return self.get(email__iexact=email)

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """A person who logs in by e-mail. What he may do follows from his memberships of today."""

    email = models.EmailField(
        _("e-mailadres"), unique=True, error_messages={"unique": _("Dit e-mailadres is al in gebruik.")}
    )
    name = models.CharField(_("naam"), max_length=120)
    job = models.CharField(_("functie"), max_length=80, blank=True)
    telephone = models.CharField(_("telefoon"), max_length=20, blank=True)
    is_active = models.BooleanField(_("actief"), default=True, help_text=_("Uit: deze persoon kan niet inloggen."))
    joined_at = models.DateTimeField(_("toegevoegd op"), default=clock.now, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("persoon")
        verbose_name_plural = _("personen")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """One spelling per address, or two people could be added on the same one."""
        super().clean()
        self.email = self.email.lower()

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name

    @cached_property
    def current_memberships(self) -> list["Membership"]:
        """Memberships of today with their organisation, read once per request."""
        return list(self.memberships.current().select_related("organisation"))

    @property
    def work(self) -> "Membership | None":
        """The membership in which this person works on cases today."""
        return next((held for held in self.current_memberships if held.role in WORK_ROLES), None)

    @property
    def roles(self) -> frozenset[str]:
        return frozenset(held.role for held in self.current_memberships)

    @property
    def is_staff(self) -> bool:
        """Whether the admin opens at all; what is in it follows from `accounts.backends.RoleBackend`."""
        return self.is_active and (
            self.is_superuser or bool(self.roles & {Role.CONTENT_EDITOR, Role.FUNCTIONAL_MANAGER, Role.PRIVACY_OFFICER})
        )


class MembershipQuerySet(models.QuerySet):
    def current(self, now: datetime | None = None) -> Self:
        """Memberships that hold at `now` (default: the clock), of people who can log in."""
        now = now or clock.now()
        return self.filter(Q(until=None) | Q(until__gt=now), since__lte=now, user__is_active=True)


class Membership(models.Model):
    """That somebody works for an organisation in a role, from and until. Ended, never deleted."""

    user = models.ForeignKey(User, models.PROTECT, related_name="memberships", verbose_name=_("persoon"))
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="memberships", verbose_name=_("organisatie")
    )
    role = models.CharField(_("rol"), max_length=20, choices=Role.choices, default=Role.PROFESSIONAL)
    since = models.DateTimeField(_("vanaf"), default=clock.now)
    until = models.DateTimeField(_("tot"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("lidmaatschap")
        verbose_name_plural = _("lidmaatschappen")
        ordering = ["-since"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=models.F("since")),
                name="membership_ends_after_it_starts",
                violation_error_message=_("Het einde ligt voor het begin."),
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
            raise ValidationError({"since": _("Dit valt samen met ander werk van deze persoon. Kies een later begin.")})

    def _overlapping(self) -> models.QuerySet:
        others = Membership.objects.filter(user=self.user_id, role__in=WORK_ROLES).exclude(pk=self.pk)
        others = others.filter(Q(until=None) | Q(until__gt=self.since))
        return others.filter(since__lt=self.until) if self.until else others


class GroundKind(models.TextChoices):
    PURPOSE = "purpose", _("Doel")
    LEGAL = "legal", _("Grondslag")


class SharingGround(models.Model):
    """A purpose or a legal ground for giving information to another organisation. The list is kept by fixture."""

    slug = models.SlugField(_("vaste sleutel"), max_length=60, unique=True)
    kind = models.CharField(_("soort"), max_length=10, choices=GroundKind.choices)
    label = models.CharField(_("tekst"), max_length=200)
    is_active = models.BooleanField(_("te kiezen"), default=True)
    position = models.PositiveSmallIntegerField(_("volgorde"), default=0)

    objects = SlugManager()

    class Meta:
        verbose_name = _("doel of grondslag")
        verbose_name_plural = _("doelen en grondslagen")
        ordering = ["kind", "position"]

    def __str__(self) -> str:
        return self.label

    def natural_key(self) -> tuple[str]:
        return (self.slug,)
