"""What is open when a case is to be closed: named to whoever may know of it, and never what only some may know."""

from datetime import timedelta

import pytest
from django.urls import reverse

from cases import access, alerts, services
from cases.forms import FORMS
from cases.models import Case
from cases.tests.builders import GROUNDS, incident, join, organisation
from cases.tests.posting import logged_in
from cases.tests.test_services_closing import agree, quiet_case
from cases.tests.test_services_team import refused
from cases.verbs import Verb
from phases.enums import Condition
from trail import clock, played

pytestmark = pytest.mark.django_db


@pytest.fixture
def shared(cast):
    """The outcome is shared with everybody, so that whoever knows of a newer incident sees that it is stale."""
    case = quiet_case(cast)
    outcome, others = case.sash_outcomes.get(), [cast.anna.work.organisation, cast.iris.work.organisation]
    services.share_sash(actor=cast.bram, outcome=outcome, organisations=others, **GROUNDS)
    return case


@pytest.fixture
def proposal(cast, shared):
    return services.propose_closing(actor=cast.anna, case=shared, summary="Rustig")


def intro(verb, user, proposal):
    return FORMS[verb](seat=access.Seat(user, proposal.case), target=proposal).page_intro


def test_what_only_ones_own_organisation_knows_never_counts_at_closing(cast, shared, proposal):
    """Otherwise the second person who is asked for learns that there is something."""
    incident(shared, cast.anna, "GEHEIM", compartment="organisation")
    assert "sash_stale" in {alert.key for alert in alerts.for_case(access.Seat(cast.anna, shared))}
    agree(proposal, cast.anna, cast.bram, cast.iris)
    for verb, user in ((Verb.CLOSE_CASE, cast.anna), (Verb.ANSWER_CLOSING, cast.anna)):
        assert "Nog open" not in intro(verb, user, proposal)
    services.close_case(actor=cast.anna, proposal=proposal)
    shared.refresh_from_db()
    assert not shared.is_open


def test_a_task_that_hangs_on_new_signals_does_not_tell_of_hidden_ones(cast, shared):
    """A decision for new signals stands in the way by what the team may know."""
    with played.at(clock.now() + timedelta(minutes=1)):
        services.move_phase(actor=cast.anna, case=shared, to_phase="veroordeling", version=1, reason="Zo gaat het")
    shared.steps.exclude(condition=Condition.NEW_SIGNALS).update(state="done")
    shared.steps.filter(condition=Condition.NEW_SIGNALS).update(kind="decision")
    seat = access.Seat(cast.anna, Case.objects.get(pk=shared.pk))
    before = services.still_open(seat)
    with played.at(clock.now() + timedelta(minutes=2)):
        incident(shared, cast.anna, "GEHEIM", compartment="organisation")
    assert services.still_open(access.Seat(cast.anna, seat.case)) == before
    with played.at(clock.now() + timedelta(minutes=3)):
        incident(shared, cast.iris, "Hij belde aan")
    assert any("van Politie" in item for item in services.still_open(access.Seat(cast.anna, seat.case)))


def test_what_only_the_ccb_knows_never_counts_either(cast, shared, proposal):
    join(shared, cast.anna, cast.gijs)
    services.share_sash(
        actor=cast.bram, outcome=shared.sash_outcomes.get(), organisations=[cast.gijs.work.organisation], **GROUNDS
    )
    services.offer_handover(actor=cast.anna, role=shared.regie.get(), to=cast.gijs)
    services.answer_handover(actor=cast.gijs, handover=shared.handovers.get(), accept=True)
    incident(shared, cast.gijs, "GEHEIM", compartment="ccb")
    agree(proposal, cast.anna, cast.bram, cast.iris, cast.gijs)
    services.close_case(actor=cast.gijs, proposal=proposal)
    shared.refresh_from_db()
    assert not shared.is_open


def test_what_is_open_stands_on_the_proposal_and_on_every_answer(cast, shared):
    incident(shared, cast.iris, "Hij belde aan")
    services.refer(actor=cast.bram, case=shared, organisation=organisation("ccb"), text="Denk mee", **GROUNDS)
    form = FORMS[Verb.PROPOSE_CLOSING](seat=access.Seat(cast.anna, shared))
    proposal = services.propose_closing(actor=cast.anna, case=shared, summary="Rustig")
    for shown in (form.page_intro, *(intro(Verb.ANSWER_CLOSING, user, proposal) for user in (cast.bram, cast.iris))):
        assert "Na de SASH is een nieuw incident gemeld" in shown
        assert "aanmelding bij" in shown
    assert "heeft nog niet geantwoord" not in intro(Verb.ANSWER_CLOSING, cast.bram, proposal)


def test_what_justice_knows_counts_and_others_are_told_whom_to_ask(cast, shared):
    incident(shared, cast.bram, "GEHEIM", compartment="justice", kind="weapon")
    proposal = services.propose_closing(actor=cast.anna, case=shared, summary="Rustig")
    stale, masked = "Na de SASH is een nieuw incident gemeld", "informatie bij justitie, vraag Politie Noord-Nederland"
    for user in (cast.bram, cast.anna):  # justice itself, and whoever directs
        shown = intro(Verb.ANSWER_CLOSING, user, proposal)
        assert stale in shown
        assert masked not in shown
    shown = intro(Verb.ANSWER_CLOSING, cast.iris, proposal)
    assert masked in shown
    assert stale not in shown
    # On the page too, where the database shows her no row of it.
    page = logged_in(cast.iris).get(reverse("answer_closing", args=[shared.reference])).content.decode()
    assert masked in page
    assert stale not in page
    # Of what Iris keeps to herself nothing is added to it, and nobody else is told.
    incident(shared, cast.iris, "EIGEN", compartment="organisation")
    assert intro(Verb.ANSWER_CLOSING, cast.iris, proposal) == shown
    agree(proposal, cast.anna, cast.bram, cast.iris)
    refused("nieuw incident", services.close_case, field="reason", actor=cast.anna, proposal=proposal)
    services.close_case(actor=cast.anna, proposal=proposal, reason="Verhuisd")
    proposal.refresh_from_db()
    assert masked in intro(Verb.CLOSE_CASE, cast.iris, proposal)
