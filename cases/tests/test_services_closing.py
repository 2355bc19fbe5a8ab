"""Closing: what stands in the way, who is the second person, and what a closed case still takes."""

import pytest
from django.core.exceptions import PermissionDenied

from accounts.enums import Role
from accounts.models import User
from cases import access, services
from cases.enums import SashLevel
from cases.models import ClosingAnswer, SashRisk
from cases.tests.builders import GROUNDS, colleague, incident, join, organisation, said, sash, take_regie, team_case
from cases.tests.test_services_team import refused
from cases.verbs import Verb
from trail import clock

pytestmark = pytest.mark.django_db


def quiet_case(cast):
    """Nothing open on it, and nothing to warn of."""
    made = team_case(cast, others=["iris"])
    sash(made, cast.bram, level=SashLevel.LOW, shared_with=[cast.anna.work.organisation])
    made.steps.update(state="done")
    return made


@pytest.fixture
def case(cast):
    return quiet_case(cast)


@pytest.fixture
def proposal(cast, case):
    return services.propose_closing(actor=cast.anna, case=case, summary="Rustig")


def agree(proposal, *users, view="no_objection"):
    for user in users:
        services.answer_closing(actor=user, proposal=proposal, view=view)


def test_one_proposal_at_a_time(cast, case, proposal):
    refused("al een voorstel", services.propose_closing, actor=cast.anna, case=case, summary="Nog eens")


def test_what_stands_in_the_way_is_named(cast, case, proposal):
    agree(proposal, cast.anna)
    agree(proposal, cast.iris, view="not_yet")
    services.refer(actor=cast.bram, case=case, organisation=organisation("ccb"), text="Denk mee", **GROUNDS)
    services.offer_handover(actor=cast.anna, role=case.regie.get(), to=cast.iris)
    case.steps.filter(partner="politie", kind="decision").update(state="open", verb="")
    with pytest.raises(services.Refused) as caught:
        services.close_case(actor=cast.anna, proposal=proposal)
    said = caught.value.message
    assert caught.value.field == "reason"
    for words in (
        "aanmelding bij",
        "overdracht van regie aan Iris",
        "van Politie",
        "Veilig Thuis Groningen antwoordt ‘nog niet’",
        "Politie Noord-Nederland heeft nog niet geantwoord",
    ):
        assert words in said
    assert "Zorg- en Veiligheidshuis Groningen" not in said


def test_a_hidden_item_stands_in_nobodys_way_by_name(cast, case, proposal):
    incident(case, cast.bram, "GEHEIM", compartment="organisation")
    refused("heeft nog niet geantwoord", services.close_case, field="reason", actor=cast.anna, proposal=proposal)
    agree(proposal, cast.anna, cast.bram, cast.iris)
    services.close_case(actor=cast.anna, proposal=proposal)
    case.refresh_from_db()
    assert not case.is_open


def test_a_later_answer_counts_and_the_earlier_one_stays(cast, case, proposal):
    agree(proposal, cast.iris, view="not_yet")
    agree(proposal, cast.iris)
    assert [answer.view for answer in ClosingAnswer.objects.all()] == ["not_yet", "no_objection"]
    assert ClosingAnswer.objects.current().get().view == "no_objection"
    assert case.timeline.filter(verb=Verb.ANSWER_CLOSING).count() == 2


def test_the_second_person_is_of_another_organisation(cast, case, proposal):
    near = colleague("Nynke", "zvh-groningen")
    join(case, cast.anna, near)
    services.close_case(actor=cast.anna, proposal=proposal, reason="Verhuisd")
    case.refresh_from_db()
    assert case.is_open
    with pytest.raises(PermissionDenied):
        services.close_case(actor=near, proposal=proposal)
    refused("nog iets open", services.close_case, field="reason", actor=cast.anna, proposal=proposal)
    services.close_case(actor=cast.iris, proposal=proposal)
    case.refresh_from_db()
    assert not case.is_open
    assert said(cast.bram, case, Verb.CLOSE_CASE) == ["Bevestigd", "Reden: Verhuisd", "Reden: Verhuisd"]


def test_nobody_but_the_regisseur_takes_the_first_step(cast, case, proposal):
    for user in (cast.bram, cast.iris):
        with pytest.raises(PermissionDenied):
            services.close_case(actor=user, proposal=proposal, reason="Verhuisd")


def test_a_proposal_ends_with_the_case(cast, case, proposal):
    agree(proposal, cast.anna, cast.bram, cast.iris)
    services.close_case(actor=cast.anna, proposal=proposal)
    services.reopen_case(actor=cast.anna, case=case, reason="Hij is terug")
    case.refresh_from_db()
    assert case.is_open
    for verb, values in ((services.close_case, {}), (services.answer_closing, {"view": "not_yet"})):
        with pytest.raises(PermissionDenied):
            verb(actor=cast.anna, proposal=proposal, **values)
    assert services.propose_closing(actor=cast.anna, case=case, summary="Nu echt").ended_at is None


def test_a_closed_case_takes_nothing_but_reopening(cast, case, proposal):
    outcome = case.sash_outcomes.get()
    agree(proposal, cast.anna, cast.bram, cast.iris)
    services.close_case(actor=cast.anna, proposal=proposal)
    for verb, values in (
        (incident, {"case": case, "text": "Bericht"}),
        (take_regie, {"case": case}),
        (services.move_phase, {"case": case, "to_phase": "melden", "version": 2}),
        (services.request_sash, {"outcome": outcome}),
        (services.do_step, {"step": case.steps.first()}),
        (services.end_participation, {"participation": case.participations.first(), "reason": "Klaar"}),
        (services.propose_closing, {"case": case, "summary": "Nog eens"}),
    ):
        actor = {"holder" if verb is take_regie else "actor": cast.anna}
        with pytest.raises(PermissionDenied, match="gesloten"):
            verb(**actor, **values)
    with pytest.raises(PermissionDenied):
        services.reopen_case(actor=cast.iris, case=case, reason="Hij is terug")


def test_a_warning_stands_in_the_way(cast, case, proposal):
    """The partner who is missing has no open task: the warning that he is missing counts instead."""
    SashRisk.objects.filter(outcome__case=case).update(level=SashLevel.HIGH)
    agree(proposal, cast.anna, cast.bram, cast.iris)
    refused("Het CCB is nog niet betrokken", services.close_case, field="reason", actor=cast.anna, proposal=proposal)


def test_newer_facts_end_a_proposal_unless_they_are_hidden(cast, case, proposal):
    incident(case, cast.bram, "GEHEIM", compartment="organisation")
    assert case.closing_proposals.filter(ended_at=None).exists()
    incident(case, cast.bram, "Hij stond voor de deur")
    assert not case.closing_proposals.filter(ended_at=None).exists()
    assert said(cast.bram, case)[1] == "Het voorstel om te sluiten is vervallen"


def test_a_closed_case_can_get_a_team_again(cast, case, proposal):
    """Otherwise nobody could open it again once its people have changed jobs."""
    agree(proposal, cast.anna, cast.bram, cast.iris)
    services.close_case(actor=cast.anna, proposal=proposal)
    police = case.participations.get(organisation__kind="politie")
    services.add_member(actor=cast.karim, participation=police, user=cast.karim)
    for user in (cast.anna, cast.bram):
        user.memberships.update(until=clock.now())
    again = type(cast.karim).objects.get(pk=cast.karim.pk)
    services.reopen_case(actor=again, case=case, reason="Hij is terug")
    case.refresh_from_db()
    assert case.is_open


def reopeners(cast, case):
    """Everybody on his next visit: memberships are read once per request."""
    people = {name: User.objects.get(pk=getattr(cast, name).pk) for name in ("anna", "bram", "iris", "karim", "chris")}
    return {name for name, user in people.items() if access.allowed(Verb.REOPEN_CASE, access.Seat(user, case))}


@pytest.fixture
def closed(cast, case, proposal):
    agree(proposal, cast.anna, cast.bram, cast.iris)
    services.close_case(actor=cast.anna, proposal=proposal)
    case.refresh_from_db()
    return case


def test_a_closed_case_without_regisseur_is_reopened_by_the_opening_organisation(cast, closed):
    assert reopeners(cast, closed) == {"anna"}
    cast.anna.memberships.update(until=clock.now())
    assert reopeners(cast, closed) == {"bram"}


@pytest.mark.parametrize("gone", ["its part ended", "its people left"])
def test_where_that_organisation_is_gone_too_any_team_member_reopens(cast, case, gone):
    """Otherwise the case could never be opened again."""
    police = case.participations.get(organisation__kind="politie")
    if gone == "its part ended":
        services.end_participation(actor=cast.bram, participation=police, reason="Klaar")
    proposal = services.propose_closing(actor=cast.anna, case=case, summary="Rustig")
    agree(proposal, cast.anna, cast.iris, *([cast.bram] if gone == "its people left" else []))
    services.close_case(actor=cast.anna, proposal=proposal)
    case.refresh_from_db()
    cast.anna.memberships.update(until=clock.now())
    cast.bram.memberships.update(until=clock.now())
    assert reopeners(cast, case) == {"iris"}
    with pytest.raises(PermissionDenied, match="gesloten"):
        take_regie(case, cast.iris)
    services.reopen_case(actor=cast.iris, case=case, reason="Hij is terug")
    assert take_regie(case, cast.iris).holder == cast.iris


def test_where_nobody_is_left_a_coordinator_sends_somebody_who_reopens(cast, closed):
    for user in (cast.anna, cast.bram, cast.iris):
        user.memberships.update(until=clock.now())
    assert reopeners(cast, closed) == set()
    safe_home = closed.participations.get(organisation__kind="veilig-thuis")
    vera = colleague("Vera", "veilig-thuis-groningen", Role.COORDINATOR)
    sara = colleague("Sara", "veilig-thuis-groningen")
    with pytest.raises(PermissionDenied):
        services.add_member(actor=cast.karim, participation=safe_home, user=sara)
    services.add_member(actor=vera, participation=safe_home, user=sara)
    services.reopen_case(actor=sara, case=closed, reason="Hij is terug")
    closed.refresh_from_db()
    assert closed.is_open


def test_on_an_open_case_any_team_member_stands_in_where_the_opener_is_gone(cast, case):
    police = case.participations.get(organisation__kind="politie")
    cast.anna.memberships.update(until=clock.now())
    iris, bram = access.Seat(cast.iris, case), access.Seat(cast.bram, case)
    assert access.allowed(Verb.MOVE_PHASE, bram)
    assert not access.allowed(Verb.MOVE_PHASE, iris)
    services.end_participation(actor=cast.bram, participation=police, reason="Klaar")
    assert access.allowed(Verb.MOVE_PHASE, access.Seat(cast.iris, case))
