"""Own cases are found by name or reference, in no case of others, and no word of it stands anywhere afterwards."""

import pytest
from django.urls import reverse

from cases import services
from cases.queries.lists import PER_PAGE
from cases.tests.builders import join, open_case, organisation, team_case
from cases.tests.posting import copies, logged_in
from trail.models import TrailEvent

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(cast):
    """Of Anna; Chris has one with people of the same names."""
    victim = {"name": "Márit  van der Bérg", "birth_date": None, "relation": "ex_partner"}
    cast.foreign = open_case(cast.chris, "Márit", victim=victim)
    case = open_case(cast.bram, "Marit", victim=victim)
    join(case, cast.bram, cast.anna)
    join(open_case(cast.bram, "Oda"), cast.bram, cast.anna)
    return case


def find(user, words):
    return logged_in(user).post(reverse("list_cases"), {"words": words})


def references(response):
    return [row.reference for row in response.context["rows"]]


@pytest.mark.parametrize("words", ["marit", "MARIT VAN", "berg", "Bérg", "  van   der ", "berg "])
def test_part_of_a_name_finds_the_case(cast, case, words):
    assert references(find(cast.anna, words)) == [case.reference]
    assert references(find(cast.chris, words)) == [cast.foreign.reference]


def test_part_of_the_reference_finds_it_and_none_of_others(cast, case):
    for words in (case.reference, case.reference.lower(), case.reference[6:]):
        assert references(find(cast.anna, words)) == [case.reference]
    assert references(find(cast.anna, cast.foreign.reference)) == []


def test_the_name_of_today_finds_it_and_an_earlier_one_does_not(cast, case):
    person = case.persons.get(role="victim")
    changed = {"name": "Wytske Anders", "role": "victim", "relation": "ex_partner", "birth_date": None}
    services.correct_person(actor=cast.bram, person=person, version=person.pk, **changed)
    assert references(find(cast.anna, "wytske")) == [case.reference]
    assert references(find(cast.anna, "berg")) == []


def test_who_left_the_case_finds_nothing(cast, case):
    zvh = case.participations.get(organisation=organisation("zvh-groningen"))
    services.end_participation(actor=cast.anna, participation=zvh, reason="Klaar")
    response = find(cast.anna, "berg")
    assert references(response) == []
    assert "Geen zaak gevonden" in response.content.decode()
    assert "Controleer hoe u de naam schrijft" in response.content.decode()


@pytest.mark.parametrize("words", ["%%", "__", "%a", "a_i"])
def test_signs_that_a_database_takes_for_any_other_are_themselves(cast, case, words):
    assert references(find(cast.anna, words)) == []


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("", "Vul een naam of een zaaknummer in."),
        ("   ", "Vul een naam of een zaaknummer in."),
        ("m", "Vul ten minste 2 letters of cijfers in."),
        ("\u3164\u3164\u3164", "Vul ten minste 2 letters of cijfers in."),
        ("m" * 5000, "Dit is te lang: 5000 tekens, er passen er 120."),
        ("ma\0rit", "Hierin staan onzichtbare tekens. Typ de naam opnieuw."),
        ("ma\u202erit", "onzichtbare tekens die de leesrichting"),
    ],
)
def test_what_cannot_be_looked_for_is_told_in_the_field_above_the_list(cast, case, words, told):
    response = find(cast.anna, words)
    assert response.status_code == 200
    assert told in response.content.decode()
    assert case.reference in response.content.decode()


def test_at_most_25_are_shown_and_it_says_so(cast):
    copies(team_case(cast), PER_PAGE - 1)
    full = find(cast.anna, "st-")
    assert len(references(full)) == PER_PAGE
    assert "meer dan 25" not in full.content.decode()
    join(open_case(cast.bram, "Oda"), cast.bram, cast.anna)
    more = find(cast.anna, "st-")
    assert len(references(more)) == PER_PAGE
    assert "meer dan 25 zaken" in more.content.decode()
    assert "Typ meer van de naam" in more.content.decode()


def test_the_trail_says_that_somebody_searched_and_not_for_what(cast, case):
    before = TrailEvent.objects.count()
    response = find(cast.anna, "berg")
    line = TrailEvent.objects.latest("pk")
    assert TrailEvent.objects.count() == before + 1
    assert (line.action, line.actor_id, line.details) == ("search", str(cast.anna.pk), {"list": "found"})
    assert "berg" not in str(TrailEvent.objects.filter(pk=line.pk).values())
    assert "berg" not in response.request["PATH_INFO"] + response.request["QUERY_STRING"]


def test_who_works_on_no_cases_finds_none(cast, case):
    assert "rows" not in (find(cast.dora, "berg").context or {})
