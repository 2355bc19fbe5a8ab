"""Answers one question to the search: which words were meant, which entries have them, and in which order."""

import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field

from phases.content import Content
from phases.models import Phase
from phases.search.entries import GROUPS, Part
from phases.search.index import MENDED, SAME, Index, Spot, index_of
from phases.search.snippets import Hit, hit_of
from phases.search.words import Word, words

# A question is short; what comes after this is not read.
MOST_SIGNS = 200
MOST_WORDS = 10
# To begin with; a test sees to it that each of them finds something.
EXAMPLES = ("aangifte", "veiligheidsplan", "contactverbod", "hoger beroep", "SASH", "schadefonds")


@dataclass(frozen=True)
class Want:
    """One thing that was asked for: a word, or an abbreviation with its meaning."""

    spots: dict[Spot, float]


@dataclass(frozen=True)
class Group:
    key: str
    title: str
    phase: Phase | None
    hits: list[Hit]


@dataclass
class Findings:
    """What the page says about one question. `query` is what was read of it."""

    query: str
    is_cut: bool = False
    has_words: bool = False
    meant: str = ""  # the question with its typing errors mended
    missing: list[str] = field(default_factory=list)  # words that stand nowhere
    is_partial: bool = False  # no entry has all the words that stand somewhere
    groups: list[Group] = field(default_factory=list)

    @property
    def count(self) -> int:
        return sum(len(group.hits) for group in self.groups)


def find(content: Content, question: str) -> Findings:
    """Never raises, whatever the question holds; what cannot be searched for finds nothing."""
    query = clean(question)
    findings = Findings(query[:MOST_SIGNS].strip(), is_cut=len(query) > MOST_SIGNS)
    index = index_of(content)
    asked = _asked(index, findings.query)
    findings.is_cut |= len(asked) > MOST_WORDS
    findings.has_words = bool(asked)
    wants = _wants(index, asked[:MOST_WORDS], findings)
    present = [want for want in wants if want.spots]
    # Half of what was asked for is the least that still answers the question.
    least = (len(wants) + 1) // 2
    if present and len(present) >= least:
        findings.groups = _groups(content, index, present, least, findings)
    return findings


def clean(question: str) -> str:
    """One line without signs that cannot be shown."""
    shown = (sign if sign.isprintable() else " " for sign in unicodedata.normalize("NFC", question[: 2 * MOST_SIGNS]))
    return " ".join("".join(shown).split())


def _asked(index: Index, query: str) -> list[Word]:
    """The words that say something; where there are none, "om" may still be the abbreviation."""
    every = words(query)
    heard = [word for word in every if index.is_heard(word)]
    return heard or [word for word in every if word.folded in index.abbreviations]


def _wants(index: Index, asked: list[Word], findings: Findings) -> list[Want]:
    known: list[str] = []
    wants: dict[int, Want] = {}
    mended: list[tuple[Word, str]] = []
    for place, word in enumerate(asked):
        spots = index.match(word.folded)
        better = None if spots or word.raw in index.capitals else index.mend(word.folded)
        if better:
            mended.append((word, index.written[better]))
            spots = {spot: quality * MENDED for spot, quality in index.match(better).items()}
        if not spots:
            findings.missing.append(word.raw)
        known.append(better or word.folded)
        wants[place] = Want(spots)
    findings.meant = _meant(findings.query, mended)
    return _with_phrases(index, known, wants)


def _meant(query: str, mended: list[tuple[Word, str]]) -> str:
    meant = query
    for word, better in reversed(mended):
        meant = meant[: word.start] + better + meant[word.end :]
    return meant if mended else ""


def _with_phrases(index: Index, known: list[str], wants: dict[int, Want]) -> list[Want]:
    """Where the question holds an abbreviation, or its whole meaning, both are wanted as one."""
    for place, word in enumerate(known):
        if word in index.abbreviations:
            wants[place] = Want(dict.fromkeys(index.phrases[word], SAME))
    row = [index.stems(word) for word in known]
    taken: set[int] = set()
    for key, start, end in index.phrases_in(row):
        span = set(range(start, end))
        if not span & taken and index.phrases[key]:
            taken |= span
            wants[start] = Want(dict.fromkeys(index.phrases[key], SAME))
            for place in range(start + 1, end):
                del wants[place]
    return list(wants.values())


def _groups(content: Content, index: Index, wants: list[Want], least: int, findings: Findings) -> list[Group]:
    """The hits with the most words, by group; within a group the best first."""
    spots: dict[int, dict[int, list[Spot]]] = defaultdict(lambda: defaultdict(list))
    scores: dict[int, dict[int, float]] = defaultdict(dict)
    for number, want in enumerate(wants):
        for spot, quality in want.spots.items():
            place, found = index.fields[spot.field]
            spots[place][number].append(spot)
            scores[place][number] = max(scores[place].get(number, 0), found.part * quality)
    most = max(len(found) for found in spots.values())
    if most < least:
        return []
    findings.is_partial = most < len(wants)
    hits: dict[str, list[Hit]] = defaultdict(list)
    best = [place for place, found in spots.items() if len(found) == most]
    for place in sorted(best, key=lambda place: (-_score(scores[place], spots[place]), place)):
        hits[index.entries[place].group].append(hit_of(index, place, spots[place]))
    rows = [(phase.slug, phase.short_name, phase) for phase in content.phases]
    rows += [(key, str(title), None) for key, title in GROUPS.items()]
    return [Group(key, title, phase, hits[key]) for key, title, phase in rows if hits[key]]


def _score(by_want: dict[int, float], spots: dict[int, list[Spot]]) -> float:
    """Where each word stands at its best; how often it stands there only decides between equals."""
    often = sum(min(len(found), 5) for found in spots.values())
    return sum(by_want.values()) + often * Part.BODY / 100
