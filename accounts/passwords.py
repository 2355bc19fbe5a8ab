"""Which passwords are too easy to guess, tried out offline: what somebody would try who knows the person, or Dutch."""

import re
import unicodedata
from functools import cache
from pathlib import Path

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from zxcvbn import zxcvbn

from accounts.models import User

# One in ten thousand million: what zxcvbn calls very unguessable, also for whoever got hold of the hashes.
_FEWEST_GUESSES = 10**10
# The time to judge grows with the square of the length; beyond this nothing becomes easier to guess.
_MOST_SIGNS = 72
_FEWEST_OWN_SIGNS = 10


class HardToGuess:
    """Sees through repeats, rows of keys, years and digits stuck to a word that many choose, Dutch or English."""

    def validate(self, password: str, user: User | None = None) -> None:
        plain, about = _plain(password), _about(user)
        for word in about:
            plain = plain.replace(word, "")
        if about and plain != _plain(password) and len(plain) < _FEWEST_OWN_SIGNS:
            raise ValidationError(
                _("Dit lijkt te veel op uw naam, adres, functie of organisatie. Kies andere woorden."),
                code="password_too_similar",
            )
        known = [*about, *_dutch_words()]
        for tried in {password[:_MOST_SIGNS], _plain(password)[:_MOST_SIGNS]}:
            if tried and zxcvbn(tried, user_inputs=known)["guesses"] < _FEWEST_GUESSES:
                raise ValidationError(
                    _("Dit wachtwoord is te makkelijk te raden. Kies een paar woorden die niet bij elkaar horen."),
                    code="password_too_common",
                )

    def get_help_text(self) -> str:
        return _("Kies een paar woorden die niet bij elkaar horen. Gebruik niet uw naam, functie of organisatie.")


def _plain(text: str) -> str:
    """Letters and digits alone, small and without accents: what dots, spaces and capitals cannot hide."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    return re.sub(r"[\W_]+", "", bare)


def _about(user: User | None) -> list[str]:
    """The words that say who somebody is and where he works, the longest first."""
    if user is None:
        return []
    said = [user.name, user.email, user.job]
    if user.pk:
        said += [f"{held.organisation.name} {held.organisation.kind}" for held in user.current_memberships]
    words = {_plain(word) for text in said for word in re.split(r"[\W_]+", text)}
    return sorted((word for word in words if len(word) > 2), key=len, reverse=True)


@cache
def _dutch_words() -> list[str]:
    """Words that people here choose, the most usual first."""
    return Path(__file__).with_name("dutch_password_words.txt").read_text().split()
