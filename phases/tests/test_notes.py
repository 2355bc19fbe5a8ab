"""The editors' notes in the texts: they wait on the desk until somebody writes down what was decided."""

import json

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from accounts.backends import ADMIN_RIGHTS
from accounts.enums import Role
from phases import content, desk, history, services
from phases.models import Edition, NoteDecision, Responsibility
from phases.tests.admin_forms import address, form_of
from trail.models import TrailEvent

pytestmark = pytest.mark.django_db
DECISION = "Vanaf matig, besproken met het CCB."


def logged_in(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def dora(cast):
    return logged_in(cast.dora)


@pytest.fixture
def text():
    return Responsibility.objects.get(slug="onderzoek-ccb")


def decide_url(text):
    return reverse("admin:phases_responsibility_decide", args=[text.pk])


def decide(client, text, decision=DECISION, note=None):
    data = {"note": text.editor_note if note is None else note, "decision": decision}
    return client.post(decide_url(text), data, follow=True)


def on_desk(client):
    html = client.get(reverse("admin:index")).content.decode()
    card = html[html.index("Tegenstrijdig of onduidelijk in de bron") :]
    return card[: card.index("</section>")]


def test_a_decision_takes_the_note_off_the_desk(cast, dora, text):
    waiting = len(desk.undecided(content.current().texts))
    assert decide_url(text) in on_desk(dora)
    assert f"({waiting})" in on_desk(dora)
    page = decide(dora, text).content.decode()
    assert "Besluit vastgelegd." in page
    assert f"({waiting - 1})" in on_desk(dora)
    assert decide_url(text) not in on_desk(dora)
    kept = NoteDecision.objects.get()
    assert (kept.decision, kept.decided_by, kept.note) == (DECISION, cast.dora, text.editor_note)
    assert kept.organisation == "Zorg- en Veiligheidshuis Groningen"


def test_a_decision_is_read_again_by_who_when_and_what(cast, dora, text):
    decide(dora, text)
    listed = reverse("admin:phases_notedecision_changelist")
    kept = NoteDecision.objects.get()
    paths = [listed, f"{listed}?q=CCB", reverse("admin:phases_notedecision_change", args=[kept.pk])]
    paths += [address(text), reverse("admin:phases_responsibility_history", args=[text.pk])]
    for path in paths:
        page = dora.get(path).content.decode()
        assert DECISION in page, path
        assert cast.dora.name in page, path
    assert str(kept.decided_at.year) in page


def test_deciding_publishes_nothing_and_leaves_a_line_without_words(client, dora, text):
    edition = Edition.objects.get().key
    decide(dora, text)
    text.refresh_from_db()
    assert text.version == 1
    assert Edition.objects.get().key == edition
    assert DECISION not in client.get(text.get_absolute_url()).content.decode()
    (line,) = TrailEvent.objects.all()
    assert (line.action, line.target, line.details) == ("decide_note", "responsibility:onderzoek-ccb", {})


def test_a_note_that_changes_waits_again_and_the_old_decision_stays(dora, text):
    decide(dora, text)
    form = form_of(dora, address(text)) | {"editor_note": "Iets nieuws dat niet klopt."}
    dora.post(address(text), form | {"_publish": "1"})
    assert decide_url(text) in on_desk(dora)
    page = dora.get(address(text)).content.decode()
    assert DECISION in page
    assert "De aantekening was toen anders" in page


def test_nobody_decides_about_a_note_he_has_not_read(dora, text):
    seen = text.editor_note
    text.editor_note = "Intussen heel anders."
    text.save()
    page = decide(dora, text, note=seen).content.decode()
    assert "Intussen is de aantekening veranderd." in page
    assert DECISION in page
    assert "Intussen heel anders." in page
    assert not NoteDecision.objects.exists()
    assert "Besluit vastgelegd." in decide(dora, text).content.decode()


def test_a_browser_ends_lines_in_its_own_way(dora):
    text = Responsibility.objects.get(slug="melden-politie")
    assert "\n" in text.editor_note
    decide(dora, text, note=text.editor_note.replace("\n", "\r\n"))
    assert NoteDecision.objects.get().note == text.editor_note


def test_sent_twice_is_decided_once_and_another_decision_is_added(dora, text):
    for _attempt in range(2):
        decide(dora, text)
    assert NoteDecision.objects.count() == 1
    decide(dora, text, "Toch vanaf hoog.")
    assert [row.decision for row in desk.decisions_on(text)] == ["Toch vanaf hoog.", DECISION]


@pytest.mark.parametrize(
    ("decision", "words"),
    [
        ("", "Schrijf op wat er besloten is."),
        (" \n ", "Schrijf op wat er besloten is."),
        ("x" * 2001, "Dit is te lang"),
        ("a\x00b", "onzichtbare tekens"),
    ],
)
def test_bad_input_is_told_and_nothing_typed_is_lost(dora, text, decision, words):
    page = decide(dora, text, decision)
    assert page.status_code == 200
    assert words in page.content.decode()
    assert decision.strip()[:1] in page.content.decode()
    assert not NoteDecision.objects.exists()


def test_where_there_is_no_note_there_is_nothing_to_decide(dora, text):
    Responsibility.objects.filter(pk=text.pk).update(editor_note="")
    assert dora.get(decide_url(text)).status_code == 404
    with pytest.raises(services.Outdated):
        services.decide_note(actor=None, text=text, note="", decision=DECISION)


def test_deciding_is_for_editors_only(cast, dora, text, monkeypatch):
    assert dora.get(decide_url(text)).status_code == 200
    monkeypatch.setitem(ADMIN_RIGHTS, Role.PRIVACY_OFFICER, {"phases": frozenset({"view"})})
    for person in (cast.faye, cast.eva):
        assert logged_in(person).get(decide_url(text)).status_code == 403
        assert decide(logged_in(person), text).status_code == 403
    assert logged_in(cast.bram).post(decide_url(text), {"decision": DECISION}).status_code == 302
    assert not NoteDecision.objects.exists()


def test_a_decision_outlives_its_text_and_fits_again_when_it_is_put_back(dora, text):
    decide(dora, text)
    dora.post(reverse("admin:phases_responsibility_delete", args=[text.pk]), {"post": "yes"})
    listed = dora.get(reverse("admin:phases_notedecision_changelist")).content.decode()
    assert DECISION in listed
    assert text.slug in listed
    with_text = dora.get(reverse("admin:phases_responsibility_deleted")).content.decode()
    restore = with_text.split('/terugzetten/"')[0].rsplit('href="', 1)[1] + "/terugzetten/"
    dora.post(restore, {"seen_version": ""})
    assert decide_url(Responsibility.objects.get(slug=text.slug)) not in on_desk(dora)


def test_an_export_takes_the_decision_along_without_the_name_of_a_person(tmp_path, cast, dora, text):
    decide(dora, text)
    written = tmp_path / "content.json"
    call_command("export_content", output=written, verbosity=0)
    (row,) = (row["fields"] for row in json.loads(written.read_text()) if row["model"] == "phases.notedecision")
    assert row["decision"] == DECISION
    assert row["organisation"] == "Zorg- en Veiligheidshuis Groningen"
    assert cast.dora.name not in written.read_text()
    assert "decided_by" not in row
    for model in (NoteDecision, *history.PART_MODELS, *history.PUBLISHED):
        model.objects.all().delete()
    call_command("loaddata", written, verbosity=0)
    assert decide_url(text) not in on_desk(dora)
    assert NoteDecision.objects.get().decided_by is None
