"""Makes a PDF of plain data. The data goes to typst as JSON: no word of an editor is ever read as markup."""

import json
import re
from datetime import datetime
from pathlib import Path
from typing import Any

import typst

TEMPLATE = Path(__file__).with_name("road_map.typ")
# PDF/UA-1: tagged, with a language and a title, readable for a screen reader. Typst refuses what would break it.
STANDARD = "ua-1"
# What the fonts inside typst can set (a test sets it all). One sign more, such as an emoji, would stop the document.
IN_THE_FONTS = (
    r"\n\x20-\x7e\xa0-\u036f\u0391-\u03a1\u03a3-\u03c9\u0400-\u04ff\u1e00-\u1eff\u2010-\u2027\u2030-\u2040"
    r"\u2074-\u208e\u20a0-\u20bf\u2190-\u22ff\u2500-\u25ff"
)
NOT_IN_THE_FONTS = re.compile(f"[^{IN_THE_FONTS}]")
INSTEAD = "\u25a1"


class NotMade(Exception):
    """Typst made a document, but not the one that was meant: a warning tells that a font or the layout gave way."""


def make(words: dict[str, Any], dated: datetime | None = None) -> bytes:
    """The PDF: the same bytes for the same words and date.

    Raises NotMade or typst.TypstError: a document that is not as it should be is never handed out.
    """
    made, warnings = typst.compile_with_warnings(
        TEMPLATE,
        sys_inputs={"words": json.dumps(_settable(words), ensure_ascii=False)},
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards=[STANDARD],
        timestamp=int(dated.timestamp()) if dated else None,
    )
    if warnings:
        raise NotMade("; ".join(warning.message for warning in warnings))
    return made


def _settable(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _settable(inside) for key, inside in value.items()}
    if isinstance(value, list | tuple):
        return [_settable(inside) for inside in value]
    return NOT_IN_THE_FONTS.sub(INSTEAD, str(value)) if not isinstance(value, bool | int | None) else value
