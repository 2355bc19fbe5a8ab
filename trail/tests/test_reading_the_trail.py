"""The privacy officer reads the trail in words and in our time; that is on record, and nothing else reaches it."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from trail import words
from trail.models import TrailEvent
from trail.played import at
from trail.recording import record

LIST = reverse("admin:trail_trailevent_changelist")
LONG, NUL = "9" * 5000, "\0"


@pytest.fixture
def officer(cast):
    client = Client()
    client.force_login(cast.faye)
    return client


def line(event):
    return reverse("admin:trail_trailevent_change", args=[event.pk])


def own_lines():
    """What the officer's own visits left, oldest first."""
    return list(TrailEvent.objects.filter(actor_name="Faye Bos").order_by("id"))


@pytest.mark.django_db
def test_lines_are_shown_in_words_and_in_our_time(officer, cast):
    with at(datetime(2026, 11, 23, 23, 30, tzinfo=UTC)):
        event = record(action="read", actor=cast.bram, subject="ST-26-7KQ4M", purpose="show_case")
    page, shown = officer.get(LIST).content.decode(), officer.get(line(event)).content.decode()
    for text in (page, shown):
        assert "Gelezen" in text
        assert "zaak bekeken" in text
    assert "24-11-2026 00:30 Bram Postma Gelezen ST-26-7KQ4M" in shown
    assert "23-11-2026" not in shown
    # As a key of the filters the words of the code stand in addresses only.
    assert ">show_case<" not in page + shown
    assert ">read<" not in page + shown


@pytest.mark.django_db
def test_a_line_older_than_todays_words_keeps_its_own(officer):
    event = record(action="verb_of_old", actor=None, purpose="purpose_of_old")
    shown = officer.get(line(event)).content.decode()
    assert "verb_of_old" in shown
    assert "purpose_of_old" in shown


@pytest.mark.django_db
def test_the_filters_offer_the_registered_words_and_find_by_them(officer, cast):
    page = officer.get(LIST)
    offered = {spec.parameter_name: dict(spec.lookup_choices) for spec in page.context_data["cl"].filter_specs}
    assert offered == {
        "action": {key: str(word) for key, word in words.ACTIONS.items()},
        "purpose": {key: str(word) for key, word in words.PURPOSES.items()},
    }
    read = record(action="read", actor=cast.bram, purpose="show_case")
    opened = record(action="open_case", actor=cast.bram)
    for chosen, found in (({"action": "open_case"}, opened), ({"purpose": "show_case"}, read)):
        assert list(officer.get(LIST, chosen).context_data["cl"].result_list) == [found]


@pytest.mark.django_db
def test_a_visit_asks_no_list_of_what_occurs_and_counts_no_more_for_more_lines(officer, cast):
    def visit():
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert officer.get(LIST).status_code == 200
        return [query["sql"] for query in captured]

    first = visit()
    for _ in range(30):
        record(action="read", actor=cast.bram, purpose="show_case")
    second = visit()
    assert not [sql for sql in second if "DISTINCT" in sql]
    assert len(first) == len(second)


@pytest.mark.django_db
@pytest.mark.parametrize("odd", [NUL, LONG, "nergens", "'", "%", "(", ""])
@pytest.mark.parametrize(
    "name",
    ["action", "purpose", "q", "p", "o", "e", "all", "action__exact", "id__exact", "id", "details__x", "_facets"],
)
def test_odd_addresses_get_an_answer(officer, name, odd):
    assert officer.get(LIST, {name: odd}).status_code in (200, 302, 400)


@pytest.mark.django_db
@pytest.mark.parametrize("pk", [LONG, "9" * 30, "0", "_00", "x", "-1", "1.5"])
@pytest.mark.parametrize("page", ["change", "history"])
def test_a_line_that_is_not_there_leaves_none(officer, pk, page):
    assert officer.get(reverse(f"admin:trail_trailevent_{page}", args=[pk])).status_code in (302, 404)
    assert own_lines() == []


@pytest.mark.django_db
@pytest.mark.parametrize("lookup", ["actor_name__regex", "details__icontains", "subject__startswith", "at__year"])
def test_no_other_question_reaches_the_trail_by_its_address(officer, lookup):
    record(action="read", actor=None, subject="ST-26-7KQ4M")
    assert officer.get(LIST, {lookup: "S"}).status_code == 400
    assert own_lines() == []


@pytest.mark.django_db
def test_each_reading_of_the_trail_leaves_a_line_without_the_words_looked_for(officer, cast):
    event = record(action="read", actor=cast.bram, subject="ST-26-7KQ4M")
    history = reverse("admin:trail_trailevent_history", args=[event.pk])
    for path, query in (
        (LIST, {}),
        (LIST, {"q": "Jansen"}),
        (LIST, {"action": "read"}),
        (line(event), {}),
        (history, {}),
    ):
        assert officer.get(path, query).status_code == 200
    assert [(found.action, found.subject, found.target, found.details) for found in own_lines()] == [
        ("list_trail", "", "", {"page": 1, "words": False}),
        ("search_trail", "", "", {"page": 1, "words": True}),
        ("search_trail", "", "", {"page": 1, "words": False, "action": "read"}),
        ("show_trail_line", "ST-26-7KQ4M", f"trailevent-{event.pk}", {}),
        ("show_trail_line", "ST-26-7KQ4M", f"trailevent-{event.pk}", {}),
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("person", ["bram", "dora", "eva"])
def test_nobody_else_reads_the_trail_and_a_refusal_leaves_no_line(cast, person):
    event, client = record(action="read", actor=None), Client()
    client.force_login(getattr(cast, person))
    for path in (LIST, line(event)):
        assert client.get(path).status_code in (302, 403)
    assert TrailEvent.objects.count() == 1
