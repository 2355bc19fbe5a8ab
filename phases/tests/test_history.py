"""Versions of content: kept, compared, put back, and reachable by a permanent link."""

import json
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.urls import reverse

from phases import comparison, content, history, services
from phases.models import Resource, Responsibility, Step, Term
from phases.tests.reading import html_of
from trail.models import TrailEvent

pytestmark = pytest.mark.django_db
SLUG = "melden-politie"


@pytest.fixture
def text():
    return Responsibility.objects.get(slug=SLUG)


def edit(text, editor, **values):
    history.keep_first(text)
    for name, value in values.items():
        setattr(text, name, value)
    text.save()
    services.publish(actor=editor, row=text)


def url(name, *args):
    return reverse(f"admin:phases_responsibility_{name}", args=args)


def put_back(client, text, number, seen=None):
    restore = url("restore", history.find(text, number).pk)
    seen = Responsibility.objects.get(pk=text.pk).version if seen is None else seen
    return client.post(restore, {"seen_version": seen}, follow=True).content.decode()


def test_every_version_stays_reachable_with_the_words_it_had(client, cast, text):
    Step.objects.filter(pk=text.steps.first().pk).update(text="Eerste taak")
    heads = [text.headline, "Tweede kop", "Derde kop"]
    edit(text, cast.dora, headline=heads[1])
    Step.objects.filter(text="Eerste taak").update(text="Andere taak")
    edit(text, cast.dora, headline=heads[2], what="<p>Derde <strong>tekst</strong></p>")
    pages = [client.get(reverse("show_text_version", args=[SLUG, n])).content.decode() for n in (1, 2, 3)]
    assert all(f"<h1>{head}</h1>" in page for head, page in zip(heads, pages, strict=True))
    assert ["Eerste taak" in page for page in pages] == [True, True, False]
    assert ["Andere taak" in page for page in pages] == [False, False, True]
    assert ["Derde <strong>tekst</strong>" in page for page in pages] == [False, False, True]
    assert "Intussen is er versie 3" in pages[0]
    assert "de versie van nu" in pages[2]
    assert client.get(reverse("show_text_version", args=[SLUG, 4])).status_code == 404


def test_an_unchanged_text_has_version_1_under_its_permanent_link(client, text):
    assert text.headline in client.get(reverse("show_text_version", args=[SLUG, 1])).content.decode()
    assert client.get(reverse("show_text_version", args=[SLUG, 2])).status_code == 404


def test_the_comparison_shows_words_tasks_and_partners(cast, text):
    gone, changed = text.steps.all()[:2]
    history.keep_first(text)
    gone.delete()
    Step.objects.filter(pk=changed.pk).update(text="Nieuwe woorden voor deze taak")
    Step.objects.create(responsibility=text, slug="erbij", text="Een taak erbij", position=99)
    text.partners.add(content.current().partners[-1])
    edit(text, cast.dora, headline=f"{text.headline[:-1]}!")
    old, new = history.find(text, 1), history.find(text, 2)
    found = {change.label: change.pieces for change in comparison.changes(old, new, content.read())}
    head = found["Kop op de kaart"]
    assert [piece.text for piece in head if piece.gone or piece.new] == [" zorgmelding", " zorgmeldin!"]
    assert next(piece.text for piece in found["Taak weg"] if piece.gone).startswith(gone.text)
    assert "Nieuwe" in "".join(piece.text for piece in found["Taak gewijzigd"] if piece.new)
    assert "".join(piece.text for piece in found["Taak erbij"]).startswith("Een taak erbij")
    assert str(content.current().partners[-1]) in "".join(piece.text for piece in found["Partners"] if piece.new)
    assert not any(piece.gone for piece in found["Partners"])
    assert len(found) == 5
    assert comparison.changes(new, new, content.read()) == []


def test_an_earlier_version_is_put_back_whole_as_a_new_one(client, dora, cast, text):
    first, steps = text.headline, set(text.steps.values_list("slug", "text"))
    mentions = set(text.mentions.values_list("slug", flat=True))
    edit(text, cast.dora, headline="Tweede kop")
    text.steps.first().delete()
    Step.objects.create(responsibility=text, slug="erbij", text="Een taak erbij")
    text.mentions.clear()
    edit(text, cast.dora, headline="Derde kop")
    page = dora.get(url("version", text.pk, 1) + "?met=3").content.decode()
    assert "Wat er veranderde van versie 1 naar versie 3" in page
    assert "<del>" in page
    done = put_back(dora, text, 1)
    assert "Teruggezet en gepubliceerd als versie 4." in done
    text.refresh_from_db()
    assert (text.headline, text.version) == (first, 4)
    assert set(text.steps.values_list("slug", "text")) == steps
    assert set(text.mentions.values_list("slug", flat=True)) == mentions
    assert f"<h1>{first}</h1>" in client.get(text.get_absolute_url()).content.decode()
    assert [kept.number for kept in history.versions(text)] == [4, 3, 2, 1]
    listed = dora.get(url("history", text.pk)).content.decode()
    assert "nu openbaar" in listed
    assert cast.dora.name in listed


def test_restoring_asks_first_and_says_what_changes(cast, dora, text):
    first = text.headline
    edit(text, cast.dora, headline="Tweede kop")
    restore = url("restore", history.find(text, 1).pk)
    assert restore in dora.get(url("version", text.pk, 1)).content.decode()
    asked = html_of(dora.get(restore))
    assert "Nu is versie 2 van “Tweede kop” openbaar." in asked
    assert "<del>Tweede" in asked
    assert f"<ins>{first.split()[0]}" in asked
    assert "Ja, terugzetten en publiceren" in asked
    text.refresh_from_db()
    assert (text.headline, text.version) == ("Tweede kop", 2)
    assert not TrailEvent.objects.filter(action="restore_content").exists()


def test_nobody_puts_back_over_a_version_he_has_not_seen(cast, dora, text):
    edit(text, cast.dora, headline="Tweede kop")
    edit(text, cast.dora, headline="Derde kop")
    refused = put_back(dora, text, 1, seen=2)
    assert "Intussen is er iets anders gepubliceerd." in refused
    assert "<del>Derde" in refused
    text.refresh_from_db()
    assert (text.headline, text.version) == ("Derde kop", 3)
    assert "Teruggezet en gepubliceerd als versie 4." in put_back(dora, text, 1, seen=3)


@pytest.mark.parametrize("seen", ["", "x", "9" * 5000, "-1", "\x00"])
def test_a_version_is_not_put_back_by_a_form_that_says_nothing(cast, dora, text, seen):
    edit(text, cast.dora, headline="Tweede kop")
    assert "Intussen is er iets anders gepubliceerd." in put_back(dora, text, 1, seen=seen)
    text.refresh_from_db()
    assert text.headline == "Tweede kop"


def test_putting_back_leaves_the_place_in_the_order(cast, dora, text):
    edit(text, cast.dora, headline="Tweede kop")
    assert services.move(actor=cast.dora, row=text, up=False)
    text.refresh_from_db()
    place = text.position
    put_back(dora, text, 1)
    text.refresh_from_db()
    assert (text.version, text.position) == (3, place)


def test_what_was_taken_off_the_map_can_be_put_back(client, dora, text):
    steps = text.steps.count()
    assert dora.post(url("delete", text.pk), {"post": "yes"}).status_code == 302
    assert client.get(text.get_absolute_url()).status_code == 404
    listed = dora.get(url("deleted")).content.decode()
    assert text.headline in listed
    restore = url("restore", history.deleted(Responsibility)[0].pk)
    assert restore in listed
    assert "staat niet meer op de routekaart" in dora.get(restore).content.decode()
    assert client.get(text.get_absolute_url()).status_code == 404
    dora.post(restore, {"seen_version": ""})
    assert client.get(text.get_absolute_url()).status_code == 200
    assert Responsibility.objects.get(slug=SLUG).steps.count() == steps


def test_a_version_whose_folder_is_gone_is_refused_and_nothing_changes(dora, cast, text):
    folder = Resource.objects.create(slug="tijdelijk", kind="folder", title="Tijdelijk")
    text.resources.add(folder)
    edit(text, cast.dora, headline="Met folder")
    text.resources.remove(folder)
    edit(text, cast.dora, headline="Zonder folder")
    folder.delete()
    page = put_back(dora, text, 2)
    assert "Terugzetten kan niet" in page
    text.refresh_from_db()
    assert (text.headline, text.version) == ("Zonder folder", 3)


def test_the_export_gives_the_fixture_byte_for_byte(tmp_path):
    written = tmp_path / "content.json"
    call_command("export_content", output=written, verbosity=0)
    assert written.read_bytes() == (Path(settings.BASE_DIR) / "fixtures" / "routekaart.json").read_bytes()


def test_the_export_holds_an_edit_and_loads_again(tmp_path, cast):
    term = Term.objects.get(word="OEG")
    edit(term, cast.dora, meaning="Bevestigd")
    written = tmp_path / "content.json"
    call_command("export_content", output=written, verbosity=0)
    rows = [row["fields"] for row in json.loads(written.read_text()) if row["model"] == "phases.term"]
    assert next(row for row in rows if row["slug"] == term.slug)["meaning"] == "Bevestigd"
    for model in (*history.PART_MODELS, *history.PUBLISHED):
        model.objects.all().delete()
    call_command("loaddata", written, verbosity=0)
    assert Term.objects.get(word="OEG").meaning == "Bevestigd"
