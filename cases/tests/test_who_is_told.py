"""Who is told, what waits for whom, and what leaves a trace."""

from datetime import date, timedelta

import pytest
from django.core import mail

from cases import access, alerts, services
from cases.enums import Compartment
from cases.queries.work import waiting_for
from cases.tests.builders import GROUNDS, colleague, incident, join, open_case, organisation, sash, team_case
from cases.verbs import Verb
from trail import clock, played
from trail.models import TrailEvent

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(django_capture_on_commit_callbacks):
    """Runs a verb and says whom it mails."""

    def run(verb, **values):
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            verb(**values)
        return {message.to[0].split("@")[0] for message in mail.outbox}

    return run


def asked(user):
    return [question.verb for question in waiting_for(user).questions]


def keys(user, case):
    return {alert.key for alert in alerts.for_case(access.Seat(user, case))}


def test_an_invitation_reaches_the_coordinator_and_waits_for_him(cast, told):
    case = open_case(cast.bram)
    assert asked(cast.anna) == []
    own = organisation("zvh-groningen")
    assert told(services.invite_organisation, actor=cast.bram, case=case, organisation=own, **GROUNDS) == {"anna"}
    assert asked(cast.anna) == [Verb.ADD_MEMBER]
    services.add_member(actor=cast.anna, participation=case.participations.get(organisation=own), user=cast.anna)
    assert asked(cast.anna) == []


def test_an_invitation_alone_does_not_involve_the_ccb(cast):
    case = team_case(cast, others=[])
    sash(case, cast.bram)
    ccb = services.invite_organisation(actor=cast.anna, case=case, organisation=organisation("ccb"), **GROUNDS)
    assert "ccb_missing" in keys(cast.bram, case)
    services.add_member(actor=cast.anna, participation=ccb, user=cast.gijs)
    assert "ccb_missing" not in keys(cast.bram, case)


def test_the_regisseur_is_told_of_whoever_joins_and_the_team_of_whoever_leaves(cast, told):
    case = team_case(cast, others=["iris"])
    referral = services.refer(actor=cast.iris, case=case, organisation=organisation("ccb"), text="Denk mee", **GROUNDS)
    assert told(services.answer_referral, actor=cast.gijs, referral=referral, accept=True) == {"iris", "anna"}
    police = case.participations.get(organisation__kind="politie")
    values = {"actor": cast.karim, "participation": police, "reason": "Klaar"}
    assert told(services.end_participation, **values) == {"anna", "iris", "gijs"}


@pytest.mark.parametrize(
    ("compartment", "readers"),
    [
        ("team", {"anna", "mees", "iris", "hanna"}),
        ("justice", {"anna", "mees", "hanna"}),  # Anna has the regie
        ("organisation", {"mees"}),
    ],
)
def test_an_incident_reaches_everybody_who_may_know_it_but_its_reporter(cast, told, compartment, readers):
    case = team_case(cast, others=["iris", "hanna"])
    join(case, cast.anna, colleague("Mees", "politie-noord-nederland"))
    happened = {"kinds": ["weapon"], "text": "GEHEIM", "occurred_on": clock.today(), "compartment": compartment}
    assert told(services.report_incident, actor=cast.bram, case=case, **happened) == readers
    assert not any("GEHEIM" in f"{mail_.subject}{mail_.body}" for mail_ in mail.outbox)


def test_a_correction_that_says_it_was_a_weapon_reaches_them_too(cast, told):
    case = team_case(cast, others=["iris"])
    item = incident(case, cast.bram, "Een mes", kind="following")
    given = {"actor": cast.bram, "incident": item, "text": "Een mes.", "occurred_on": clock.today()}
    assert told(services.correct_incident, kinds=["following"], version=item.pk, **given) == set()
    changed = {**given, "version": item.newest.pk, "kinds": ["following", "weapon"]}
    assert told(services.correct_incident, **changed) == {"anna", "iris"}


def test_a_request_reaches_everybody_who_can_answer_it(cast, told):
    case = team_case(cast, others=["hanna"])
    join(case, cast.anna, colleague("Mees", "politie-noord-nederland"))
    outcome = sash(case, cast.bram)
    assert told(services.request_sash, actor=cast.hanna, outcome=outcome) == {"bram", "mees", "anna"}
    [question] = waiting_for(cast.bram).questions
    assert (question.verb, "Reclassering" in question.text) == (Verb.SHARE_SASH, True)


def test_trying_a_name_leaves_a_trace_without_the_name(cast):
    person = {"name": "Marit de Boer", "birth_date": date(1990, 5, 4), "relation": "ex_partner"}
    open_case(cast.bram, victim=person)
    with pytest.raises(services.Refused):
        open_case(cast.chris, victim=person)
    line = TrailEvent.objects.get(action="possible_duplicate")
    assert line.actor_id == str(cast.chris.pk)
    assert "Marit" not in f"{line.subject}{line.target}{line.details}"


PERSON = {"name": "Marit de Boer", "birth_date": date(1990, 5, 4), "relation": "ex_partner"}


@pytest.mark.parametrize("victim", [PERSON, {**PERSON, "name": "Onbekend"}], ids=["known", "unknown"])
@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"suspect": {**PERSON, "birth_date": date(2090, 1, 1)}}, "suspect_birth_date"),
        ({"suspect": {**PERSON, "name": "Ander", "relation": "buurman"}}, "suspect_relation"),
        ({"province": "holland"}, "province"),
        ({"reference_number": "9" * 41}, "reference_number"),
        ({"summary": "\u200b"}, "summary"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_form_that_is_not_right_tells_nothing_of_a_name(cast, victim, wrong, field):
    """Or names could be tried without a case being opened and without a trace."""
    open_case(cast.bram, victim=PERSON)
    for reason in ("", "Een ander"):
        with pytest.raises(services.Refused) as caught:
            open_case(cast.chris, **{"victim": victim, "go_on_reason": reason, **wrong})
        assert caught.value.field == field
    assert not TrailEvent.objects.filter(action="possible_duplicate").exists()


def test_every_answer_about_a_name_leaves_a_trace(cast):
    """A name that is known is asked about; one that is not opens a case: each is a line in the trail."""
    open_case(cast.bram, victim=PERSON)
    with pytest.raises(services.Refused):
        open_case(cast.chris, suspect=PERSON, victim={**PERSON, "name": "Ander"})
    open_case(cast.chris, victim={**PERSON, "name": "Ander"})
    open_case(cast.chris, victim=PERSON, go_on_reason="Een naamgenoot")
    lines = TrailEvent.objects.filter(actor_id=str(cast.chris.pk)).order_by("pk")
    assert [line.action for line in lines] == ["possible_duplicate", "open_case", "open_case"]
    assert [line.details.get("possible_duplicate") for line in lines[1:]] == [False, True]


def test_an_enrichment_does_not_make_an_old_outcome_young(cast):
    case = team_case(cast, others=["iris"])
    outcome = sash(case, cast.bram, shared_with=[organisation("veilig-thuis-groningen")])
    with played.at(clock.now() + timedelta(days=100)):
        assert "sash_stale" in keys(cast.iris, case)
        services.enrich_sash(
            actor=cast.iris, outcome=outcome, level=3, considerations="Bang", compartment=Compartment.TEAM
        )
        assert "sash_stale" in keys(cast.iris, case)


def test_a_contact_who_left_stays_until_somebody_changes_him(cast, client):
    case = team_case(cast, others=["iris"])
    services.edit_case(
        actor=cast.anna,
        case=case,
        version=1,
        province=case.facts.province,
        summary=case.facts.summary,
        victim_contact=cast.iris,
        victim_spoken_on=None,
        suspect_contact=None,
    )
    cast.iris.memberships.update(until=clock.now())
    client.force_login(cast.anna)
    page = client.get(f"/zaken/{case.reference}/wijzigen/")
    assert cast.iris in page.context["form"].fields["victim_contact"].queryset
    assert "niet meer in het team" in client.get(f"/zaken/{case.reference}/").content.decode()


def test_an_older_outcome_is_not_shown_as_todays_level(cast, client):
    case = team_case(cast, others=["iris"])
    sash(case, cast.bram, level=1, shared_with=[organisation("veilig-thuis-groningen")])
    client.force_login(cast.iris)
    assert "Laag" in client.get("/zaken/?sash=laag").content.decode()
    sash(case, cast.bram, level=3)
    assert case.reference not in client.get("/zaken/?sash=laag").content.decode()
    shown = client.get("/zaken/").content.decode()
    assert "SASH niet gedeeld" in shown
    assert "niet nodig" not in client.get(f"/zaken/{case.reference}/").content.decode()


def test_whoever_lost_his_rights_before_the_mail_goes_gets_none(cast, django_capture_on_commit_callbacks):
    case = team_case(cast, others=["iris"])
    mail.outbox.clear()
    with django_capture_on_commit_callbacks() as waiting:
        services.move_phase(actor=cast.anna, case=case, to_phase="melden", version=1)
    cast.iris.memberships.update(until=clock.now())
    for send in waiting:
        send()
    assert [message.to for message in mail.outbox] == [[cast.bram.email]]
