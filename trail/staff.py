"""What every page of the admin shares: it answers what it names, and says in the form what a service refuses."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.core.exceptions import NON_FIELD_ERRORS, BadRequest, PermissionDenied, ValidationError
from django.db import IntegrityError
from django.db.models import Model
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

# The largest number of a row has 19 digits, and not all databases take those.
MOST_DIGITS = 18


class StaffAdmin(admin.ModelAdmin):
    """Base of every ModelAdmin here (a house test says so).

    `allowed_lookups` names the only questions a list answers by its address: those of its own filters. Django would
    answer any field, passwords by regular expression included.
    """

    allowed_lookups: Iterable[str] = ()

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        return lookup in self.allowed_lookups

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """What the services or the database refuse is no error page: nothing was saved, and the form says why."""
        self._require_rows(request)
        request.refused = None
        try:
            return super().changeform_view(request, *args, **kwargs)
        except PermissionError as refused:
            raise PermissionDenied from refused
        except ValidationError as refused:
            request.refused = refused
        except IntegrityError:
            request.refused = ValidationError(
                _("Iemand anders heeft dit net ook veranderd. Kijk het na en probeer het nog een keer.")
            )
        return super().changeform_view(request, *args, **kwargs)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        self._require_rows(request)
        return super().changelist_view(request, extra_context)

    def _require_rows(self, request: HttpRequest) -> None:
        """Where a browser sends the number of a row, other values come from somebody who tries: Django answers some
        of those with an error page (numbers of 25 or 5,000 digits, NUL, words). Raises BadRequest.
        """
        fields = (*self.opts.fields, *self.opts.many_to_many)
        names = {"_selected_action", *(field.name for field in fields if field.is_relation)}
        for sent in (request.GET, request.POST):
            for name in sent:
                values = sent.getlist(name) if name in names or name.endswith("-id") else []
                if not all(value == "" or _is_number_of_a_row(value) for value in values):
                    raise BadRequest(name)

    def get_form(self, request: HttpRequest, obj: Model | None = None, change: bool = False, **kwargs: Any) -> Any:
        form, refused = super().get_form(request, obj, change, **kwargs), getattr(request, "refused", None)
        return _that_says(form, refused) if refused is not None and request.method == "POST" else form


def _is_number_of_a_row(value: str) -> bool:
    return value.isdecimal() and len(value) <= MOST_DIGITS


def _that_says(form: type[ModelForm], refused: ValidationError) -> type[ModelForm]:
    """The same form, refused by the service for a reason that it did not see itself."""

    class Refused(form):
        def full_clean(self) -> None:
            super().full_clean()
            if self.is_bound and not self.errors:
                for name, errors in _by_field(refused).items():
                    self.add_error(name if name in self.fields else None, errors)

    return Refused


def _by_field(refused: ValidationError) -> dict[str, list]:
    return getattr(refused, "error_dict", None) or {NON_FIELD_ERRORS: refused.error_list}
