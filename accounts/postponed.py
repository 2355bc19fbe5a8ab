"""Keeps a form that was posted after the session ended, until its sender has logged in again.

Each form carries a signed `sender`; only that person gets the text back, on the page it was typed on, to look at and
send again. Nothing is carried out by logging in.

What was typed may be the worst there is to read. The session holds it only encrypted, with a key that stands in a
cookie of that one browser: whoever reads the database reads nothing, and a session without its browser gives nothing.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from secrets import token_bytes

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse, QueryDict

from accounts.models import User

SENDER_FIELD = "sender"
_KEY = "postponed_form"
_SALT = "accounts.postponed"
_MOST_CHARACTERS = 100_000
_NONCE_BYTES = 12


def sign_sender(user: User) -> str:
    return signing.dumps(user.pk, salt=_SALT)


def keep(request: HttpRequest, response: HttpResponse) -> None:
    """Seals the posted form in the (anonymous) session, unless it is too large or carries no sender."""
    body, sender = request.POST.urlencode(), _sender(request.POST)
    if sender is None or len(body) > _MOST_CHARACTERS:
        return
    key, nonce = AESGCM.generate_key(bit_length=256), token_bytes(_NONCE_BYTES)
    sealed = AESGCM(key).encrypt(nonce, body.encode(), _bound_to(sender, request.path))
    request.session[_KEY] = {"path": request.path, "sealed": _as_text(nonce + sealed)}
    response.set_cookie(
        settings.POSTPONED_COOKIE_NAME,
        _as_text(key),
        max_age=settings.SESSION_COOKIE_AGE,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def take(request: HttpRequest) -> QueryDict | None:
    """The form kept for this page and this person, once; otherwise None.

    The cookie that stays behind opens nothing any more: each form has a key of its own.
    """
    kept = request.session.get(_KEY)
    if not kept or kept["path"] != request.path:
        return None
    del request.session[_KEY]
    try:
        sealed = urlsafe_b64decode(kept["sealed"])
        key = AESGCM(urlsafe_b64decode(request.COOKIES.get(settings.POSTPONED_COOKIE_NAME, "")))
        bound_to = _bound_to(request.user.pk, request.path)
        return QueryDict(key.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], bound_to))
    except (InvalidTag, ValueError):  # another browser, or another person
        return None


def _bound_to(sender: int, path: str) -> bytes:
    """What the seal holds besides the text: it opens for this person on this page, and not otherwise."""
    return f"{sender} {path}".encode()


def _as_text(value: bytes) -> str:
    return urlsafe_b64encode(value).decode()


def _sender(data: QueryDict) -> int | None:
    try:
        return signing.loads(data.get(SENDER_FIELD, ""), salt=_SALT)
    except signing.BadSignature:
        return None
