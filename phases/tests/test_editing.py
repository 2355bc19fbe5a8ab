"""The editors' desk through the admin: drafts, preview, publishing, who else was there first, and what is in use."""

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from phases.models import Draft, Edition, Responsibility, Term
from phases.tests.admin_forms import address, form_of
from trail.models import TrailEvent

pytestmark = pytest.mark.django_db
SLUG = "melden-politie"


@pytest.fixture
def text():
    return Responsibility.objects.get(slug=SLUG)


def public(client, row):
    return client.get(row.get_absolute_url()).content.decode()


def test_a_draft_is_seen_by_editors_only_until_it_is_published(client, dora, cast, text):
    url = address(text)
    data = form_of(dora, url) | {"headline": "Een heel nieuwe kop"}
    kept = dora.post(url, data | {"_draft": "1"}, follow=True)
    assert 'value="Een heel nieuwe kop"' in kept.content.decode()
    assert f"concept van {cast.dora.name}" in kept.content.decode()
    assert "Een heel nieuwe kop" in dora.get(reverse("admin:index")).content.decode()
    assert "Een heel nieuwe kop" not in public(client, text)
    assert Responsibility.objects.get(pk=text.pk).version == 1
    edition = Edition.objects.get().key
    published = dora.post(url, form_of(dora, url) | {"_publish": "1"}, follow=True)
    assert "Gepubliceerd als versie 2." in published.content.decode()
    assert "Een heel nieuwe kop" in public(client, text)
    assert not Draft.objects.exists()
    assert Edition.objects.get().key != edition
    assert TrailEvent.objects.filter(action="publish_content", target=f"responsibility:{SLUG}").count() == 1


def test_a_published_text_says_when_and_by_which_organisation_it_was_revised(client, dora, text):
    dora.post(address(text), form_of(dora, address(text)) | {"headline": "Andere kop"})
    before = text.headline
    assert before in client.get(reverse("show_text_version", args=[SLUG, 1])).content.decode()
    text.refresh_from_db()
    assert (text.version, text.revised_by) == (2, "Zorg- en Veiligheidshuis Groningen")
    page = public(client, text)
    assert "Zorg- en Veiligheidshuis Groningen" in page
    assert "Dora Smid" not in page
    assert reverse("show_text_version", args=[SLUG, 2]) in page


def test_publishing_without_a_change_makes_no_version(dora, text):
    page = dora.post(address(text), form_of(dora, address(text)), follow=True).content.decode()
    assert "niets gepubliceerd" in page
    assert Responsibility.objects.get(pk=text.pk).version == 1


def test_line_ends_of_a_browser_are_no_change(dora, text):
    form = form_of(dora, address(text))
    assert "\n" in form["editor_note"][0]
    form["editor_note"] = [form["editor_note"][0].replace("\n", "\r\n")]
    assert "niets gepubliceerd" in dora.post(address(text), form, follow=True).content.decode()


def test_an_incomplete_draft_is_kept_as_it_is_and_refused_on_publishing(client, dora, text):
    url = address(text)
    broken = form_of(dora, url) | {"headline": "", "what": "<p>Half af</p>"}
    assert dora.post(url, broken | {"_draft": "1"}).status_code == 302
    page = dora.get(url).content.decode()
    assert "Half af" in unescape(page)
    refused = dora.post(url, form_of(dora, url))
    assert refused.status_code == 200
    assert "Half af" in unescape(refused.content.decode())
    assert "Half af" not in public(client, text)
    assert Draft.objects.count() == 1


def test_something_new_can_wait_as_a_draft(dora):
    add = reverse("admin:phases_term_add")
    kept = dora.post(add, form_of(dora, add) | {"word": "Nieuwwoord", "_draft": "1"}, follow=True)
    assert 'value="Nieuwwoord"' in kept.content.decode()
    url = kept.redirect_chain[-1][0]
    dora.post(url, form_of(dora, url) | {"meaning": "Iets nieuws", "slug": "nieuwwoord"})
    assert Term.objects.get(word="Nieuwwoord").version == 1
    assert not Draft.objects.exists()


def test_each_editor_has_a_draft_of_his_own(dora, cast, text):
    url = address(text)
    dora.post(url, form_of(dora, url) | {"headline": "Van Dora", "_draft": "1"})
    cast.eva.memberships.update(role="content_editor")
    eva = Client()
    eva.force_login(cast.eva)
    seen = eva.get(url).content.decode()
    assert "Van Dora" not in seen
    assert "Er is ook een concept van Dora Smid" in seen
    eva.post(url, form_of(eva, url) | {"headline": "Van Eva", "_draft": "1"})
    assert {draft.title for draft in Draft.objects.all()} == {"Van Dora", "Van Eva"}
    dora.post(url, form_of(dora, url) | {"_discard": "1"})
    assert {draft.title for draft in Draft.objects.all()} == {"Van Eva"}


def test_a_preview_shows_the_page_as_the_public_will_and_changes_nothing(client, dora, text):
    url, edition = address(text), Edition.objects.get()
    data = form_of(dora, url) | {"headline": "Kop in het voorbeeld", "steps-0-text": "Taak in het voorbeeld"}
    page = dora.post(url, data | {"_preview": "1"})
    html = page.content.decode()
    assert page.status_code == 200
    assert "<h1>Kop in het voorbeeld</h1>" in html
    assert "Taak in het voorbeeld" in html
    assert 'class="demo" role="status"' in html
    text.refresh_from_db()
    assert (text.version, text.headline == "Kop in het voorbeeld") == (1, False)
    assert Edition.objects.get().key == edition.key
    assert "in het voorbeeld" not in public(client, text)
    assert not TrailEvent.objects.filter(action="publish_content").exists()


@pytest.mark.parametrize("name", ["phase", "partner", "audience", "page", "term", "resource", "responsibility"])
def test_every_kind_of_content_has_a_preview(dora, name):
    row = {model._meta.model_name: model for model in Responsibility._meta.apps.get_models()}[name].objects.first()
    page = dora.post(address(row), form_of(dora, address(row)) | {"_preview": "1"})
    assert page.status_code == 200
    assert 'class="demo" role="status"' in page.content.decode()


def test_a_refused_preview_shows_what_is_wrong(dora, text):
    page = dora.post(address(text), form_of(dora, address(text)) | {"headline": "", "_preview": "1"})
    assert page.status_code == 200
    assert "errornote" in page.content.decode()


def test_nobody_writes_over_a_version_he_has_not_seen(dora, text):
    url = address(text)
    mine, other = form_of(dora, url) | {"headline": "Mijn kop"}, form_of(dora, url) | {"headline": "Kop van een ander"}
    dora.post(url, other)
    refused = dora.post(url, mine)
    assert refused.status_code == 200
    assert "Intussen is versie 2 gepubliceerd." in refused.content.decode()
    assert 'value="Mijn kop"' in refused.content.decode()
    assert Responsibility.objects.get(pk=text.pk).headline == "Kop van een ander"
    again = mine | {"seen_version": re.search(r'name="seen_version" value="(\d+)"', refused.content.decode()).group(1)}
    assert dora.post(url, again).status_code == 302
    assert Responsibility.objects.get(pk=text.pk).headline == "Mijn kop"


def test_rich_text_is_cleaned_on_the_server(client, dora, text):
    evil = '<p onclick="x()">Tekst<script>alert(1)</script><img src=x onerror=y> <a href="javascript:z">k</a></p>'
    dora.post(address(text), form_of(dora, address(text)) | {"what": evil})
    text.refresh_from_db()
    assert text.what == "<p>Tekst <a>k</a></p>"


def test_a_dead_link_is_told_on_publishing_and_on_the_desk(dora, text):
    dead = '<p><a href="/tekst/bestaat-niet/">weg</a> <a href="/begrippen/#sash">goed</a></p>'
    page = dora.post(address(text), form_of(dora, address(text)) | {"what": dead}, follow=True).content.decode()
    assert page.count("leidt nergens heen") == 1
    desk = dora.get(reverse("admin:index")).content.decode()
    assert "/tekst/bestaat-niet/" in desk


def test_the_desk_shows_what_waits(dora):
    desk = dora.get(reverse("admin:index")).content.decode()
    for words in ("112", "Nummers die niemand heeft nagekeken", "Tegenstrijdig of onduidelijk in de bron", "Concepten"):
        assert words in desk


def test_the_desk_is_not_for_others(cast):
    client = Client()
    client.force_login(cast.eva)
    assert "Wat er op u wacht" not in client.get(reverse("admin:index")).content.decode()


def test_terms_and_resources_say_where_they_are_used(dora):
    term = Term.objects.get(word="CCB")
    assert "/tekst/onderzoek-ccb/" in dora.get(address(term)).content.decode()
    folder = Responsibility.objects.get(slug=SLUG).resources.first()
    assert f"/tekst/{SLUG}/" in dora.get(address(folder)).content.decode()
