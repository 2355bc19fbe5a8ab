"""The editors' side of the road map. Names and texts are edited here; keys are chosen once and never change."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import ManyToManyField
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from phases import models


class FixedSlug(admin.ModelAdmin):
    """The slug is in links, fixtures and cases: it can be filled in once and then only read."""

    # Checkboxes carry their own labels; the admin's two-column chooser does not pass an accessibility check.
    formfield_overrides = {ManyToManyField: {"widget": forms.CheckboxSelectMultiple}}

    def get_readonly_fields(self, request: HttpRequest, obj: models.Keyed | None = None) -> tuple[str, ...]:
        return (*super().get_readonly_fields(request, obj), *(("slug",) if obj else ()))


class FixedSet(FixedSlug):
    """The phases and the partners themselves are fixed: editors change their names and texts, no more."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: models.Keyed | None = None) -> bool:
        return False


class StepForm(forms.ModelForm):
    class Meta:
        model = models.Step
        fields = ["text", "condition", "position", "slug"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["slug"].disabled = bool(self.instance.pk)


class StepInline(admin.StackedInline):
    model = models.Step
    form = StepForm
    fields = ["text", ("condition", "position"), "slug"]
    extra = 0


class GapInline(admin.StackedInline):
    model = models.Gap
    extra = 0


class RegionalHelpInline(admin.StackedInline):
    model = models.RegionalHelp
    extra = 0


@admin.register(models.Phase)
class PhaseAdmin(FixedSet):
    list_display = ["number", "name", "victim_stop"]
    list_display_links = ["name"]
    inlines = [GapInline]


@admin.register(models.Partner)
class PartnerAdmin(FixedSet):
    list_display = ["name", "domain", "position"]
    list_filter = ["domain"]
    search_fields = ["name", "short_name"]
    inlines = [GapInline]


@admin.register(models.Responsibility)
class ResponsibilityAdmin(FixedSlug):
    list_display = ["headline", "phase", "revised_on"]
    list_filter = ["phase", "partners"]
    list_select_related = ["phase"]
    search_fields = ["headline", "what", "note"]
    fieldsets = [
        (
            _("Op de kaart"),
            {
                "fields": ["headline", "phase", "partners", "mentions", "position", "slug"],
                "description": _(
                    "Een tekst van twee partners is één halte op twee routes. Noemt de tekst nog anderen?"
                ),
            },
        ),
        (
            _("De tekst"),
            {
                "fields": ["what", "note", "resources"],
                "description": _("Schrijf “u” en korte zinnen."),
            },
        ),
        (
            _("Voor de redactie"),
            {
                "fields": ["editor_note"],
                "description": _("Deze aantekening is niet openbaar."),
            },
        ),
    ]
    inlines = [StepInline]


@admin.register(models.Step)
class StepAdmin(FixedSlug):
    list_display = ["text", "responsibility", "condition", "position"]
    list_filter = ["responsibility__phase", "responsibility__partners", "condition"]
    list_select_related = ["responsibility"]
    search_fields = ["text"]
    autocomplete_fields = ["responsibility"]


@admin.register(models.Gap)
class GapAdmin(admin.ModelAdmin):
    list_display = ["partner", "phase"]
    list_filter = ["phase", "partner"]
    list_select_related = ["partner", "phase"]


@admin.register(models.Resource)
class ResourceAdmin(FixedSlug):
    list_display = ["title", "kind", "telephone", "url", "checked_on"]
    list_filter = ["kind", ("checked_on", admin.EmptyFieldListFilter)]
    search_fields = ["title", "telephone"]


@admin.register(models.Audience)
class AudienceAdmin(FixedSlug):
    list_display = ["name", "title", "position"]
    inlines = [RegionalHelpInline]


@admin.register(models.RegionalHelp)
class RegionalHelpAdmin(admin.ModelAdmin):
    list_display = ["audience", "province", "text"]
    list_filter = ["audience", "province"]
    list_select_related = ["audience"]


@admin.register(models.Page)
class PageAdmin(FixedSlug):
    list_display = ["title", "position"]


@admin.register(models.Term)
class TermAdmin(FixedSlug):
    list_display = ["word", "meaning"]
    list_filter = [("meaning", admin.EmptyFieldListFilter)]
    search_fields = ["word", "meaning"]
