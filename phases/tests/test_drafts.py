"""Who may keep, read, throw away and put back; and the lines these leave in the trail."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.backends import ADMIN_RIGHTS
from accounts.enums import Role
from phases import history, services
from phases.models import Draft, Responsibility
from phases.tests.admin_forms import address, form_of
from trail import clock
from trail.models import TrailEvent

pytestmark = pytest.mark.django_db
ADD = "admin:phases_responsibility_add"


def logged_in(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def dora(cast):
    return logged_in(cast.dora)


@pytest.fixture
def text():
    return Responsibility.objects.get(slug="melden-politie")


@pytest.fixture
def reader(cast, monkeypatch):
    """Somebody whom the admin shows the content without letting him change it."""
    monkeypatch.setitem(ADMIN_RIGHTS, Role.PRIVACY_OFFICER, {"phases": frozenset({"view"})})
    return logged_in(cast.faye)


@pytest.fixture
def former(cast, dora, text):
    """Dora, with a draft of her own, on the day after she stopped as an editor; her browser is still open."""
    dora.post(address(text), form_of(dora, address(text)) | {"headline": "Van Dora", "_draft": "1"})
    cast.dora.memberships.update(role=Role.FUNCTIONAL_MANAGER)
    return dora


def kept():
    return [(draft.title, draft.editor.email) for draft in Draft.objects.order_by("pk")]


def test_an_editor_keeps_and_throws_away(cast, dora, text):
    """What the refusals below are measured against."""
    dora.post(address(text), {"headline": "Van Dora", "_draft": "1"})
    assert kept() == [("Van Dora", cast.dora.email)]
    page = dora.post(address(text), {"_discard": "1"}, follow=True)
    assert "Concept weggegooid." in page.content.decode()
    assert kept() == []


def test_whoever_may_only_look_keeps_no_draft(reader, text):
    assert reader.get(address(text)).status_code == 200
    for url in (address(text), reverse(ADD)):
        assert reader.post(url, {"headline": "Van een lezer", "_draft": "1"}).status_code == 403
    assert kept() == []


def test_whoever_may_only_look_throws_no_draft_away(cast, reader, text):
    own = {"title": "Van Faye", "data": "", "editor": cast.faye, "saved_at": clock.now()}
    for object_id in (text.pk, None):
        draft = Draft.objects.create(model="responsibility", object_id=object_id, **own)
        url = address(text) if object_id else f"{reverse(ADD)}?concept={draft.pk}"
        assert reader.post(url, {"_discard": "1", "concept": draft.pk}).status_code == 403
    assert Draft.objects.count() == 2


def test_whoever_may_only_look_puts_nothing_back(cast, reader, text):
    history.keep_first(text)
    text.headline = "Tweede kop"
    text.save()
    services.publish(actor=cast.dora, row=text)
    restore = reverse("admin:phases_responsibility_restore", args=[history.find(text, 1).pk])
    assert reader.get(reverse("admin:phases_responsibility_version", args=[text.pk, 1])).status_code == 200
    for answer in (reader.get(restore), reader.post(restore, {"seen_version": "2"})):
        assert answer.status_code == 403
    text.refresh_from_db()
    assert (text.headline, text.version) == ("Tweede kop", 2)
    assert not TrailEvent.objects.filter(action="restore_content").exists()


@pytest.mark.parametrize("button", ["_draft", "_discard", "_preview", "_publish"])
def test_whoever_was_an_editor_leaves_his_draft_as_it_is(cast, former, text, button):
    data = {"headline": "Nog iets", button: "1"}
    assert former.post(address(text), data).status_code == 403
    assert former.post(reverse(ADD), data).status_code == 403
    assert former.get(address(text)).status_code == 403
    assert kept() == [("Van Dora", cast.dora.email)]
    assert "Nog iets" not in Draft.objects.get().data


@pytest.mark.parametrize("is_new", [False, True])
def test_the_draft_of_another_is_read_and_never_written(cast, dora, text, is_new):
    url = reverse(ADD) if is_new else address(text)
    dora.post(url, form_of(dora, url) | {"headline": "Van Dora", "_draft": "1"})
    draft = Draft.objects.get()
    cast.eva.memberships.update(role=Role.CONTENT_EDITOR)
    eva = logged_in(cast.eva)
    opened = f"{url}?concept={draft.pk}"
    assert "Van Dora" in eva.get(opened).content.decode()
    page = eva.post(opened, form_of(eva, opened) | {"_discard": "1"}, follow=True).content.decode()
    assert "Dit concept is van Dora Smid. Alleen wie het maakte, gooit het weg." in page
    assert kept() == [("Van Dora", cast.dora.email)]
    eva.post(opened, form_of(eva, opened) | {"headline": "Van Eva", "_draft": "1"})
    assert kept() == [("Van Dora", cast.dora.email), ("Van Eva", cast.eva.email)]


def test_drafts_leave_lines_without_their_words(dora, text):
    dora.post(address(text), {"headline": "Geheim plan", "_draft": "1"})
    dora.post(reverse(ADD), {"headline": "Iets nieuws", "_draft": "1"})
    dora.post(address(text), {"_discard": "1"})
    lines = [(line.action, line.target) for line in TrailEvent.objects.order_by("pk")]
    target = "responsibility:melden-politie"
    assert lines == [("keep_draft", target), ("keep_draft", "responsibility"), ("discard_draft", target)]
    assert "Geheim" not in str(TrailEvent.objects.values_list())


def test_throwing_away_what_is_no_draft_leaves_no_line(dora, text):
    page = dora.post(address(text), {"_discard": "1"}, follow=True)
    assert "Er was geen concept." in page.content.decode()
    assert not TrailEvent.objects.exists()


@pytest.mark.parametrize("headline", ["a\x00b", "\x00", " \n ", "", "x" * 5000])
def test_a_draft_may_have_any_title(dora, text, headline):
    page = dora.post(address(text), {"headline": headline, "_draft": "1"}, follow=True)
    assert page.status_code == 200
    title = Draft.objects.get().title
    assert title.strip()
    assert "\x00" not in title
    assert len(title) <= 200
    assert dora.get(reverse("admin:index")).status_code == 200
