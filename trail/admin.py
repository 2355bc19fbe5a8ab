from django.contrib import admin
from django.http import HttpRequest

from trail.models import TrailEvent
from trail.staff import StaffAdmin


@admin.register(TrailEvent)
class TrailEventAdmin(StaffAdmin):
    """The privacy officer reads the trail; nobody writes here."""

    list_display = ["at", "actor_name", "organisation", "action", "subject", "target", "purpose"]
    list_filter = ["action", "purpose"]
    allowed_lookups = ["action", "action__isnull", "purpose", "purpose__isnull"]
    search_fields = ["subject", "actor_name"]
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: TrailEvent | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: TrailEvent | None = None) -> bool:
        return False
