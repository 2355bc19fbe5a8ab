from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from accounts import services
from accounts.models import Organisation, SharingGround
from trail.staff import StaffAdmin


@admin.register(Organisation)
class OrganisationAdmin(StaffAdmin):
    list_display = ["name", "kind", "province", "telephone"]
    list_filter = ["kind", "province"]
    allowed_lookups = ["kind__exact", "province__exact"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}

    def get_readonly_fields(self, request: HttpRequest, obj: Organisation | None = None) -> list[str]:
        return ["slug", "kind"] if obj else []  # the kind decides what its people may see

    def get_prepopulated_fields(self, request: HttpRequest, obj: Organisation | None = None) -> dict[str, Any]:
        return {} if obj else self.prepopulated_fields

    def save_model(self, request: HttpRequest, obj: Organisation, form: forms.ModelForm, change: bool) -> None:
        services.save_organisation(actor=request.user, organisation=obj, changed=form.changed_data)


@admin.register(SharingGround)
class SharingGroundAdmin(StaffAdmin):
    list_display = ["label", "kind", "is_active", "position"]
    list_filter = ["kind", "is_active"]
    allowed_lookups = ["kind__exact", "is_active__exact"]

    def get_readonly_fields(self, request: HttpRequest, obj: SharingGround | None = None) -> list[str]:
        return ["slug", "kind"] if obj else []

    def save_model(self, request: HttpRequest, obj: SharingGround, form: forms.ModelForm, change: bool) -> None:
        services.save_ground(actor=request.user, ground=obj, changed=form.changed_data)

    def has_delete_permission(self, request: HttpRequest, obj: SharingGround | None = None) -> bool:
        return False  # what was shared names it
