"""A text as a page and as what opens in place on the map, and the gaps beside it."""

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from phases.models import Edition, Partner, Phase, Responsibility
from phases.tests.reading import html_of
from phases.tests.test_pages import every_page


@pytest.mark.django_db
def test_a_phase_names_its_gaps_with_the_texts_that_mention_the_partner(client: Client):
    phase, zvh = Phase.objects.get(slug="melden"), Partner.objects.get(slug="zorg-en-veiligheidshuis")
    page = client.get(phase.get_absolute_url()).content.decode()
    beside = page.split(f'href="{zvh.get_absolute_url()}#melden"')[1].split("</ul>")[0]
    mentioning = Responsibility.objects.filter(phase=phase, mentions=zvh)
    assert mentioning.count() > 1
    assert all(f'href="{text.get_absolute_url()}"' in beside for text in mentioning)


@pytest.mark.django_db
def test_a_text_opens_in_place_as_a_fragment_of_the_same_page(client: Client):
    text = Responsibility.objects.get(slug="melden-politie")
    page = client.get(text.get_absolute_url())
    fragment = client.get(text.get_absolute_url(), headers={"HX-Request": "true"})
    for response in (page, fragment):
        assert "HX-Request" in response.headers["Vary"]
        for part in (text.headline, *(step.slug for step in text.steps.all()), *(p.name for p in text.partners.all())):
            assert part in response.content.decode()
    assert "<h1>" in page.content.decode()
    html = fragment.content.decode()
    assert html.startswith(f"<title>{text.headline} · Routekaart stalking</title>")
    assert not re.search(r"<(?:html|head|body|main|h1|script|link)\b", html)
    levels = [int(level) for level in re.findall(r"<h(\d)", html)]
    assert levels[0] == 2
    assert set(levels[1:]) == {3}


@pytest.mark.django_db
def test_a_text_says_when_and_by_whom_it_was_revised(client: Client):
    texts = Responsibility.objects.filter(slug="melden-politie")
    url = texts.get().get_absolute_url()

    def line():
        html = html_of(client.get(url)).split("</main>")[0]
        return strip_tags(next(part for part in html.split("<p") if "ersie" in part).split(">", 1)[1])

    assert line() == "Uit de routekaart van oktober 2022. Vaste link naar versie 1"
    revised = {"version": 3, "revised_on": date(2026, 11, 2)}
    texts.update(**revised)
    Edition.renew()
    assert line() == "Laatst herzien op 2 november 2026. Vaste link naar versie 3"
    texts.update(revised_by="Zorg- en Veiligheidshuis Groningen")
    Edition.renew()
    assert (
        line() == "Laatst herzien op 2 november 2026 door Zorg- en Veiligheidshuis Groningen. Vaste link naar versie 3"
    )


@pytest.mark.django_db
def test_htmx_is_loaded_on_the_map_alone(client: Client):
    assert "htmx" not in "".join(
        client.get(page).content.decode().replace("hx-get", "") for page in every_page() if page != reverse("show_map")
    )
    assert "django_htmx/htmx-2.min.js" in client.get(reverse("show_map")).content.decode()
