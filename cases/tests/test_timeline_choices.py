"""Which lines of the timeline one sees, by kind, by partner, by days, and in which order; of hidden ones no trace."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases import access, services
from cases.enums import Compartment, Happening
from cases.models import TimelineEntry
from cases.tests.builders import GROUNDS, organisation, sash, team_case
from cases.tests.posting import logged_in
from cases.timeline import Choice, page, timeline
from cases.verbs import Verb
from trail import played

pytestmark = pytest.mark.django_db
START = datetime(2026, 3, 2, 9, tzinfo=UTC)
ODD = ("x", "%00", "%F0%9F%98%80", "1" * 5000, "-", "٣", "0000-00-00", "0001-01-01", "9999-12-31", "2026-02-30")


@pytest.fixture
def case(cast):
    """A line of every kind, each on a day of its own; two things happened earlier than they were recorded."""
    with played.at(START):
        case = team_case(cast)
    on_day(1, lambda: happened(case, cast.bram, "VOORDEUR", date(2026, 2, 10)))
    zvh, ccb = organisation("zvh-groningen"), organisation("ccb")
    on_day(2, lambda: sash(case, cast.bram, shared_with=[zvh], filled_in_on=date(2026, 2, 20)))
    on_day(3, lambda: services.refer(actor=cast.anna, case=case, organisation=ccb, text="Denk mee", **GROUNDS))
    on_day(
        4, lambda: services.do_step(actor=cast.bram, step=case.steps.filter(partner="politie", kind="action").first())
    )
    on_day(
        5, lambda: services.write_note(actor=cast.iris, case=case, kind="note", text="Zij belde", compartment="team")
    )
    return case


def on_day(number, deed):
    with played.at(START + timedelta(days=number)):
        return deed()


def happened(case, actor, text, day, compartment=Compartment.TEAM):
    return services.report_incident(
        actor=actor, case=case, kinds=["online"], text=text, occurred_on=day, compartment=compartment
    )


def shown(user, case, query=""):
    return logged_in(user).get(f"{reverse('show_timeline', args=[case.reference])}?{query}")


def verbs(response):
    return [line.entry.verb for line in response.context["timeline"]]


def test_every_line_is_of_one_kind(cast, case):
    for user in (cast.bram, cast.iris):
        lines = [line.entry.pk for line in timeline(access.Seat(user, case))]
        pages = (page(access.Seat(user, case), Choice(kind=kind), "")[0] for kind in Happening)
        found = [line.entry.pk for lines_of_kind in pages for line in lines_of_kind]
        assert sorted(found) == sorted(lines)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("soort=incidenten", [Verb.REPORT_INCIDENT]),
        ("soort=risico", [Verb.RECORD_SASH]),
        ("soort=aanmeldingen", [Verb.REFER]),
        ("soort=taken", [Verb.DO_STEP]),
        ("soort=overig", [Verb.WRITE_NOTE, Verb.OPEN_CASE]),
        ("partner=veilig-thuis", [Verb.WRITE_NOTE]),
        ("partner=veilig-thuis&soort=incidenten", []),
        ("van=2026-03-05&tot=2026-03-06", [Verb.DO_STEP, Verb.REFER]),
        ("van=05-03-2026&tot=05-03-2026", [Verb.REFER]),
        ("tot=2026-02-28", []),
        ("tot=2026-02-28&volgorde=gebeurd", [Verb.RECORD_SASH, Verb.REPORT_INCIDENT]),
        ("van=2026-02-11&tot=2026-02-28&volgorde=gebeurd", [Verb.RECORD_SASH]),
    ],
)
def test_a_choice_gives_exactly_its_lines_and_counts_them(cast, case, query, expected):
    response = shown(cast.bram, case, query)
    assert [verb for verb in verbs(response) if verb != Verb.ASSIGN_REGIE] == expected
    assert response.context["number"] == len(verbs(response))
    assert ("Alle keuzes weg" in response.content.decode()) is (query != "")
    if not expected:
        assert "Geen regel past bij wat u koos" in response.content.decode()


def test_the_number_on_a_choice_is_the_number_of_lines_behind_it(cast, case):
    for query in ("", "partner=politie", "soort=overig", "soort=overig&partner=veilig-thuis", "van=2026-03-04"):
        response = shown(cast.bram, case, query)
        for chip in (*response.context["kinds"], *response.context["partners"]):
            behind = query if chip.is_on else chip.address.lstrip("?")
            assert len(verbs(shown(cast.bram, case, behind))) == chip.number, (query, chip)


def test_sorted_by_when_it_happened(cast, case):
    early = {Verb.RECORD_SASH, Verb.REPORT_INCIDENT}
    assert not early & set(verbs(shown(cast.bram, case))[-2:])
    assert verbs(shown(cast.bram, case, "volgorde=gebeurd"))[-2:] == [Verb.RECORD_SASH, Verb.REPORT_INCIDENT]


def test_both_dates_stand_on_a_line_where_they_differ(cast, case):
    text = " ".join(re.sub("<[^>]*>", " ", shown(cast.bram, case).content.decode()).split())
    assert "Gebeurd op 10 februari 2026 , vastgelegd op 3 maart 2026, 10:00" in text
    assert "Ingevuld op 20 februari 2026 , vastgelegd op 4 maart 2026, 10:00" in text
    assert text.count("vastgelegd op") == 2
    on_day(6, lambda: happened(case, cast.bram, "VANDAAG", date(2026, 3, 8)))
    assert shown(cast.bram, case).content.decode().count("vastgelegd op") == 2


def test_a_correction_stands_on_the_day_it_says(cast, case):
    incident = case.incidents.get()
    changed = {"kinds": ["online"], "text": "ACHTERDEUR", "occurred_on": date(2026, 1, 5)}
    services.correct_incident(actor=cast.bram, incident=incident, version=incident.pk, **changed)
    lines = shown(cast.bram, case, "volgorde=gebeurd&soort=incidenten").context["timeline"]
    assert [line.day for line in lines] == [date(2026, 2, 10), date(2026, 1, 5)]


def test_the_day_of_an_outcome_is_for_whom_it_is_shared_with(cast, case):
    """To the others it stands where it was recorded, as what is masked does."""
    for user, place in ((cast.anna, -2), (cast.iris, 3)):
        response = shown(user, case, "volgorde=gebeurd")
        assert verbs(response)[place] == Verb.RECORD_SASH
        assert ("20 februari 2026" in response.content.decode()) == (user == cast.anna)
    assert verbs(shown(cast.iris, case, "tot=2026-02-28&volgorde=gebeurd")) == [Verb.REPORT_INCIDENT]


def test_of_a_masked_line_no_choice_tells_what_it_is_or_when_it_happened(cast, case):
    on_day(6, lambda: happened(case, cast.bram, "GEHEIM", date(2026, 1, 1), Compartment.JUSTICE))
    masked = {
        query: [line.is_masked for line in shown(cast.iris, case, query).context["timeline"]].count(True)
        for query in (
            *(f"soort={kind}" for kind in Happening),
            *("tot=2026-01-31&volgorde=gebeurd", "van=2026-03-08&volgorde=gebeurd", "partner=politie"),
        )
    }
    assert {query for query, number in masked.items() if number} == {
        *("soort=overig", "van=2026-03-08&volgorde=gebeurd", "partner=politie")
    }
    assert shown(cast.iris, case, "volgorde=gebeurd").context["timeline"][0].is_masked
    numbers = {chip.value: chip.number for chip in shown(cast.iris, case).context["kinds"]}
    assert (numbers["incidenten"], numbers["overig"]) == (1, 3)
    assert verbs(shown(cast.bram, case, "tot=2026-01-31&volgorde=gebeurd")) == [Verb.REPORT_INCIDENT]


def plain(response):
    return re.sub(r'nonce="[^"]*"|csrfmiddlewaretoken" value="[^"]*"', "", response.content.decode())


def test_of_a_hidden_line_no_choice_leaves_a_trace(cast, case):
    queries = [
        *("", "volgorde=gebeurd", "tot=2026-01-31&volgorde=gebeurd", "van=2026-03-08", "partner=politie"),
        *(f"soort={kind}" for kind in Happening),
    ]
    with played.at(START + timedelta(days=9)):
        before = {query: plain(shown(cast.anna, case, query)) for query in queries}
        own = {query: plain(shown(cast.bram, case, query)) for query in queries}
        on_day(6, lambda: happened(case, cast.bram, "GEHEIM", date(2026, 1, 1), Compartment.ORGANISATION))
        assert {query: plain(shown(cast.anna, case, query)) for query in queries} == before
        assert all(plain(shown(cast.bram, case, query)) != own[query] for query in queries if "soort=" not in query)


@pytest.mark.parametrize("by_day", [False, True])
def test_pages_in_either_order_hold_every_line_once(cast, case, monkeypatch, by_day):
    """Also with many on one day and of one moment, on both sides of a page's edge."""
    monkeypatch.setattr("cases.timeline.paging.PER_PAGE", 3)
    for day in (1, 1, 1, 1, 2, 9):
        for _same in range(2):
            on_day(20, lambda day=day: happened(case, cast.bram, "Weer", date(2026, 1, day)))
    choice, found, places, place = Choice(by_day=by_day), [], [], ""
    while place or not found:
        lines, place = page(access.Seat(cast.anna, case), choice, place)
        found.append([line.entry.pk for line in lines])
        places.append(place)
    order = ("-day", "-at", "-pk") if by_day else ("-at", "-pk")
    every = list(TimelineEntry.objects.order_by(*order).values_list("pk", flat=True))
    assert [pk for some in found for pk in some] == every
    assert {len(some) for some in found[:-1]} == {3}
    for day in (1, 2, 9):
        on_day(20, lambda day=day: happened(case, cast.bram, "GEHEIM", date(2026, 1, day), "organisation"))
    again, place = [], ""
    while place or not again:
        lines, place = page(access.Seat(cast.anna, case), choice, place)
        again.append(place)
    assert again == places


def test_the_next_page_keeps_what_was_chosen(cast, case, monkeypatch):
    monkeypatch.setattr("cases.timeline.paging.PER_PAGE", 1)
    first = shown(cast.bram, case, "soort=overig&volgorde=gebeurd&van=2026-01-01")
    second = shown(cast.bram, case, first.context["older"].lstrip("?"))
    assert (verbs(first), verbs(second)) == ([Verb.WRITE_NOTE], [Verb.OPEN_CASE])
    assert second.context["filter"].used == first.context["filter"].used


@pytest.mark.parametrize("order", ["", "&volgorde=gebeurd"])
@pytest.mark.parametrize("odd", ODD)
def test_odd_words_in_the_address_break_nothing(cast, case, odd, order):
    for name in ("soort", "partner", "van", "tot", "volgorde", "voor"):
        assert shown(cast.bram, case, f"{name}={odd}{order}").status_code == 200, name


@pytest.mark.parametrize("place", ["1-1", "1-0-1", "1-9999999999-1", "1-1-1", f"{9**17}-739000-{10**18 - 1}"])
def test_a_place_that_is_none_or_past_everything_says_how_to_go_on(cast, case, place):
    for order in ("", "&volgorde=gebeurd"):
        response = shown(cast.bram, case, f"voor={place}{order}")
        assert response.context["timeline"] or "Naar het begin" in response.content.decode()


def test_a_date_that_is_none_is_told_in_its_field_and_one_after_the_other_too(cast, case):
    text = shown(cast.bram, case, "van=gisteren").content.decode()
    assert "Vul een datum in, bijvoorbeeld 23-11-2026." in text
    assert 'value="gisteren"' in text
    assert "Draai ze om" in shown(cast.bram, case, "van=2026-03-09&tot=2026-03-01").content.decode()


def test_it_costs_the_same_with_one_line_and_with_two_hundred(cast, case):
    client, path = logged_in(cast.anna), reverse("show_timeline", args=[case.reference])
    queries = ("?soort=incidenten", "?partner=politie&volgorde=gebeurd&van=2026-01-01&soort=incidenten")

    def cost(query):
        with CaptureQueriesContext(connection) as found:
            client.get(path + query)
        return len(found)

    few = [cost(query) for query in queries]
    entry = case.timeline.get(verb=Verb.REPORT_INCIDENT)
    for _more in range(200):
        entry.pk, entry._state.adding = None, True
        entry.save()
    assert [cost(query) for query in queries] == few
