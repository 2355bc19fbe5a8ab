"""What the editors decide about their notes: on a page of its own, so that it needs no new version of the text."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import PermissionDenied
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from phases import models, services
from phases.admin.rows import RowsAdmin
from phases.admin.versions import VersionsAdmin


class DecisionForm(forms.Form):
    """It never saves: it hands its values to the service."""

    note = forms.CharField(widget=forms.HiddenInput, strip=False, required=False)
    decision = forms.CharField(
        label=_("Wat is er besloten?"),
        help_text=_("Schrijf ook met wie. Redacteuren lezen dit later terug; het komt niet op de site."),
        max_length=2000,
        widget=AdminTextareaWidget,
        error_messages={
            "required": _("Schrijf op wat er besloten is."),
            "max_length": _("Dit is te lang: %(show_value)s tekens. Het mogen er %(limit_value)s zijn."),
            "null_characters_not_allowed": _("Hierin staan onzichtbare tekens. Typ de tekst opnieuw."),
        },
    )

    def clean_note(self) -> str:
        """Browsers end a line with two signs; the note has one."""
        return self.cleaned_data["note"].replace("\r\n", "\n")


class NotesAdmin(VersionsAdmin):
    """For content with a note of the editors."""

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_decide"
        return [path("<int:pk>/besluit/", self.admin_site.admin_view(self.decide_view), name=name), *super().get_urls()]

    def decide_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        text = self._row(request, pk)
        if not self.has_change_permission(request, text):
            raise PermissionDenied
        if not text.editor_note:
            raise Http404
        form = DecisionForm(request.POST or None, initial={"note": text.editor_note})
        if form.is_valid():
            try:
                services.decide_note(actor=request.user, text=text, **form.cleaned_data)
            except services.Outdated:
                form = self._again(form, text)
            else:
                messages.success(request, _("Besluit vastgelegd. De aantekening wacht niet meer."))
                return redirect("admin:index")
        shown = self._context(request, original=text, form=form, title=_("Besluit over de aantekening"))
        return render(request, "admin/phases/decide.html", shown)

    def _again(self, form: DecisionForm, text: models.Responsibility) -> DecisionForm:
        """The same words beside the note as it now stands."""
        shown = DecisionForm({"note": text.editor_note, "decision": form.data.get("decision", "")})
        shown.add_error(None, _("Intussen is de aantekening veranderd. Lees haar opnieuw; uw tekst staat er nog."))
        return shown


@admin.register(models.NoteDecision)
class NoteDecisionAdmin(RowsAdmin):
    """All decisions, to read again."""

    actions = None
    list_display = ["decision", "about", "decided_at", "decided_by"]
    search_fields = ["decision", "note", "text_slug"]
    list_select_related = ["decided_by"]
    fields = ["about", "note", "decision", "decided_at", "decider", "organisation"]
    readonly_fields = ["about", "decider"]

    @admin.display(description=_("besloten door"))
    def decider(self, row: models.NoteDecision) -> str:
        """In words: Django would make it a link to a person, which no editor may open."""
        return str(row.decided_by or "-")

    def get_queryset(self, request: HttpRequest) -> QuerySet[models.NoteDecision]:
        texts = models.Responsibility.objects.filter(slug=OuterRef("text_slug"))
        found = {"text_pk": Subquery(texts.values("pk")), "headline": Subquery(texts.values("headline"))}
        return super().get_queryset(request).annotate(**found)

    @admin.display(description=_("bij de tekst"), ordering="text_slug")
    def about(self, row: models.NoteDecision) -> SafeString | str:
        """A text that was taken off the road map is named by its key."""
        if row.text_pk is None:
            return row.text_slug
        address = reverse("admin:phases_responsibility_change", args=[row.text_pk])
        return format_html('<a href="{}">{}</a>', address, row.headline)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
