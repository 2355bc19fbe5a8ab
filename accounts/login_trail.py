"""How people come in and go out, on record. Never the password, never an address that is nobody's."""

from typing import Any

from django.db import transaction
from django.utils.crypto import salted_hmac

from accounts.enums import AccountAction
from accounts.models import User
from trail.recording import Slug, record

_SALT = "accounts.login_trail"


def record_login(user: User) -> None:
    with transaction.atomic():
        record(action=AccountAction.LOG_IN, actor=user, subject=f"user-{user.pk}")


def record_logout(user: User | None, **signal: Any) -> None:
    """Hears Django's own signal: the admin and allauth both log out by it, also where nobody was logged in."""
    if user is not None:
        with transaction.atomic():
            record(action=AccountAction.LOG_OUT, actor=user, subject=f"user-{user.pk}")


def record_password(user: User, *, had_one: bool, is_logged_in: bool) -> None:
    """That a password was chosen for the first time, changed by somebody who was in, or chosen again by mail.

    Call it in the transaction that saves the password.
    """
    known = AccountAction.CHANGE_PASSWORD if is_logged_in else AccountAction.RESET_PASSWORD
    action = known if had_one else AccountAction.SET_PASSWORD
    record(action=action, actor=user, subject=f"user-{user.pk}")


def record_failure(email: str) -> None:
    """A wrong password for an account, or an address that is nobody's.

    Such an address may be anything, a password typed in the wrong field too: only a keyed digest is kept, which tells
    whether it was the same one again. The line is kept whatever becomes of the request.
    """
    user = User.objects.filter(email__iexact=email).first()
    digest = salted_hmac(_SALT, email.lower(), algorithm="sha256").hexdigest()[:16]
    subject, details = (f"user-{user.pk}", {}) if user else ("", {"address": Slug(digest)})
    with transaction.atomic():
        record(action=AccountAction.LOGIN_FAILED, actor=None, subject=subject, details=details)
