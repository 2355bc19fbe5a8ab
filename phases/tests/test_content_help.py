"""The introduction and the pages for victim, child and suspect against the source of 2022, in Dutch and in English."""

import re

from phases.tests.road_map import in_lower_case, rows, slugs

INTRODUCTION = [
    "oktober 2022", "Bekir E.", "herkennen", "overzicht", "communicatie", "oog hebben voor het slachtoffer",
    "Openbaar Ministerie", "Reclassering Nederland", "Veilig Thuis", "politie", "Begin 2021", "drie regionale",
    "online", "(hoog) risico", "Groningen, Friesland en Drenthe", "makers hopen", "bestuurlijk platform",
    "Regionaal Netwerk Straf en Zorg", "monitoring", "drie kenniskringen", "elke provincie", "gemiddeld drie keer",
    "In 2022", "oosten van het land", "regievoerder", "op tijd", "de dader", "de omgeving", "de maatschappij",
    "veiligheid voorop, inhoud centraal", "Jinke Veel", "Baukje Dotinga", "Kenniskring Noord-Nederland", "Laat weten",
]  # fmt: skip
NETWORK = [
    "Drenthe, Friesland en Groningen", "politie", "Openbaar Ministerie", "Raad voor de Kinderbescherming",
    "reclassering (RN)", "projectleider Geweld Hoort Nergens Thuis", "Zorg- en Veiligheidshuis",
    "forensisch medisch arts (GGD)", "ontwikkelagenda", "Veiligheid Voorop", "ex-partnerstalking",
    "Samen op in acuut", "strafbare kindermishandeling", "Veilig Thuis en ZSM", "actieoverleggen",
]  # fmt: skip


def test_telephone_numbers_wait_for_an_editor():
    numbers = {r["telephone"] for r in rows("resource") if r["kind"] == "telephone"}
    assert numbers == {"112", "0900-8844", "0800-2000", "0900-0101", "0800-0432"}
    assert not any(r["checked_on"] for r in rows("resource"))
    assert {r["url"] for r in rows("resource")} == {"", "https://veiligthuis.nl/"}


def test_the_introduction_and_its_footnote_are_whole():
    page = next(fields for fields in rows("page") if fields["slug"] == "introductie")
    assert [fact for fact in INTRODUCTION if fact not in page["body"]] == []
    assert [fact for fact in NETWORK if fact not in page["footnote"]] == []


def test_help_in_the_region_for_every_audience_and_province():
    places = {(r["audience"][0], r["province"]): r["text"] for r in rows("regionalhelp")}
    assert len(places) == len(rows("regionalhelp")) == 9
    for province, place in {"groningen": "AFPN/Lentis", "friesland": "GGZ Friesland", "drenthe": "GGZ Drenthe"}.items():
        assert place in places["verdachte", province]
        assert "verwijzing van uw huisarts" in places["verdachte", province]
        for audience in ("slachtoffer", "kind"):
            assert f"Veilig Thuis {province.capitalize()}" in places[audience, province]
            assert "wijkteam" in places[audience, province]


def test_help_pages_say_what_the_source_offers():
    pages = {fields["slug"]: fields for fields in rows("audience")}
    facts = {
        "slachtoffer": [
            "112",
            "bel of chat",
            "kost niets",
            "logboek",
            "eventueel met de reclassering",
            "wie contact met u heeft",
            "kan de casusregisseur",
            "raad voor de kinderbescherming",
            "van de aangifte tot de zitting",
            "slachtofferhulp",
            "schadefonds",
            "brochure",
            "wijkteam",
        ],
        "kind": ["112", "bellen of chatten", "kost niets", "je naam", "wijkteam", "brochure", "kindertelefoon"],
        "verdachte": [
            "112",
            "controle kwijt",
            "bel of chat",
            "anoniem",
            "wijkteam",
            "forensische",
            "huisarts",
            "bureaudienst",
        ],
    }
    assert pages.keys() == facts.keys()
    for slug, words in facts.items():
        page = in_lower_case(pages[slug]["title"], pages[slug]["intro"], pages[slug]["body"])
        assert [word for word in words if word not in page] == [], slug
        assert {"telefoon-112", "telefoon-veilig-thuis"} <= slugs(pages[slug]["resources"])
    assert not re.search(r"\b(u|uw)\b", pages["kind"]["body"].replace("‘Als u wordt gestalkt’", ""))


def test_whatever_a_child_reads_says_je():
    """The notes of a resource stand on every page that has it: they fit both forms of address."""
    on_the_page = next(slugs(fields["resources"]) for fields in rows("audience") if fields["slug"] == "kind")
    shown = [fields["note"] for fields in rows("resource") if fields["slug"] in on_the_page]
    shown += [fields["text"] for fields in rows("regionalhelp") if fields["audience"] == ["kind"]]
    assert len(shown) > 6
    assert [words for words in shown if re.search(r"\b(u|uw)\b", words.lower())] == []


# What an English page keeps of the Dutch one: the names by which somebody asks for help here.
NAMES = ["112", "Veilig Thuis", "wijkteam", "Slachtofferhulp Nederland", "Openbaar Ministerie", "casusregisseur"]
NAMES += ["Raad voor de Kinderbescherming", "schadefonds geweldsmisdrijven", "Kindertelefoon", "reclassering"]
NAMES += ["huisarts", "bureaudienst", "‘Als u wordt gestalkt’", "aangifte"]


def test_help_is_whole_in_english():
    for page in rows("audience"):
        for name in ("name", "title", "intro", "body"):
            dutch, english = page[name], page[f"{name}_en"]
            assert english, (page["slug"], name)
            assert re.findall(r"</?(?:p|ul|ol|li)>", english) == re.findall(r"</?(?:p|ul|ol|li)>", dutch), page["slug"]
            assert [word for word in NAMES if word in dutch and word not in english] == [], (page["slug"], name)
    for help_here in rows("regionalhelp"):
        places = ("Veilig Thuis", "AFPN/Lentis", "GGZ Friesland", "GGZ Drenthe", "wijkteam", "huisarts")
        assert [word in help_here["text_en"] for word in places] == [word in help_here["text"] for word in places]
    used = set().union(*(slugs(fields["resources"]) for fields in rows("audience")))
    for resource in rows("resource"):
        if resource["slug"] in used or resource["kind"] == "telephone":
            assert resource["title_en"], resource["slug"]
            assert resource["note_en"], resource["slug"]
