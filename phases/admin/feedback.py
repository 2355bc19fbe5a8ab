"""Reactions of professionals: the editors read them at the text, and answer."""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from phases import models, services
from phases.admin.rows import RowsAdmin


class AnswerForm(forms.ModelForm):
    """Knows which answer the editor saw when he began, so that nobody writes over one that he has not seen."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = models.Feedback
        fields = ["answer"]
        help_texts = {"answer": _("De afzender leest dit bij de tekst. Hij krijgt meteen een mail dat er antwoord is.")}
        error_messages = {"answer": {"required": _("Schrijf een antwoord.")}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "answer" in self.fields:
            self.fields["answer"].required = True
            self.initial["seen"] = _written(self.instance.answered_at)

    def clean(self) -> dict[str, Any]:
        """An answer is mailed at once, so only the button that says so sends it."""
        values = super().clean()
        if "_save" not in self.data:
            raise ValidationError(_("Er is nog niets verstuurd. Kies ‘Antwoord versturen’ als uw antwoord af is."))
        now = services.unseen_answer(self.instance, _read(values.get("seen", "")))
        if now is None:
            return values
        values["seen"] = _written(now.answered_at)
        if values.get("answer") == now.answer:
            return values  # the same form, sent twice
        self.data = self.data.copy()
        self.data["seen"] = values["seen"]
        raise ValidationError(
            _(
                "Intussen heeft %(who)s deze reactie beantwoord: “%(answer)s” Uw tekst staat hier nog, en er is niets "
                "verstuurd. Verstuurt u nog een keer, dan komt uw antwoord ervoor in de plaats."
            ),
            params={"who": now.answered_by, "answer": now.answer},
        )


def _written(moment: datetime | None) -> str:
    return moment.isoformat() if moment else ""


def _read(written: str) -> datetime | None:
    """None also for what is no moment: then the editor has seen no answer."""
    try:
        return datetime.fromisoformat(written)
    except ValueError:
        return None


@admin.register(models.Feedback)
class FeedbackAdmin(RowsAdmin):
    form = AnswerForm
    change_form_template = "admin/phases/answer.html"
    actions = None
    list_display = ["text", "kind", "sender", "sent_at", "is_answered"]
    list_filter = [("answered_at", admin.EmptyFieldListFilter), "kind", "text__phase"]
    allowed_lookups = ["answered_at__isempty", "kind__exact", "text__phase__id__exact"]
    list_select_related = ["text", "sender"]
    fields = ["text", "kind", "message", "sent_by", "sent_at", "answer", "answerer", "answered_at"]
    readonly_fields = ["text", "kind", "message", "sent_by", "sent_at", "answerer", "answered_at"]

    # In words: Django would make them links to a person, which no editor may open.
    @admin.display(description=_("afzender"))
    def sent_by(self, feedback: models.Feedback) -> str:
        return str(feedback.sender)

    @admin.display(description=_("beantwoord door"))
    def answerer(self, feedback: models.Feedback) -> str:
        return str(feedback.answered_by or "-")

    @admin.display(description=_("beantwoord"), boolean=True)
    def is_answered(self, feedback: models.Feedback) -> bool:
        return feedback.answered_at is not None

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: models.Feedback | None = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: models.Feedback, form: forms.ModelForm, change: bool) -> None:
        if "answer" in form.changed_data:
            given = form.cleaned_data
            services.answer_feedback(
                actor=request.user, feedback=obj, answer=given["answer"], seen=_read(given["seen"])
            )
            messages.success(request, _("Uw antwoord is verstuurd."))
        else:
            messages.info(request, _("Er is niets veranderd, dus er is niets verstuurd."))

    def response_change(self, request: HttpRequest, obj: models.Feedback) -> HttpResponse:
        return redirect("admin:phases_feedback_changelist")
