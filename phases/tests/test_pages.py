"""The public pages on the real fixtures: open to anybody, true to the map, and at a constant cost."""

import re
from contextlib import suppress
from io import StringIO

import pytest
from django.contrib.admin.sites import site
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from phases import content
from phases.models import Audience, Edition, Gap, Page, Partner, Phase, Resource, Responsibility, Step, Term
from phases.templatetags.terms import dial, explained, formatted
from phases.tests.reading import html_of


def every_page():
    yield from (reverse(name) for name in ("show_map", "list_audiences", "list_terms"))
    for model in (Phase, Partner, Responsibility, Audience):
        yield from (row.get_absolute_url() for row in model.objects.all())
    yield from (reverse("show_page", args=[page.slug]) for page in Page.objects.all())


@pytest.mark.django_db
def test_every_public_page_is_open_and_says_112(client: Client):
    pages = list(every_page())
    assert len(pages) > 40
    for page in pages:
        response = client.get(page)
        assert response.status_code == 200, page
        assert 'href="tel:112"' in response.content.decode(), page
        assert " style=" not in response.content.decode(), page


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["show_phase", "show_partner", "show_text", "show_audience", "show_page"])
def test_an_unknown_slug_is_not_found(client: Client, name):
    assert client.get(reverse(name, args=["bestaat-niet"])).status_code == 404


@pytest.mark.django_db
def test_the_chosen_partner_lights_up(client: Client):
    html = html_of(client.get(reverse("show_map"), {"partner": "politie"}))
    assert 'class="map chosen"' in html
    own = (
        Responsibility.objects.filter(partners__slug="politie").count()
        + Gap.objects.filter(partner__slug="politie").count()
    )
    lit = re.findall(r'<li class="cell [^"]* on"><a.*?</li>', html)
    assert len(lit) == own
    assert all("Politie" in stop for stop in lit)


@pytest.mark.django_db
@pytest.mark.parametrize("partner", ["", "onbekend", "poli\x00tie", "x" * 5000])
def test_an_unknown_partner_is_no_choice(client: Client, partner):
    response = client.get(reverse("show_map"), {"partner": partner})
    assert response.status_code == 200
    assert 'class="map chosen"' not in response.content.decode()


@pytest.mark.django_db
def test_a_gap_is_shown_with_the_texts_that_mention_the_partner(client: Client):
    zvh = Partner.objects.get(slug="zorg-en-veiligheidshuis")
    count = Responsibility.objects.filter(phase__slug="signaleren", mentions=zvh).count()
    assert count > 1
    html = client.get(reverse("show_map")).content.decode()
    assert f"genoemd in {count} teksten" in html
    assert html.count('class="stop gap"') == Gap.objects.count()
    page = client.get(zvh.get_absolute_url()).content.decode()
    assert page.count("nog niets vastgelegd") == zvh.gaps.count()
    for text in Responsibility.objects.filter(mentions=zvh):
        assert text.get_absolute_url() in page


@pytest.mark.django_db
def test_a_text_of_two_partners_is_a_stop_on_both_routes(client: Client):
    text = Responsibility.objects.get(slug="signaleren-reclassering-en-forensische-zorg")
    html = client.get(reverse("show_map")).content.decode()
    assert html.count(f'href="{text.get_absolute_url()}"') == text.partners.count() == 2


@pytest.mark.django_db
def test_every_public_page_costs_one_query(client: Client, django_assert_max_num_queries):
    client.get(reverse("show_map"))
    for page in every_page():
        with django_assert_max_num_queries(1):
            client.get(page)


@pytest.mark.django_db
def test_reading_the_content_costs_the_same_with_more_rows(client: Client, django_assert_num_queries):
    with CaptureQueriesContext(connection) as before:
        content.read()
    phase, partner = Phase.objects.get(slug="signaleren"), Partner.objects.get(slug="politie")
    for number in range(3):
        text = Responsibility.objects.create(slug=f"extra-{number}", phase=phase, headline="Extra", what="Extra")
        text.partners.add(partner)
        text.mentions.add(Partner.objects.get(slug="ccb"))
        Step.objects.create(slug=f"extra-{number}", responsibility=text, text="Extra")
    with django_assert_num_queries(len(before)):
        content.read()


@pytest.mark.django_db
def test_a_new_edition_is_read_and_an_old_one_is_not_kept(client: Client):
    url = reverse("show_phase", args=["melden"])
    client.get(url)
    Phase.objects.filter(slug="melden").update(name="Nieuwe naam")
    assert "Nieuwe naam" not in client.get(url).content.decode()
    Edition.renew()
    assert "Nieuwe naam" in client.get(url).content.decode()
    with suppress(RuntimeError), transaction.atomic():
        Phase.objects.filter(slug="melden").update(name="Teruggedraaid")
        Edition.renew()
        assert "Teruggedraaid" in client.get(url).content.decode()
        raise RuntimeError
    assert "Teruggedraaid" not in client.get(url).content.decode()


@pytest.mark.django_db
def test_an_audience_page_has_a_quick_exit_that_works_without_script(client: Client, settings):
    html = html_of(client.get(Audience.objects.first().get_absolute_url()))
    assert f'href="{settings.QUICK_EXIT_URL}" data-url="{settings.QUICK_EXIT_URL}"' in html
    assert "site/exit.js" in html


def test_abbreviations_are_explained_once_and_escaped():
    html = explained("<b>SASH</b> en SASH, geen SASHA & OM", {"SASH": 'een "toets" <x>', "OM": "Openbaar Ministerie"})
    assert html.count("<abbr") == 2
    assert 'title="een &quot;toets&quot; &lt;x&gt;">SASH</abbr>' in html
    assert "&lt;b&gt;" in html
    assert "SASHA &amp; " in html


def test_formatted_text_keeps_its_tags_and_explains_only_words():
    html = formatted('<p><strong>SASH</strong> &lt;x&gt; <a href="/?SASH">SASH</a></p>', {"SASH": "toets"})
    assert html == '<p><strong><abbr title="toets">SASH</abbr></strong> &lt;x&gt; <a href="/?SASH">SASH</a></p>'


@pytest.mark.django_db
def test_formatted_text_is_cleaned_whatever_way_it_comes_in():
    term = Term.objects.create(
        slug="xss",
        word="XSS",
        explanation='<p onclick="x()">a<script>alert(1)</script><a href="javascript:x">b</a></p>',
    )
    assert term.explanation == "<p>a<a>b</a></p>"


def test_a_telephone_link_holds_digits_only():
    assert dial("0900-8844") == "09008844"
    assert dial("+31 50 123") == "+3150123"


@pytest.mark.django_db
def test_a_term_without_a_meaning_waits_for_the_editors(client: Client):
    Term.objects.create(slug="xyz", word="XYZ")
    Edition.renew()
    assert "De betekenis van XYZ wordt nog bevestigd." in client.get(reverse("list_terms")).content.decode()


@pytest.mark.django_db
def test_fixtures_never_overwrite_an_edit():
    Phase.objects.filter(slug="melden").update(name="Eigen naam")
    out = StringIO()
    call_command("load_fixtures", stdout=out)
    assert "routekaart: er staat al iets in" in out.getvalue()
    assert Edition.objects.get().number == 1
    assert Phase.objects.get(slug="melden").name == "Eigen naam"


@pytest.mark.django_db
def test_an_editor_edits_texts_but_never_keys(client: Client, cast):
    client.force_login(cast.dora, backend="accounts.backends.AddressBackend")
    term = Term.objects.get(word="OEG")
    edit = reverse("admin:phases_term_change", args=[term.pk])
    response = client.post(
        edit,
        {
            "word": "OEG",
            "meaning": "Een uitleg",
            "explanation": "",
            "slug": "anders",
            "seen_version": 1,
            "_publish": "1",
        },
    )
    assert response.status_code == 302
    changed = Term.objects.get(pk=term.pk)
    assert (changed.meaning, changed.slug) == ("Een uitleg", term.slug)
    for model in (Phase, Partner, Responsibility, Audience, Page):
        row = model.objects.first()
        page = client.get(reverse(f"admin:phases_{model._meta.model_name}_change", args=[row.pk]))
        assert page.status_code == 200
        assert 'name="slug"' not in page.content.decode()


@pytest.mark.django_db
def test_every_table_of_the_map_can_be_edited_by_an_editor(cast):
    request = RequestFactory().get("/")
    request.user = cast.dora
    for model in (Phase, Partner, Responsibility, Audience, Page, Term, Resource):
        assert site.is_registered(model)
        assert site._registry[model].has_change_permission(request), model
