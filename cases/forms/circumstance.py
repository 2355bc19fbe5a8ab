from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.circumstances import QUESTION_OF, QUESTIONS
from cases.forms.base import VerbForm, day_field
from trail import clock


def _choices() -> list[tuple[str, list[tuple[str, str]]]]:
    return [
        (question.text, [(f"{question.kind}:{answer.value}", answer.label) for answer in question.answers])
        for question in QUESTIONS
    ]


class RecordCircumstanceForm(VerbForm):
    title = _("Omstandigheid vastleggen")
    done = _("Vastgelegd. De kop van de zaak en de vragen zijn bijgewerkt.")
    intro = _("Is er iets veranderd? Leg het vast. Wat er eerst stond, blijft in de tijdlijn staan.")
    field_order = ("once", "sender", "answer", "on")

    answer = forms.ChoiceField(
        label=_("Wat is er aan de hand?"),
        choices=_choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies wat er aan de hand is."), "invalid_choice": _("Kies iets uit de lijst.")},
    )
    on = day_field(_("Sinds wanneer?"), help_text=_("Bij een zitting: de dag waarop die is gepland."))

    def prepare(self) -> None:
        """Asked for one question alone, the form shows that one and no other."""
        question = QUESTION_OF.get(self.initial.pop("choose", ""))
        if question is not None:
            self.fields["answer"].label = question.text
            self.fields["answer"].choices = [
                (f"{question.kind}:{answer.value}", answer.label) for answer in question.answers
            ]
        self.initial.setdefault("on", clock.today())

    def arguments(self) -> dict[str, Any]:
        values = super().arguments()
        kind, _colon, value = values.pop("answer").partition(":")
        return {**values, "kind": kind, "value": value}
