"""What the verbs about risk refuse."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from cases import services
from cases.enums import Compartment
from cases.models import Person
from cases.tests.builders import GROUNDS, incident, join, organisation, sash, team_case
from cases.tests.test_services_team import refused
from trail import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(cast):
    return team_case(cast)


@pytest.mark.parametrize(
    ("day", "words"),
    [(timedelta(days=1), "toekomst"), (date(1990, 10, 9), "voor de geboorte"), (date(1, 1, 1), "Controleer het jaar")],
)
def test_a_day_that_cannot_be(cast, case, day, words):
    Person.objects.filter(role="victim").update(birth_date="1990-10-10")
    day = clock.today() + day if isinstance(day, timedelta) else day
    given = {"actor": cast.bram, "case": case, "compartment": "team"}
    happened = {**given, "kinds": ["contact"], "text": "Bericht", "occurred_on": day}
    refused(words, services.report_incident, field="occurred_on", **happened)
    filled_in = {**given, "level": 2, "filled_in_on": day, "filled_in_by": "Bram", "considerations": "Dreigt"}
    refused(words, services.record_sash, field="filled_in_on", **filled_in)
    changes = {"province": "drenthe", "summary": "Kort", "victim_contact": None, "suspect_contact": None}
    edit = {"actor": cast.bram, "case": case, "version": 1, "victim_spoken_on": day, **changes}
    refused(words, services.edit_case, field="victim_spoken_on", **edit)


def test_a_contact_is_on_the_team(cast, case):
    changes = {"province": "drenthe", "summary": "Kort", "victim_spoken_on": None}
    for field, other in (("victim_contact", "suspect_contact"), ("suspect_contact", "victim_contact")):
        edit = {"actor": cast.bram, "case": case, "version": 1, field: cast.chris, other: None, **changes}
        refused("uit het team", services.edit_case, field=field, **edit)


@pytest.mark.parametrize(
    ("person", "compartment", "more", "field"),
    [
        ("iris", Compartment.JUSTICE, {}, "compartment"),
        ("bram", Compartment.CCB, {}, "compartment"),
        ("bram", "nergens", {}, "compartment"),
        ("bram", Compartment.TEAM, {"admitted": "anna", "admission_ground": "Nodig"}, "admitted"),
        ("bram", Compartment.JUSTICE, {"admitted": "anna"}, "admission_ground"),
        ("bram", Compartment.JUSTICE, {"admitted": "chris", "admission_ground": "Nodig"}, "admitted"),
    ],
)
def test_who_may_see_it_is_checked_again(cast, case, person, compartment, more, field):
    if "admitted" in more:
        more = {**more, "admitted": getattr(cast, more["admitted"])}
    given = {"case": case, "actor": getattr(cast, person), "text": "Bericht", "compartment": compartment}
    refused(".", incident, field=field, **given, **more)


@pytest.mark.parametrize(
    ("slug", "words"),
    [("rvdk", "Kies een Zorg"), ("veilig-thuis-groningen", "eigen organisatie"), ("ccb", "al aangemeld")],
)
def test_a_referral_that_cannot_be(cast, case, slug, words):
    given = {"actor": cast.iris, "case": case, "text": "Denk mee", **GROUNDS}
    services.refer(organisation=organisation("ccb"), **given)
    refused(words, services.refer, field="organisation", organisation=organisation(slug), **given)


def test_a_refusal_needs_a_reason_and_an_answer_is_given_once(cast, case):
    given = {"actor": cast.iris, "case": case, "organisation": organisation("ccb"), "text": "Denk mee", **GROUNDS}
    referral = services.refer(**given)
    refused("Schrijf op", services.answer_referral, field="reason", actor=cast.gijs, referral=referral, accept=False)
    services.answer_referral(actor=cast.gijs, referral=referral, accept=False, reason="Vol")
    refused("al beantwoord", services.answer_referral, actor=cast.gijs, referral=referral, accept=True)
    again = services.answer_referral(actor=cast.gijs, referral=services.refer(**given), accept=True)
    assert again.state == "accepted"


def test_sharing_is_with_organisations_that_take_part_on_a_ground(cast, case):
    outcome = sash(case, cast.bram, shared_with=[organisation("reclassering")])
    given = {"actor": cast.bram, "outcome": outcome}
    for slugs, values, field, words in (
        (["rvdk"], GROUNDS, "organisations", "doet niet mee"),
        (["reclassering"], GROUNDS, "organisations", "nog niet heeft"),
        (["politie-noord-nederland"], GROUNDS, "organisations", "nog niet heeft"),
        ([], GROUNDS, "organisations", "nog niet heeft"),
        (["zvh-groningen"], {**GROUNDS, "purpose": ""}, "purpose", "doel en een grondslag"),
        (["zvh-groningen"], {**GROUNDS, "legal_ground": ""}, "legal_ground", "doel en een grondslag"),
    ):
        organisations = [organisation(slug) for slug in slugs]
        refused(words, services.share_sash, field=field, organisations=organisations, **values, **given)


def test_enriching_is_of_the_newest_outcome_of_somebody_else(cast, case):
    safe_home = [organisation("veilig-thuis-groningen")]
    first, second = (sash(case, cast.bram, shared_with=safe_home) for _ in range(2))
    given = {"actor": cast.iris, "level": 3, "considerations": "Erbij", "compartment": "team"}
    refused("nieuwere uitkomst", services.enrich_sash, outcome=first, **given)
    enriched = services.enrich_sash(outcome=second, **given)
    refused("eigen organisatie", services.enrich_sash, outcome=enriched, **given)


def test_an_outcome_is_asked_for_once(cast, case):
    outcome = sash(case, cast.bram)
    services.request_sash(actor=cast.hanna, outcome=outcome)
    refused("al opgevraagd", services.request_sash, actor=cast.hanna, outcome=outcome)
    services.share_sash(actor=cast.bram, outcome=outcome, organisations=[organisation("reclassering")], **GROUNDS)
    with pytest.raises(PermissionDenied):
        services.request_sash(actor=cast.hanna, outcome=outcome)


def test_an_enriched_outcome_is_not_for_whoever_left(cast, case):
    outcome = sash(case, cast.bram, shared_with=[organisation("veilig-thuis-groningen"), organisation("reclassering")])
    part = case.participations.get(organisation__slug="reclassering")
    services.end_participation(actor=cast.anna, participation=part, reason="Klaar")
    given = {"actor": cast.iris, "level": 3, "considerations": "Erbij", "compartment": "team"}
    enriched = services.enrich_sash(outcome=outcome, **given)
    assert {share.organisation.slug for share in enriched.shares.all()} == {"politie-noord-nederland"}
    join(case, cast.anna, cast.hanna)
    with pytest.raises(PermissionDenied):
        services.read_sash(actor=cast.iris, outcome=enriched) or services.share_sash(
            actor=cast.hanna, outcome=enriched, organisations=[], **GROUNDS
        )
