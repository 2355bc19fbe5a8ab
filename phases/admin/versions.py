"""History in the admin: the versions of a piece of content, what changed between them, and putting one back."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from phases import comparison, content, history, models, services
from phases.admin.rows import RowsAdmin
from trail.staff import MOST_DIGITS


def number_in(text: str) -> int | None:
    """The number that an address or a form names. What is none, or too long to be a row's, is None."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else None


class VersionsAdmin(RowsAdmin):
    change_list_template = "admin/phases/content_list.html"

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        view = self.admin_site.admin_view
        return [
            path("verwijderd/", view(self.deleted_view), name=f"{name}_deleted"),
            path("<int:pk>/versie/<int:number>/", view(self.version_view), name=f"{name}_version"),
            path("versie/<int:version_pk>/terugzetten/", view(self.restore_view), name=f"{name}_restore"),
            *super().get_urls(),
        ]

    def _context(self, request: HttpRequest, **more: Any) -> dict[str, Any]:
        return {**self.admin_site.each_context(request), "opts": self.opts, **more}

    def _row(self, request: HttpRequest, pk: object) -> models.Published:
        row = self.get_object(request, str(pk))
        if row is None:
            raise Http404
        if not self.has_view_permission(request, row):
            raise PermissionDenied
        return row

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        row = self._row(request, object_id)
        shown = self._context(request, original=row, versions=history.versions(row), title=_("Geschiedenis"))
        return render(request, "admin/phases/versions.html", shown)

    def version_view(self, request: HttpRequest, pk: int, number: int) -> HttpResponse:
        """What this version changed; `met` names another version to compare it with."""
        row = self._row(request, pk)
        versions = {kept.number: kept for kept in history.versions(row)}
        if number not in versions:
            raise Http404
        earlier = [kept for kept in versions.values() if kept.number < number]
        chosen = number_in(request.GET.get("met", ""))
        other = next(iter(earlier), None) if chosen is None else versions.get(chosen)
        old, new = other, versions[number]
        if old is not None and old.number > number:
            old, new = new, old
        shown = self._context(
            request,
            original=row,
            old=old,
            new=new,
            kept=versions[number],
            changes=comparison.changes(old, new, content.current()) if old else [],
            is_current=number == row.version,
            can_restore=self.has_change_permission(request, row),
            title=_("Versie %(number)s") % {"number": number},
        )
        return render(request, "admin/phases/version.html", shown)

    def restore_view(self, request: HttpRequest, version_pk: int) -> HttpResponse:
        """Asks first, and says what would change; the button there puts the version back."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        kept = history.get(self.model, version_pk)
        if kept is None:
            raise Http404
        return self._restore(request, kept) if request.method == "POST" else self._confirm(request, kept)

    def _confirm(self, request: HttpRequest, kept: history.Kept) -> HttpResponse:
        row = self.get_object(request, kept.version.object_id)
        now = history.find(row, row.version) if row else None
        changes = comparison.changes(now, kept, content.current()) if now else []
        words = _("Versie %(number)s terugzetten") % {"number": kept.number}
        return render(
            request,
            "admin/phases/restore.html",
            self._context(request, original=row, kept=kept, changes=changes, title=words),
        )

    def _restore(self, request: HttpRequest, kept: history.Kept) -> HttpResponse:
        try:
            seen = number_in(request.POST.get("seen_version", ""))
            row = services.restore(actor=request.user, kept=kept, seen=seen)
        except services.Outdated:
            messages.error(request, _("Intussen is er iets anders gepubliceerd. Kijk opnieuw wat er verandert."))
            return self._confirm(request, kept)
        except history.CannotRestore:
            messages.error(request, _("Terugzetten kan niet: iets waarnaar deze versie verwijst, is er niet meer."))
            return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")
        words = _("Teruggezet en gepubliceerd als versie %(number)s.")
        messages.success(request, words % {"number": row.version})
        return redirect(reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[row.pk]))

    def deleted_view(self, request: HttpRequest) -> HttpResponse:
        if not self.has_change_permission(request):
            raise PermissionDenied
        shown = self._context(request, versions=history.deleted(self.model), title=_("Verwijderd"))
        return render(request, "admin/phases/deleted.html", shown)
