"""What a line of the trail is called on the screen.

The trail does not know what the floors above do: each names its own actions and purposes in `AppConfig.ready`.
"""

from collections.abc import Iterable
from typing import Protocol

from django.utils.functional import Promise

Words = dict[str, str | Promise]


class Word(Protocol):
    """A member of an enum that has a label, such as Django's TextChoices."""

    value: str
    label: str | Promise


ACTIONS: Words = {}
PURPOSES: Words = {}


def name_actions(*kinds: Iterable[Word]) -> None:
    for kind in kinds:
        ACTIONS.update({word.value: word.label for word in kind})


def name_purposes(*kinds: Iterable[Word]) -> None:
    for kind in kinds:
        PURPOSES.update({word.value: word.label for word in kind})


def in_words(names: Words, key: str) -> str:
    """The word for a key; the key itself where a line is older than today's words."""
    return str(names.get(key, key))
