"""What may stand in a column: read from the model, the same for a form and for a service that is called without one."""

import unicodedata
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

# Signs that turn the reading direction of what follows: a name could be made to look like another.
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# Signs that show nothing although Unicode counts them as letters or symbols: Hangul fillers, the empty Braille pattern.
_BLANK = frozenset("\u115f\u1160\u3164\uffa0\u2800")


def shows(text: str) -> bool:
    """Whether anything of it is seen: a letter, a digit, punctuation or a symbol. Spaces, joiners, soft hyphens and
    marks on nothing are not; beside something visible they are welcome, for names need them."""
    return any(unicodedata.category(sign)[0] in "LNPS" and sign not in _BLANK for sign in text)


def unreadable(text: str) -> str:
    """Why a text cannot be kept as it is, in a sentence; empty where it can."""
    if _TURNING & set(text):
        return _("Hierin staan onzichtbare tekens die de leesrichting omdraaien. Haal ze weg.")
    if any(unicodedata.category(sign) in {"Cc", "Cs"} and sign not in "\r\n\t" for sign in text):
        return _("Hierin staan onzichtbare tekens. Typ de tekst opnieuw of plak zonder opmaak.")
    return ""


def fault(column: models.Field, value: Any, *, required: bool) -> str:
    """Why this value may not stand in the column, in a sentence; empty where it may."""
    if isinstance(value, str) and not shows(value):
        return _("Vul dit in.") if required else ""
    if column.choices and value not in {choice for choice, _label in column.choices}:
        return _("Kies iets uit de lijst.")
    if not isinstance(value, str):
        return ""
    if column.max_length and len(value) > column.max_length:
        sizes = {"length": len(value), "most": column.max_length}
        return _("Deze tekst is te lang: %(length)d tekens, er passen er %(most)d.") % sizes
    return unreadable(value)
