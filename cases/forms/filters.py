"""The filters of the case list, read from the address. What is not known there is ignored, never an error."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.http import QueryDict

from accounts.enums import Province
from accounts.models import User
from cases import alerts
from cases.enums import RegieKind, SashLevel, ZvhFlag
from cases.models import Case, RegieAssignment
from phases.enums import PhaseKey

_COLUMNS = {"fase": "phase", "provincie": "province", "sash": "sash_level", "zvh": "zvh_flag"}
_SASH = {"laag": SashLevel.LOW, "matig": SashLevel.MEDIUM, "hoog": SashLevel.HIGH}

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


def _condition(name: str, value: str, user: User) -> Q:
    """What an annotated case meets where this filter has this value."""
    if (name, value) == ("regie", "ik"):
        held = RegieAssignment.objects.held().filter(Q(holder=user) | Q(deputy=user))
        return Q(Exists(held.filter(case=OuterRef("pk"), kind=RegieKind.CHAIN)))
    fixed = {
        ("stand", "open"): Q(closed_at=None),
        ("stand", "gesloten"): Q(closed_at__isnull=False),
        ("regie", "zonder"): Q(no_regisseur=True),
        ("let-op", "ja"): alerts.warned(),
        # An outcome that is not shared with the viewer is an outcome all the same.
        ("sash", "geen"): Q(sash_last_version=None),
    }
    if (name, value) in fixed:
        return fixed[name, value]
    if name == "sash":  # an older outcome is not today's level
        return Q(sash_level=_SASH[value], sash_version=F("sash_last_version"))
    return Q(**{_COLUMNS[name]: _SASH.get(value, value)})


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
        return queryset.filter(self.condition(user))

    def condition(self, user: User, **instead: str) -> Q:
        """What a case in the list meets; `instead` puts another value in a filter."""
        wanted = Q()
        for name, value in {"stand": "open", **self.used, **instead}.items():
            wanted &= _condition(name, value, user)
        return wanted

    def behind(self, user: User) -> dict[str, Q]:
        """What the list behind each quick chip holds, beside the filters that are on."""
        return {
            "ownerless": self.condition(user, regie="zonder"),
            "warned": self.condition(user, **{"let-op": "ja"}),
            "high": self.condition(user, sash="hoog"),
        }

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
