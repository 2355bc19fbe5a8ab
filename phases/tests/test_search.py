"""The search on the real fixtures: it finds what was meant, shows where, and keeps nothing."""

import re
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from phases import content
from phases.enums import FeedbackKind
from phases.models import Draft, Edition, Feedback, Phase, Resource, Responsibility, Step, Term
from phases.search import find
from phases.search.index import index_of
from phases.search.words import fold, stems
from phases.tests.reading import html_of
from trail import clock

pytestmark = pytest.mark.django_db


def search(question):
    return find(content.current(), question)


def hits(question):
    return [hit for group in search(question).groups for hit in group.hits]


def urls(question):
    return {hit.url for hit in hits(question)}


def marks(question):
    shown = [str(part) for hit in hits(question) for part in (hit.title, hit.snippet)]
    shown += [str(words) for hit in hits(question) for _row, words in [*hit.steps, *hit.partners]]
    return set(re.findall("<mark>(.*?)</mark>", " ".join(shown)))


def republish(**kwargs):
    Responsibility.objects.filter(slug="melden-politie").update(**kwargs)
    Edition.renew()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("aangifte", "aangiften"),
        ("melden", "gemeld"),
        ("melding", "meldt"),
        ("verwijzen", "verwezen"),
        ("opschalen", "opgeschaald"),
        ("beoordelen", "beoordeeld"),
        ("veiligheidsplan", "VEILIGHEIDSPLANNEN"),
        ("geïnformeerd", "geinformeerd"),
        ("opnemen", "opgenomen"),
        ("besluiten", "besloten"),
    ],
)
def test_forms_of_one_word_find_the_same(one, other):
    assert urls(one) == urls(other) != set()
    assert search(one).meant == search(other).meant == ""


@pytest.mark.parametrize(
    ("one", "other"), [("gebied", "bieden"), ("beleid", "begeleiding"), ("matig", "maat"), ("geweld", "wellen")]
)
def test_words_that_only_look_alike_are_apart(one, other):
    assert not stems(one) & stems(other)


def test_a_verb_in_two_parts_is_one_verb():
    """Schaal zo nodig op: a form of "opschalen". So is "op te schalen"."""
    text = Responsibility.objects.get(slug="signaleren-sociaal-domein")
    assert "opschalen" not in text.what
    assert {"schaalt", "Schaal"} <= marks("opschalen")
    assert text.get_absolute_url() in urls("opschalen")
    republish(note="<p>Vraag iemand om de deur af te schilderen.</p>")
    assert urls("afschilderen") == {"/tekst/melden-politie/"}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("contacverbod", "contactverbod"),
        ("reclasering", "reclassering"),
        ("veilig tuis", "veilig thuis"),
        ("Politei", "politie"),
        ("melding bij slachtoferhulp", "melding bij slachtofferhulp"),
    ],
)
def test_a_typing_error_is_forgiven_and_named(client: Client, typed, meant):
    assert search(typed).meant == meant
    assert urls(typed) == urls(meant) != set()
    assert search(meant).meant == ""
    html = html_of(client.get(reverse("search"), {"q": typed}))
    assert re.search(rf'Bedoelde u <a href="/zoeken/\?q=[^"]+">{meant}</a>\?', html)


@pytest.mark.parametrize("word", ["zzzz", "hond", "stoel", "xyz", "SAHS", "OMM", "fietsenmaker", "uitkering", "a1b2"])
def test_noise_finds_nothing(client: Client, word):
    assert hits(word) == []
    assert "Niets gevonden voor" in client.get(reverse("search"), {"q": word}).content.decode()


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("OM", "openbaar ministerie"),
        ("om", "Openbaar Ministerie"),
        ("VT", "veilig thuis"),
        ("zvh", "zorg- en veiligheidshuis"),
        ("ZVH", "veiligheidshuis"),
        ("RvdK", "raad voor de kinderbescherming"),
    ],
)
def test_an_abbreviation_and_its_meaning_find_the_same(short, long):
    assert urls(short) == urls(long)
    assert len(urls(short)) > 5


def test_abbreviations_come_from_the_glossary():
    assert hits("QQX") == []
    Term.objects.create(slug="qqx", word="QQX", meaning="Elektronische monitoring")
    Edition.renew()
    assert "/tekst/melden-reclassering/" in urls("QQX")
    assert "elektronische monitoring" in marks("qqx")


def test_a_word_within_an_abbreviation_is_no_noise():
    """Stalking stands in the meaning of SASH, and is a word by itself: SASH is not marked for it."""
    assert "SASH" not in marks("stalking")
    assert "SASH" in marks("sash")


def test_small_words_count_only_when_there_is_nothing_else():
    assert urls("hoe gaat het om met de aangifte") == urls("aangifte")
    assert not search("de het een").has_words


def test_all_words_must_match():
    both = urls("sash aangifte")
    assert both
    assert both <= urls("sash") & urls("aangifte")
    assert not search("sash aangifte").is_partial


def test_without_a_hit_for_all_words_the_most_words_win(client: Client):
    findings = search("melding politie kinderen ccb schadefonds")
    assert findings.is_partial
    assert findings.groups
    html = client.get(reverse("search"), {"q": "melding politie kinderen ccb schadefonds"}).content.decode()
    assert "Al uw woorden samen staan nergens." in html
    html = client.get(reverse("search"), {"q": "schadefonds zzzz"}).content.decode()
    assert "Dit woord staat nergens in de routekaart: zzzz." in html
    assert hits("schadefonds zzzz qqqq") == []


def test_groups_stand_in_the_order_of_the_process():
    keys = [group.key for group in search("veilig thuis").groups]
    order = [phase.slug for phase in content.current().phases]
    order += ["partners", "begrippen", "folders", "hulp", "over"]
    assert keys == [key for key in order if key in keys]
    assert {"signaleren", "melden", "onderzoek", "partners", "begrippen", "folders", "hulp", "over"} == set(keys)


def test_a_text_is_one_hit_with_its_steps_under_it():
    step = Step.objects.get(slug="melden-politie-casusregisseur")
    (hit,) = [hit for hit in hits("casusregisseur") if hit.url == "/tekst/melden-politie/"]
    assert step.slug in [row.slug for row, _words in hit.steps]
    assert all("<mark>" in words for _row, words in hit.steps)
    assert len(urls("casusregisseur")) == len(hits("casusregisseur"))


def test_a_step_links_to_its_place_in_the_text(client: Client):
    html = client.get(reverse("search"), {"q": "zorgmelding"}).content.decode()
    assert 'href="/tekst/melden-politie/#melden-politie-zorgmelding"' in html
    assert 'id="melden-politie-zorgmelding"' in client.get("/tekst/melden-politie/").content.decode()


def test_titles_and_partners_stand_before_steps_and_steps_before_the_rest():
    phase = Phase.objects.get(slug="signaleren")
    for slug, headline, what, task in [
        ("in-body", "Iets", "kwartelmoes " * 20, ""),
        ("in-step", "Iets", "Iets", "Kook de kwartelmoes"),
        ("in-title", "Kwartelmoes", "Iets", ""),
    ]:
        text = Responsibility.objects.create(slug=slug, phase=phase, headline=headline, what=what)
        if task:
            Step.objects.create(slug=f"{slug}-task", responsibility=text, text=task)
    Edition.renew()
    assert [hit.url for hit in hits("kwartelmoes")] == ["/tekst/in-title/", "/tekst/in-step/", "/tekst/in-body/"]


def test_everything_public_is_found_where_it_stands():
    found = {
        "logboek": "/hulp/slachtoffer/",
        "Lentis": "/hulp/verdachte/",
        "triageren": "/begrippen/#triageren",
        "0900-8844": "tel:09008844",
        "0800 2000": "tel:08002000",
        "kenniskringen": "/over/introductie/",
        "schadefonds": "/fase/vervolgen/",
        "advocaat": "/tekst/vervolgen-rechterlijke-macht/",
        "crisisbeheersing": "/partner/ccb/",
        "chatten": Resource.objects.get(slug="website-veilig-thuis").url,
    }
    assert {word: url for word, url in found.items() if url not in urls(word)} == {}


def test_what_is_not_public_is_never_found(cast):
    text = Responsibility.objects.get(slug="melden-politie")
    now = clock.now()
    Draft.objects.create(
        model="responsibility", title="Kwartelmoes", data="kwartelmoes", editor=cast.dora, saved_at=now
    )
    Feedback.objects.create(
        once=uuid4(), text=text, kind=FeedbackKind.OTHER, message="kwartelmoes", sender=cast.bram, sent_at=now
    )
    republish(editor_note="De bron noemt kwartelmoes.")
    assert Responsibility.objects.filter(editor_note__contains="kwartelmoes").exists()
    assert hits("kwartelmoes") == []
    republish(note="De bron noemt kwartelmoes.")
    assert urls("kwartelmoes") == {text.get_absolute_url()}


def test_a_new_edition_is_indexed_and_until_then_the_index_stays():
    before = index_of(content.current())
    Responsibility.objects.filter(slug="melden-politie").update(headline="Kwartelmoes")
    assert hits("kwartelmoes") == []
    assert index_of(content.current()) is before
    Edition.renew()
    assert urls("kwartelmoes") == {"/tekst/melden-politie/"}
    assert index_of(content.current()) is not before


def test_accents_do_not_count():
    assert fold("Één ÉÉN") == "een een"
    assert urls("sociál domeïn") == urls("sociaal domein") != set()
