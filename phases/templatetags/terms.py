import re
from functools import cache

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from phases import richtext

register = template.Library()


@register.filter
def explained(text: str, terms: dict[str, str]) -> SafeString:
    """Plain text, escaped, with every abbreviation explained where it is used first."""
    return _explained(str(text), terms, set())


@register.filter
def formatted(html: str, terms: dict[str, str]) -> SafeString:
    """The clean HTML of a rich-text field, with every abbreviation explained where it is used first."""
    seen: set[str] = set()
    # The tags were cleaned when the field was saved, whatever way it came in.
    parts = (
        mark_safe(piece.text) if piece.tag else _explained(piece.text, terms, seen)  # noqa: S308  # nosec
        for piece in richtext.pieces(html)
    )
    return format_html_join("", "{}", ((part,) for part in parts))


def _explained(text: str, terms: dict[str, str], seen: set[str]) -> SafeString:
    parts, place = [], 0
    for found in _pattern(tuple(terms)).finditer(text) if terms else ():
        word = found.group(0)
        if word not in seen:
            seen.add(word)
            parts += [text[place : found.start()], format_html('<abbr title="{}">{}</abbr>', terms[word], word)]
            place = found.end()
    return format_html_join("", "{}", ((part,) for part in [*parts, text[place:]]))


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(re.escape(word) for word in longest_first)})\b")


@register.filter
def dial(number: str) -> str:
    """A telephone number as a `tel:` link wants it."""
    return re.sub(r"[^\d+]", "", number)
