from django.db.models import F

from accounts.models import User
from trail.recording import FieldName


def locked(user_pk: int) -> User:
    """This person as he is now, held until the transaction ends: whoever changes him too waits for his turn.

    Not his key, which nothing changes: every row that names him as its writer would wait, and whoever changes him goes
    on to the cases that such a writer holds. On SQLite the transaction itself does all that, by BEGIN IMMEDIATE.
    """
    return User.objects.select_for_update(no_key=True).get(pk=user_pk)


def end_sessions(user: User) -> None:
    """Whoever is logged in as this person is out at his next request, and does not come back without a password."""
    User.objects.filter(pk=user.pk).update(session_round=F("session_round") + 1)
    user.refresh_from_db(fields=["session_round"])


def key_of(user: User) -> str:
    """How the trail names a person."""
    return f"user-{user.pk}"


def fields(changed: list[str]) -> list[FieldName]:
    """The names of changed fields, as the trail takes them."""
    return [FieldName(name) for name in changed]
