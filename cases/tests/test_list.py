"""The case list: paging, filters and counts tell the same story."""

import pytest
from django.urls import reverse

from cases import alerts, services
from cases.enums import SashLevel
from cases.models import Case
from cases.queries.lists import PER_PAGE
from cases.tests.builders import GROUNDS, incident, join, open_case, organisation, sash, take_regie, team_case
from cases.tests.posting import copies, logged_in
from trail import clock

pytestmark = pytest.mark.django_db


def pages(client, address="?"):
    """Walks through the list; gives the references of each page, and the count it names."""
    found, counts = [], []
    while address:
        response = client.get(reverse("list_cases") + address)
        page = response.context["page"]
        found.append([row.reference for row in page.rows])
        counts.append(response.context["counts"].number)
        address = response.context["next"]
    return found, counts


def test_sixty_cases_over_three_pages_each_exactly_once(cast):
    case = team_case(cast)
    copies(case, 59)
    found, counts = pages(logged_in(cast.anna), "?volgorde=nieuw")
    assert [len(page) for page in found] == [PER_PAGE, PER_PAGE, 10]
    flat = [reference for page in found for reference in page]
    newest_first = Case.objects.order_by("-opened_at", "-id").values_list("reference", flat=True)
    assert flat == list(newest_first)
    assert counts == [60, 60, 60]


def test_a_cursor_that_is_none_is_the_first_page(cast):
    copies(team_case(cast), 30)
    client = logged_in(cast.anna)
    for cursor in ("x", "1", "-", "1-", "1-2-3", "-1-5", "%00", "1e9-1", "٣-٣", "9" * 40 + "-1"):
        response = client.get(f"{reverse('list_cases')}?na={cursor}")
        assert len(response.context["page"].rows) == PER_PAGE, cursor


def test_a_case_opened_meanwhile_moves_nothing_on_later_pages(cast):
    copies(team_case(cast), 59)
    client = logged_in(cast.anna)
    _, second, third = pages(client)[0]
    first_page = client.get(reverse("list_cases"))
    join(open_case(cast.bram, "Nieuw"), cast.bram, cast.anna)
    found, _ = pages(client, first_page.context["next"])
    assert found == [second, third]


@pytest.fixture
def different(cast):
    """Cases that differ, by name, for Anna."""
    made = {}
    for mark in ("rustig", "zonder", "matig", "verborgen", "aangemeld", "dicht"):
        made[mark] = case = open_case(cast.bram, mark, province="drenthe" if mark == "matig" else "groningen")
        join(case, cast.bram, cast.anna)
        if mark != "zonder":
            take_regie(case, cast.anna if mark != "matig" else cast.bram, deputy=None)
        incident(case, cast.bram, "Bericht")
    zvh = [organisation("zvh-groningen")]
    sash(made["rustig"], cast.bram, level=SashLevel.LOW, shared_with=zvh)
    sash(made["matig"], cast.bram, level=SashLevel.MEDIUM, shared_with=zvh)
    sash(made["verborgen"], cast.bram, level=SashLevel.HIGH)
    sash(made["aangemeld"], cast.bram, level=SashLevel.HIGH, shared_with=zvh)
    for slug in ("zvh-drenthe", "ccb"):
        services.refer(actor=cast.bram, case=made["aangemeld"], organisation=organisation(slug), text="Help", **GROUNDS)
    services.move_phase(actor=cast.anna, case=made["rustig"], to_phase="melden", version=1)
    Case.objects.filter(pk=made["dicht"].pk).update(closed_at=clock.now())
    alerts.refresh_together(Case.objects.all())
    return {case.reference: mark for mark, case in made.items()}


FILTERS = [
    ("", "rustig zonder matig verborgen aangemeld"),
    ("stand=gesloten", "dicht"),
    ("regie=zonder", "zonder"),
    ("regie=ik", "rustig verborgen aangemeld"),
    ("let-op=ja", "zonder matig verborgen"),
    ("fase=melden", "rustig"),
    ("fase=signaleren", "zonder matig verborgen aangemeld"),
    ("provincie=drenthe", "matig"),
    ("sash=laag", "rustig"),
    ("sash=matig", "matig"),
    ("sash=hoog", "aangemeld"),
    ("sash=geen", "zonder"),  # "verborgen" has one, only not for Anna's eyes
    ("zvh=needed", "matig"),
    ("zvh=referred", "aangemeld"),
    ("zvh=not_needed", "rustig"),
    ("zvh=unknown", "zonder verborgen"),
    ("zvh=refused", ""),
    ("sash=hoog&provincie=drenthe", ""),
    ("let-op=ja&provincie=drenthe", "matig"),
    ("fase=nergens&sash=%00", "rustig zonder matig verborgen aangemeld"),
]


def test_each_filter_gives_exactly_its_cases_and_counts_them(cast, different):
    client = logged_in(cast.anna)
    for query, expected in FILTERS:
        shown = client.get(f"{reverse('list_cases')}?{query}").context
        assert {different[row.reference] for row in shown["page"].rows} == set(expected.split()), query
        assert shown["counts"].number == len(shown["page"].rows), query


def test_the_number_on_a_chip_is_the_number_of_cases_behind_it(cast, different):
    client, path = logged_in(cast.anna), reverse("list_cases")
    for query, _ in FILTERS:
        quick = client.get(f"{path}?{query}").context["quick"]
        for chip, number in quick[:3]:
            behind = f"?{query}" if chip.is_on else chip.address
            assert number == client.get(path + behind).context["counts"].number, (query, chip.label)


def test_too_many_cases_to_count_give_no_number_rather_than_a_wrong_one(cast, monkeypatch):
    monkeypatch.setattr("cases.queries.lists.COUNT_AT_MOST", 10)
    copies(team_case(cast), 20)
    client = logged_in(cast.anna)
    response = client.get(reverse("list_cases"))
    assert {number for _, number in response.context["quick"]} == {None}
    assert "meer dan" in response.content.decode()
    few = open_case(cast.bram, "Drenthe", province="drenthe")
    join(few, cast.bram, cast.anna)
    for filters, number in (("provincie=drenthe", 1), ("sash=hoog", 0)):
        response = client.get(f"{reverse('list_cases')}?{filters}")
        assert response.context["counts"].number == len(response.context["page"].rows) == number
