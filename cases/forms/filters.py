"""The filters of the case list."""

from datetime import datetime

from django.db.models import Q
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.enums import Province
from accounts.models import User
from cases.enums import SashLevel, ZvhFlag
from cases.forms.address import AddressChoices, Chip
from phases.enums import PhaseKey

_COLUMNS = {"fase": "phase", "provincie": "province", "sash": "sash_level", "zvh": "zvh_flag"}
_SASH = {"laag": SashLevel.LOW, "matig": SashLevel.MEDIUM, "hoog": SashLevel.HIGH}

# Per name in the address: what may stand there, with its word on the screen.
CHOICES: dict[str, dict[str, str]] = {
    "stand": {"open": _("Open zaken"), "gesloten": _("Gesloten zaken")},
    "regie": {"zonder": _("Zonder regisseur"), "ik": _("Ik ben regisseur")},
    "let-op": {"ja": _("Met waarschuwing")},
    "fase": {phase.value: phase.short for phase in PhaseKey},
    "provincie": {province.value: str(province.label) for province in Province},
    "sash": {"hoog": _("SASH hoog"), "matig": _("SASH matig"), "laag": _("SASH laag"), "geen": _("Geen SASH")},
    "volgorde": {"incident": _("laatste incident"), "nieuw": _("nieuwste zaak")},
    "zvh": {flag.value: format_lazy("ZVH {}", flag.label) for flag in ZvhFlag},
}


def _condition(name: str, value: str, user: User, now: datetime) -> Q:
    """What a row (`access.standings_for`) meets where this filter has this value."""
    fixed = {
        ("stand", "open"): Q(closed_at=None),
        ("stand", "gesloten"): Q(closed_at__isnull=False),
        ("regie", "zonder"): Q(ownerless_at__lte=now),
        ("regie", "ik"): Q(regisseur=user) | Q(deputy=user),
        ("let-op", "ja"): Q(warns_at__lte=now),
        # An outcome that is not shared with the viewer is an outcome all the same.
        ("sash", "geen"): Q(sash_level=None, sash_hidden=False),
    }
    if (name, value) in fixed:
        return fixed[name, value]
    return Q(**{_COLUMNS[name]: _SASH.get(value, value)})


class CaseFilter(AddressChoices):
    choices = CHOICES
    page_name = "na"

    @property
    def order(self) -> str:
        return self.used.get("volgorde", "")

    @property
    def ways(self) -> list[Chip]:
        return self.orders("volgorde", _("dringend"))

    @property
    def is_on(self) -> bool:
        """Whether cases are left out; another order leaves out none."""
        return bool(self.used.keys() - {"volgorde"})

    def condition(self, user: User, now: datetime, **instead: str) -> Q:
        """What a case in the list meets; `instead` puts another value in a filter."""
        wanted = Q()
        for name, value in {"stand": "open", **self.used, **instead}.items():
            if name == "volgorde":
                continue
            wanted &= _condition(name, value, user, now)
        return wanted

    def behind(self, user: User, now: datetime) -> dict[str, Q]:
        """What the list behind each quick chip holds, beside the filters that are on."""
        return {
            "ownerless": self.condition(user, now, regie="zonder"),
            "warned": self.condition(user, now, **{"let-op": "ja"}),
            "high": self.condition(user, now, sash="hoog"),
        }

    @property
    def menus(self) -> list[tuple[str, list[Chip], str]]:
        """The filters that fold, each with the choice that is on."""
        words = {
            "fase": gettext("Fase"),
            "provincie": gettext("Provincie"),
            "sash": "SASH",
            "zvh": "ZVH",
            "stand": gettext("Open of gesloten"),
        }
        return [(word, self.chips(name), self.word(name)) for name, word in words.items()]
