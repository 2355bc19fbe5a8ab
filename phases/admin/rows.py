"""What every ModelAdmin of the content shares."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import HttpRequest

from trail.staff import StaffAdmin


class RowsAdmin(StaffAdmin):
    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Model | None:
        """An empty `_to_field` in the address names no field; Django would look for one without a name."""
        return super().get_object(request, object_id, from_field or None)


class RowsField(forms.ModelMultipleChoiceField):
    """Rows to tick. A number that no database could hold is no row; SQLite would answer with an error."""

    def clean(self, value: Any) -> Any:
        try:
            return super().clean(value)
        except OverflowError as error:
            words = self.error_messages["invalid_pk_value"]
            raise ValidationError(words, code="invalid_pk_value", params={"pk": "…"}) from error
