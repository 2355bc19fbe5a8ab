from typing import Any

from allauth.account.forms import ResetPasswordForm
from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest

from accounts import services
from accounts.models import Membership, Organisation, SharingGround, User


@admin.register(Organisation)
class OrganisationAdmin(admin.ModelAdmin):
    list_display = ["name", "kind", "province", "telephone"]
    list_filter = ["kind", "province"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}

    def get_readonly_fields(self, request: HttpRequest, obj: Organisation | None = None) -> list[str]:
        return ["slug", "kind"] if obj else []  # the kind decides what its people may see

    def save_model(self, request: HttpRequest, obj: Organisation, form: forms.ModelForm, change: bool) -> None:
        services.save_organisation(actor=request.user, organisation=obj, changed=form.changed_data)

    def get_prepopulated_fields(self, request: HttpRequest, obj: Organisation | None = None) -> dict[str, Any]:
        return {} if obj else self.prepopulated_fields


@admin.register(SharingGround)
class SharingGroundAdmin(admin.ModelAdmin):
    list_display = ["label", "kind", "is_active", "position"]
    list_filter = ["kind", "is_active"]


@admin.register(User)
class UserAdmin(admin.ModelAdmin):
    """People. Adding one invites him: he sets his own password by the link in the mail."""

    list_display = ["name", "email", "job", "is_active"]
    list_filter = ["is_active"]
    search_fields = ["name", "email"]
    fields = ["name", "email", "job", "telephone", "is_active"]

    def save_model(self, request: HttpRequest, obj: User, form: forms.ModelForm, change: bool) -> None:
        if change:
            services.change_person(actor=request.user, user=obj, changed=form.changed_data)
            return
        services.invite_person(actor=request.user, user=obj)
        reset = ResetPasswordForm({"email": obj.email})
        if reset.is_valid():
            reset.save(request)
            messages.info(request, f"{obj} krijgt een mail om een wachtwoord te kiezen.")

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return False


class MembershipForm(forms.ModelForm):
    """Refuses a membership of whoever fills it in."""

    actor: User

    def clean_user(self) -> User:
        user = self.cleaned_data["user"]
        if user == self.actor:
            raise forms.ValidationError("U kunt uw eigen lidmaatschap niet wijzigen. Vraag een andere beheerder.")
        return user


@admin.register(Membership)
class MembershipAdmin(admin.ModelAdmin):
    form = MembershipForm
    list_display = ["user", "organisation", "role", "since", "until"]
    list_filter = ["role", "organisation"]
    search_fields = ["user__name", "user__email"]
    autocomplete_fields = ["user", "organisation"]

    def get_form(self, request: HttpRequest, obj: Membership | None = None, **kwargs: Any) -> type[forms.ModelForm]:
        form = super().get_form(request, obj, **kwargs)
        form.actor = request.user
        return form

    def has_change_permission(self, request: HttpRequest, obj: Membership | None = None) -> bool:
        return super().has_change_permission(request, obj) and (obj is None or obj.user_id != request.user.pk)

    def has_delete_permission(self, request: HttpRequest, obj: Membership | None = None) -> bool:
        return False  # ended, never deleted

    def save_model(self, request: HttpRequest, obj: Membership, form: forms.ModelForm, change: bool) -> None:
        services.save_membership(actor=request.user, membership=obj)
