"""A partner's own judgement of the risk: beside the SASH, for its readers, and enough to put the risk at stake."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse

from accounts.models import User
from cases import access, alerts, services
from cases.models import Case, Interpretation
from cases.tests.builders import GROUNDS, organisation, said, sash, team_case
from cases.tests.posting import logged_in
from cases.tests.test_services_team import refused
from trail import played

START = datetime.fromisoformat("2026-03-05T09:00+01:00")
DAY = timedelta(days=1)
EVERYBODY = ["zvh-groningen", "veilig-thuis-groningen", "reclassering"]

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(cast):
    with played.at(START):
        return team_case(cast, others=("iris", "hanna"))


def judge(actor, case, level, compartment="team", after=timedelta(0), **more):
    with played.at(START + after):
        return services.record_interpretation(
            actor=actor, case=case, level=level, reason=f"Omdat {level}.", compartment=compartment, **more
        )


def at(user, case, after=timedelta(0)):
    with played.at(START + after):
        return access.Seat(User.objects.get(pk=user.pk), Case.objects.get(pk=case.pk))


def warned(user, case, key, after=timedelta(0)):
    return next((alert for alert in alerts.for_case(at(user, case, after)) if alert.key == key), None)


def test_at_sash_laag_one_partner_who_judges_hoog_is_enough(cast, case):
    with played.at(START):
        sash(case, cast.bram, level=1, shared_with=[organisation(slug) for slug in EVERYBODY])
    assert (at(cast.anna, case).risk_at_stake, at(cast.anna, case).zvh_flag) == (False, "not_needed")
    judge(cast.iris, case, 3)
    seat = at(cast.anna, case)
    assert (seat.risk_at_stake, seat.zvh_flag, seat.highest_risk) == (True, "needed", 3)
    assert case.standings.get(user=cast.anna).zvh_flag == "needed"
    found = warned(cast.anna, case, "zvh_missing", DAY)
    assert (found.is_red, found.since, "een partner schat het risico in als hoog" in found.title) == (True, START, True)
    assert warned(cast.anna, case, "ccb_missing", DAY) is None  # of the CCB the map speaks at a SASH
    with played.at(START + DAY):
        services.refer(actor=cast.bram, case=case, organisation=organisation("zvh-drenthe"), text="Denk mee", **GROUNDS)
    assert warned(cast.anna, case, "zvh_missing", DAY) is None


def test_without_a_sash_nobody_knows_until_a_partner_says_matig(cast, case):
    judge(cast.iris, case, 1)
    seat = at(cast.anna, case)
    assert (seat.risk_at_stake, seat.zvh_flag, seat.highest_risk) == (None, "unknown", 1)
    judge(cast.iris, case, 2)
    assert at(cast.anna, case).risk_at_stake
    assert not warned(cast.anna, case, "zvh_missing", 9 * DAY).is_red  # red when hoog


@pytest.mark.parametrize(
    ("author", "compartment", "readers"),
    [
        ("iris", "team", {"anna", "bram", "iris", "hanna"}),
        ("bram", "justice", {"bram", "hanna"}),
        ("iris", "organisation", {"iris"}),
    ],
)
def test_it_counts_for_its_readers_alone(cast, case, author, compartment, readers):
    judge(getattr(cast, author), case, 3, compartment)
    names = ("anna", "bram", "iris", "hanna")
    assert {name for name in names if at(getattr(cast, name), case).risk_at_stake} == readers
    assert {row.user.email.split("@")[0] for row in case.standings.filter(zvh_flag="needed")} == readers
    path = reverse("show_case", args=[case.reference])
    shown = {name: logged_in(getattr(cast, name)).get(path).content.decode() for name in names}
    assert {name for name, html in shown.items() if "glyph hoog" in html} == readers
    assert {name for name, html in shown.items() if "Omdat 3." in html} == readers


def test_whoever_was_let_in_knows_more_than_his_organisation(cast, case):
    judge(cast.bram, case, 3, "justice", admitted=cast.iris, admission_ground="Zij belt haar")
    assert at(cast.iris, case).risk_at_stake
    assert case.standings.get(user=cast.iris).zvh_flag == "needed"
    assert not access.Seat(None, case, cast.iris.work.organisation).risk_at_stake


def test_a_later_judgement_takes_its_place_and_gives_no_more_time(cast, case):
    judge(cast.iris, case, 2)
    second = judge(cast.iris, case, 3, after=9 * DAY)
    assert [one.level for one in at(cast.anna, case, 9 * DAY).judgements] == [3]
    assert warned(cast.anna, case, "zvh_missing", 10 * DAY).since == START
    assert Interpretation.objects.get(until=None) == second
    assert said(cast.anna, case, "record_interpretation")[1::2] == ["Omdat 3.", "Omdat 2."]
    judge(cast.iris, case, 1, after=11 * DAY)
    assert at(cast.anna, case, 11 * DAY).risk_at_stake is None
    judge(cast.iris, case, 3, after=20 * DAY)
    assert warned(cast.anna, case, "zvh_missing", 30 * DAY).since == START + 20 * DAY


def test_what_is_told_to_the_team_holds_until_the_team_is_told_otherwise(cast, case):
    judge(cast.iris, case, 3)
    judge(cast.iris, case, 1, "organisation", after=DAY)
    assert [one.level for one in at(cast.anna, case, DAY).judgements] == [3]
    assert [one.level for one in at(cast.iris, case, DAY).judgements] == [3, 1]


def test_each_organisation_judges_for_itself(cast, case):
    for name, level in (("iris", 3), ("bram", 1), ("hanna", 2)):
        judge(getattr(cast, name), case, level)
    assert [one.level for one in at(cast.anna, case).judgements] == [1, 2, 3]


def test_a_judgement_has_a_level_and_a_reason(cast, case):
    given = {"actor": cast.iris, "case": case, "level": 2, "reason": "Bang", "compartment": "team"}
    refused("lijst", services.record_interpretation, field="level", **{**given, "level": 4})
    refused("Vul dit in", services.record_interpretation, field="reason", **{**given, "reason": " "})
    judge(cast.iris, case, 2)
    refused("niets gewijzigd", judge, actor=cast.iris, case=case, level=2)


def test_it_ends_a_proposal_to_close_where_the_whole_team_may_know(cast, case):
    services.propose_closing(actor=cast.anna, case=case, summary="Rustig")
    judge(cast.iris, case, 3, "organisation")
    assert case.closing_proposals.filter(ended_at=None).exists()
    assert not any("waarschuwing" in told for told in services.still_open(at(cast.hanna, case)) if "ZVH" in told)
    judge(cast.iris, case, 3)
    assert not case.closing_proposals.filter(ended_at=None).exists()


def test_closing_tells_whom_to_ask_where_justice_judges_the_risk_high(cast, case):
    judge(cast.bram, case, 3, "justice")
    assert any("vraag Politie" in told for told in services.still_open(at(cast.anna, case)))
    assert not any("vraag Politie" in told for told in services.still_open(at(cast.hanna, case)))
