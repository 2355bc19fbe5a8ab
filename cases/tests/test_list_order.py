"""The order of the case list, and what a row says of incidents: by what its reader may know, and by what day it is."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from cases import alerts, services
from cases.enums import Compartment
from cases.models import Case, Standing
from cases.queries.lists import PER_PAGE
from cases.tests.builders import join, open_case
from cases.tests.posting import copies, logged_in
from trail import played

pytestmark = pytest.mark.django_db
START = datetime(2026, 5, 1, 9, tzinfo=UTC)
TODAY = START + timedelta(days=10)


def happened(case, day, actor=None, compartment=Compartment.TEAM):
    actor = actor or case.opened_by
    given = {"kinds": ["online"], "text": "Weer", "occurred_on": day, "compartment": compartment}
    return services.report_incident(actor=actor, case=case, **given)


@pytest.fixture
def cases(cast):
    """Of Bram: "stil" without an incident and "oud" with an early one wait; "recent" turns red by its second."""
    made = {}
    for number, mark in enumerate(("recent", "oud", "stil")):
        with played.at(START + timedelta(hours=number)):
            made[mark] = open_case(cast.bram, mark)
            join(made[mark], cast.bram, cast.anna)
    with played.at(TODAY):
        happened(made["oud"], date(2026, 2, 1))
        happened(made["recent"], date(2026, 4, 3))
        happened(made["recent"], date(2026, 4, 3))
    return made


def shown(user, query="", moment=TODAY):
    with played.at(moment):
        return logged_in(user).get(f"{reverse('list_cases')}?{query}").context["page"].rows


def redden(cases, **marks):
    """As if the warnings of these cases turn red at these moments."""
    Standing.objects.update(reddens_at=None)
    for mark, moment in marks.items():
        cases[mark].standings.update(reddens_at=moment)
    return {case.reference: mark for mark, case in cases.items()}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["oud", "stil", "recent"]),
        ("volgorde=incident", ["stil", "recent", "oud"]),
        ("volgorde=nieuw", ["stil", "oud", "recent"]),
        ("volgorde=%00", ["oud", "stil", "recent"]),
    ],
)
def test_red_first_then_the_newest_incident_unless_chosen_otherwise(cast, cases, query, expected):
    marks = redden(cases, oud=TODAY, recent=TODAY + timedelta(minutes=1))
    assert [marks[row.reference] for row in shown(cast.anna, query)] == expected


def test_a_case_comes_to_the_front_by_itself_when_it_turns_red(cast, cases):
    marks = redden(cases, oud=TODAY, recent=TODAY + timedelta(minutes=1))
    later = shown(cast.anna, moment=TODAY + timedelta(minutes=1))
    assert [marks[row.reference] for row in later] == ["recent", "oud", "stil"]


@pytest.mark.parametrize("order", ["", "volgorde=incident", "volgorde=nieuw"])
def test_every_order_shows_each_case_once_over_its_pages(cast, cases, order):
    made = copies(cases["recent"], 57)
    Standing.objects.update(reddens_at=None)
    for number, case in enumerate(made):
        red = TODAY if number % 3 else TODAY + timedelta(days=9)
        case.standings.update(stirred_on=date(2026, 1, 1 + number % 7), reddens_at=red if number % 2 else None)
    client, address, found = logged_in(cast.anna), f"?{order}", []
    with played.at(TODAY):
        while address:
            context = client.get(reverse("list_cases") + address).context
            found.append(context["page"].rows)
            address = context["next"]
    flat = [row for rows in found for row in rows]
    assert [len(rows) for rows in found] == [PER_PAGE, PER_PAGE, 10]
    assert len({row.reference for row in flat}) == Case.objects.count() == 60
    if not order:
        reds = [row.is_red for row in flat]
        assert reds == sorted(reds, reverse=True)
        assert 0 < sum(reds) < 60


def said(user, case, moment=TODAY):
    return next(row.incidents for row in shown(user, moment=moment) if row.reference == case.reference)


def test_a_row_says_how_many_incidents_of_late_and_when_the_last_was(cast, cases):
    assert said(cast.anna, cases["recent"]) == "2 in 90 dagen, laatste 3 april"
    assert said(cast.anna, cases["oud"]) == "0 in 90 dagen, laatste 1 februari"
    assert said(cast.anna, cases["stil"]) == "geen incident bekend"


def test_what_is_recent_passes_without_anything_being_written(cast, cases):
    """The second day of the two falls out, a day after its ninetieth; and the year is said once it is another."""
    case = cases["recent"]
    with played.at(TODAY):
        happened(case, date(2026, 4, 20))
    for day, expected in (("2026-07-01", 3), ("2026-07-02", 1), ("2026-07-18", 1), ("2026-07-19", 0)):
        moment = datetime.fromisoformat(f"{day}T12:00+02:00")
        assert said(cast.anna, case, moment) == f"{expected} in 90 dagen, laatste 20 april"
        with played.at(moment):
            assert alerts.differences([case]) == ([], [])
    assert said(cast.anna, case, TODAY + timedelta(days=300)).endswith("laatste 20 april 2026")


@pytest.mark.parametrize(
    ("compartment", "knows"), [(Compartment.ORGANISATION, {"bram"}), (Compartment.JUSTICE, {"bram", "hanna"})]
)
def test_a_row_counts_and_is_sorted_by_what_its_reader_may_know(cast, cases, compartment, knows):
    with played.at(TODAY):
        join(cases["stil"], cast.bram, cast.hanna)
        happened(cases["stil"], date(2026, 5, 9), compartment=compartment)
    for name in ("anna", "bram", "hanna"):
        told = said(getattr(cast, name), cases["stil"])
        assert told == ("1 in 90 dagen, laatste 9 mei" if name in knows else "geen incident bekend"), name
    stirred = {row.user_id: row.stirred_on for row in cases["stil"].standings.all()}
    assert stirred[cast.anna.pk] == date(2026, 5, 1)
    assert stirred[cast.bram.pk] == date(2026, 5, 9)


def test_a_corrected_incident_counts_on_its_new_day(cast, cases):
    with played.at(TODAY):
        incident = happened(cases["oud"], date(2026, 5, 8))
        changed = {"kinds": ["online"], "text": "Weer", "occurred_on": date(2026, 1, 8)}
        services.correct_incident(actor=cast.bram, incident=incident, version=incident.pk, **changed)
    assert said(cast.anna, cases["oud"]) == "0 in 90 dagen, laatste 1 februari"


@pytest.mark.parametrize("order", ["", "volgorde=incident&", "volgorde=nieuw&"])
@pytest.mark.parametrize("place", ["1-0-1", "1-1-1", "1-2-1", "1-1", f"{10**17 - 1}-1-{10**18 - 1}", "x", "%00"])
def test_a_place_that_is_none_breaks_nothing(cast, cases, order, place):
    with played.at(TODAY):
        assert logged_in(cast.anna).get(f"{reverse('list_cases')}?{order}na={place}").status_code == 200
