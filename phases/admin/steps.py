"""The tasks of a text, edited and put in order inside its form."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.helpers import InlineAdminForm
from django.core.exceptions import ValidationError
from django.db.models import ManyToManyField, TextField
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest, QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from phases import models, services, usage
from phases.admin.base import LinesField
from phases.admin.rows import RowsField
from phases.steps import Landing, landing

PREFIX = "steps"
_MOST = 200  # far more than a text has; what a form claims beyond it is no row
_BUTTON = re.compile(rf"{PREFIX}-(\d{{1,3}})-(up|down)")


class StepForm(forms.ModelForm):
    all_partners: list[models.Partner]
    text_partners: set[str]

    class Meta:
        model = models.Step
        fields = [
            *("text", "kind", "condition", "partners", "slug", "position"),
            *("options", "verb", "verb_partner", "family"),
        ]
        widgets = {"position": forms.HiddenInput}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["slug"].disabled = bool(self.instance.pk)
        self.fields["position"].required = False
        self.fields["partners"].error_messages["required"] = _("Kies wie dit doet.")
        if not self.instance.pk:
            self.initial["position"] = None  # it comes last

    @property
    def ticked(self) -> set[str]:
        return {str(getattr(one, "pk", one)) for one in self["partners"].value() or ()}

    def offer(self, partners: list[models.Partner], of_text: set[str]) -> None:
        """The partners of the text, and whoever stands at the step besides; all while the text has none."""
        self.all_partners, self.text_partners = partners, of_text
        if not self.instance.pk:
            self.initial["partners"] = [partner.pk for partner in partners if str(partner.pk) in of_text]
        offered = (of_text | self.ticked) if of_text else {str(partner.pk) for partner in partners}
        self.fields["partners"].choices = [(row.pk, row.name) for row in partners if str(row.pk) in offered]

    def clean_partners(self) -> Any:
        partners = self.cleaned_data["partners"]
        strange = [partner.name for partner in partners if str(partner.pk) not in self.text_partners]
        if strange and self.text_partners:
            words = _("Niet van deze tekst: %(names)s. Vink de partner aan bij de tekst, of hier uit.")
            raise ValidationError(words, params={"names": ", ".join(strange)})
        return partners


class StepFormSet(BaseInlineFormSet):
    """Says so once before a task changes or goes that stands in open cases: those keep the wording they had."""

    @cached_property
    def partners(self) -> list[models.Partner]:
        return list(models.Partner.objects.all())

    @cached_property
    def text_partners(self) -> set[str]:
        """Of the text as the form around these tasks has it, by their numbers."""
        if self.is_bound:
            return set(self.data.getlist("partners")) if self.data else set()
        return {str(partner.pk) for partner in self.instance.partners.all()} if self.instance.pk else set()

    def add_fields(self, form: StepForm, index: int | None) -> None:
        super().add_fields(form, index)
        form.offer(self.partners, self.text_partners)

    def clean(self) -> None:
        super().clean()
        last = max((form.instance.position or 0 for form in self.initial_forms), default=0)
        for form in self.extra_forms:
            last = form.instance.position = form.instance.position or last + services.STEP
        changed = [form for form in self.initial_forms if set(form.changed_data) - {"position"}]
        gone = [form for form in self.initial_forms if self._should_delete_form(form)]
        in_use = usage.open_cases_per_step(form.instance.slug for form in {*changed, *gone})
        if in_use and not {"usage_seen", "_preview"} & set(self.data):
            raise ValidationError(
                ngettext(
                    "Een taak die u wijzigt of weghaalt, staat in %(n)s open zaak. Die zaak houdt de woorden die er "
                    "nu staan. Zet onderaan een vinkje als u dat weet, en publiceer opnieuw.",
                    "Taken die u wijzigt of weghaalt, staan in %(n)s open zaken. Die zaken houden de woorden die er "
                    "nu staan. Zet onderaan een vinkje als u dat weet, en publiceer opnieuw.",
                    max(in_use.values()),
                )
                % {"n": max(in_use.values())}
            )


class StepInline(admin.StackedInline):
    model = models.Step
    form = StepForm
    formset = StepFormSet
    template = "admin/phases/steps.html"
    fieldsets = [
        (None, {"fields": ["text", ("kind", "condition"), "partners", "slug", "position"]}),
        (
            _("Keuzes, bewijs en familie"),
            {"classes": ["collapse"], "fields": ["options", ("verb", "verb_partner"), "family"]},
        ),
    ]
    formfield_overrides = {
        ManyToManyField: {"form_class": RowsField, "widget": forms.CheckboxSelectMultiple},
        TextField: {"form_class": LinesField, "widget": forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"})},
    }
    extra = 0
    max_num = _MOST

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> type[StepFormSet]:
        """No more forms than that, whatever a browser or a draft says: a thousand take half a minute to show."""
        return super().get_formset(request, obj, **{"absolute_max": _MOST, **kwargs})


def in_order(rows: Iterable[InlineAdminForm]) -> list[InlineAdminForm]:
    """Forms as their tasks stand on the page, new ones last. The empty form, from which those are made, ends them."""
    return sorted(rows, key=lambda row: (not row.form.prefix[-1].isdigit(), _place(row.form["position"].value())))


def on_case(rows: Iterable[InlineAdminForm]) -> list[Landing]:
    """What the tasks ask of whom, as the form has them now: also of a draft, or where something is refused."""
    forms_ = [row.form for row in in_order(rows) if row.form.prefix[-1].isdigit()]
    names = ("text", "kind", "condition", "options", "verb", "verb_partner")
    return landing(
        (
            models.Step(**{name: form[name].value() or "" for name in names}),
            [partner for partner in form.all_partners if str(partner.pk) in form.ticked],
        )
        for form in forms_
    )


def _place(value: Any) -> int:
    text = str(value)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 10**6


def move_asked(data: QueryDict) -> re.Match[str] | None:
    """The button of a task that was pressed, if it was one."""
    return next((found for name in data if (found := _BUTTON.fullmatch(name))), None)


def moved(data: QueryDict, button: re.Match[str]) -> QueryDict:
    """The form as it was sent, with the task of this button one place higher or lower."""
    data = data.copy()
    del data[button.group()]
    rows = [n for n in range(_MOST) if f"{PREFIX}-{n}-text" in data]
    rows.sort(key=lambda n: _place(data.get(f"{PREFIX}-{n}-position")))
    number = int(button.group(1))
    if number in rows:
        place = rows.index(number)
        other = place - 1 if button.group(2) == "up" else place + 1
        if 0 <= other < len(rows):
            rows[place], rows[other] = rows[other], rows[place]
    for place, n in enumerate(rows, start=1):
        data[f"{PREFIX}-{n}-position"] = str(place * services.STEP)
    return data


def known_first(data: QueryDict) -> QueryDict:
    """The rows that exist before the new ones, as the formset expects them.

    The admin's script numbers all rows anew, as they stand on the page, when a new one is taken out again.
    """
    rows = [n for n in range(_MOST) if f"{PREFIX}-{n}-text" in data]
    order = sorted(rows, key=lambda n: not data.get(f"{PREFIX}-{n}-id"))
    if order == rows:
        return data
    numbered = {f"{PREFIX}-{old}-": f"{PREFIX}-{new}-" for new, old in zip(rows, order, strict=True)}
    fresh = QueryDict(mutable=True)
    for name, values in data.lists():
        head = re.match(rf"{PREFIX}-\d+-", name)
        fresh.setlist(numbered.get(head.group(), head.group()) + name[head.end() :] if head else name, values)
    return fresh
