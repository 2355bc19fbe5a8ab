from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from accounts import services
from accounts.models import AddressChange, User
from trail.staff import StaffAdmin

_LIST = "admin:accounts_addresschange_changelist"
_CONFIRM, _REFUSE = "_confirm", "_refuse"


class ProposalForm(forms.ModelForm):
    actor: User

    def clean_user(self) -> User:
        user = self.cleaned_data["user"]
        if user == self.actor:
            raise forms.ValidationError(_("Uw eigen e-mailadres wijzigt u bij “E-mailadres wijzigen” in het menu."))
        return user


@admin.register(AddressChange)
class AddressChangeAdmin(StaffAdmin):
    """One manager proposes, another confirms or refuses; neither is the person himself."""

    list_display = ["user", "email", "proposed_by", "proposed_at", "answered_by", "is_confirmed"]
    list_filter = [("answered_at", admin.EmptyFieldListFilter)]
    allowed_lookups = ["answered_at__isempty"]
    list_select_related = ["user", "proposed_by", "answered_by"]
    autocomplete_fields = ["user"]
    change_form_template = "admin/accounts/addresschange/change_form.html"

    def get_fields(self, request: HttpRequest, obj: AddressChange | None = None) -> list[str]:
        if obj is None:
            return ["user", "email"]
        answer = ["answered_by", "answered_at", "is_confirmed"] if obj.answered_at else []
        return ["user", "replaces", "email", "proposed_by", "proposed_at", *answer]

    def get_readonly_fields(self, request: HttpRequest, obj: AddressChange | None = None) -> list[str]:
        return self.get_fields(request, obj) if obj else []

    def get_form(self, request: HttpRequest, obj: AddressChange | None = None, **kwargs: Any) -> type[forms.ModelForm]:
        form = super().get_form(request, obj, **({} if obj else {"form": ProposalForm}), **kwargs)
        form.actor = request.user
        return form

    def has_change_permission(self, request: HttpRequest, obj: AddressChange | None = None) -> bool:
        waits = obj is None or (obj.answered_at is None and obj.user_id != request.user.pk)
        return super().has_change_permission(request, obj) and waits

    def has_delete_permission(self, request: HttpRequest, obj: AddressChange | None = None) -> bool:
        return False

    def render_change_form(self, request: HttpRequest, context: dict, *args: Any, **kwargs: Any) -> HttpResponse:
        obj = context.get("original")
        context["is_own_proposal"] = obj is not None and obj.proposed_by_id == request.user.pk
        context["are_one"] = obj is not None and services.are_one(request.user, obj)
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: AddressChange, form: forms.ModelForm, change: bool) -> None:
        if not change:
            made = services.propose_address(actor=request.user, user=obj.user, email=obj.email)
            obj.pk = made.pk
        elif {_CONFIRM, _REFUSE} & set(request.POST):
            services.answer_address(actor=request.user, change=obj, is_confirmed=_CONFIRM in request.POST)
        else:
            raise PermissionDenied

    def response_add(self, request: HttpRequest, obj: AddressChange, post_url_continue: str | None = None) -> Any:
        messages.success(request, _("Het voorstel staat klaar. Een tweede beheerder bevestigt het."))
        return redirect(_LIST)

    def response_change(self, request: HttpRequest, obj: AddressChange) -> HttpResponse:
        done = _("Het adres is veranderd.") if _CONFIRM in request.POST else _("Het voorstel is van tafel.")
        messages.success(request, done)
        return redirect(_LIST)
