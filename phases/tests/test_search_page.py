"""The page of the search: what it says to each question, what it shows of a hit, and that it keeps nothing."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from phases import content
from phases.models import Edition, Responsibility
from phases.search import EXAMPLES, MOST_SIGNS, find
from phases.search.finding import MOST_WORDS
from phases.search.index import Spot
from phases.search.snippets import LENGTH, cut
from phases.tests.reading import html_of

pytestmark = pytest.mark.django_db


def hits(question):
    return [hit for group in find(content.current(), question).groups for hit in group.hits]


def republish(**kwargs):
    Responsibility.objects.filter(slug="melden-politie").update(**kwargs)
    Edition.renew()


def test_the_context_is_escaped_and_marked(client: Client):
    republish(
        headline="<b>Kwartelmoes</b> & zo", what="<p>1 &lt; 2: &lt;script&gt;alert(1)&lt;/script&gt; kwartelmoes</p>"
    )
    (hit,) = hits("kwartelmoes")
    assert hit.title == "&lt;b&gt;<mark>Kwartelmoes</mark>&lt;/b&gt; &amp; zo"
    assert hit.snippet == "1 &lt; 2: &lt;script&gt;alert(1)&lt;/script&gt; <mark>kwartelmoes</mark>"
    html = client.get(reverse("search"), {"q": "kwartelmoes"}).content.decode()
    assert "<script>alert" not in html
    assert "<b>Kwartelmoes" not in html


def test_a_snippet_is_cut_between_words_around_the_first_match():
    republish(what=f"<p>{'lang verhaal ' * 40}kwartelmoes{' en nog wat' * 40}</p>")
    (hit,) = hits("kwartelmoes")
    assert re.fullmatch(r"…\s(lang|verhaal) .*<mark>kwartelmoes</mark>.* (en|nog|wat)\s…", str(hit.snippet))
    assert len(hit.snippet) < 300
    assert cut("x" * 500, ()) == f"{'x' * LENGTH}\u00a0…"
    assert cut(f"kort {'x' * 500}", [Spot(0, 5, 505)]) == f"kort <mark>{'x' * 500}</mark>"


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("", "Begin bijvoorbeeld met een van deze woorden."),
        ("   \x00 \n", "Begin bijvoorbeeld met een van deze woorden."),
        ("de het een", "kunnen wij niet zoeken."),
        ("?!*(){}[]^$\\|%_'\"", "kunnen wij niet zoeken."),
        ("<script>alert(1)</script>", "Niets gevonden voor"),
        ("zz\x00zz", "Niets gevonden voor"),
        ("x" * 5000, "Uw vraag was lang."),
        ("aangifte " * 600, "Uw vraag was lang."),
        ("politie " * (MOST_WORDS + 1), "Uw vraag was lang."),
        ("ﬁets ² ß İ 😀 مرحبا e\u0301\u0301", "Niets gevonden voor"),
    ],
)
def test_odd_questions_get_a_clear_answer(client: Client, question, says):
    response = client.get(reverse("search"), {"q": question})
    html = html_of(response)
    assert response.status_code == 200
    assert says in html
    assert "<script>alert" not in html
    shown = re.search(r'name="q" value="([^"]*)"', html)[1]
    assert len(shown) <= len(escape("'")) * MOST_SIGNS


def test_the_first_words_lead_somewhere(client: Client):
    html = client.get(reverse("search")).content.decode()
    for example in EXAMPLES:
        assert f">{example}</a>" in html
        assert hits(example), example


def test_the_page_is_open_counts_its_results_and_keeps_nothing(client: Client, django_assert_num_queries):
    client.get(reverse("search"), {"q": "aangifte"})
    with django_assert_num_queries(1):
        response = client.get(reverse("search"), {"q": "aangifte"})
    html = html_of(response)
    assert f"{len(hits('aangifte'))} resultaten voor ‘aangifte’." in html
    assert "no-store" in response.headers["Cache-Control"]
    assert "aangifte" not in re.search("<title>(.*?)</title>", html)[1]
    assert 'class="exit"' in html
    assert 'role="status"' in html
