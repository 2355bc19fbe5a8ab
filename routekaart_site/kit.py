"""Every component in every state on one page, to look at and to run axe over. Only served with DEBUG."""

from datetime import date

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

KINDS = [("body", "Lichamelijk"), ("digital", "Digitaal"), ("others", "Via anderen"), ("weapon", "Wapen")]
PHASES = ["Signaleren", "Melden / aangifte", "Onderzoek", "Vervolgen", "Veroordeling"]


class SampleForm(forms.Form):
    kind = forms.ChoiceField(label="Wat voor incident?", choices=KINDS, widget=forms.RadioSelect)
    what = forms.CharField(
        label="Wat gebeurde er?", widget=forms.Textarea, help_text="Feiten, geen oordeel. Noem geen adres."
    )
    when = forms.DateField(label="Wanneer?", widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
    place = forms.CharField(label="Waar?", required=False)
    province = forms.ChoiceField(label="Provincie", choices=[("", "Kies"), ("d", "Drenthe")], required=False)
    shared = forms.MultipleChoiceField(
        label="Met wie deelt u dit?", choices=KINDS[:3], widget=forms.CheckboxSelectMultiple, required=False
    )
    urgent = forms.BooleanField(label="Er is direct gevaar", required=False)
    proof = forms.FileField(label="Bijlage", required=False)
    locked = forms.CharField(label="Kenmerk", initial="ST-26-7KQ4M", disabled=True)


def phase_line(here: int, back: int = 0) -> list[dict[str, object]]:
    """Five stations with `here` the current one; `back` stations further on the case came from."""
    return [
        {
            "name": name,
            "state": "here" if n == here else "been" if n < here else "ahead",
            "since": date(2026, 11, 3 + 2 * n) if n <= here or n <= here + back else None,
            "back": back if n == here else 0,
        }
        for n, name in enumerate(PHASES)
    ]


@login_not_required
def show_kit(request: HttpRequest) -> HttpResponse:
    context = {
        "lines": [phase_line(0), phase_line(2), phase_line(1, back=2), phase_line(4)],
        "form": SampleForm(initial={"kind": "digital", "when": date(2026, 11, 23)}),
        "wrong": SampleForm({"kind": "", "what": "", "when": "31-31-2026", "place": "Assen"}, prefix="wrong"),
    }
    return render(request, "kit.html", context)
