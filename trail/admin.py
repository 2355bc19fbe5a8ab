from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from trail import words
from trail.enums import Review
from trail.models import TrailEvent
from trail.recording import Slug, record
from trail.staff import StaffAdmin


class WordsFilter(admin.SimpleListFilter):
    """Offers the words that the floors registered: to ask the lines themselves would read the whole trail."""

    names: words.Words

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return sorted(((key, str(word)) for key, word in self.names.items()), key=lambda choice: choice[1].lower())

    def value(self) -> str | None:
        """What is chosen; a key that nobody registered is no choice."""
        chosen = super().value()
        return chosen if chosen in self.names else None

    def queryset(self, request: HttpRequest, queryset: QuerySet[TrailEvent]) -> QuerySet[TrailEvent]:
        return queryset.filter(**{self.parameter_name: self.value()}) if self.value() else queryset


class ActionFilter(WordsFilter):
    title = _("handeling")
    parameter_name = "action"
    names = words.ACTIONS


class PurposeFilter(WordsFilter):
    title = _("doel")
    parameter_name = "purpose"
    names = words.PURPOSES


@admin.register(TrailEvent)
class TrailEventAdmin(StaffAdmin):
    """The privacy officer reads the trail, which leaves a line as well; nobody writes here."""

    actions = None
    list_display = ["at", "actor_name", "organisation", "action_word", "subject", "target", "purpose_word"]
    list_filter = [ActionFilter, PurposeFilter]
    allowed_lookups = [ActionFilter.parameter_name, PurposeFilter.parameter_name]
    search_fields = ["subject", "actor_name"]
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER  # they would count the whole trail
    fields = [
        *("at", "actor_name", "actor_id", "organisation", "action_word", "subject", "target", "purpose_word"),
        "details",
    ]

    @admin.display(description=_("handeling"))
    def action_word(self, event: TrailEvent) -> str:
        return words.in_words(words.ACTIONS, event.action)

    @admin.display(description=_("doel"))
    def purpose_word(self, event: TrailEvent) -> str:
        return words.in_words(words.PURPOSES, event.purpose)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        response = super().changelist_view(request, extra_context)
        shown = (getattr(response, "context_data", None) or {}).get("cl")
        if shown is not None:
            # By which filters, and that words were looked for; the words themselves may be anything.
            chosen = {found.parameter_name: found.value() for found in shown.filter_specs if found.value()}
            details = {name: Slug(key) for name, key in chosen.items()} | {"page": shown.page_num}
            action = Review.SEARCH_TRAIL if chosen or shown.query else Review.LIST_TRAIL
            self._record(request, action, details={**details, "words": bool(shown.query)})
        return response

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._on_record(request, super().change_view(request, object_id, *args, **kwargs), "original")

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        return self._on_record(request, super().history_view(request, object_id, extra_context), "object")

    def _on_record(self, request: HttpRequest, response: HttpResponse, name: str) -> HttpResponse:
        event = (getattr(response, "context_data", None) or {}).get(name)
        if event is not None:
            self._record(request, Review.SHOW_LINE, subject=event.subject, target=f"trailevent-{event.pk}")
        return response

    def _record(self, request: HttpRequest, action: Review, **line: Any) -> None:
        with transaction.atomic(savepoint=False):
            record(action=action, actor=request.user, **line)

    def get_queryset(self, request: HttpRequest) -> QuerySet[TrailEvent]:
        """Django looks for a row before it asks who may see it, and the database itself refuses that to others."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        return super().get_queryset(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: TrailEvent | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: TrailEvent | None = None) -> bool:
        return False
