"""Shows a hit in its context: the words that were found are marked, everything else is escaped."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from phases.models import Partner, Step
from phases.search.entries import Field
from phases.search.index import Index, Spot

BEFORE, LENGTH = 70, 220
MOST_STEPS = 4


@dataclass(frozen=True)
class Hit:
    """One entry that was found, with those of its steps that hold the words."""

    kind: str
    title: SafeString
    url: str
    snippet: SafeString | str
    partners: list[tuple[Partner, SafeString]] = field(default_factory=list)
    steps: list[tuple[Step, SafeString]] = field(default_factory=list)
    more_steps: int = 0


def hit_of(index: Index, place: int, found: dict[int, list[Spot]]) -> Hit:
    """The entry at this place; `found` holds the spots of each word that was asked for."""
    entry = index.entries[place]
    spots: dict[Field, list[Spot]] = defaultdict(list)
    wanted: dict[Field, set[int]] = defaultdict(set)
    for number, own in found.items():
        for spot in own:
            _place, part = index.fields[spot.field]
            spots[part].append(spot)
            wanted[part].add(number)

    def shown(part: Field) -> SafeString:
        return marked(part.text, spots[part])

    title, *rest = entry.fields
    loose = [part for part in rest if not part.step and not part.partner]
    steps = _fullest([part for part in rest if part.step], wanted)
    return Hit(
        entry.kind,
        shown(title),
        entry.url,
        _snippet(loose, spots, wanted, is_needed=not steps),
        [(part.partner, shown(part)) for part in rest if part.partner],
        [(part.step, shown(part)) for part in steps[:MOST_STEPS] if part.step],
        len(steps[MOST_STEPS:]),
    )


def _fullest(parts: list[Field], wanted: dict[Field, set[int]]) -> list[Field]:
    """Those that hold as many of the words as any of them does."""
    most = max((len(wanted[part]) for part in parts), default=0)
    return [part for part in parts if most and len(wanted[part]) == most]


def _snippet(
    parts: list[Field], spots: dict[Field, list[Spot]], wanted: dict[Field, set[int]], *, is_needed: bool
) -> SafeString | str:
    """Around the first word that was found; where none stands here, the beginning, if nothing else is shown."""
    fullest = _fullest(parts, wanted)
    if fullest:
        return cut(fullest[0].text, spots[fullest[0]])
    return cut(parts[0].text, ()) if parts and is_needed else ""


def marked(text: str, spots: Iterable[Spot], start: int = 0, end: int | None = None) -> SafeString:
    """This stretch of the text, escaped, with a <mark> around each spot; spots that overlap become one."""
    parts: list[str | SafeString] = []
    place, last = start, len(text) if end is None else end
    for spot in sorted(spots, key=lambda spot: (spot.start, -spot.end)):
        if place <= spot.start and spot.end <= last:
            parts += [text[place : spot.start], format_html("<mark>{}</mark>", text[spot.start : spot.end])]
            place = spot.end
    return format_html_join("", "{}", ((part,) for part in [*parts, text[place:last]]))


def cut(text: str, spots: Iterable[Spot]) -> SafeString:
    """About two lines around the first spot, from word to word."""
    first, last = min(((spot.start, spot.end) for spot in spots), default=(0, 0))
    start = 0 if first <= BEFORE else text.find(" ", first - BEFORE, first) + 1 or first
    end = len(text)
    if end - start > LENGTH:
        space = text.rfind(" ", last, start + LENGTH)
        end = max(last, start + LENGTH) if space < 0 else space
    before, after = "…\u00a0" if start else "", "\u00a0…" if end < len(text) else ""
    return format_html("{}{}{}", before, marked(text, spots, start, end), after)
