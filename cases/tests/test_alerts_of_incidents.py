"""What incidents warn of by themselves: loudest where there is no SASH, and for nobody who may not know of them."""

from datetime import date

import pytest

from cases import access, services
from cases.models import Person
from cases.tests.builders import GROUNDS, incident, organisation, team_case
from cases.tests.test_alerts import DAY, HOUR, MINUTE, RED, START, WARN, found, severities, share
from cases.verbs import Verb
from trail import played

pytestmark = pytest.mark.django_db
EVERYBODY = ("zvh-groningen", "veilig-thuis-groningen", "reclassering")


@pytest.fixture
def case(cast):
    with played.at(START):
        return team_case(cast, others=("iris", "hanna"))


def happens(case, actor, kind="contact", at=START + HOUR, compartment="team"):
    with played.at(at):
        return incident(case, actor, "GEHEIM", compartment, kind=kind)


def refer(case, actor, slug, at):
    with played.at(at):
        services.refer(actor=actor, case=case, organisation=organisation(slug), text="Denk mee", **GROUNDS)


@pytest.mark.parametrize(("kind", "key", "at_once"), [("weapon", "weapon_open", RED), ("threat", "threat_open", WARN)])
def test_danger_waits_for_a_sash_and_for_who_must_know(cast, case, kind, key, at_once):
    happens(case, cast.iris)
    assert found(cast.anna, case, key, 9 * DAY) is None
    happens(case, cast.iris, kind, START + 2 * HOUR)
    times = (2 * HOUR, DAY + 2 * HOUR - MINUTE, DAY + 2 * HOUR)
    assert severities(cast.anna, case, key, *times) == [at_once, at_once, RED]
    first = found(cast.bram, case, key, DAY)
    assert (first.solution.verb, first.since) == (Verb.RECORD_SASH, START + 2 * HOUR)
    assert found(cast.hanna, case, key, DAY).solution.verb == Verb.REFER
    assert "Nog te doen: SASH vastleggen, Aanmelden bij het ZVH, CCB betrekken." in first.note
    share(case, cast.bram, *EVERYBODY, at=START + 2 * DAY)
    assert found(cast.anna, case, key, 3 * DAY)  # hoog, and the ZVH does not know
    refer(case, cast.bram, "zvh-drenthe", START + 3 * DAY)
    assert found(cast.anna, case, key, 3 * DAY + HOUR) is None
    happens(case, cast.iris, kind, START + 4 * DAY)
    assert found(cast.anna, case, key, 4 * DAY).since == START + 4 * DAY


def test_danger_that_a_sash_laag_reckons_with_is_open_for_whom_that_is_hidden(cast, case):
    happens(case, cast.iris, "weapon")
    share(case, cast.bram, "zvh-groningen", at=START + DAY, level=1)
    assert found(cast.anna, case, "weapon_open", 2 * DAY) is None
    assert found(cast.hanna, case, "weapon_open", 2 * DAY)
    with played.at(START + 2 * DAY):
        services.record_interpretation(actor=cast.iris, case=case, level=2, reason="Bang", compartment="team")
    assert found(cast.anna, case, "weapon_open", 2 * DAY)


@pytest.mark.parametrize(("compartment", "knows"), [("justice", {"anna", "bram", "hanna"}), ("organisation", {"bram"})])
def test_danger_is_known_to_whoever_may_know_the_incident(cast, case, compartment, knows):
    happens(case, cast.bram, "weapon", compartment=compartment)
    team = ("anna", "bram", "iris", "hanna")
    told = {name: alert for name in team if (alert := found(getattr(cast, name), case, "weapon_open", DAY))}
    assert set(told) == knows
    assert not any("GEHEIM" in repr(alert) for alert in told.values())
    if "anna" in told:
        assert "Soort: wapen. Bel Politie" in told["anna"].note
    assert "Bel" not in told["bram"].note


def test_a_third_incident_in_thirty_days_since_the_sash_is_a_pattern(cast, case):
    share(case, cast.bram, *EVERYBODY)
    for days in (1, 20):
        happens(case, cast.iris, at=START + days * DAY)
    assert found(cast.anna, case, "pattern", 25 * DAY) is None
    happens(case, cast.iris, at=START + 32 * DAY)  # 31 days after the first
    assert found(cast.anna, case, "pattern", 33 * DAY) is None
    happens(case, cast.iris, at=START + 40 * DAY)
    assert severities(cast.anna, case, "pattern", 40 * DAY, 41 * DAY) == [WARN, RED]
    assert found(cast.anna, case, "pattern", 50 * DAY).since == START + 40 * DAY
    share(case, cast.bram, *EVERYBODY, at=START + 51 * DAY)
    assert found(cast.anna, case, "pattern", 60 * DAY) is None


def test_what_a_case_was_opened_for_is_its_first_incident(cast, case):
    opened = happens(case, cast.bram)
    case.incidents.filter(pk=opened.pk).update(opens_case=True)
    assert found(cast.anna, case, "pattern", DAY) is None
    assert found(cast.anna, case, "sash_missing", DAY)
    happens(case, cast.bram, at=START + DAY)
    assert found(cast.anna, case, "pattern", 2 * DAY).since == START + DAY


@pytest.mark.parametrize(("role", "born"), [("child", None), ("child", date(2015, 1, 1)), ("victim", date(2010, 1, 1))])
def test_a_minor_waits_for_a_decision_on_a_report_to_safe_home(cast, case, role, born):
    with played.at(START):
        person = {"name": "Fien", "birth_date": born, "relation": "child"}
        services.add_person(actor=cast.bram, case=case, role=role, **person)
    assert found(cast.anna, case, "minor_at_risk", DAY) is None  # no incident
    happens(case, cast.iris)
    assert severities(cast.anna, case, "minor_at_risk", HOUR, DAY + HOUR) == [WARN, RED]
    assert "zorgmelding bij Veilig Thuis" in found(cast.anna, case, "minor_at_risk", DAY).note
    with played.at(START + DAY):
        services.move_phase(actor=cast.anna, case=case, to_phase="melden", version=1)
        step = case.steps.get(step_slug="melden-politie-zorgmelding")
    assert found(cast.anna, case, "minor_at_risk", 2 * DAY)
    with played.at(START + 2 * DAY):
        services.skip_step(actor=cast.bram, step=step, reason="Al bekend bij Veilig Thuis")
    assert found(cast.anna, case, "minor_at_risk", 3 * DAY) is None
    with played.at(START + 3 * DAY):
        services.reopen_step(actor=cast.bram, step=step)
    assert found(cast.anna, case, "minor_at_risk", 4 * DAY)


def test_nobody_under_age_is_nothing_to_decide(cast, case):
    Person.objects.filter(role="victim").update(birth_date=date(2008, 3, 5))  # eighteen that day
    happens(case, cast.iris)
    assert found(cast.anna, case, "minor_at_risk", DAY) is None


def test_whoever_directs_and_does_not_see_the_sash(cast, case):
    outcome = share(case, cast.bram, at=START + DAY)
    assert severities(cast.anna, case, "regisseur_blind", HOUR + DAY, 2 * DAY) == [WARN, RED]
    regisseur, owner = (found(user, case, "regisseur_blind", 2 * DAY) for user in (cast.anna, cast.bram))
    assert (regisseur.solution.verb, owner.solution.verb) == (Verb.REQUEST_SASH, Verb.SHARE_SASH)
    assert regisseur.solution.pk == owner.solution.pk == outcome.pk
    assert not any(word in repr(alert).lower() for alert in (regisseur, owner) for word in ("hoog", "matig"))
    assert [found(user, case, "regisseur_blind", 2 * DAY) for user in (cast.iris, cast.hanna)] == [None, None]
    with played.at(START + 2 * DAY):
        services.request_sash(actor=cast.anna, outcome=outcome)
    assert found(cast.anna, case, "regisseur_blind", 3 * DAY).solution is None
    with played.at(START + 3 * DAY):
        services.share_sash(actor=cast.bram, outcome=outcome, organisations=[organisation("zvh-groningen")], **GROUNDS)
    assert [found(user, case, "regisseur_blind", 4 * DAY) for user in (cast.anna, cast.bram)] == [None, None]
    share(case, cast.bram, at=START + 5 * DAY)  # a newer one, which she does not see
    assert found(cast.anna, case, "regisseur_blind", 6 * DAY).since == START + 5 * DAY


def test_what_lists_keep_knows_of_all_of_it(cast, case):
    share(case, cast.bram)
    happens(case, cast.iris, "weapon", START + 2 * HOUR)
    case.refresh_from_db()
    keys = set(case.standings.get(user=cast.anna).warnings)
    assert {"regisseur_blind", "weapon_open"} <= keys
    assert "regisseur_blind" not in case.standings.get(user=cast.hanna).warnings
    assert access.standings_for(cast.anna).get().reddens_at == START + 2 * HOUR
