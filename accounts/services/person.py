from allauth.account.models import EmailAddress
from django.db import transaction

from accounts import login_trail
from accounts.enums import AccountAction
from accounts.models import User
from accounts.services.address import require_free
from accounts.services.base import end_sessions, fields, key_of
from accounts.services.membership import end_memberships
from trail.recording import record


@transaction.atomic
def invite_person(*, actor: User, user: User) -> User:
    """Adds a person who sets his own password by the mail that follows. Nobody signs up by himself."""
    require_free(user.email, but=user if user.pk else None)
    user.set_unusable_password()
    user.save()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    record(action=AccountAction.INVITE_PERSON, actor=actor, subject=key_of(user))
    return user


@transaction.atomic
def change_person(*, actor: User, user: User, changed: list[str]) -> User:
    """Saves changed particulars, and those alone. Whoever is made inactive loses his memberships: active again, he has
    none until he gets a new one.

    Raises PermissionError for the address (see `propose_address`) and for whoever makes himself inactive.
    """
    if "email" in changed:
        raise PermissionError("an address changes by its owner or by two managers")
    if changed:
        user.save(update_fields=changed)
    if "is_active" in changed and not user.is_active:
        end_memberships(actor=actor, user=user)
    record(action=AccountAction.CHANGE_PERSON, actor=actor, subject=key_of(user), details={"changed": fields(changed)})
    return user


@transaction.atomic
def set_password(*, user: User, password: str, is_reset: bool) -> None:
    """By the person himself: from the page for it, or (`is_reset`) by the link in a mail. It ends his sessions."""
    had_one = user.has_usable_password()
    user.set_password(password)
    user.save(update_fields=["password"])
    end_sessions(user)
    login_trail.record_password(user, had_one=had_one, is_logged_in=not is_reset)
