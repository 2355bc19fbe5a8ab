"""Looks for one's own cases by name or reference: posted, so that no name stands in an address, a log or a history."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases import limits
from cases.models import name_key

_FEWEST, _MOST = 2, 120


class FindForm(forms.Form):
    words = forms.CharField(
        label=_("Zoek in uw zaken"),
        max_length=_MOST,
        error_messages={
            "required": _("Vul een naam of een zaaknummer in."),
            "max_length": _("Dit is te lang: %(show_value)d tekens, er passen er %(limit_value)d."),
            "null_characters_not_allowed": _("Hierin staan onzichtbare tekens. Typ de naam opnieuw."),
        },
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "spellcheck": "false", "aria-describedby": "words-hint", "maxlength": None}
        ),
    )

    def clean_words(self) -> str:
        words = self.cleaned_data["words"]
        if fault := limits.unreadable(words):
            raise forms.ValidationError(fault)
        if not limits.shows(words) or len(name_key(words)) < _FEWEST:
            raise forms.ValidationError(_("Vul ten minste 2 letters of cijfers in."))
        return words
