"""The road map on paper: whole, accessible, and harmless whatever an editor typed."""

import re
import unicodedata
from io import BytesIO

import pytest
import typst
from django.conf import settings
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from phases import content, richtext
from phases.documents import making
from phases.models import Document, Edition, Partner, Phase, Responsibility, Term

PATHS = {"map": "/pdf/", "phase": "/fase/melden/pdf/", "partner": "/partner/veilig-thuis/pdf/"}
HOSTILE = '#panic("x") $x$ *y* _z_ @fout <label> `raw` \\u{41} ]#sys.inputs[ " \' // /* */ == kop 👍\x07漢'


def squeezed(text):
    """Letters and signs alone: where lines break and how letters are joined says nothing about the words."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


FOOTER = re.compile(r"Routekaartstalking,uitgave\d+van.+?pagina\d+van\d+")


def words_of(pdf):
    """All words, without the footer: a page may end inside a sentence."""
    pages = [squeezed(page.extract_text()) for page in PdfReader(BytesIO(pdf)).pages]
    assert all(len(FOOTER.findall(page)) == 1 for page in pages)
    return "".join(FOOTER.sub("", page) for page in pages)


def tags_of(pdf):
    found = set()

    def walk(node):
        node = node.get_object() if hasattr(node, "get_object") else node
        for inside in node if isinstance(node, list) else [node.get("/K")] if isinstance(node, dict) else []:
            walk(inside)
        if isinstance(node, dict) and "/S" in node:
            found.add(node["/S"])

    walk(PdfReader(BytesIO(pdf)).trailer["/Root"]["/StructTreeRoot"])
    return found


@pytest.mark.django_db
@pytest.mark.parametrize("path", PATHS.values())
def test_every_document_is_tagged_and_says_what_it_is(client: Client, path):
    response = client.get(path)
    assert response["Content-Type"] == "application/pdf"
    assert re.fullmatch(r'inline; filename="[a-z-]+\.pdf"', response["Content-Disposition"])
    pdf = PdfReader(BytesIO(response.content))
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/Lang"] == "nl"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert "<pdfuaid:part>1<" in pdf.xmp_metadata.rdf_root.toxml()
    assert pdf.metadata.title
    assert pdf.metadata.author == "Routekaart (ex-partner)stalking Noord-Nederland"
    assert {"/Title", "/H1", "/H2", "/H3", "/L", "/LI", "/Link", "/P"} <= tags_of(response.content)
    first = pdf.pages[0].extract_text()
    assert "112" in first
    for number, page in enumerate(pdf.pages, 1):
        assert f"pagina {number} van {len(pdf.pages)}" in page.extract_text()
        assert f"uitgave {Edition.objects.get().number} van " in page.extract_text()
    fonts = [font for page in pdf.pages for font in page["/Resources"]["/Font"].values()]
    assert {font.get_object()["/BaseFont"].split("+")[-1].split("-")[0] for font in fonts} == {"LibertinusSerif"}


@pytest.mark.django_db
def test_the_map_holds_every_word_of_the_content(client: Client):
    pdf = client.get(PATHS["map"]).content
    found, now = words_of(pdf), content.current()
    assert {"/TOC", "/TOCI", "/Table", "/THead", "/TH", "/TD"} <= tags_of(pdf)
    assert len(now.texts) == 20
    for phase in now.phases:
        for part in (phase.name, phase.victim_stop):
            assert squeezed(part) in found
        assert_all_in(found, phase.summary, phase.victim_text)
    for text in now.texts:
        assert squeezed(text.headline) in found
        assert_all_in(found, text.what, text.note)
        for step in text.steps.all():
            assert squeezed(step.text) in found
        for resource in text.resources.all():
            assert squeezed(resource.title) in found
    for term in now.terms:
        assert squeezed(f"{term.word}:{term.meaning}") in found
    for partner in now.partners:
        assert squeezed(partner.name) in found
    assert found.count(squeezed("is voor deze partner in deze fase nog niets vastgelegd")) == len(now.gaps)
    notes = [text.editor_note for text in now.texts if text.editor_note]
    assert notes
    assert not [note for note in notes if squeezed(note) in found]


def assert_all_in(found, *html):
    for block in (block for text in html for block in richtext.blocks(text)):
        for runs in block["items"]:
            assert squeezed("".join(run["text"] for run in runs)) in found


@pytest.mark.django_db
def test_every_phase_and_every_partner_has_a_document_with_its_own_texts(client: Client):
    for row in (*Phase.objects.all(), *Partner.objects.all()):
        response = client.get(row.get_absolute_url() + "pdf/")
        found = words_of(response.content)
        assert squeezed(row.name) in found
        for text in row.responsibilities.all():
            assert_all_in(found, text.what, text.note)
    assert Document.objects.count() == 5 + 11


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["show_phase_pdf", "show_partner_pdf"])
def test_an_unknown_slug_is_not_found(client: Client, name):
    assert client.get(reverse(name, args=["bestaat-niet"])).status_code == 404


@pytest.mark.django_db
def test_what_an_editor_types_is_never_read_as_markup(client: Client):
    text = Responsibility.objects.get(slug="melden-politie")
    Responsibility.objects.filter(pk=text.pk).update(headline=HOSTILE[:58], note="")
    text.steps.filter(pk=text.steps.first().pk).update(text=HOSTILE)
    text.partners.update(name=HOSTILE[:30])
    Phase.objects.filter(slug="melden").update(name=HOSTILE[:40], victim_stop=HOSTILE[:40])
    Term.objects.create(slug="vals", word="#let x", meaning=HOSTILE)
    text.refresh_from_db()
    text.what = (
        '<p>a &lt;b&gt; <a href="/over/">hier</a><br><strong>#x</strong> <a href="https://x.nl/#a?b=&quot;c">x</a></p>'
    )
    text.save()
    Edition.renew()
    expected = squeezed(HOSTILE.replace("👍", "□").replace("\x07", "□").replace("漢", "□"))
    for path in (PATHS["map"], PATHS["phase"], "/partner/politie/pdf/"):
        found = words_of(client.get(path).content)
        assert expected in found, path
        assert squeezed("a <b> hier#x") in found


def test_every_sign_that_is_let_through_can_be_set():
    signs = [chr(code) for code in range(0x20, 0xFFFF) if not making.NOT_IN_THE_FONTS.match(chr(code))]
    assert len(signs) > 1000
    source = b'#set document(title: "x")\n#set text(font: "Libertinus Serif", lang: "nl")\n#title()\n#sys.inputs.signs'
    options = {"ignore_system_fonts": True, "format": "pdf", "pdf_standards": [making.STANDARD]}
    assert typst.compile(source, sys_inputs={"signs": " ".join(signs)}, **options)
    with pytest.raises(typst.TypstError, match="could not be displayed"):
        typst.compile(source, sys_inputs={"signs": "漢"}, **options)


def test_a_missing_font_is_an_error_and_no_silent_choice(monkeypatch, tmp_path):
    template = tmp_path / "other.typ"
    template.write_text('#set document(title: "x")\n#set text(font: "Bestaat Niet", lang: "nl")\n#title()')
    monkeypatch.setattr(making, "TEMPLATE", template)
    with pytest.raises(making.NotMade, match="bestaat niet"):
        making.make({})


def test_the_colours_are_those_of_the_site_by_day():
    css = (settings.BASE_DIR / "routekaart_site/static/site/tokens.css").read_text().split("@media")[0]
    by_day = dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{6});", css))
    source = (making.TEMPLATE.parent / "parts.typ").read_text()
    used = re.findall(r'([a-z0-9-]+)(?: =|:) rgb\("(#[0-9a-f]{6})"\)', source)
    assert len(used) > 12
    assert {name: colour for name, colour in used if by_day.get(name) != colour} == {}
