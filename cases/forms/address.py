"""Choices that live in an address, each a link: what is not known there is ignored, never an error."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar
from urllib.parse import urlencode

from django.http import QueryDict


@dataclass(frozen=True)
class Chip:
    """One choice as a link: it switches itself on or off and leaves the others as they are."""

    label: str
    address: str
    is_on: bool
    value: str = ""
    number: int | None = None


class AddressChoices:
    """`choices`: per name in the address what may stand there, with its word on the screen; `page_name` is the name of
    the place where a page begins, which no choice keeps."""

    choices: ClassVar[Mapping[str, Mapping[str, str]]]
    page_name: ClassVar[str]

    def __init__(self, query: QueryDict) -> None:
        self.used: dict[str, str] = {
            name: query[name] for name, known in self.choices.items() if query.get(name) in known
        }

    def chips(self, name: str, only: tuple[str, ...] | None = None) -> list[Chip]:
        return [
            Chip(label, self.with_(name, value), self.used.get(name) == value, value)
            for value, label in self.choices[name].items()
            if only is None or value in only
        ]

    def with_(self, name: str, value: str) -> str:
        """The address with this choice switched: on, or off if it was on."""
        changed = {key: kept for key, kept in self.used.items() if key != name}
        if self.used.get(name) != value:
            changed[name] = value
        return f"?{urlencode(changed)}"

    @property
    def address(self) -> str:
        """Of the first page."""
        return f"?{urlencode(self.used)}"

    def orders(self, name: str, usual: str) -> list[Chip]:
        """The ways to sort, of which one is always on; `usual` is the word of the one without a name."""
        changed = {key: kept for key, kept in self.used.items() if key != name}
        chips = [Chip(usual, f"?{urlencode(changed)}", name not in self.used)]
        for value, label in self.choices[name].items():
            chips.append(Chip(label, f"?{urlencode({**changed, name: value})}", self.used.get(name) == value))
        return chips

    def next_page(self, place: str) -> str:
        return f"?{urlencode({**self.used, self.page_name: place})}" if place else ""

    def word(self, name: str) -> str:
        """The choice that is on, empty where none is."""
        return str(self.choices[name].get(self.used.get(name, ""), ""))
