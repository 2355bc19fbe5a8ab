"""Keeps a form that was posted after the session ended, until its sender has logged in again.

Each form carries a signed `sender`; only that person gets the text back, on the page it was typed on, to look at and
send again. Nothing is carried out by logging in.
"""

from django.core import signing
from django.http import HttpRequest, QueryDict

from accounts.models import User

SENDER_FIELD = "sender"
_KEY = "postponed_form"
_SALT = "accounts.postponed"
_MOST_CHARACTERS = 100_000


def sign_sender(user: User) -> str:
    return signing.dumps(user.pk, salt=_SALT)


def keep(request: HttpRequest) -> None:
    """Puts the posted form in the (anonymous) session, unless it is too large or carries no sender."""
    body = request.POST.urlencode()
    if _sender(request.POST) is not None and len(body) <= _MOST_CHARACTERS:
        request.session[_KEY] = {"path": request.path, "body": body}


def take(request: HttpRequest) -> QueryDict | None:
    """The form kept for this page and this person, once; otherwise None."""
    kept = request.session.get(_KEY)
    if not kept or kept["path"] != request.path:
        return None
    del request.session[_KEY]
    data = QueryDict(kept["body"])
    return data if _sender(data) == request.user.pk else None


def _sender(data: QueryDict) -> int | None:
    try:
        return signing.loads(data.get(SENDER_FIELD, ""), salt=_SALT)
    except signing.BadSignature:
        return None
