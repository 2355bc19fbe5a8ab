"""The order of rows on the pages: by a button, one place at a time, without numbers and without JavaScript."""

from collections.abc import Callable
from functools import cache, partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import URLPattern, path, reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from phases import models, services
from phases.admin.versions import VersionsAdmin


class OrderedAdmin(VersionsAdmin):
    """Rows with a place of their own in an order. `ordered_within` names the field whose rows stand together."""

    ordered_within = ""

    def get_urls(self) -> list[URLPattern]:
        name, view = f"{self.opts.app_label}_{self.opts.model_name}", self.admin_site.admin_view
        return [
            path("<int:pk>/omhoog/", view(require_POST(partial(self.move_view, up=True))), name=f"{name}_up"),
            path("<int:pk>/omlaag/", view(require_POST(partial(self.move_view, up=False))), name=f"{name}_down"),
            *super().get_urls(),
        ]

    def move_view(self, request: HttpRequest, pk: int, up: bool) -> HttpResponse:
        row = self._row(request, pk)
        if not self.has_change_permission(request, row):
            raise PermissionDenied
        if services.move(actor=request.user, row=row, up=up):
            messages.success(request, _("Verplaatst: “%(row)s”. De site toont de nieuwe volgorde.") % {"row": row})
        else:
            messages.info(request, _("“%(row)s” staat al aan het eind.") % {"row": row})
        # Back to the button that was pressed, so that the keyboard stays where it was.
        listed = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")
        query = f"?{request.GET.urlencode()}" if request.GET else ""
        return redirect(f"{listed}{query}#{'up' if up else 'down'}-{pk}")

    def get_exclude(self, request: HttpRequest, obj: Model | None = None) -> list[str]:
        return [*(super().get_exclude(request, obj) or ()), "position"]

    def get_list_display(self, request: HttpRequest) -> list[Any]:
        """Beside the first column, where a phone shows them too; not where a search or sorting gives another order."""
        shown = list(super().get_list_display(request))
        whole = set(request.GET) <= {f"{self.ordered_within}__id__exact", "_changelist_filters"}
        return (
            [shown[0], self._buttons(request), *shown[1:]] if whole and self.has_change_permission(request) else shown
        )

    def _buttons(self, request: HttpRequest) -> Callable[[models.Published], SafeString]:
        @cache
        def ends() -> tuple[set[int], set[int]]:
            """Which rows stand first, and which last, among those they stand together with."""
            rows = self.model._default_manager.values_list("pk", self.ordered_within or "version")
            groups: dict[Any, list[int]] = {}
            for pk, group in rows:
                groups.setdefault(group if self.ordered_within else None, []).append(pk)
            return {pks[0] for pks in groups.values()}, {pks[-1] for pks in groups.values()}

        def order(row: models.Published) -> SafeString:
            first, last = ends()
            page = f"admin:{self.opts.app_label}_{self.opts.model_name}"
            query = f"?{request.GET.urlencode()}" if request.GET else ""
            shown = {
                "row": row,
                "up": "" if row.pk in first else reverse(f"{page}_up", args=[row.pk]) + query,
                "down": "" if row.pk in last else reverse(f"{page}_down", args=[row.pk]) + query,
            }
            return render_to_string("admin/phases/order.html", shown)

        order.short_description = _("volgorde")
        return order
