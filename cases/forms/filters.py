"""The filters of the case list, read from the address. What is not known there is ignored, never an error."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import QueryDict

from accounts.enums import Province
from accounts.models import User
from cases import alerts
from cases.enums import RegieKind, SashLevel, ZvhFlag
from cases.models import Case, RegieAssignment
from phases.enums import PhaseKey

_SASH = {"geen": None, "laag": SashLevel.LOW, "matig": SashLevel.MEDIUM, "hoog": SashLevel.HIGH}

# Per name in the address: what may stand there, with its word on the screen.
CHOICES: dict[str, dict[str, str]] = {
    "stand": {"open": "Open zaken", "gesloten": "Gesloten zaken"},
    "regie": {"zonder": "Zonder regisseur", "ik": "Ik ben regisseur"},
    "let-op": {"ja": "Met waarschuwing"},
    "fase": {phase.value: phase.short for phase in PhaseKey},
    "provincie": {province.value: str(province.label) for province in Province},
    "sash": {"hoog": "SASH hoog", "matig": "SASH matig", "laag": "SASH laag", "geen": "Geen SASH"},
    "zvh": {flag.value: f"ZVH {flag.label}" for flag in ZvhFlag},
}


@dataclass(frozen=True)
class Chip:
    """One filter as a link: it switches itself on or off and leaves the others as they are."""

    label: str
    address: str
    is_on: bool


class CaseFilter:
    def __init__(self, query: QueryDict) -> None:
        self.used = {name: query[name] for name, known in CHOICES.items() if query.get(name) in known}

    def apply(self, queryset: QuerySet[Case], user: User) -> QuerySet[Case]:
        """Filters cases that carry `alerts.annotate` and `lists.with_row`."""
        used = self.used
        queryset = queryset.filter(closed_at__isnull=used.get("stand") != "gesloten")
        if "regie" in used:
            queryset = queryset.filter(Q(no_regisseur=True) if used["regie"] == "zonder" else self._my_regie(user))
        if "let-op" in used:
            queryset = queryset.filter(alerts.warned())
        if "fase" in used:
            queryset = queryset.filter(phase=used["fase"])
        if "provincie" in used:
            queryset = queryset.filter(province=used["provincie"])
        if "sash" in used:
            queryset = queryset.filter(sash_level=_SASH[used["sash"]])
        if "zvh" in used:
            queryset = queryset.filter(zvh_flag=used["zvh"])
        return queryset

    @staticmethod
    def _my_regie(user: User) -> Exists:
        held = RegieAssignment.objects.held().filter(Q(holder=user) | Q(deputy=user))
        return Exists(held.filter(case=OuterRef("pk"), kind=RegieKind.CHAIN))

    def chips(self, name: str, only: tuple[str, ...] | None = None) -> list[Chip]:
        return [
            Chip(label, self.with_(name, value), self.used.get(name) == value)
            for value, label in CHOICES[name].items()
            if only is None or value in only
        ]

    def with_(self, name: str, value: str) -> str:
        """The address with this filter switched: on, or off if it was on."""
        changed = {key: kept for key, kept in self.used.items() if key != name}
        if self.used.get(name) != value:
            changed[name] = value
        return f"?{urlencode(changed)}"

    def next_page(self, cursor: str) -> str:
        return f"?{urlencode({**self.used, 'na': cursor})}" if cursor else ""

    @property
    def menus(self) -> list[tuple[str, list[Chip], str]]:
        """The filters that fold, each with the choice that is on."""
        words = {"fase": "Fase", "provincie": "Provincie", "sash": "SASH", "zvh": "ZVH", "stand": "Open of gesloten"}
        return [
            (word, self.chips(name), CHOICES[name].get(self.used.get(name, ""), "")) for name, word in words.items()
        ]
