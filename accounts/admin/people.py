from typing import Any

from allauth.account.forms import ResetPasswordForm
from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from accounts import services
from accounts.models import Membership, User
from trail.staff import StaffAdmin


class PersonForm(forms.ModelForm):
    """Refuses to make inactive whoever fills it in."""

    actor: User

    def clean_is_active(self) -> bool:
        is_active = self.cleaned_data["is_active"]
        if self.instance == self.actor and not is_active:
            raise forms.ValidationError(_("U kunt uzelf niet uitzetten. Vraag een andere beheerder."))
        return is_active


@admin.register(User)
class UserAdmin(StaffAdmin):
    """People. Adding one invites him: he sets his own password by the link in the mail."""

    form = PersonForm
    list_display = ["name", "email", "job", "is_active"]
    list_filter = ["is_active"]
    allowed_lookups = ["is_active__exact"]
    search_fields = ["name", "email"]

    def get_fields(self, request: HttpRequest, obj: User | None = None) -> list[str]:
        return ["name", "address" if obj else "email", "job", "telephone", "is_active"]

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> list[str]:
        return ["address"] if obj else []

    def get_form(self, request: HttpRequest, obj: User | None = None, **kwargs: Any) -> type[forms.ModelForm]:
        form = super().get_form(request, obj, **kwargs)
        form.actor = request.user
        return form

    @admin.display(description=_("e-mailadres"))
    def address(self, user: User) -> SafeString:
        return format_html(
            '{}<br>{} <a href="{}?user={}">{}</a>',
            user.email,
            _("Dit wijzigt de persoon zelf. Lukt dat niet? Dan doen twee beheerders het samen."),
            reverse("admin:accounts_addresschange_add"),
            user.pk,
            _("Stel een ander adres voor"),
        )

    def save_model(self, request: HttpRequest, obj: User, form: forms.ModelForm, change: bool) -> None:
        if change:
            services.change_person(actor=request.user, user=obj, changed=form.changed_data)
            return
        services.invite_person(actor=request.user, user=obj)
        reset = ResetPasswordForm({"email": obj.email})
        if reset.is_valid():
            reset.save(request)
            messages.info(request, _("%(name)s krijgt een mail om een wachtwoord te kiezen.") % {"name": obj})

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return False


class MembershipForm(forms.ModelForm):
    """Refuses a membership of whoever fills it in."""

    actor: User

    def clean_user(self) -> User:
        user = self.cleaned_data["user"]
        if user == self.actor:
            raise forms.ValidationError(_("U kunt uw eigen lidmaatschap niet wijzigen. Vraag een andere beheerder."))
        return user


@admin.register(Membership)
class MembershipAdmin(StaffAdmin):
    form = MembershipForm
    list_display = ["user", "organisation", "role", "since", "until"]
    list_filter = ["role", "organisation"]
    allowed_lookups = ["role__exact", "organisation__id__exact"]
    list_select_related = ["user", "organisation"]
    search_fields = ["user__name", "user__email"]
    autocomplete_fields = ["user", "organisation"]

    def get_fields(self, request: HttpRequest, obj: Membership | None = None) -> list[str]:
        return ["user", "organisation", "role", "since", "until", *(["given_by"] if obj else [])]

    def get_readonly_fields(self, request: HttpRequest, obj: Membership | None = None) -> list[str]:
        """Another role or organisation is a new membership: an old one says what held then."""
        return ["user", "organisation", "role", "since", "given_by"] if obj else []

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
