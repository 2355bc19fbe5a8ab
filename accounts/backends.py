from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.backends import BaseBackend
from django.db.models import FilteredRelation, Model

from accounts.enums import Role
from accounts.models import User
from accounts.models.membership import in_force
from trail import clock

# Which apps a role opens in the admin, and what it may do there. No role opens a case.
ADMIN_RIGHTS: dict[str, dict[str, frozenset[str]]] = {
    Role.CONTENT_EDITOR: {"phases": frozenset({"view", "add", "change", "delete"})},
    Role.FUNCTIONAL_MANAGER: {"accounts": frozenset({"view", "add", "change"})},
    Role.PRIVACY_OFFICER: {"trail": frozenset({"view"})},
}


class AddressBackend(AuthenticationBackend):
    """Logs in by e-mail address, and finds who is logged in."""

    def get_user(self, user_id: Any) -> User | None:
        """The person and his memberships of today, which nearly every page asks for, in one query."""
        held = FilteredRelation("memberships", condition=in_force(clock.now(), "memberships__"))
        found = User.objects.filter(pk=user_id).annotate(held=held).select_related("held__organisation")
        rows = list(found.order_by("-held__since"))
        if not rows or not self.user_can_authenticate(rows[0]):
            return None
        user = rows[0]
        user.current_memberships = [row.held for row in rows if getattr(row, "held", None) is not None]
        return user


class RoleBackend(BaseBackend):
    """Rights in the admin follow from the memberships of today, so they end when the membership ends."""

    def has_perm(self, user_obj: User, perm: str, obj: Model | None = None) -> bool:
        app, _, codename = perm.partition(".")
        action = codename.partition("_")[0]
        return user_obj.is_active and any(
            action in ADMIN_RIGHTS.get(role, {}).get(app, frozenset()) for role in user_obj.roles
        )

    def has_module_perms(self, user_obj: User, app_label: str) -> bool:
        return user_obj.is_active and any(app_label in ADMIN_RIGHTS.get(role, {}) for role in user_obj.roles)
