"""The words of the road map: our own, short enough, in the house's markup, and explained."""

import re

import pytest

from phases.richtext import plain
from phases.tests.road_map import ROWS, TEXTS, rows
from phases.tests.runs import of_the_source, runs

# Every field that holds words, with the model and the key of its row.
WORDS = [
    (row["model"].removeprefix("phases."), row["fields"].get("slug"), name, value)
    for row in ROWS
    for name, value in row["fields"].items()
    if isinstance(value, str) and " " in value
]
DUTCH = [words for words in WORDS if not words[2].endswith("_en") and words[2] != "editor_note"]
LONGEST_SENTENCE = 24
# Above the level of the site, no word at all, or said of something else; and the language of editors.
NOT_OURS = r"waarborg|inventaris|consequenti|aantoonbaar|monitort|\(straf\)rechtelijk|rechtshulp|\bpraat\b|vindplaats"

EXPANSIONS = {
    "SASH": "Screening Assessment for Stalking and Harassment",
    "AVE": "Aanpak Voorkoming Escalatie",
    "MDO": "Multidisciplinair overleg",
    "ZSM": "Zorgvuldig, snel en op maat",
    "DUT": "Direct Uitvoerbaar Toezicht",
    "CCB": "Bureau conflict- en crisisbeheersing",
    "RNSZ": "Regionaal Netwerk Straf en Zorg",
    "OM": "Openbaar Ministerie",
    "VT": "Veilig Thuis",
    "RvdK": "Raad voor de Kinderbescherming",
    "SHN": "Slachtofferhulp Nederland",
    "ZVH": "Zorg- en Veiligheidshuis",
    "RC": "Rechter-commissaris",
    "RN": "Reclassering Nederland",
    "OEG": "",
    "AFPN": "",
}


@pytest.mark.parametrize(
    "model", ["resource", "phase", "partner", "term", "page", "audience", "responsibility", "step"]
)
def test_slugs_are_unique_and_fit(model):
    found = [fields["slug"] for fields in rows(model)]
    assert found
    assert len(found) == len(set(found))
    assert all(len(slug) <= 80 for slug in found)


def test_lines_fit_the_map():
    assert all(len(fields["headline"]) <= 60 for fields in TEXTS.values())
    assert all(len(phase["victim_stop"]) <= 60 for phase in rows("phase"))
    assert all(len(step["text"]) <= 125 for step in rows("step"))


RICH = {"summary", "victim_text", "description", "what", "note", "intro", "intro_en", "body", "body_en", "footnote"}
RICH |= {"explanation"}


def test_texts_hold_no_other_markup_than_that_of_the_editor():
    for row in ROWS:
        for name, value in row["fields"].items():
            if isinstance(value, str) and value and name != "options":
                is_rich = name in RICH and row["model"] != "phases.resource"
                assert bool(re.match(r"<(p|ul|ol)>", value)) == is_rich, (row["model"], name)
                words = re.sub(r"</?(p|ul|ol|li|strong|em)>", "", value) if is_rich else value
                assert not re.search(r"[<>*#]|^\s*[-•] |  |(?<!\n)\n(?!\n)", words), (row["model"], name)


def test_numbers_stand_only_in_telephone_resources():
    for row in ROWS:
        fields = {k: v for k, v in row["fields"].items() if isinstance(v, str)}
        if fields.get("kind") == "telephone":
            fields = {k: v for k, v in fields.items() if k not in {"slug", "telephone"}}
        # 112 is said in words of the help pages too: whoever reads it there needs it at once.
        allowed = r"112" if row["model"] == "phases.audience" else r"20(21|22)"
        numbers = re.findall(r"\d[\d\s-]*\d{2,}|\d{3,}", " | ".join(fields.values()))
        assert [n for n in numbers if not re.fullmatch(allowed, n)] == [], row["model"]


def test_nothing_claims_to_be_revised():
    assert {fields["revised_on"] for fields in TEXTS.values()} == {None}


def test_abbreviations_have_the_known_expansion_and_no_other():
    meanings = {term["word"]: term["meaning"] for term in rows("term")}
    assert {word: meanings.get(word) for word in EXPANSIONS} == EXPANSIONS
    oeg = next(term for term in rows("term") if term["word"] == "OEG")
    assert "te bevestigen door de redactie" in oeg["explanation"].lower()


def test_every_abbreviation_in_a_public_text_is_in_the_glossary():
    words = {term["word"] for term in rows("term")}
    prose = " ".join(
        value
        for row in ROWS
        for name, value in row["fields"].items()
        if isinstance(value, str) and name not in {"editor_note", "meaning", "explanation"}
    )
    assert set(re.findall(r"\b[A-Z]{2,}[a-z]?[A-Z]*\b", prose)) - words == set()


def test_no_run_of_nine_words_is_that_of_the_source():
    source = of_the_source()
    assert len(source) > 2000
    same = {(*place, run) for *place, text in WORDS for hashed, run in runs(plain(text)).items() if hashed in source}
    assert same == set()


def test_a_run_would_be_found():
    """Negative control: a sentence of the source, in other signs and capitals."""
    sentence = "Opschalen: indien nodig op naar het ‘Zorg- en Veiligheidshuis’!"
    assert set(runs(sentence)) <= of_the_source()
    assert len(runs(sentence)) == 1


def test_no_sentence_is_long():
    for model, slug, name, text in DUTCH:
        for sentence in re.split(r"(?<=[.?!])\s|\n|</p>", text):
            assert len(plain(sentence).split()) <= LONGEST_SENTENCE, (model, slug, name, sentence)


def test_words_are_those_of_the_site():
    found = {
        (slug, name, m.group()) for _model, slug, name, text in DUTCH if (m := re.search(NOT_OURS, plain(text).lower()))
    }
    assert found == set()
