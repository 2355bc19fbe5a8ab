from typing import Any
from uuid import uuid4

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.postponed import SENDER_FIELD, sign_sender
from phases.enums import FeedbackKind


class FeedbackForm(forms.Form):
    """What a professional misses or finds wrong in a text. It never saves: it hands its values to the service."""

    kind = forms.ChoiceField(
        label=_("Waar gaat het over?"),
        choices=FeedbackKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies waar uw reactie over gaat.")},
    )
    message = forms.CharField(
        label=_("Wat wilt u de redactie vertellen?"),
        help_text=_("Schrijf geen namen op en niets uit een zaak."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={
            "required": _("Schrijf op wat er ontbreekt of niet klopt."),
            "max_length": _("Dit is te lang: %(show_value)s tekens. Het mogen er %(limit_value)s zijn."),
            "null_characters_not_allowed": _("Hierin staan onzichtbare tekens. Typ de tekst opnieuw."),
        },
    )
    once = forms.UUIDField(
        widget=forms.HiddenInput, error_messages=dict.fromkeys(["required", "invalid"], _("Verstuur opnieuw."))
    )
    sender = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial |= {"once": uuid4(), SENDER_FIELD: sign_sender(user)}
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
