"""Slows down who guesses passwords, and never keeps the right password out for long.

Counted in the shared cache, before the password is looked at, so that many tries at once do not slip through:

- per account and client: after a few wrong tries each next one waits longer, up to `LONGEST`;
- per account: where many clients together try one account, each of them gets fewer tries before it waits. A client that
  comes for the first time always has a try, so that nobody can close an account for its owner;
- per address, over all accounts: tries per minute. Generous, as a whole office may share one address.

A client is an address, or a browser in which this account was logged in before: that one has its own count, which
nobody else behind the same address can fill, and the other two counts do not hold for it.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

FREE_TRIES = 5
LONGEST = 45  # seconds
COUNTED_FOR = int(timedelta(hours=1).total_seconds())
MOST_PER_ACCOUNT = 20  # in that time
MOST_PER_ADDRESS = 60  # in a minute
_MINUTE = 60

_KNOWN_FOR = int(timedelta(days=180).total_seconds())
_SALT = "accounts.throttle"


@dataclass(frozen=True)
class Attempt:
    """One try to log in to an account, which may not exist, from an address."""

    email: str
    address: str
    is_known: bool

    def start(self) -> bool:
        """Counts the try. False where it comes too soon: the password is then not to be looked at."""
        is_under_attack = False
        if not self.is_known:
            if _count(self._by_address, _MINUTE) > MOST_PER_ADDRESS:
                return False
            is_under_attack = _count(self._by_account, COUNTED_FOR) > MOST_PER_ACCOUNT
        tries = _count(self._by_client, COUNTED_FOR)
        over = tries - (1 if is_under_attack else FREE_TRIES)
        if over > 0 and not cache.add(self._waits, 1, min(2**over, LONGEST)):
            _uncount(self._by_client)  # or waiting would take longer for whoever tries again
            return False
        return True

    def succeed(self) -> None:
        """The password was right: this try does not count, nor do the client's slips before it."""
        cache.delete_many([self._by_client, self._waits])
        if not self.is_known:
            _uncount(self._by_account)
            _uncount(self._by_address)

    @property
    def _by_address(self) -> str:
        return _key("address", self.address)

    @property
    def _by_account(self) -> str:
        return _key("account", self.email)

    @property
    def _by_client(self) -> str:
        return _key("client", self.email, "" if self.is_known else self.address)

    @property
    def _waits(self) -> str:
        return f"{self._by_client}:waits"


def attempt(request: HttpRequest, email: str, address: str) -> Attempt:
    email = email.strip().lower()
    mark = request.get_signed_cookie(_cookie_name(), default="", salt=_SALT, max_age=_KNOWN_FOR)
    return Attempt(email, address, is_known=mark == _mark(email))


def remember(response: HttpResponse, email: str) -> None:
    """From now on this browser is known for this account. It opens nothing: the password is asked as ever."""
    response.set_signed_cookie(
        _cookie_name(),
        _mark(email.lower()),
        salt=_SALT,
        max_age=_KNOWN_FOR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _cookie_name() -> str:
    return "__Host-known" if settings.SESSION_COOKIE_SECURE else "known"


def _mark(email: str) -> str:
    return salted_hmac(_SALT, email, algorithm="sha256").hexdigest()


def _key(*parts: str) -> str:
    """Nobody reads in the cache who tried to log in."""
    digest = salted_hmac(_SALT, "\n".join(parts), algorithm="sha256").hexdigest()
    return f"throttle:{digest}"


def _count(key: str, seconds: int) -> int:
    """One more; how many there are since the first, which runs out after this many seconds."""
    if cache.add(key, 1, seconds):
        return 1
    try:
        return cache.incr(key)
    except ValueError:  # it ran out at this very moment
        cache.set(key, 1, seconds)
        return 1


def _uncount(key: str) -> None:
    try:
        cache.decr(key)
    except ValueError:
        return
