from django.contrib.auth.backends import BaseBackend
from django.db.models import Model

from accounts.enums import Role
from accounts.models import User

# Which apps a role opens in the admin, and what it may do there. No role opens a case.
ADMIN_RIGHTS: dict[str, dict[str, frozenset[str]]] = {
    Role.CONTENT_EDITOR: {"phases": frozenset({"view", "add", "change", "delete"})},
    Role.FUNCTIONAL_MANAGER: {"accounts": frozenset({"view", "add", "change"})},
    Role.PRIVACY_OFFICER: {"trail": frozenset({"view"})},
}


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
