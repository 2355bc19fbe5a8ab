"""English around the help pages: which address is in which language, and that no word of the interface stays Dutch."""

import re
from datetime import date
from html.parser import HTMLParser

import polib
import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import translation

from accounts.enums import Province
from phases.enums import ResourceKind
from phases.models import Edition, Resource
from phases.tests.reading import html_of
from phases.tests.test_help import DUTCH, ENGLISH, SLUGS

CATALOGUE = settings.LOCALE_PATHS[0] / "en" / "LC_MESSAGES" / "django"
PO = polib.pofile(f"{CATALOGUE}.po")
# What an English page is made of, besides what these include and extend.
PAGES = ("phases/audience.html", "phases/audiences.html", "404.html")
OTHERS = [*ResourceKind.labels, *Province.labels, "in het Nederlands"]
# The same words in both languages: names, and what is international.
SHARED = {"112", "Brochure", "Website", "Groningen", "Friesland", "Drenthe", "Veilig Thuis"}

translated = re.compile(r"""\{% translate ["'](.*?)["'](?: as \w+)? %\}|\b_\(["'](.*?)["']\)""")
block = re.compile(r"\{% blocktranslate.*?%\}(.*?)\{% endblocktranslate %\}", re.DOTALL)
named = re.compile(r"\{% (?:include|extends) \"([\w/.-]+)\"")


def strings(text):
    found = {one or other for one, other in translated.findall(text)}
    for body in block.findall(text):
        found |= {re.sub(r"\{\{ (\w+) \}\}", r"%(\1)s", " ".join(part.split())) for part in body.split("{% plural %}")}
    return found


def with_parts(name, seen):
    if name not in seen:
        seen[name] = (settings.BASE_DIR / "templates" / name).read_text()
        for part in named.findall(seen[name]):
            with_parts(part, seen)
    return seen


def untranslated(text, catalogue=PO):
    known = {entry.msgid for entry in catalogue if entry.translated()}
    known |= {entry.msgid_plural for entry in catalogue if entry.translated()}
    return strings(text) - known


def test_every_string_of_the_help_pages_is_translated():
    parts = {}
    for page in PAGES:
        with_parts(page, parts)
    assert {"base.html", "components/nav.html", "components/safe_browsing.html", "components/call.html"} <= set(parts)
    assert {name: missing for name, text in parts.items() if (missing := untranslated(text))} == {}
    assert set(map(str, OTHERS)) - {entry.msgid for entry in PO if entry.translated()} == set()


def test_a_new_string_would_be_missed():
    text = """{% translate "Nieuw" %} {% include "x" with label=_("Ook nieuw") %} {% translate "Zaken" as word %}
        {% blocktranslate trimmed count n=n %}
            {{ n }} nieuwe{% plural %}{{ n }} nieuwe
            dingen{% endblocktranslate %}"""
    assert untranslated(text) == {"Nieuw", "Ook nieuw", "%(n)s nieuwe", "%(n)s nieuwe dingen"}


def test_the_catalogue_is_whole_and_compiled():
    compiled = polib.mofile(f"{CATALOGUE}.mo")
    assert {entry.msgid: entry.msgstr for entry in compiled} == {entry.msgid: entry.msgstr for entry in PO}
    assert PO.percent_translated() == 100
    assert not PO.fuzzy_entries()


class Words(HTMLParser):
    """Every piece of text a visitor reads or hears; what says that it is in another language is left out."""

    def __init__(self, html, language):
        super().__init__()
        self.language, self.found, self.inside = language, set(), []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag not in {"meta", "link", "br", "hr", "img", "input", "path", "circle", "line", "rect", "polyline"}:
            self.inside.append(given.get("lang", self.inside[-1] if self.inside else self.language))
        self._keep(*(given[name] or "" for name in ("aria-label", "title", "alt") if name in given))

    def handle_endtag(self, tag):
        if self.inside:
            self.inside.pop()

    def handle_data(self, data):
        self._keep(data)

    def handle_startendtag(self, tag, attrs):
        pass

    def _keep(self, *words):
        if not self.inside or self.inside[-1] == self.language:
            self.found |= {" ".join(word.split()).strip(".") for word in words} - {""}


def words(client, path, language):
    return Words(client.get(path).content.decode(), language).found


@pytest.mark.django_db
@pytest.mark.parametrize("slug", ["", *(f"{slug}/" for slug in SLUGS), "bestaat-niet/"])
def test_no_word_of_an_english_page_is_dutch(client: Client, slug, settings):
    settings.DEMO = True
    dutch, english = words(client, f"/hulp/{slug}", "nl"), words(client, f"/en/hulp/{slug}", "en")
    assert len(english) > 15
    same = {word for word in dutch & english if re.search("[a-z]", word)}
    assert same <= SHARED, slug
    assert {"Snel weg", "Hoofdmenu", "Hulp voor u", "Inloggen"} & english == set()


@pytest.mark.django_db
def test_the_address_alone_says_the_language(client: Client):
    for path in DUTCH:
        asked = {"headers": {"accept-language": "en-GB,en;q=0.9"}}
        client.cookies["django_language"] = "en"
        response = client.get(path, **asked)
        client.cookies.clear()
        assert response.content == client.get(path).content
        assert '<html lang="nl">' in response.content.decode()
        assert "Accept-Language" not in response.headers.get("Vary", "")
        assert not response.cookies
    for path in ENGLISH:
        response = client.get(path, headers={"accept-language": "nl"})
        assert '<html lang="en">' in response.content.decode()
        assert not response.cookies


@pytest.mark.django_db
def test_a_date_is_said_in_the_language_of_the_page(client: Client):
    Resource.objects.update(checked_on=date(2026, 2, 3))
    Edition.renew()
    assert "Nagekeken op 3 februari 2026." in client.get("/hulp/kind/").content.decode()
    page = client.get("/en/hulp/kind/").content.decode()
    assert page.count("Checked on 3 February 2026.") == 5
    assert "februari" not in page


@pytest.mark.django_db
def test_a_visit_in_english_leaves_the_next_one_dutch(client: Client):
    client.get("/en/hulp/")
    assert translation.get_language() == settings.LANGUAGE_CODE
    assert reverse("list_audiences") == "/hulp/"
    assert '<html lang="nl">' in client.get("/").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/en/", "/en/begrippen/", "/en/fase/melden/", "/en/zaken/", "/en-gb/hulp/", "/nl/hulp/"]
)
def test_nothing_else_exists_in_english(client: Client, path):
    assert client.get(path).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "code", "leads_to"),
    [
        *((path, "en", f"/en{path}") for path in DUTCH),
        *((f"/en{path}", "nl", path) for path in DUTCH),
        *(
            (path, "en", "/en/hulp/")
            for path in ("/", "/fase/melden/", "/begrippen/", "/account/login/", "/bestaat-niet/")
        ),
        ("/account/confirm-email/é/", "en", "/en/hulp/"),
        ("/en/bestaat-niet/", "nl", "/hulp/"),
    ],
)
def test_the_other_language_is_one_link_away(client: Client, path, code, leads_to):
    name = dict(settings.LANGUAGES)[code]
    page = html_of(client.get(path))
    link = f'<a class="language" href="{leads_to}" hreflang="{code}" lang="{code}">{name}</a>'
    assert page.count(link) == page.count('class="language"') == 1


@pytest.mark.django_db
@pytest.mark.parametrize(("path", "notes"), [("/en/hulp/", 8), ("/en/hulp/kind/", 8), ("/en/weg/", 9)])
def test_links_to_pages_that_are_only_dutch_say_so(client: Client, path, notes):
    page = html_of(client.get(path))
    inside = re.findall(r'<a[^>]*href="(/[^"]*)"([^>]*)>(.*?)</a>', page, re.DOTALL)
    dutch = [
        (href, rest, words) for href, rest, words in inside if not href.startswith("/en/") and "lang=" not in words
    ]
    other = re.search(r'class="language" href="([^"]*)"', page).group(1)
    assert {href for href, _rest, _words in dutch} == {
        "/",
        "/over/introductie/",
        "/begrippen/",
        "/account/login/",
        "/zoeken/",
        other,
    }
    assert all('hreflang="nl"' in rest for _href, rest, _words in dutch)
    assert sum("(in Dutch)" in words for _href, _rest, words in dutch) == notes
    assert "hreflang" not in re.sub(r'<a class="language".*?</a>', "", html_of(client.get("/hulp/")))
