from dataclasses import dataclass

from django import template
from django.conf import settings
from django.db.models import Model
from django.utils.translation import get_language

register = template.Library()


@dataclass(frozen=True)
class Wording:
    """Words of an editor, and the language for the element they stand in, if that is not the page's."""

    text: str
    lang: str = ""

    def __str__(self) -> str:
        return self.text


@register.filter
def wording(row: Model, name: str) -> Wording:
    """The field in the language of the page; where that is empty the Dutch one, which then says that it is Dutch."""
    language = get_language() or settings.LANGUAGE_CODE
    if language == settings.LANGUAGE_CODE:
        return Wording(getattr(row, name))
    words = getattr(row, f"{name}_{language}", "")
    return Wording(words) if words else Wording(getattr(row, name), settings.LANGUAGE_CODE)
