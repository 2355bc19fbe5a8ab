"""Two versions of one piece of content beside each other, readable: per field the words that came and went."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from phases import models, richtext
from phases.content import Content
from phases.history import PARTS, Kept

# What the site fills in itself, and the place among others, say nothing about the content.
_BESIDES = {"version", "revised_on", "revised_by", "position"}


@dataclass(frozen=True)
class Piece:
    """Words that are in both versions, or only in the old (`gone`) or only in the new one (`new`)."""

    text: str
    gone: bool = False
    new: bool = False


@dataclass(frozen=True)
class Change:
    label: str
    pieces: list[Piece] = field(default_factory=list)


def changes(old: Kept, new: Kept, content: Content) -> list[Change]:
    """What changed from `old` to `new`; empty where nothing did."""
    model = old.model
    names = {row.slug: str(row) for rows in (content.partners, content.resources, content.phases) for row in rows}
    found = list(_field_changes(model, old.fields, new.fields, names))
    if model in PARTS:
        part_model = model._meta.get_field(PARTS[model]).related_model
        found += _part_changes(part_model, old.parts, new.parts, names)
    return found


def _field_changes(model: type[Model], old: dict[str, Any], new: dict[str, Any], names: dict) -> Iterator[Change]:
    for one in (*model._meta.fields, *model._meta.many_to_many):
        before, after = old.get(one.name), new.get(one.name)
        if one.name not in _BESIDES and before != after:
            label = str(one.verbose_name).capitalize()
            yield Change(label, words(_shown(one, before, names), _shown(one, after, names)))


def _part_changes(model: type[Model], old: list[dict], new: list[dict], names: dict) -> Iterator[Change]:
    before, after = ({_key(part): part for part in parts} for parts in (old, new))
    kind = str(model._meta.verbose_name).capitalize()
    # The parts come in their order; only its numbers may differ where nothing moved.
    was_in, is_in = ([key for key in parts if key in before and key in after] for parts in (before, after))
    for key in [*before, *(key for key in after if key not in before)]:
        old_line, new_line = _line(model, before.get(key), names), _line(model, after.get(key), names)
        if old_line != new_line:
            yield Change(_change_of(kind, key in before, key in after), words(old_line, new_line))
        elif was_in.index(key) != is_in.index(key):
            yield Change(_("%(kind)s verplaatst") % {"kind": kind}, [Piece(new_line)])


def _change_of(kind: str, was: bool, is_now: bool) -> str:
    if was and is_now:
        return _("%(kind)s gewijzigd") % {"kind": kind}
    return (_("%(kind)s weg") if was else _("%(kind)s erbij")) % {"kind": kind}


def _key(part: dict[str, Any]) -> str:
    return part.get("slug") or part.get("province") or str(part.get("partner"))


def _line(model: type[Model], part: dict[str, Any] | None, names: dict) -> str:
    """One part in one line: what it says, without its key, its place and whom it belongs to."""
    if part is None:
        return ""
    hidden = {"slug", "position", "responsibility", "audience", "phase"}
    fields = [one for one in (*model._meta.fields, *model._meta.many_to_many) if one.name not in hidden]
    shown = (_shown(one, part.get(one.name), names) for one in fields if not one.primary_key)
    return " · ".join(" / ".join(text.splitlines()) for text in shown if text)


def _shown(one: Any, value: Any, names: dict[str, str]) -> str:
    """A value as an editor reads it: words of a choice, names for keys, text without tags."""
    match value:
        case None | "":
            return ""
        case list() if one.many_to_many:
            return "\n".join(sorted(names.get(slug, slug) for (slug,) in value))
        case [slug]:
            return names.get(slug, slug)
        case _ if one.choices:
            return str(dict(one.flatchoices).get(value, value))
        case _ if isinstance(one, models.RichTextField):
            return richtext.plain(value)
        case _:
            return str(value)


def words(old: str, new: str) -> list[Piece]:
    """The two texts as one, word by word."""
    before, after = (re.findall(r"\s*\S+", text) for text in (old, new))
    pieces = []
    for kind, start, end, new_start, new_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(Piece("".join(before[start:end])))
            continue
        if end > start:
            pieces.append(Piece("".join(before[start:end]), gone=True))
        if new_end > new_start:
            pieces.append(Piece("".join(after[new_start:new_end]), new=True))
    return pieces
