"""The index of one edition, in memory: it says where a word stands, and forgives a typing error."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from threading import Lock

from rapidfuzz import process
from rapidfuzz.distance import OSA

from phases.content import Content
from phases.search.entries import Entry, Field, entries
from phases.search.words import PARTICLES, Word, fold, stems, words

# How well a word fits: a form of the same word, a verb in two parts, the start of a word, the end of a compound.
SAME, APART, START, END, MENDED = 1.0, 0.9, 0.7, 0.5, 0.6
# Shorter words are found whole or not at all.
SHORTEST_PART = 4
# The farthest a particle stands behind its verb: "stem de maatregelen af".
REACH = 8


@dataclass(frozen=True)
class Spot:
    field: int
    start: int
    end: int


@dataclass(frozen=True)
class Abbreviation:
    word: str
    meaning: tuple[frozenset[str], ...]  # the stems of each word


class Index:
    def __init__(self, content: Content) -> None:
        self.entries: list[Entry] = list(entries(content))
        self.fields: list[tuple[int, Field]] = [
            (number, field) for number, entry in enumerate(self.entries) for field in entry.fields
        ]
        self.stems_of: dict[str, frozenset[str]] = {}
        self.written: dict[str, str] = {}  # a folded word as an editor wrote it, with its accents
        self.by_word: dict[str, list[Spot]] = defaultdict(list)
        self.by_stem: dict[str, list[Spot]] = defaultdict(list)
        self.apart: dict[str, list[Spot]] = defaultdict(list)
        self.abbreviations = {
            fold(word): Abbreviation(word, tuple(self.learn(part) for part in words(meaning) if not part.is_stop))
            for word, meaning in content.abbreviations.items()
        }
        self.phrases: dict[str, list[Spot]] = {key: [] for key in self.abbreviations}
        self.capitals = {abbreviation.word for abbreviation in self.abbreviations.values()}
        for number, (_entry, field) in enumerate(self.fields):
            self._read(number, words(field.text))
        self.distinctive = dict(self._distinctive())
        # What a typing error may be mended to: whole words, never an abbreviation.
        self.whole = [word for word in self.by_word if word.isalpha() and word not in self.abbreviations]

    def learn(self, word: Word) -> frozenset[str]:
        if word.folded not in self.stems_of:
            self.stems_of[word.folded] = stems(word.folded)
            self.written[word.folded] = word.raw.lower()
        return self.stems_of[word.folded]

    def stems(self, word: str) -> frozenset[str]:
        """Of any folded word, known or not; what visitors type is not learned."""
        return self.stems_of.get(word) or stems(word)

    def is_heard(self, word: Word) -> bool:
        """Stop words are not; but in capitals "OM" is the Openbaar Ministerie."""
        return not word.is_stop or word.raw in self.capitals

    def _read(self, number: int, found: list[Word]) -> None:
        heard = [word for word in found if self.is_heard(word)]
        for word in heard:
            spot = Spot(number, word.start, word.end)
            self.by_word[word.folded].append(spot)
            if word.raw in self.capitals:
                self.phrases[word.folded].append(spot)
            for stem in self.learn(word):
                self.by_stem[stem].append(spot)
        for key, start, end in self.phrases_in([self.stems_of[word.folded] for word in heard]):
            self.phrases[key].append(Spot(number, heard[start].start, heard[end - 1].end))
        for particle, verb in _verbs_in_two(found):
            for stem in self.learn(verb):
                self.apart[particle + stem].append(Spot(number, verb.start, verb.end))

    def phrases_in(self, row: list[frozenset[str]]) -> Iterator[tuple[str, int, int]]:
        """Where in a row of words the whole meaning of an abbreviation stands."""
        for key, abbreviation in self.abbreviations.items():
            length = len(abbreviation.meaning)
            for start in range(len(row) - length + 1 if length else 0):
                if all(row[start + n] & part for n, part in enumerate(abbreviation.meaning)):
                    yield key, start, start + length

    def _distinctive(self) -> Iterator[tuple[str, str]]:
        """Words that stand nowhere but in the meaning of one abbreviation: "veiligheidshuis" is the ZVH as well."""
        for key, abbreviation in self.abbreviations.items():
            for part in abbreviation.meaning:
                spots = {spot for stem in part for spot in self.by_stem.get(stem, ())}
                if all(_is_within(spot, self.phrases[key]) for spot in spots):
                    yield from ((stem, key) for stem in part)

    def match(self, word: str) -> dict[Spot, float]:
        """Where this folded word stands, and how well it fits there."""
        own = self.stems(word)
        found: dict[Spot, float] = {}
        parts = tuple(stem for stem in own if len(stem) >= SHORTEST_PART)
        for known, spots in self.by_word.items():
            if known.startswith(parts):
                found.update(dict.fromkeys(spots, START))
            elif any(form.endswith(parts) and _is_compound(form, parts) for form in self.stems_of[known]):
                found.update(dict.fromkeys(spots, END))
        for quality, spots in [
            *((APART, self.apart.get(stem, ())) for stem in own),
            *((APART, self.phrases[self.distinctive[stem]]) for stem in own if stem in self.distinctive),
            *((SAME, self.by_stem.get(stem, ())) for stem in own),
        ]:
            found.update(dict.fromkeys(spots, quality))
        return found

    def mend(self, word: str) -> str | None:
        """The word that was probably meant, if it is one typing error away, or two in a long word."""
        if not word.isalpha() or len(word) < SHORTEST_PART:
            return None
        near = process.extract(word, self.whole, scorer=OSA.distance, score_cutoff=1 + (len(word) > 10), limit=None)
        near = [(known, far) for known, far, _number in near if len(word) > 5 or _is_slip(word, known)]
        return min(near, key=lambda pair: (pair[1], -len(self.by_word[pair[0]])), default=(None,))[0]


class _Memory:
    """The index of the content that was searched last: as long as that content is public, it is the same object."""

    def __init__(self) -> None:
        self.held: tuple[Content, Index] | None = None
        self.lock = Lock()

    def of(self, content: Content) -> Index | None:
        held = self.held
        return held[1] if held and held[0] is content else None


_memory = _Memory()


def index_of(content: Content) -> Index:
    index = _memory.of(content)
    if index is None:
        with _memory.lock:
            index = _memory.of(content) or Index(content)
            _memory.held = (content, index)
    return index


def _verbs_in_two(found: list[Word]) -> Iterator[tuple[str, Word]]:
    """Each particle with what may be its verb: "schaal zo nodig op" and "op te schalen" are forms of "opschalen"."""
    for _sentence, group in groupby(found, key=lambda word: word.sentence):
        row = list(group)
        for place, particle in enumerate(row):
            if particle.folded in PARTICLES:
                is_split = [word.folded for word in row[place + 1 : place + 2]] == ["te"]
                verbs = [*row[max(0, place - REACH) : place], *row[place + 2 : place + 3 if is_split else 0]]
                yield from ((particle.folded, verb) for verb in verbs if not verb.is_stop)


def _is_slip(word: str, known: str) -> bool:
    """A letter forgotten or swapped: a short word with any other error is soon another word ("hond", "houd")."""
    return word[0] == known[0] and (len(word) < len(known) or sorted(word) == sorted(known))


def _is_within(spot: Spot, wider: list[Spot]) -> bool:
    return any(spot.field == one.field and one.start <= spot.start and spot.end <= one.end for one in wider)


def _is_compound(form: str, parts: tuple[str, ...]) -> bool:
    """What stands before the end is a word by itself: "veiligheids-plan", not "t-huis"."""
    return any(form.endswith(part) and len(form) - len(part) >= 3 for part in parts)
