"""The help pages: for whoever looks for help unseen, in Dutch and in English."""

import re

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from phases.models import Audience, Edition, RegionalHelp, Resource
from phases.tests.reading import html_of

SLUGS = ("slachtoffer", "kind", "verdachte")
DUTCH = ("/hulp/", *(f"/hulp/{slug}/" for slug in SLUGS))
ENGLISH = tuple(f"/en{path}" for path in DUTCH)
ADVICE = {
    "/hulp/": ("privévenster", "geschiedenis van uw browser", "apparaat van iemand die u", "lijst met gesprekken"),
    "/en/hulp/": ("private window", "history of your browser", "device of somebody", "list of calls", "no cookies"),
}


def main(client, path):
    return html_of(client.get(path)).split("<main")[1].split("</main>")[0]


@pytest.mark.django_db
@pytest.mark.parametrize("path", [*DUTCH, *ENGLISH])
def test_a_visit_leaves_no_trace(client: Client, path):
    response = client.get(path)
    assert response.status_code == 200
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert response.headers["Cache-Control"] == "no-store"
    assert not response.cookies
    assert "<form" not in response.content.decode()


@pytest.mark.django_db
def test_other_pages_keep_the_policy_of_the_site(client: Client):
    """The control: forms need a referrer inside the site, and the map may be kept."""
    for path in ("/", "/begrippen/", reverse("account_login")):
        response = client.get(path)
        assert response.headers["Referrer-Policy"] == settings.SECURE_REFERRER_POLICY == "same-origin", path
    assert "no-store" not in client.get("/").headers.get("Cache-Control", "")
    assert client.get(reverse("account_login")).cookies


@pytest.mark.django_db
def test_whoever_is_logged_in_can_still_log_out_there(client: Client, cast):
    """A page without a referrer posts its forms with "Origin: null", and the CSRF check refuses those."""
    client.force_login(cast.bram)
    response = client.get("/hulp/")
    assert f'action="{reverse("account_logout")}"' in response.content.decode()
    assert response.headers["Referrer-Policy"] == "same-origin"
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.django_db
@pytest.mark.parametrize("path", [*DUTCH, *ENGLISH])
def test_every_help_page_says_how_to_look_more_safely(client: Client, path):
    page = main(client, path)
    advice = re.search(r'<details class="safe">.*?</details>', page, re.DOTALL)
    assert advice, path
    language = "/en/hulp/" if path.startswith("/en/") else "/hulp/"
    words = [word.replace("uw ", "je ").replace("die u", "die je") if path == "/hulp/kind/" else word
             for word in ADVICE[language]]  # fmt: skip
    assert [word for word in words if word not in advice.group()] == []


@pytest.mark.django_db
def test_other_pages_do_not_give_that_advice(client: Client):
    assert 'class="safe"' not in client.get("/").content.decode()
    assert 'class="safe"' not in client.get("/fase/melden/").content.decode()


@pytest.mark.django_db
def test_a_child_is_addressed_as_a_child(client: Client):
    """Everything on that page, our own words included; the name of the brochure and of the first page stay."""
    formal = re.compile(r"\b[Uu]w?\b")
    said = re.sub(r"<[^>]+>", " ", main(client, "/hulp/kind/"))
    for name in ("‘Als u wordt gestalkt’", "Als u wordt gestalkt", "Hulp voor u"):
        said = said.replace(name, "")
    assert formal.findall(said) == []
    assert formal.findall(main(client, "/hulp/slachtoffer/"))


@pytest.mark.django_db
@pytest.mark.parametrize("path", [*DUTCH, *ENGLISH])
def test_the_quick_exit_is_there_in_both_languages(client: Client, path):
    page = html_of(client.get(path))
    (exit_link,) = re.findall(r'<a class="exit"[^>]*>', page)
    assert f'href="{settings.QUICK_EXIT_URL}" data-url="{settings.QUICK_EXIT_URL}"' in exit_link
    assert 'rel="noreferrer"' in exit_link
    assert ("Quick exit" if path.startswith("/en/") else "Snel weg") in page
    assert "site/exit.js" in page


@pytest.mark.django_db
def test_help_in_the_region_stands_on_every_page(client: Client):
    for slug in SLUGS:
        for path in (f"/hulp/{slug}/", f"/en/hulp/{slug}/"):
            page = main(client, path)
            assert all(f"<dt>{province}</dt>" in page for province in ("Groningen", "Friesland", "Drenthe")), path
            assert 'href="tel:112"' in page
            assert 'href="tel:08002000"' in page


@pytest.mark.django_db
def test_what_is_empty_in_english_is_shown_in_dutch_and_says_so(client: Client):
    victim = Audience.objects.get(slug="slachtoffer")
    victim.title_en = victim.body_en = ""
    victim.full_clean()
    victim.save()
    RegionalHelp.objects.filter(audience=victim).update(text_en="")
    Resource.objects.filter(slug="telefoon-112").update(note_en="")
    Edition.renew()
    page = main(client, "/en/hulp/slachtoffer/")
    assert f'<h1 lang="nl">{victim.title}</h1>' in page
    assert '<div class="prose" lang="nl"><p>Veilig Thuis is er voor advies' in page
    assert page.count('<dd lang="nl">') == 3
    assert '<span class="small" lang="nl">Bel meteen als er direct gevaar is.</span>' in page
    assert '<div class="lead prose"><p>Are you in danger right now?' in page
    assert f'<h2 lang="nl"><a href="/en/hulp/slachtoffer/">{victim.title}</a></h2>' in main(client, "/en/hulp/")
    assert "lang=" not in main(client, "/hulp/slachtoffer/")


@pytest.mark.django_db
def test_filled_in_english_nothing_on_the_page_is_marked_dutch(client: Client):
    for path in ENGLISH:
        assert "lang=" not in main(client, path), path


@pytest.mark.django_db
def test_help_costs_one_query_in_english_too(client: Client, django_assert_max_num_queries):
    client.get("/hulp/")
    for path in ENGLISH:
        with django_assert_max_num_queries(1):
            client.get(path)
