from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from accounts.enums import WORK_ROLES, Role
from trail import clock

if TYPE_CHECKING:
    from accounts.models.membership import Membership


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
    is_active = models.BooleanField(
        _("actief"),
        default=True,
        help_text=_(
            "Uit: deze persoon kan niet inloggen. Alle lidmaatschappen eindigen dan, en die komen niet terug als u "
            "deze persoon later weer aanzet. Geef dan een nieuw lidmaatschap."
        ),
    )
    joined_at = models.DateTimeField(_("toegevoegd op"), default=clock.now, editable=False)
    session_round = models.PositiveIntegerField(default=0, editable=False)

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

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What every session of this person carries; Django ends a session that carries something else.

        `session_round` goes up when his rights or his address change: no session from before comes back, not even
        when he is made active again.
        """
        kept = f"{self.password}:{self.session_round}"
        return salted_hmac("accounts.User.session", kept, secret=secret, algorithm="sha256").hexdigest()

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
