"""The editors' side of the road map. Names and texts are edited here; keys are chosen once and never change."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from phases import content, desk, models, usage
from phases.admin import steps
from phases.admin.base import ContentAdmin, FixedSet
from phases.admin.decisions import NotesAdmin
from phases.admin.ordering import OrderedAdmin


class GapInline(admin.StackedInline):
    model = models.Gap
    extra = 0


class RegionalHelpInline(admin.StackedInline):
    model = models.RegionalHelp
    extra = 0


@admin.register(models.Phase)
class PhaseAdmin(FixedSet):
    list_display = ["number", "name", "victim_stop"]
    list_display_links = ["name"]
    inlines = [GapInline]


@admin.register(models.Partner)
class PartnerAdmin(OrderedAdmin, FixedSet):
    list_display = ["name", "domain"]
    list_filter = ["domain"]
    allowed_lookups = ["domain__exact"]
    search_fields = ["name", "short_name"]


@admin.register(models.Responsibility)
class ResponsibilityAdmin(NotesAdmin, OrderedAdmin, ContentAdmin):
    ordered_within = "phase"
    list_display = ["headline", "phase", "version", "revised_on"]
    list_filter = ["phase", "partners"]
    allowed_lookups = ["phase__id__exact", "partners__id__exact", "partners__isnull"]
    list_select_related = ["phase"]
    search_fields = ["headline", "what", "note"]
    fieldsets = [
        (
            _("Op de kaart"),
            {
                "fields": ["headline", "phase", "partners", "mentions", "slug"],
                "description": _(
                    "Een tekst van twee partners is één halte op twee routes. Noemt de tekst nog anderen?"
                ),
            },
        ),
        (
            _("De tekst"),
            {
                "fields": ["what", "note", "resources"],
                "description": _("Schrijf “u” en korte zinnen."),
            },
        ),
        (
            _("Voor de redactie"),
            {
                "fields": ["editor_note", "decisions", "feedback"],
                "description": _("De aantekening en de reacties van professionals zijn niet openbaar."),
            },
        ),
    ]
    inlines = [steps.StepInline]
    readonly_fields = ["decisions", "feedback"]

    @admin.display(description=_("besluiten"))
    def decisions(self, text: models.Responsibility) -> SafeString:
        return render_to_string("admin/phases/decided.html", {"text": text, "decisions": desk.decisions_on(text)})

    @admin.display(description=_("reacties"))
    def feedback(self, text: models.Responsibility) -> SafeString | str:
        rows = text.feedback.select_related("sender") if text.pk else []
        found = [
            (reverse("admin:phases_feedback_change", args=[row.pk]), row.get_kind_display(), row.message, row.sender)
            for row in rows
        ]
        return format_html_join("", '<p><a href="{}">{}</a>: {} ({})</p>', found) or _("Nog geen reacties.")

    def _steps(self, request: HttpRequest, object_id: str | None) -> list[models.Step]:
        text = self.get_object(request, unquote(object_id)) if object_id else None
        return list(text.steps.all()) if text else []

    def get_formset_kwargs(self, request: HttpRequest, obj: Any, inline: Any, prefix: str) -> dict[str, Any]:
        given = super().get_formset_kwargs(request, obj, inline, prefix)
        return {**given, "data": steps.known_first(given["data"])} if "data" in given else given

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        moved = steps.move_asked(request.POST)
        if moved:
            # Kept as a draft: nothing that was typed is lost, and nothing is public before it is published.
            request.POST = steps.moved(request.POST, moved)
            request.POST["_draft"] = "1"
        tasks = {step.slug: step.text for step in self._steps(request, object_id)}
        in_use = [(tasks[slug], count) for slug, count in usage.open_cases_per_step(tasks).items()]
        response = super().changeform_view(request, object_id, form_url, {"in_use": in_use, **(extra_context or {})})
        if moved and "Location" in response:
            response["Location"] += f"#{moved.group()}"
        return response

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        tasks = [step.slug for step in self._steps(request, object_id)]
        if request.method == "GET" and (counts := usage.open_cases_per_step(tasks)):
            words = _("Taken uit deze tekst staan in %(n)s open zaken. Die zaken houden de woorden die er nu staan.")
            messages.warning(request, words % {"n": max(counts.values())})
        return super().delete_view(request, object_id, extra_context)


@admin.register(models.Resource)
class ResourceAdmin(ContentAdmin):
    list_display = ["title", "kind", "telephone", "url", "checked_on"]
    list_filter = ["kind", ("checked_on", admin.EmptyFieldListFilter)]
    allowed_lookups = ["kind__exact", "checked_on__isempty"]
    search_fields = ["title", "telephone"]
    readonly_fields = ["used_in"]

    @admin.display(description=_("staat in"))
    def used_in(self, resource: models.Resource) -> SafeString | str:
        return _as_links(desk.places_of_resource(content.current(), resource))


@admin.register(models.Audience)
class AudienceAdmin(OrderedAdmin, ContentAdmin):
    list_display = ["name", "title"]
    inlines = [RegionalHelpInline]


@admin.register(models.Page)
class PageAdmin(OrderedAdmin, ContentAdmin):
    list_display = ["title"]


@admin.register(models.Term)
class TermAdmin(ContentAdmin):
    list_display = ["word", "meaning"]
    list_filter = [("meaning", admin.EmptyFieldListFilter)]
    allowed_lookups = ["meaning__isempty"]
    search_fields = ["word", "meaning"]
    readonly_fields = ["used_in"]

    @admin.display(description=_("staat in"))
    def used_in(self, term: models.Term) -> SafeString | str:
        return _as_links(desk.places_of_term(content.current(), term))


def _as_links(rows: list[models.Published]) -> SafeString | str:
    links = [(row.get_absolute_url(), desk.place(row)) for row in rows]
    items = format_html_join("", '<li><a href="{}">{}</a></li>', links)
    return format_html("<ul>{}</ul>", items) if links else _("Nergens.")
