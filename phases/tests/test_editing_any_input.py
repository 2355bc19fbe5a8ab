"""Every page of the content's admin, with what no browser would send: an answer, never an error of ours."""

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from phases import history, services
from phases.models import NoteDecision, Responsibility

pytestmark = pytest.mark.django_db
NUL, LONG, DEEP = "a\x00b", "9" * 5000, "9" * 30
ODD = {"nul": NUL, "long": LONG, "deep": DEEP, "superscript": "²", "empty": ""}
MODELS = [model for model in admin.site._registry if model._meta.app_label == "phases"]


@pytest.fixture
def dora(cast):
    client = Client(raise_request_exception=False)
    client.force_login(cast.dora)
    return client


@pytest.fixture
def text(cast):
    text = Responsibility.objects.get(slug="melden-politie")
    history.keep_first(text)
    text.save()
    services.publish(actor=cast.dora, row=text)
    return text


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
def test_odd_questions_are_answered(dora, text, odd):
    """What the lists and forms of every model answer stands in the tests of the whole admin."""
    versions = {"change": [text.pk], "version": [text.pk, 2], "history": [text.pk], "deleted": []}
    for action, args in {**versions, "decide": [text.pk], "delete": [text.pk], "changelist": []}.items():
        for query in ("concept", "met", "_to_field", "_changelist_filters", "phase__id__exact"):
            path = reverse(f"admin:phases_responsibility_{action}", args=args)
            assert dora.get(path, {query: odd}).status_code < 500, (path, query)
    for way in ("up", "down"):
        assert dora.post(reverse(f"admin:phases_responsibility_{way}", args=[text.pk]) + "?q=%00").status_code < 500


@pytest.mark.parametrize("key", ["%00", LONG, DEEP, "_00"])
@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.model_name)
def test_keys_of_no_row_are_answered(dora, model, key):
    base = reverse(f"admin:phases_{model._meta.model_name}_changelist")
    rest = ("", "change/", "delete/", "history/", "omhoog/", "omlaag/", "besluit/", "versie/1/", f"versie/{key}/")
    for tail in rest:
        for answer in (dora.get(f"{base}{key}/{tail}"), dora.post(f"{base}{key}/{tail}")):
            assert answer.status_code < 500, tail
    for answer in (dora.get(f"{base}versie/{key}/terugzetten/"), dora.post(f"{base}versie/{key}/terugzetten/")):
        assert answer.status_code < 500


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
@pytest.mark.parametrize("button", ["_publish", "_draft", "_discard", "steps-0-up"])
def test_odd_fields_are_answered_and_nothing_is_published(dora, text, button, odd):
    url = reverse("admin:phases_responsibility_change", args=[text.pk])
    names = ("headline", "what", "phase", "partners", "mentions", "slug", "editor_note", "seen_version", "concept")
    names += tuple(f"steps-{name}_FORMS" for name in ("TOTAL", "INITIAL", "MIN_NUM", "MAX_NUM"))
    names += tuple(f"steps-0-{name}" for name in ("id", "text", "position", "responsibility", "slug", "condition"))
    for sent in (names, ["headline"], ["concept"], names[7:], names[:7]):
        assert dora.post(url, dict.fromkeys(sent, odd) | {button: "1"}).status_code < 500, sent
    assert dora.get(url).status_code == 200
    assert dora.get(reverse("admin:index")).status_code == 200
    assert Responsibility.objects.get(pk=text.pk).version == 2


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
def test_odd_decisions_are_answered(dora, text, odd):
    url = reverse("admin:phases_responsibility_decide", args=[text.pk])
    for data in ({"note": odd, "decision": odd}, {"note": odd, "decision": "x"}, {"note": text.editor_note}):
        assert dora.post(url, data).status_code == 200
    assert not NoteDecision.objects.exists()
