"""Small words and shapes of a case. Lists use these instead of includes: rendering is what a list costs."""

from functools import cache

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Organisation
from cases.access import Receipt
from cases.enums import SashLevel
from cases.queries.lists import Row
from cases.transitions import PHASES
from phases.enums import PhaseKey

register = template.Library()

_WORDS = {SashLevel.LOW: "laag", SashLevel.MEDIUM: "matig", SashLevel.HIGH: "hoog"}


@register.filter
def level_word(level: int | None) -> str:
    return _WORDS[SashLevel(level)] if level else "geen"


@register.filter
def phase_word(phase: str) -> str:
    return PhaseKey(phase).short


@register.filter
def asked_by(receipts: list[Receipt], organisation: Organisation) -> bool:
    return any(receipt.organisation_id == organisation.pk for receipt in receipts)


@register.filter
@cache
def dots(phase: str) -> SafeString:
    place = PHASES.index(PhaseKey(phase)) + 1
    marks = format_html_join(
        "", '<i class="{}" aria-hidden="true"></i>', ((_mark(i, place),) for i in range(len(PHASES)))
    )
    return format_html("{}<span>{}</span>", marks, PhaseKey(phase).short)


def _mark(station: int, place: int) -> str:
    return "been" if station < place else ""


@register.filter
def glyph(row: Row) -> SafeString:
    """The level with its shape; for whoever may not see the newest outcome, that there is one and no older level."""
    return _glyph(row.sash_level, hidden=row.sash_hidden)


@cache
def _glyph(level: int | None, *, hidden: bool) -> SafeString:
    word = _("SASH niet gedeeld") if hidden else ""
    return render_to_string("components/risk.html", {"level": level_word(level), "word": word})


@register.filter
def warning_count(row: Row) -> SafeString:
    return _warning_count(row.warnings, is_red=row.is_red)


@cache
def _warning_count(number: int, *, is_red: bool) -> SafeString:
    word = ngettext("waarschuwing", "waarschuwingen", number)
    return format_html(
        '<span class="count{}">{}<span class="visually-hidden"> {}{}</span></span>',
        " zero" if not number else "" if is_red else " amber",
        number,
        word,
        _(", dringend") if is_red else "",
    )
