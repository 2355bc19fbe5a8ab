"""The parts of a case page: each can be asked for alone and has its own line in the budget of queries."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.access import Seat, find
from cases.enums import Reading
from cases.panels import PANELS
from cases.tests.builders import case_of_others, staged_case
from cases.tests.posting import logged_in
from trail.models import TrailEvent

# Tokens against forgery and signatures differ on every request.
HIDDEN = re.compile(r"<input type=\"hidden\"[^>]*>")
# What each part reads at the most when it is asked for alone.
BUDGET = {"kop": 9, "sluiten": 3, "let-op": 7, "wacht": 2, "van-u-gevraagd": 9, "taken": 7, "wat-er-gebeurde": 4}


@pytest.mark.django_db
def test_each_part_keeps_to_its_line_in_the_budget(cast):
    staged = staged_case(cast)
    costs = {}
    for name, panel in PANELS.items():
        seat = Seat(cast.anna, find(cast.anna, staged.case.reference, Reading.SHOW_CASE))
        with CaptureQueriesContext(connection) as queries:
            panel.context(seat)
        costs[name] = len(queries)
    assert set(costs) == set(BUDGET)
    assert {name: cost for name, cost in costs.items() if cost > BUDGET[name]} == {}, costs


@pytest.mark.django_db
def test_each_part_is_the_part_of_the_page(cast):
    """Asked for alone it says what the whole page says there."""
    staged = staged_case(cast)
    client = logged_in(cast.anna)
    page = _words(client.get(reverse("show_case", args=[staged.case.reference])))
    for name in PANELS:
        part = _words(client.get(reverse("show_panel", args=[staged.case.reference, name])))
        assert part in page, name
    assert "Marit" in _words(client.get(reverse("show_panel", args=[staged.case.reference, "kop"])))


def _words(response) -> str:
    assert response.status_code == 200
    return " ".join(HIDDEN.sub("", response.content.decode()).split())


@pytest.mark.django_db
def test_a_part_is_a_reading_and_nothing_for_strangers(cast):
    staged, others = staged_case(cast), case_of_others()
    client = logged_in(cast.bram)
    before = TrailEvent.objects.count()
    assert client.get(reverse("show_panel", args=[staged.case.reference, "kop"])).status_code == 200
    assert TrailEvent.objects.count() == before + 1
    for reference, name in ((staged.case.reference, "onbekend"), (others.case.reference, "kop")):
        assert client.get(reverse("show_panel", args=[reference, name])).status_code == 404
    assert TrailEvent.objects.count() == before + 1
