"""One way of editing for all content: keep a draft, look at it as the public will, publish it as the next version."""

from collections.abc import Iterable
from typing import Any

from csp.decorators import csp_update
from django import forms
from django.contrib import messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ManyToManyField, Model, TextField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from js_asset import Media

from phases import content, desk, history, models, services
from phases.admin.drafts import DraftsAdmin
from phases.admin.rows import RowsField
from phases.links import dead_links

# The editor puts one stylesheet of its own into the page; of all inline styles only this one, by its hash, may stand.
EDITOR_STYLE = "'sha256-PlumsSlvJ7vvWzjqibGAYKq92O3y/4JTxWWsWJvyUYA='"


class LinesField(forms.CharField):
    """Browsers end a line with two signs; kept as one, so that sending a form back unchanged changes nothing."""

    def to_python(self, value: Any) -> str:
        return super().to_python(value).replace("\r\n", "\n")


class ContentForm(forms.ModelForm):
    """Knows which version the editor started from, so that nobody writes over a version he has not seen."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["seen_version"] = self.instance.version

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        now = type(self.instance).objects.filter(pk=self.instance.pk).values_list("version", flat=True).first()
        if now is not None and values.get("seen_version") != now:
            self.data = self.data.copy()
            self.data["seen_version"] = str(now)
            raise ValidationError(
                _(
                    "Intussen is versie %(number)s gepubliceerd. Uw tekst staat hier nog. Kijk bij Geschiedenis wat er "
                    "veranderde. Publiceert u nog een keer, dan komt uw tekst ervoor in de plaats."
                ),
                params={"number": now},
            )
        return values


class ContentAdmin(DraftsAdmin):
    form = ContentForm
    actions = None
    change_form_template = "admin/phases/content_form.html"
    delete_confirmation_template = "admin/phases/remove.html"
    # Checkboxes carry their own labels; the admin's two-column chooser does not pass an accessibility check.
    formfield_overrides = {
        ManyToManyField: {"form_class": RowsField, "widget": forms.CheckboxSelectMultiple},
        models.RichTextField: {"widget": AdminTextareaWidget},
        TextField: {"form_class": LinesField, "widget": AdminTextareaWidget},
    }

    class Media:
        js = ["site/editor.js"]

    def get_readonly_fields(self, request: HttpRequest, obj: models.Keyed | None = None) -> tuple[str, ...]:
        """The slug is in links, fixtures and cases: it can be filled in once and then only read."""
        return (*super().get_readonly_fields(request, obj), *(("slug",) if obj else ()))

    def get_fields(self, request: HttpRequest, obj: Model | None = None) -> list[str]:
        return [name for name in super().get_fields(request, obj) if name != "seen_version"]

    @method_decorator(csp_update({"style-src": [EDITOR_STYLE]}))
    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        row = self.get_object(request, unquote(object_id)) if object_id else None
        request.draft = self._draft(request, row)
        if request.method == "POST" and "_draft" in request.POST:
            return self._keep_draft(request, row)
        if request.method == "POST" and "_discard" in request.POST:
            return self._discard(request, row)
        shown = {"draft": request.draft, "other_drafts": self._other_drafts(request, row), **(extra_context or {})}
        if "_preview" not in request.POST:
            return super().changeform_view(request, object_id, form_url, shown)
        with transaction.atomic():
            response = super().changeform_view(request, object_id, form_url, shown)
            if hasattr(response, "render"):
                response.render()  # a refused form, shown before its rows go back
            transaction.set_rollback(True)
        return response

    def save_model(self, request: HttpRequest, obj: models.Published, form: forms.ModelForm, change: bool) -> None:
        if change:
            history.keep_first(obj)
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: forms.ModelForm, formsets: list, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        request.is_published = not change or form.has_changed() or any(formset.has_changed() for formset in formsets)
        if request.is_published:
            draft = getattr(request, "draft", None)
            services.publish(actor=request.user, row=form.instance, is_new=not change, draft=draft)

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: str | None = None) -> HttpResponse:
        if IS_POPUP_VAR in request.POST:
            return super().response_add(request, obj, post_url_continue)
        return self._respond(request, obj)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        return super().response_change(request, obj) if IS_POPUP_VAR in request.POST else self._respond(request, obj)

    def _respond(self, request: HttpRequest, obj: models.Published) -> HttpResponse:
        now = content.read()
        if "_preview" in request.POST:
            template, context = desk.page_of(now, obj)
            return render(request, template, {**context, "preview": True})
        if request.is_published:
            messages.success(request, _("Gepubliceerd als versie %(number)s.") % {"number": obj.version})
        else:
            messages.info(request, _("Er is niets veranderd, dus er is niets gepubliceerd."))
        for dead in dead_links(now):
            words = _("Een link leidt nergens heen: %(href)s, in “%(row)s” (%(field)s).")
            messages.warning(request, words % {"href": dead.href, "row": dead.row, "field": dead.label})
        return redirect(self._address(obj))

    def get_deleted_objects(self, objs: Iterable[models.Published], request: HttpRequest) -> tuple:
        """What goes along in words an editor knows, without the rows that only tie two things together."""
        _listed, _count, lacking, protected = super().get_deleted_objects(objs, request)
        now = content.current()
        return [words for row in objs for words in desk.goes_along(now, row)], {}, lacking, protected

    def delete_model(self, request: HttpRequest, obj: models.Published) -> None:
        services.remove(actor=request.user, row=obj)

    def render_change_form(self, request: HttpRequest, context: dict, *args: Any, **kwargs: Any) -> HttpResponse:
        """The editor's modules load only with the nonce of this page."""
        context["media"] = Media.from_media(context["media"], nonce=request.csp_nonce)
        return super().render_change_form(request, context, *args, **kwargs)


class FixedSet(ContentAdmin):
    """The phases and the partners themselves are fixed: editors change their names and texts, no more."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: models.Keyed | None = None) -> bool:
        return False
