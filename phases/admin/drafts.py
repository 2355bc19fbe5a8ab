"""Drafts in the admin: a form as its editor left it, which only editors see until it is published."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from phases import models, services
from phases.admin.versions import VersionsAdmin, number_in

# Fields of the form that say something about the form, not about the content.
_NO_CONTENT = ("csrfmiddlewaretoken", "_draft", "_preview", "_publish", "_discard", "concept", "usage_seen")
_TITLE_FIELDS = ("headline", "title", "name", "word")


class DraftsAdmin(VersionsAdmin):
    """`request.draft` is the draft that the form shows, if any."""

    def _draft(self, request: HttpRequest, row: Model | None) -> models.Draft | None:
        """The draft the address names, or the editor's own draft of this row."""
        drafts = models.Draft.objects.filter(model=self.opts.model_name, object_id=row.pk if row else None)
        named = number_in(request.POST.get("concept") or request.GET.get("concept", ""))
        if named is not None:
            return drafts.filter(pk=named).first()
        return drafts.filter(editor=request.user).first() if row else None

    def _other_drafts(self, request: HttpRequest, row: Model | None) -> QuerySet[models.Draft]:
        drafts = models.Draft.objects.filter(model=self.opts.model_name, object_id=row.pk if row else None)
        opened = request.draft.pk if request.draft else None
        return drafts.exclude(pk=opened).select_related("editor") if row else drafts.none()

    def _require_editor(self, request: HttpRequest, row: Model | None) -> None:
        if not (self.has_change_permission(request, row) if row else self.has_add_permission(request)):
            raise PermissionDenied

    def _keep_draft(self, request: HttpRequest, row: models.Published | None) -> HttpResponse:
        self._require_editor(request, row)
        data = request.POST.copy()
        for name in _NO_CONTENT:
            data.pop(name, None)
        title = next((data[name] for name in _TITLE_FIELDS if data.get(name)), "")
        kept = services.keep_draft(
            actor=request.user, model=self.model, row=row, title=title, data=data.urlencode(), opened=request.draft
        )
        messages.success(request, _("Concept bewaard. Alleen redacteuren zien het."))
        return redirect(f"{self._address(row)}?concept={kept.pk}")

    def _discard(self, request: HttpRequest, row: models.Published | None) -> HttpResponse:
        self._require_editor(request, row)
        draft = request.draft
        if draft is None:
            messages.info(request, _("Er was geen concept."))
        elif draft.editor_id != request.user.pk:
            words = _("Dit concept is van %(editor)s. Alleen wie het maakte, gooit het weg.")
            messages.error(request, words % {"editor": draft.editor})
        else:
            services.discard_draft(actor=request.user, draft=draft, row=row)
            messages.success(request, _("Concept weggegooid. Hieronder staat wat openbaar is."))
        return redirect(self._address(row))

    def _address(self, row: Model | None) -> str:
        page = f"admin:{self.opts.app_label}_{self.opts.model_name}"
        return reverse(f"{page}_change", args=[row.pk]) if row else reverse(f"{page}_add")

    def _draft_data(self, request: HttpRequest) -> QueryDict | None:
        draft = getattr(request, "draft", None)
        return QueryDict(draft.data, mutable=True) if draft and request.method != "POST" else None

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form, draft = super().get_form(request, obj, change, **kwargs), self._draft_data(request)
        if draft is None:
            return form

        class Drafted(form):
            def __init__(self, data: Mapping | None = None, *args: Any, **kwargs: Any) -> None:
                super().__init__(draft if data is None else data, *args, **kwargs)

        return Drafted

    def get_formset_kwargs(self, request: HttpRequest, obj: Any, inline: Any, prefix: str) -> dict[str, Any]:
        given, draft = super().get_formset_kwargs(request, obj, inline, prefix), self._draft_data(request)
        return given if draft is None else {**given, "data": draft}
