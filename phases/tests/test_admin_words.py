"""What the admin says to editors: Dutch that they know, also where only a screen reader says it."""

import re
from html import unescape
from pathlib import Path
from uuid import uuid4

import django
import polib
import pytest
from django.contrib import admin
from django.urls import NoReverseMatch, reverse

from phases import history, services
from phases.models import Audience, Feedback, NoteDecision, Resource, Responsibility
from trail import clock

pytestmark = pytest.mark.django_db
ACTIONS = ("changelist", "add", "change", "delete", "history", "deleted", "decide", "version", "restore")
# English words that are Dutch as well.
BOTH = {"Filter", "-", ":", "URL"}


@pytest.fixture
def text(cast):
    """With everything that a text can have: versions, a reaction, a decision."""
    text = Responsibility.objects.get(slug="melden-politie")
    history.keep_first(text)
    text.save()
    services.publish(actor=cast.dora, row=text)
    services.decide_note(actor=cast.dora, text=text, note=text.editor_note, decision="Zo laten.")
    services.give_feedback(actor=cast.bram, text=text, kind="other", message="Iets", once=uuid4())
    return text


def paths(text):
    yield from (reverse("admin:index"), reverse("admin:app_list", args=["phases"]))
    for model in admin.site._registry:
        if model._meta.app_label != "phases":
            continue
        row = text if model is Responsibility else model._default_manager.first()
        special = {"changelist": [], "add": [], "deleted": []}
        special |= {"version": [text.pk, 2], "restore": [history.find(text, 1).pk]} if row == text else {}
        for action in ACTIONS if row == text else ACTIONS[:6]:
            args = special.get(action, [row.pk])
            try:
                yield reverse(f"admin:phases_{model._meta.model_name}_{action}", args=args)
            except NoReverseMatch:
                assert (action, model in history.PUBLISHED) == ("deleted", False)
    yield reverse("admin:phases_responsibility_changelist") + "?q=xyz"


def words_of(html):
    """Everything that is seen or read aloud, piece by piece."""
    html = re.sub(r"<(script|style|svg|textarea)\b.*?</\1>", "", html, flags=re.DOTALL)
    named = re.findall(r'(?:aria-label|title|alt|placeholder)="([^"]*)"', html)
    named += re.findall(r'<input[^>]*type="submit"[^>]*value="([^"]*)"', html)
    return {unescape(words).strip() for words in [*re.split(r"<[^>]*>|\n", html), *named]} - {""}


def english():
    """What Django's own pages say, as it stands in their source."""
    root = Path(django.__file__).parent
    catalogues = [root / folder / "locale/en/LC_MESSAGES/django.po" for folder in ("contrib/admin", "conf")]
    return {entry.msgid for path in catalogues for entry in polib.pofile(str(path))} | {"Search"}


def test_no_page_of_the_editors_says_a_word_of_english(dora, text):
    foreign, seen, found = english() - BOTH, 0, {}
    for path in paths(text):
        page = dora.get(path)
        if page.status_code == 403:
            continue
        assert page.status_code == 200, path
        seen += 1
        words = words_of(page.content.decode())
        wrong = words & foreign | {piece for piece in words if re.search(r"object \(|_[a-z]+ object|-relatie", piece)}
        if wrong:
            found[path] = wrong
    assert found == {}
    assert seen > 30


def test_the_walk_would_find_english():
    """Negative control: what stood there before."""
    assert {"Model name", "Error:", "Delete"} <= english()
    assert words_of('<th>Model name</th><img alt="Search">') == {"Model name", "Search"}


def test_a_refused_form_says_so_in_its_title(dora, text):
    url = reverse("admin:phases_responsibility_change", args=[text.pk])
    page = dora.post(url, {"headline": ""}).content.decode()
    assert "<title>Fout: " in page


def test_taking_a_text_away_says_which_tasks_go_along(dora, text):
    Feedback.objects.all().delete()
    page = dora.get(reverse("admin:phases_responsibility_delete", args=[text.pk])).content.decode()
    tasks = list(text.steps.all())
    assert [unescape(words) for words in re.findall(r"<li>(Taak: .*?)</li>", page)] == [
        f"Taak: {step}" for step in tasks
    ]
    assert "zet u het later weer terug" in page


def test_taking_away_what_is_used_says_where_it_stood(dora):
    text = Responsibility.objects.filter(resources__isnull=False).first()
    page = dora.get(reverse("admin:phases_resource_delete", args=[text.resources.first().pk])).content.decode()
    assert f"Staat niet meer bij: {text.phase.short_name}: {text.headline}" in unescape(page)
    audience = Audience.objects.first()
    page = dora.get(reverse("admin:phases_audience_delete", args=[audience.pk])).content.decode()
    assert page.count("<li>Hulp in de regio: ") == audience.regional_help.count()
    unused = Resource.objects.create(slug="los", kind="folder", title="Los")
    page = dora.get(reverse("admin:phases_resource_delete", args=[unused.pk])).content.decode()
    assert "Wat er mee verdwijnt" not in page


def test_a_text_with_reactions_stays(dora, text):
    """They would go along and could not be put back."""
    url = reverse("admin:phases_responsibility_delete", args=[text.pk])
    assert "er zijn reacties van professionals bij" in dora.get(url).content.decode()
    assert dora.post(url, {"post": "yes"}).status_code == 403
    assert Responsibility.objects.filter(pk=text.pk).exists()
    assert Feedback.objects.count() == 1


def test_persons_are_named_without_a_link_that_no_editor_may_open(dora, text):
    Feedback.objects.update(answer="Ja", answered_by=text.feedback.get().sender, answered_at=clock.now())
    for row in (text.feedback.get(), NoteDecision.objects.get()):
        page = dora.get(reverse(f"admin:phases_{row._meta.model_name}_change", args=[row.pk])).content.decode()
        assert "/accounts/user/" not in page
