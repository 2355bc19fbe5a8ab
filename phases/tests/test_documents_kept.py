"""A document is made once per edition and kept until the next, also when two visitors ask for it at once."""

from io import BytesIO
from threading import Barrier, Thread

import pytest
from django.db import IntegrityError, connection
from django.test import Client
from pypdf import PdfReader

from phases import content, documents
from phases.documents import keeping, making
from phases.models import Document, Edition, Phase
from trail import clock

PATH = "/fase/melden/pdf/"


@pytest.fixture
def made(monkeypatch):
    """Every document that typst makes from here on."""
    calls = []

    def make(*args):
        calls.append(args)
        return making.make(*args)

    monkeypatch.setattr(keeping, "make", make)
    return calls


@pytest.mark.django_db
def test_a_document_is_made_once_per_edition(client: Client, made, django_assert_num_queries):
    first = client.get(PATH)
    with django_assert_num_queries(2):
        assert client.get(PATH).content == first.content
    assert len(made) == 1
    assert client.get(PATH, headers={"If-None-Match": first["ETag"]}).status_code == 304
    Phase.objects.filter(slug="melden").update(name="Een andere naam")
    Edition.renew()
    again = client.get(PATH, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 200
    assert PdfReader(BytesIO(again.content)).metadata.title == "Fase 2: Een andere naam"
    assert len(made) == 2
    assert [row.edition for row in Document.objects.all()] == [Edition.objects.get().key]


@pytest.mark.django_db
def test_a_new_way_of_making_makes_anew(client: Client, made, monkeypatch):
    etag = client.get(PATH)["ETag"]
    monkeypatch.setattr(keeping, "_MADE_BY", "12345678")
    assert client.get(PATH, headers={"If-None-Match": etag}).status_code == 200
    assert len(made) == 2


@pytest.mark.django_db
def test_a_maker_who_is_late_keeps_nothing_and_removes_nothing(client: Client):
    late = content.current()
    Edition.renew()
    client.get(PATH)
    assert documents.kept(late, "partner-ccb", lambda: documents.partner_words(late, late.partners[0]))
    assert [row.edition for row in Document.objects.all()] == [Edition.objects.get().key]


def make_together(monkeypatch):
    """Two visitors ask for the same document, and both have made it before either of them keeps it."""
    together, answers = Barrier(2, timeout=10), []

    def make(*args):
        pdf = making.make(*args)
        together.wait()
        return pdf

    def visit():
        answers.append(Client().get(PATH))
        connection.close()

    monkeypatch.setattr(keeping, "make", make)
    visitors = [Thread(target=visit) for _ in range(2)]
    for visitor in visitors:
        visitor.start()
    for visitor in visitors:
        visitor.join()
    return answers


@pytest.mark.django_db(transaction=True)
def test_two_makers_at_once_both_have_their_document(monkeypatch):
    answers = make_together(monkeypatch)
    assert [answer.status_code for answer in answers] == [200, 200]
    assert all(answer.content.startswith(b"%PDF") for answer in answers)
    assert Document.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_without_care_the_second_maker_would_fail(monkeypatch):
    """The race is real: a plain insert, as one would write it first, leaves one of the two with an error."""
    failed = []

    def plainly(edition, name, pdf):
        try:
            Document.objects.create(edition=edition.key, name=name, content=pdf, made_at=clock.now())
        except IntegrityError as error:
            failed.append(error)

    monkeypatch.setattr(keeping, "_keep", plainly)
    make_together(monkeypatch)
    assert len(failed) == 1


@pytest.mark.django_db
def test_a_site_without_content_makes_a_document_all_the_same(client: Client):
    Edition.objects.all().delete()
    assert client.get(PATH).status_code == 200
    assert Document.objects.count() == 0
