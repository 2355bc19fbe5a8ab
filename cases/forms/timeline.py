"""Which lines of the timeline one wants to see, read from the address."""

from dataclasses import replace
from datetime import date
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from accounts.enums import OrganisationKind
from cases.enums import Happening
from cases.forms.address import AddressChoices, Chip
from cases.forms.base import day_field
from cases.timeline import Choice, Tally


class PeriodForm(forms.Form):
    van = day_field(_("Van"), required=False)
    tot = day_field(_("Tot en met"), required=False)

    @property
    def days(self) -> dict[str, date]:
        return {name: day for name, day in self.cleaned_data.items() if day is not None}


class TimelineFilter(AddressChoices):
    choices = {
        "soort": dict(Happening.choices),
        "partner": dict(OrganisationKind.choices),
        "volgorde": {"gebeurd": _("wanneer gebeurd")},
    }
    page_name = "voor"

    def __init__(self, query: QueryDict) -> None:
        super().__init__(query)
        self.period = PeriodForm({name: query.get(name, "") for name in PeriodForm.base_fields})
        self.period.is_valid()
        self.used |= {name: day.isoformat() for name, day in self.period.days.items()}

    @property
    def choice(self) -> Choice:
        return Choice(
            kind=self.used.get("soort", ""),
            partner=self.used.get("partner", ""),
            start=self.period.days.get("van"),
            end=self.period.days.get("tot"),
            by_day="volgorde" in self.used,
        )

    @property
    def is_backwards(self) -> bool:
        days = self.period.days
        return len(days) == 2 and days["van"] > days["tot"]

    @property
    def is_on(self) -> bool:
        """Whether lines are left out; another order leaves out none."""
        return bool(self.used.keys() - {"volgorde"})

    @property
    def others(self) -> dict[str, str]:
        """What the form of the period keeps as it is."""
        return {name: value for name, value in self.used.items() if name in self.choices}

    @property
    def without_period(self) -> str:
        return f"?{urlencode(self.others)}"

    @property
    def without_filters(self) -> str:
        return f"?{urlencode({name: value for name, value in self.used.items() if name == 'volgorde'})}"

    @property
    def partner_word(self) -> str:
        return self.word("partner")

    @property
    def ways(self) -> list[Chip]:
        return self.orders("volgorde", _("wanneer vastgelegd"))

    def kinds(self, tally: Tally) -> list[Chip]:
        """Each with how many lines stand behind it."""
        partner = self.choice.partner
        return [replace(chip, number=tally.number(chip.value, partner)) for chip in self.chips("soort")]

    def partners(self, tally: Tally) -> list[Chip]:
        """Those of which there are lines, and the one that is chosen."""
        kind, there = self.choice.kind, {*tally.partners, self.choice.partner}
        chips = (chip for chip in self.chips("partner") if chip.value in there)
        return [replace(chip, number=tally.number(kind, chip.value)) for chip in chips]
