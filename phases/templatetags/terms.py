import re

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.filter
def explained(text: str, terms: dict[str, str]) -> SafeString:
    """The text, escaped, with every abbreviation explained where it is used first."""
    escaped = str(escape(text))
    if not terms:
        return mark_safe(escaped)  # noqa: S308  escaped on the line above
    seen: set[str] = set()

    def explain(found: re.Match[str]) -> str:
        word = found.group(0)
        if word in seen:
            return word
        seen.add(word)
        return format_html('<abbr title="{}">{}</abbr>', terms[word], word)

    words = "|".join(re.escape(word) for word in sorted(terms, key=len, reverse=True))
    # Both the text and what is put into it are escaped.
    return mark_safe(re.sub(rf"\b(?:{words})\b", explain, escaped))  # noqa: S308


@register.filter
def dial(number: str) -> str:
    """A telephone number as a `tel:` link wants it."""
    return re.sub(r"[^\d+]", "", number)
