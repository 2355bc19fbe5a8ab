"""The rules of who does what that a walk over URLs does not reach."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from accounts.models import Membership
from cases import access, services
from cases.enums import RegieKind, SashLevel
from cases.models import ClosingProposal
from cases.tests.builders import GROUNDS, colleague, join, open_case, organisation, sash, take_regie, team_case
from cases.verbs import Verb
from trail import clock

MANAGES = (Verb.INVITE_ORGANISATION, Verb.MOVE_PHASE, Verb.PROPOSE_CLOSING)
RUNS_TEAM = (Verb.ADD_MEMBER, Verb.END_MEMBER)


def may(verb, user, case, target=None):
    return access.allowed(verb, access.Seat(user, case), target)


def who_may(verb, case, target=None, **people):
    return {name for name, user in people.items() if may(verb, user, case, target)}


@pytest.fixture
def young(cast):
    """Opened by Bram, without regisseur; Lotte works with him, Anna and Iris are on the team for others."""
    case = open_case(cast.bram)
    cast.lotte = colleague("Lotte", "politie-noord-nederland")
    for user in (cast.lotte, cast.anna, cast.iris):
        join(case, cast.bram, user)
    cast.case = case
    return cast


def everybody(cast):
    return {name: getattr(cast, name) for name in ("bram", "lotte", "anna", "iris", "karim", "chris")}


@pytest.mark.django_db
@pytest.mark.parametrize("verb", MANAGES)
def test_the_opening_organisation_stands_in_only_while_there_is_no_regisseur(young, verb):
    assert who_may(verb, young.case, **everybody(young)) == {"bram", "lotte"}
    take_regie(young.case, young.anna)
    assert who_may(verb, young.case, **everybody(young)) == {"anna"}
    young.anna.memberships.update(until=clock.now())
    assert who_may(verb, young.case, **everybody(young)) == {"bram", "lotte"}


@pytest.mark.django_db
def test_while_there_is_no_regisseur_members_are_for_coordinators(young):
    """The stand-in invites organisations; whom those send is up to them."""
    police = young.case.participations.get(organisation__slug="politie-noord-nederland")
    assert who_may(Verb.ADD_MEMBER, young.case, police, **everybody(young)) == {"karim"}
    member = police.members.get(user=young.lotte)
    assert who_may(Verb.END_MEMBER, young.case, member, **everybody(young)) == {"karim"}


@pytest.mark.django_db
@pytest.mark.parametrize("verb", [*MANAGES, *RUNS_TEAM, Verb.CLOSE_CASE, Verb.DO_STEP])
def test_a_deputy_counts_as_regisseur(young, verb):
    take_regie(young.case, young.anna, deputy=young.iris)
    member = young.case.participations.first().members.get(user=young.lotte)
    targets = {
        Verb.ADD_MEMBER: member.participation,
        Verb.END_MEMBER: member,
        Verb.CLOSE_CASE: ClosingProposal(case=young.case),
        Verb.DO_STEP: young.case.steps.filter(partner="reclassering").first(),
    }
    assert may(verb, young.anna, young.case, targets.get(verb))
    assert may(verb, young.iris, young.case, targets.get(verb))
    assert not may(verb, young.bram, young.case, targets.get(verb))


@pytest.mark.django_db
def test_a_deputy_who_left_the_team_counts_no_more(young):
    take_regie(young.case, young.anna, deputy=young.iris)
    services.end_member(actor=young.anna, member=young.iris.team_memberships.get())
    assert not may(Verb.MOVE_PHASE, young.iris, young.case)
    assert access.Seat(young.anna, young.case).chain.deputy is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "holders"),
    [
        (RegieKind.CHAIN, {"anna", "bram", "iris", "hanna", "joost"}),
        (RegieKind.POLICE, {"bram"}),
        (RegieKind.CRIMINAL, {"joost"}),
    ],
)
def test_who_may_hold_which_regie(cast, kind, holders):
    case = open_case(cast.bram)
    people = ("anna", "bram", "iris", "hanna", "joost")
    for name in people[:1] + people[2:]:
        join(case, cast.bram, getattr(cast, name))
    held, refusals = set(), set()
    for name in people:
        person = getattr(cast, name)
        try:
            services.assign_regie(actor=person, case=case, kind=kind, holder=person)
        except services.Refused as refused:
            refusals.add(refused.field)
            continue
        held.add(name)
        case.regie.all().delete()
    assert held == holders
    assert refusals <= {"holder"}


@pytest.mark.django_db
def test_regie_goes_to_the_team_only_and_an_offer_is_taken_by_whom_it_was_made_to(young):
    with pytest.raises(services.Refused):
        services.assign_regie(actor=young.bram, case=young.case, kind=RegieKind.CHAIN, holder=young.chris)
    role = take_regie(young.case, young.anna)
    with pytest.raises(PermissionDenied):
        services.offer_handover(actor=young.bram, role=role, to=young.bram)
    handover = services.offer_handover(actor=young.anna, role=role, to=young.iris)
    with pytest.raises(PermissionDenied):
        services.answer_handover(actor=young.bram, handover=handover, accept=True)
    assert access.Seat(young.iris, young.case).chain.holder == young.anna
    services.answer_handover(actor=young.iris, handover=handover, accept=True)
    assert access.Seat(young.iris, young.case).chain.holder == young.iris


@pytest.mark.django_db
def test_an_organisation_may_always_end_its_own_part(young):
    take_regie(young.case, young.anna)
    ends = {
        found.organisation.slug: who_may(Verb.END_PARTICIPATION, young.case, found, **everybody(young))
        for found in young.case.participations.all()
    }
    assert ends == {
        "politie-noord-nederland": {"anna", "bram", "lotte", "karim"},
        "zvh-groningen": {"anna"},
        "veilig-thuis-groningen": {"anna", "iris"},
    }
    own = young.case.participations.get(organisation__slug="veilig-thuis-groningen")
    services.end_participation(actor=young.iris, participation=own, reason="Geen acuut gevaar.")
    assert not access.cases_for(young.iris).exists()
    assert access.cases_for(young.bram).exists()


@pytest.mark.django_db
def test_a_sash_is_recorded_enriched_and_shared_by_these(cast):
    case = team_case(cast)
    outcome = sash(case, cast.bram, shared_with=[organisation("veilig-thuis-groningen")])
    people = {name: getattr(cast, name) for name in ("anna", "bram", "iris", "hanna", "joost")}
    assert who_may(Verb.RECORD_SASH, case, **people) == {"bram", "iris"}
    assert who_may(Verb.ENRICH_SASH, case, outcome, **people) == {"iris"}
    # The regisseur cannot see it yet, so she cannot give it away either.
    assert who_may(Verb.SHARE_SASH, case, outcome, **people) == {"bram"}
    with pytest.raises(PermissionDenied):
        services.share_sash(actor=cast.anna, outcome=outcome, organisations=[organisation("reclassering")], **GROUNDS)
    services.share_sash(actor=cast.bram, outcome=outcome, organisations=[organisation("zvh-groningen")], **GROUNDS)
    assert who_may(Verb.SHARE_SASH, case, outcome, **people) == {"anna", "bram"}
    with pytest.raises(services.Refused):
        services.share_sash(
            actor=cast.anna, outcome=outcome, organisations=[organisation("veilig-thuis-drenthe")], **GROUNDS
        )
    with pytest.raises(services.Refused):
        services.enrich_sash(
            actor=cast.iris,
            outcome=sash(case, cast.iris),
            level=SashLevel.HIGH,
            considerations="Eigen uitkomst.",
            compartment="team",
        )


@pytest.mark.django_db
def test_closing_with_something_open_takes_a_second_person_of_another_organisation(young):
    sanne = colleague("Sanne", "zvh-groningen")
    join(young.case, young.bram, sanne)
    take_regie(young.case, young.anna, deputy=sanne)
    proposal = services.propose_closing(actor=young.anna, case=young.case, summary="Rustig.")
    with pytest.raises(PermissionDenied):
        services.close_case(actor=young.bram, proposal=proposal, reason="Mag niet.")
    with pytest.raises(services.Refused):
        services.close_case(actor=young.anna, proposal=proposal)
    services.close_case(actor=young.anna, proposal=proposal, reason="Verhuisd.")
    for same in (young.anna, sanne):
        with pytest.raises(services.Refused, match="al gevraagd"):
            services.close_case(actor=same, proposal=proposal, reason="Nog eens.")
        young.case.refresh_from_db()
        assert young.case.is_open
    proposal.refresh_from_db()
    assert who_may(Verb.CLOSE_CASE, young.case, proposal, chris=young.chris, karim=young.karim) == set()
    services.close_case(actor=young.iris, proposal=proposal)
    young.case.refresh_from_db()
    assert not young.case.is_open


@pytest.mark.django_db
def test_a_coordinator_adds_own_colleagues_and_the_regisseur_is_told(cast, django_capture_on_commit_callbacks):
    case = team_case(cast)
    mees = colleague("Mees", "politie-noord-nederland")
    own, other = (
        case.participations.get(organisation__slug=slug) for slug in ("politie-noord-nederland", "reclassering")
    )
    client = Client()
    client.force_login(cast.karim)
    path = reverse("add_member", args=[case.reference, own.pk])
    for stranger in (cast.chris, cast.eva, cast.bram):
        assert client.post(path, {"user": stranger.pk}).status_code == 200
    with pytest.raises(PermissionDenied):
        services.add_member(actor=cast.karim, participation=other, user=cast.hanna)
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(path, {"user": mees.pk}).url == reverse("list_participations")
    assert access.cases_for(mees).filter(pk=case.pk).exists()
    assert sorted(message.to for message in mail.outbox) == sorted([[cast.anna.email], [mees.email]])
    for message in mail.outbox:
        assert message.subject == f"Er is iets voor u in {case.reference}"
        told, _space, page = message.body.rpartition("\n")
        assert told == f"Er is iets voor u in zaak {case.reference}.\n\nLog in om het te bekijken:"
        assert page.endswith(reverse("show_case", args=[case.reference]))
        assert (message.cc, message.bcc, message.attachments) == ([], [], [])


@pytest.mark.django_db
def test_a_coordinator_may_put_himself_on_the_team_but_not_unseen(cast, django_capture_on_commit_callbacks):
    case = team_case(cast)
    own = case.participations.get(organisation__slug="politie-noord-nederland")
    with django_capture_on_commit_callbacks(execute=True):
        services.add_member(actor=cast.karim, participation=own, user=cast.karim)
    assert [cast.anna.email] in [message.to for message in mail.outbox]


@pytest.mark.django_db
def test_rights_end_with_the_job_the_part_or_the_seat(young):
    """Each of the three alone takes the case away, and gives the regie up. Memberships are read once per request."""

    def sees(user):
        return access.cases_for(type(user).objects.get(pk=user.pk)).exists()

    take_regie(young.case, young.anna)
    assert sees(young.iris)
    Membership.objects.filter(user=young.iris).update(until=clock.now() - timedelta(minutes=1))
    assert not sees(young.iris)
    own = young.case.participations.get(organisation__slug="zvh-groningen")
    services.end_participation(actor=young.anna, participation=own, reason="Klaar")
    assert not sees(young.anna)
    assert access.Seat(young.bram, young.case).chain is None
    young.lotte.team_memberships.update(until=clock.now())
    assert not sees(young.lotte)
    young.bram.is_active = False
    young.bram.save()
    assert not sees(young.bram)
