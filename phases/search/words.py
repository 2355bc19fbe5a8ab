"""Dutch words as the search compares them: without accents, without stop words, brought back to their stems."""

import re
import unicodedata
from dataclasses import dataclass

import snowballstemmer

# A telephone number is one word, however it is written.
WORD = re.compile(r"\d+(?:-\d+)+|[^\W_]+")
SENTENCE_END = re.compile(r"[.!?:;]")

SAY_NOTHING = """
aan af al alle alleen als bij daar daarbij daarin daarmee daarna daarvoor dan dat de deze die dit doe doen doet door
dus een eens elk elke en er erop erin ervan ervoor etc geen haar had heb hebben hebt heeft hem hen het hier hij hoe
hun iets ik in is ja je jij jou jouw kan kon kunnen kunt maar mag mee meer men met mij mijn moet moeten na naar nee
niet niets nog nu of om omdat ons onze ook op over te tegen toch toe tot tussen u uit uw van vanaf vanuit via voor
waar waarbij waarin waarmee waarom waarvoor wanneer was wat we wel welk welke werd wie wij wil willen word worden
wordt zal ze zelf zich zij zijn zo zoals zou zullen ben bent gaan gaat ga dient wilt mogen
"""
STOP_WORDS = frozenset(SAY_NOTHING.split())

# The parts of a verb that stand apart ("stem af met de politie"), longest first for the pattern.
PARTICLES = ("terug", "samen", "door", "over", "voor", "aan", "bij", "mee", "toe", "uit", "weg", "af", "in", "na", "op")
PARTICIPLE = re.compile(rf"({'|'.join(PARTICLES)})?ge(\w{{2,}}(?:d|t|en))")
# They look like a participle and are none: "gebied" is no form of "bieden".
LIKE_A_PARTICIPLE = """
gebied gebieden gebod geboden gedicht geduld geheugen geluid geluiden gemiddeld gerecht gerechten gesprekken
gevallen gevaren gevecht gevechten gevolgen geweld gezicht gezichten gezinnen gezond
"""
NO_PARTICIPLE = frozenset(LIKE_A_PARTICIPLE.split())
# Strong verbs: verwezen/verwijzen, and genomen/nemen, gesloten/sluiten, geboden/bieden.
STRONG = (
    (re.compile(r"(.+[^aeiou])e([zvtkdnp])en"), ("ij",)),
    (re.compile(r"(.+[^aeiou]|[^aeiou])o([mktdvz])en"), ("e", "ui", "ie")),
)
UNSTRESSED = re.compile(rf"(?:{'|'.join(PARTICLES)})?(?:be|ver|ont|her).+")
# "-ig" belongs to the word ("matig" is no "maat"), but the stemmer takes it off.
ENDS_IN_IG = re.compile(r"ig(?:e|er|heid)?$")


@dataclass(frozen=True)
class Word:
    raw: str
    folded: str
    start: int
    end: int
    sentence: int

    @property
    def is_stop(self) -> bool:
        return self.folded in STOP_WORDS or len(self.folded) < 2


def fold(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign)).replace("-", "")


def words(text: str) -> list[Word]:
    """Every word of a text in NFC, with its place in it and the number of its sentence."""
    found, sentence, place = [], 0, 0
    for match in WORD.finditer(text):
        sentence += bool(SENTENCE_END.search(text, place, match.start()))
        place = match.end()
        found.append(Word(match.group(), fold(match.group()), match.start(), match.end(), sentence))
    return found


def stems(word: str) -> frozenset[str]:
    """What this folded word may be a form of. Two words are forms of the same word if they share a stem."""
    return frozenset(stem for form in _forms(word) for stem in _stems_of_form(form))


def _forms(word: str) -> set[str]:
    forms = {word}
    participle = None if word in NO_PARTICIPLE else PARTICIPLE.fullmatch(word)
    if participle:
        forms.add((participle[1] or "") + participle[2])
    if participle or UNSTRESSED.fullmatch(word):
        forms |= {form for known in tuple(forms) for form in _infinitives(known)}
    forms |= {form[:-1] for form in tuple(forms) if form.endswith("dt") or (len(form) > 5 and form[-1] in "dt")}
    if word.endswith("eren"):
        forms.add(word.removesuffix("eren"))
    return forms


def _infinitives(participle: str) -> set[str]:
    return {
        f"{match[1]}{vowel}{match[2]}en"
        for pattern, vowels in STRONG
        if (match := pattern.fullmatch(participle))
        for vowel in vowels
    }


def _stems_of_form(form: str) -> set[str]:
    """By both Dutch stemmers: the one knows melden/meld, the other melding/meld and verwijs/verwijzen."""
    found = {form, snowballstemmer.stemmer("dutch_porter").stemWord(form)}
    stem = snowballstemmer.stemmer("dutch").stemWord(form)
    # It also takes "ge" out of words that are no participle: "begeleid" is no "beleid".
    place = form.find("ge")
    lost = 0 <= place < len(form) - 4 and not stem.startswith(form[: place + 2])
    if not lost and not ENDS_IN_IG.search(form):
        found.add(stem)
    return {stem for stem in found if len(stem) > 1}
