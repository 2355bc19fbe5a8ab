"""The order of texts, partners, pages and tasks: by buttons, one place at a time, by whoever may edit."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from accounts.backends import ADMIN_RIGHTS
from accounts.enums import Role
from phases import comparison, content, history
from phases.models import Draft, Edition, Page, Partner, Responsibility
from phases.tests.admin_forms import address, form_of
from trail.models import TrailEvent

pytestmark = pytest.mark.django_db


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


def button(row, way):
    return reverse(f"admin:phases_{row._meta.model_name}_{way}", args=[row.pk])


def order(phase="melden"):
    return [text.slug for text in Responsibility.objects.filter(phase__slug=phase)]


def changelist(client, query=""):
    return client.get(reverse("admin:phases_responsibility_changelist") + query).content.decode()


def test_a_text_goes_one_place_down_and_up_again(client, dora, text):
    before, edition = order(), Edition.objects.get().key
    others = {phase: order(phase) for phase in ("signaleren", "onderzoek")}
    page = dora.post(button(text, "down"), follow=True)
    assert page.redirect_chain[-1][0].endswith(f"/responsibility/#down-{text.pk}")
    assert f"Verplaatst: “{text}”." in page.content.decode()
    assert order() == [before[1], before[0], *before[2:]]
    assert {phase: order(phase) for phase in others} == others
    assert Edition.objects.get().key != edition
    map_page = client.get("/fase/melden/").content.decode()
    assert map_page.index(f"/tekst/{before[1]}/") < map_page.index(f"/tekst/{before[0]}/")
    dora.post(button(text, "up"))
    assert order() == before


def test_moving_is_no_new_version(dora, text):
    dora.post(button(text, "down"))
    text.refresh_from_db()
    assert (text.version, text.revised_on) == (1, None)
    (line,) = TrailEvent.objects.filter(action="move_content")
    assert (line.target, line.details) == ("responsibility:melden-politie", {"place": 2})


@pytest.mark.parametrize(("index", "way"), [(0, "up"), (-1, "down")])
def test_whoever_stands_at_the_end_stays_there(dora, index, way):
    before = order()
    text = Responsibility.objects.get(slug=before[index])
    edition = Edition.objects.get().key
    assert "staat al aan het eind" in dora.post(button(text, way), follow=True).content.decode()
    assert order() == before
    assert Edition.objects.get().key == edition
    assert not TrailEvent.objects.filter(action="move_content").exists()
    assert re.search(rf'id="{way}-{text.pk}"[^>]*disabled', changelist(dora))


def test_rows_with_the_same_number_move_as_they_are_shown(dora, text):
    Responsibility.objects.filter(phase__slug="melden").update(position=0)
    before = order()
    dora.post(button(Responsibility.objects.get(slug=before[2]), "up"))
    assert order() == [before[0], before[2], before[1], *before[3:]]


@pytest.mark.parametrize("model", [Partner, Page])
def test_whatever_has_an_order_has_the_buttons(dora, model):
    Page.objects.create(slug="tweede", title="Tweede", body="<p>x</p>", position=99)
    rows = list(model.objects.all())
    dora.post(button(rows[1], "up"))
    assert list(model.objects.all()) == [rows[1], rows[0], *rows[2:]]


def test_nobody_types_a_number(dora, text):
    assert not re.search(r'<input[^>]*name="position"', dora.get(address(text)).content.decode())
    listed = changelist(dora)
    assert "-position" not in listed
    assert listed.count('formaction="/beheer/') == 2 * Responsibility.objects.count() - 2 * 5


def test_what_is_searched_or_sorted_otherwise_has_no_buttons(dora):
    assert "desk-order" in changelist(dora, "?phase__id__exact=1")
    for query in ("?q=politie", "?o=1", "?partners__id__exact=1"):
        assert "desk-order" not in changelist(dora, query)


def test_something_new_comes_last(dora):
    add = reverse("admin:phases_page_add")
    dora.post(add, form_of(dora, add) | {"title": "Nieuw", "slug": "nieuw", "body": "<p>x</p>"})
    assert Page.objects.last().slug == "nieuw"


def test_moving_is_a_post_and_for_editors_only(cast, dora, text, monkeypatch):
    before = order()
    assert dora.get(button(text, "down")).status_code == 405
    monkeypatch.setitem(ADMIN_RIGHTS, Role.PRIVACY_OFFICER, {"phases": frozenset({"view"})})
    reader = logged_in(cast.faye)
    assert "desk-order" not in changelist(reader)
    for person in (reader, logged_in(cast.eva)):
        assert person.post(button(text, "down")).status_code == 403
    assert logged_in(cast.bram).post(button(text, "down")).status_code == 302
    assert order() == before


# -- the tasks of a text


def tasks(text):
    return [step.text for step in text.steps.all()]


def in_form(page):
    """The texts of the tasks, in the order in which the form shows them."""
    return re.findall(r'name="steps-\d+-text" value="([^"]*)"', page.content.decode())


def test_a_task_moves_inside_the_form_and_is_public_once_published(dora, text):
    before, url = tasks(text), address(text)
    form = form_of(dora, url) | {"headline": "Nog niet klaar"}
    moved = dora.post(url, form | {"steps-0-down": ""}, follow=True)
    assert moved.redirect_chain[-1][0].endswith("#steps-0-down")
    swapped = [before[1], before[0], *before[2:]]
    assert in_form(moved) == swapped
    assert 'value="Nog niet klaar"' in moved.content.decode()
    assert tasks(text) == before
    again = dora.post(url, form_of(dora, url) | {"steps-0-down": ""}, follow=True)
    assert in_form(again) == [before[1], before[2], before[0], *before[3:]]
    dora.post(url, form_of(dora, url) | {"steps-0-up": ""})
    dora.post(url, form_of(dora, url) | {"_publish": "1"})
    assert tasks(text) == swapped
    assert not Draft.objects.exists()


def test_history_says_which_tasks_moved(dora, text):
    url = address(text)
    dora.post(url, form_of(dora, url) | {"steps-1-down": ""})
    dora.post(url, form_of(dora, url) | {"_publish": "1"})
    old, new = history.find(text, 1), history.find(text, 2)
    found = comparison.changes(old, new, content.read())
    assert [change.label for change in found] == ["Taak verplaatst", "Taak verplaatst"]
    assert not any(piece.gone or piece.new for change in found for piece in change.pieces)


def new_task(form, words, **more):
    total = int(form["steps-TOTAL_FORMS"][0])
    row = {"text": words, "kind": "action", "condition": "always", "position": "", "slug": f"nieuw-{total}", "id": ""}
    row |= {"partners": form["partners"][0], **more}
    return (
        form
        | {f"steps-{total}-{name}": [value] for name, value in row.items()}
        | {"steps-TOTAL_FORMS": [str(total + 1)]}
    )


def test_a_new_task_comes_last_and_can_move_before_it_is_published(dora, text):
    before, url = tasks(text), address(text)
    dora.post(url, new_task(form_of(dora, url), "Heel nieuw") | {"_publish": "1"})
    assert tasks(text) == [*before, "Heel nieuw"]
    form = new_task(form_of(dora, url), "Nog nieuwer")
    number = int(form["steps-TOTAL_FORMS"][0]) - 1
    page = dora.post(url, form | {f"steps-{number}-up": ""}, follow=True)
    assert in_form(page) == [*before, "Nog nieuwer", "Heel nieuw"]
    dora.post(url, form_of(dora, url) | {"_publish": "1"})
    assert tasks(text) == [*before, "Nog nieuwer", "Heel nieuw"]


def test_rows_that_the_browser_numbered_anew_still_fit(dora, text):
    """A new task stands between others; then the script of the admin numbers all rows as they stand on the page."""
    before, url = tasks(text), address(text)
    form = new_task(form_of(dora, url), "Heel nieuw", position="15")
    total = int(form["steps-TOTAL_FORMS"][0])
    shown = [0, total - 1, *range(1, total - 1)]
    anew = {name: values for name, values in form.items() if not re.match(r"steps-\d", name)}
    for number, old in enumerate(shown):
        for name in ("id", "responsibility", "text", "kind", "partners", "condition", "position", "slug"):
            if f"steps-{old}-{name}" in form:
                anew[f"steps-{number}-{name}"] = form[f"steps-{old}-{name}"]
    assert dora.post(url, anew | {"_publish": "1"}).status_code == 302
    assert tasks(text) == [before[0], "Heel nieuw", *before[1:]]


@pytest.mark.parametrize("name", ["steps-999-up", "steps-x-up", f"steps-{'9' * 500}-down", "steps-1-sideways"])
@pytest.mark.parametrize("number", ["", "x", "-5", "9" * 5000, "\x00", "²"])
def test_odd_places_and_buttons_move_nothing(dora, text, name, number):
    before, url = tasks(text), address(text)
    form = form_of(dora, url) | {"steps-0-position": number, name: "", "_draft": "1"}
    assert dora.post(url, form, follow=True).status_code == 200
    assert tasks(text) == before


def test_enter_in_a_field_keeps_and_does_not_publish(dora, text):
    """A browser presses the first button of the form."""
    html = dora.get(address(text)).content.decode()
    form = html[html.index('id="responsibility_form"') :]
    first = re.search(r'<(?:button|input)[^>]*type="submit"[^>]*>', form).group()
    assert 'name="_draft"' in first
