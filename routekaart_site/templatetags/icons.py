"""Lucide's own tag under its own name, with what it drew kept: it copies and writes out an XML tree at every use."""

from functools import lru_cache

from django import template
from django.utils.safestring import SafeString
from lucide.templatetags.lucide import lucide as draw

register = template.Library()


@register.simple_tag
def lucide(name: str, *, size: int | None = 24, **attributes: object) -> SafeString:
    return _drawn(name, size, tuple(attributes.items()))


@lru_cache(maxsize=256)
def _drawn(name: str, size: int | None, attributes: tuple[tuple[str, object], ...]) -> SafeString:
    return draw(name, size=size, **dict(attributes))
