"""The map against the source of 2022: which partner has a text where, and whom each text names.

The tables below were drawn up from the source, not from the fixture.
"""

import re
from collections import Counter

import pytest

from phases.enums import PhaseKey
from phases.tests.road_map import PUBLIC, REC_FZ, TEXTS, VT_RVDK, ZVH, rows, slugs

# partner -> the text it has in each phase, in process order
TABLE = {
    "politie": ["politie", "politie", "politie", None, "politie"],
    "openbaar-ministerie": [
        None,
        "openbaar-ministerie",
        "openbaar-ministerie",
        "openbaar-ministerie",
        "openbaar-ministerie",
    ],
    "reclassering": [REC_FZ, "reclassering", "reclassering", None, "reclassering"],
    "rechterlijke-macht": [None, None, None, "rechterlijke-macht", None],
    "ccb": [None, None, "ccb", None, None],
    "veilig-thuis": [VT_RVDK, "veilig-thuis", VT_RVDK, None, None],
    "raad-voor-de-kinderbescherming": [VT_RVDK, None, VT_RVDK, None, None],
    "forensische-zorg": [REC_FZ, None, None, None, None],
    "slachtofferhulp-nederland": [None, "slachtofferhulp-nederland", None, "slachtofferhulp-nederland", None],
    "sociaal-domein": ["sociaal-domein", None, None, None, None],
    ZVH: [None, None, None, None, None],
}
CELLS = [
    (partner, phase, key) for partner, keys in TABLE.items() for phase, key in zip(PhaseKey.values, keys, strict=True)
]

GAPS = {(ZVH, phase) for phase in PhaseKey.values} | {
    ("raad-voor-de-kinderbescherming", "melden"),
    ("politie", "vervolgen"),
    ("reclassering", "vervolgen"),
    ("veilig-thuis", "vervolgen"),
    ("veilig-thuis", "veroordeling"),
    ("raad-voor-de-kinderbescherming", "veroordeling"),
    ("slachtofferhulp-nederland", "veroordeling"),
}

# Whom a text names, in its own words or in a task that the source gives its partners in the text of another: to tune a
# plan with the CCB (Onderzoek: CCB), to discuss the type of stalker with forensische zorg (Melden: politie).
MENTIONS = {
    "signaleren-politie": "sociaal-domein forensische-zorg veilig-thuis reclassering",
    f"signaleren-{REC_FZ}": f"politie veilig-thuis {ZVH}",
    f"signaleren-{VT_RVDK}": f"politie {ZVH}",
    "signaleren-sociaal-domein": f"politie veilig-thuis {ZVH}",
    "melden-politie": "veilig-thuis reclassering raad-voor-de-kinderbescherming forensische-zorg ccb",
    "melden-openbaar-ministerie": f"politie veilig-thuis reclassering slachtofferhulp-nederland ccb {ZVH}",
    "melden-reclassering": "politie openbaar-ministerie rechterlijke-macht veilig-thuis raad-voor-de-kinderbescherming "
    f"slachtofferhulp-nederland sociaal-domein forensische-zorg {ZVH}",
    "melden-veilig-thuis": f"politie reclassering raad-voor-de-kinderbescherming forensische-zorg {ZVH}",
    "melden-slachtofferhulp-nederland": "politie openbaar-ministerie",
    "onderzoek-politie": "openbaar-ministerie reclassering veilig-thuis ccb",
    "onderzoek-openbaar-ministerie": "politie reclassering slachtofferhulp-nederland veilig-thuis ccb",
    "onderzoek-reclassering": "politie openbaar-ministerie rechterlijke-macht veilig-thuis "
    f"raad-voor-de-kinderbescherming sociaal-domein ccb {ZVH}",
    "onderzoek-ccb": f"reclassering veilig-thuis raad-voor-de-kinderbescherming openbaar-ministerie {ZVH}",
    f"onderzoek-{VT_RVDK}": f"politie reclassering ccb forensische-zorg {ZVH}",
    "vervolgen-openbaar-ministerie": "reclassering",
    "vervolgen-rechterlijke-macht": "openbaar-ministerie reclassering",
    "vervolgen-slachtofferhulp-nederland": "",
    "veroordeling-politie": "reclassering",
    "veroordeling-openbaar-ministerie": "politie reclassering",
    "veroordeling-reclassering": "politie",
}

NAMED_AS = {
    "politie": r"politie|wijkagent|operationeel expert",
    "openbaar-ministerie": r"openbaar ministerie|officier van justitie",
    "reclassering": r"reclassering",
    "rechterlijke-macht": r"rechterlijke macht|rechter-commissaris",
    "ccb": r"\bccb\b",
    "veilig-thuis": r"veilig thuis",
    "raad-voor-de-kinderbescherming": r"\braad voor de kinderbescherming",
    "forensische-zorg": r"forensische (zorg|setting)",
    "slachtofferhulp-nederland": r"slachtofferhulp",
    "sociaal-domein": r"sociaal domein|\(sociaal\) zorgdomein",
    ZVH: r"zorg- en veiligheidshuis|\bzvh\b",
}


@pytest.mark.parametrize(("partner", "phase", "key"), CELLS)
def test_each_cell_of_the_table_has_exactly_its_text(partner, phase, key):
    found = {slug for slug, f in TEXTS.items() if f["phase"] == [phase] and partner in slugs(f["partners"])}
    assert found == ({f"{phase}-{key}"} if key else set())


def test_twenty_texts_fill_twenty_three_cells():
    assert len(TEXTS) == 20
    assert sum(len(fields["partners"]) for fields in TEXTS.values()) == 23


@pytest.mark.parametrize("slug", MENTIONS)
def test_mentions_are_the_partners_the_source_names(slug):
    assert slugs(TEXTS[slug]["mentions"]) == set(MENTIONS[slug].split())


@pytest.mark.parametrize("slug", MENTIONS)
def test_the_words_name_no_more_and_no_fewer_partners_than_the_source(slug):
    named = {partner for partner, words in NAMED_AS.items() if re.search(words, PUBLIC[slug])}
    assert named - slugs(TEXTS[slug]["partners"]) == set(MENTIONS[slug].split())


def test_the_zvh_is_mentioned_in_nine_texts_and_never_by_the_police():
    naming = [fields for fields in TEXTS.values() if [ZVH] in fields["mentions"]]
    assert Counter(fields["phase"][0] for fields in naming) == {"signaleren": 3, "melden": 3, "onderzoek": 3}
    assert not any(["politie"] in fields["partners"] for fields in naming)


def test_named_gaps_are_exactly_these_and_only_on_empty_cells():
    gaps = [(gap["partner"][0], gap["phase"][0]) for gap in rows("gap")]
    assert len(gaps) == len(set(gaps))
    assert set(gaps) == GAPS
    assert not set(gaps) & {(partner, phase) for partner, phase, key in CELLS if key}


def test_what_opens_with_a_partner_of_the_text():
    for slug, fields in TEXTS.items():
        opening = fields["what"].split(".")[0].lower()
        assert any(re.search(NAMED_AS[partner], opening) for partner in slugs(fields["partners"])), slug


def test_folders_stand_with_the_texts_of_the_source():
    with_resources = {slug: slugs(fields["resources"]) for slug, fields in TEXTS.items() if fields["resources"]}
    assert with_resources == {
        "melden-politie": {"brochure-als-u-wordt-gestalkt"},
        "melden-veilig-thuis": {"website-veilig-thuis"},
        "melden-slachtofferhulp-nederland": {"folder-stalking"},
    }


def test_contradictions_reach_the_editors():
    for slug, word in {
        "onderzoek-politie": "Tegenstrijdig",
        "onderzoek-ccb": "Tegenstrijdig",
        "melden-politie": "OEG",
    }.items():
        assert word in TEXTS[slug]["editor_note"]
