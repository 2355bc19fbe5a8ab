"""What an editor, or his browser, sends that nobody meant: never a 500, and nothing public by accident."""

import pytest
from django.test import Client
from django.urls import reverse

from phases.models import Draft, Edition, Resource, Responsibility, Term
from phases.tests.admin_forms import address, form_of
from trail import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def text():
    return Responsibility.objects.get(slug="melden-politie")


@pytest.mark.parametrize(
    "data",
    [
        "",
        "headline=x",
        "steps-TOTAL_FORMS=999999&steps-INITIAL_FORMS=abc",
        "steps-TOTAL_FORMS=2&steps-INITIAL_FORMS=2&steps-0-id=999999&steps-1-id=x&partners=zz&phase=99999",
        "seen_version=abc&phase=%00&headline=%00",
    ],
)
def test_a_draft_of_another_form_opens_with_what_is_wrong(dora, cast, text, data):
    kept = {"title": "t", "data": data, "editor": cast.dora, "saved_at": clock.now()}
    Draft.objects.create(model="responsibility", object_id=text.pk, **kept)
    fresh = Draft.objects.create(model="responsibility", **kept)
    add = reverse("admin:phases_responsibility_add")
    other = reverse("admin:phases_term_add")
    for url in (address(text), f"{add}?concept={fresh.pk}", f"{other}?concept={fresh.pk}", reverse("admin:index")):
        assert dora.get(url).status_code == 200, url


def test_a_draft_whose_task_went_meanwhile_is_refused_and_kept(dora, text):
    url = address(text)
    dora.post(url, form_of(dora, url) | {"headline": "Kop van het concept", "_draft": "1"})
    text.steps.first().delete()
    refused = dora.post(url, form_of(dora, url))
    assert refused.status_code == 200
    assert 'value="Kop van het concept"' in refused.content.decode()
    assert Draft.objects.count() == 1


@pytest.mark.parametrize("concept", ["9" * 30, "-1", "x", "²"])
def test_a_draft_that_is_not_there_is_no_draft(dora, text, concept):
    assert dora.get(f"{address(text)}?concept={concept}").status_code == 200


@pytest.mark.parametrize("number", ["9" * 30, "0"])
def test_numbers_that_are_no_row_are_not_found(client, dora, text, number):
    admin = "/beheer/phases/responsibility"
    assert client.get(f"/tekst/melden-politie/versie/{number}/").status_code == 404
    assert dora.post(f"{admin}/versie/{number}/terugzetten/").status_code == 404
    for path in (f"{number}/versie/1/", f"{number}/history/", f"{text.pk}/versie/{number}/"):
        assert dora.get(f"{admin}/{path}").status_code == 404
    for action in ("change", "delete"):
        for key in (number, "x"):
            assert dora.get(f"{admin}/{key}/{action}/").status_code in {302, 404}


def test_what_is_added_in_a_popup_is_published(dora):
    url, edition = reverse("admin:phases_resource_add") + "?_popup=1", Edition.objects.get().key
    form = form_of(dora, url) | {"title": "Nieuw", "kind": "folder", "slug": "nieuw", "_popup": "1"}
    assert dora.post(url, form).status_code == 200
    assert Resource.objects.get(slug="nieuw").version == 1
    assert Edition.objects.get().key != edition


@pytest.mark.parametrize("word", ["a(b", "[x", "C++", "\\d"])
def test_a_word_may_hold_any_sign(dora, word):
    term = Term.objects.create(slug="vreemd", word=word, meaning="AB(")
    Edition.renew()
    for url in (address(term), "/begrippen/", "/zoeken/?q=C%2B%2B", "/tekst/melden-politie/"):
        assert dora.get(url).status_code == 200


@pytest.mark.parametrize("person", ["eva", "faye", "bram", "anna"])
def test_versions_and_drafts_are_for_editors_only(cast, dora, text, person):
    dora.post(address(text), form_of(dora, address(text)) | {"headline": "Kop 2"})
    dora.post(address(text), form_of(dora, address(text)) | {"headline": "Kop 3", "_draft": "1"})
    somebody = Client()
    somebody.force_login(getattr(cast, person))
    page = "admin:phases_responsibility_"
    paths = [reverse(f"{page}version", args=[text.pk, 1]), reverse(f"{page}history", args=[text.pk])]
    paths += [reverse(f"{page}deleted"), f"{address(text)}?concept={Draft.objects.get().pk}"]
    for path in paths:
        assert dora.get(path).status_code == 200
        assert somebody.get(path).status_code in {302, 403}
    for button in ("_draft", "_discard", "_preview", "_publish"):
        assert somebody.post(address(text), {button: "1", "headline": "Van een ander"}).status_code in {302, 403}
    assert [draft.title for draft in Draft.objects.all()] == ["Kop 3"]
    assert Responsibility.objects.get(pk=text.pk).headline == "Kop 2"
