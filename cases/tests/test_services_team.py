"""What the verbs about the team refuse, and what they leave behind."""

import pytest
from django.core.exceptions import PermissionDenied

from cases import services
from cases.models import Handover
from cases.tests.builders import GROUNDS, colleague, join, organisation, sash, take_regie, team_case
from cases.tests.posting import footprint
from trail import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(cast):
    return team_case(cast)


def refused(words, verb, *, field=None, **values):
    before = footprint()
    with pytest.raises(services.Refused, match=words) as caught:
        verb(**values)
    assert caught.value.field == field
    assert footprint() == before


def part_of(case, slug):
    return case.participations.get(organisation__slug=slug, until=None)


def test_an_organisation_takes_part_once(cast, case):
    given = {"actor": cast.anna, "case": case, "organisation": organisation("reclassering"), **GROUNDS}
    refused("doet al mee", services.invite_organisation, field="organisation", **given)


def test_an_invitation_shares_only_what_the_inviter_may_share(cast, case):
    hidden = sash(case, cast.bram)
    before = footprint()
    given = {"actor": cast.anna, "case": case, "organisation": organisation("rvdk"), "share": hidden, **GROUNDS}
    with pytest.raises(PermissionDenied):
        services.invite_organisation(**given)
    assert footprint() == before


def test_who_left_cannot_leave_again(cast, case):
    part = part_of(case, "reclassering")
    services.end_participation(actor=cast.anna, participation=part, reason="Klaar")
    refused("al niet meer mee", services.end_participation, actor=cast.anna, participation=part, reason="Nog eens")
    refused("niet meer mee", services.add_member, field="user", actor=cast.anna, participation=part, user=cast.hanna)


def test_with_an_organisation_go_its_regie_its_deputies_and_its_offers(cast, case):
    part = part_of(case, "veilig-thuis-groningen")
    case.regie.update(deputy=cast.iris)
    offer = services.offer_handover(actor=cast.anna, role=case.regie.get(), to=cast.iris)
    services.end_participation(actor=cast.anna, participation=part, reason="Klaar")
    assert Handover.objects.get(pk=offer.pk).state == "withdrawn"
    assert case.regie.get().deputy is None
    join(case, cast.anna, cast.iris)
    assert case.regie.get().deputy is None  # coming back gives no rights back
    services.end_participation(actor=cast.anna, participation=part_of(case, "zvh-groningen"), reason="Klaar")
    assert case.regie.filter(until=None).count() == 0


def test_a_member_works_at_the_organisation_and_joins_once(cast, case):
    given = {"field": "user", "actor": cast.anna, "participation": part_of(case, "reclassering")}
    refused("werkt niet bij", services.add_member, user=cast.chris, **given)
    refused("al in het team", services.add_member, user=cast.hanna, **given)
    gone = colleague("Vera", "reclassering")
    gone.memberships.update(until=clock.now())
    refused("werkt niet bij", services.add_member, user=gone, **given)


def test_whoever_holds_a_regie_hands_it_over_before_leaving(cast, case):
    member = part_of(case, "zvh-groningen").members.get()
    refused("regierol", services.end_member, actor=cast.anna, member=member)
    other = part_of(case, "reclassering").members.get()
    services.end_member(actor=cast.anna, member=other)
    refused("al niet meer", services.end_member, actor=cast.anna, member=other)


@pytest.mark.parametrize(
    ("kind", "holder", "field", "words"),
    [
        ("chain", "bram", "kind", "al bezet"),
        ("police", "anna", "holder", "andere organisatie"),
        ("criminal", "bram", "holder", "andere organisatie"),
        ("police", "karim", "holder", "niet in het team"),
        ("criminal", "chris", "holder", "niet in het team"),
    ],
)
def test_a_role_that_cannot_be_filled_so(cast, case, kind, holder, field, words):
    given = {"actor": cast.bram, "case": case, "kind": kind, "holder": getattr(cast, holder)}
    refused(words, services.assign_regie, field=field, **given)


def test_a_deputy_is_somebody_else_on_the_team(cast, case):
    given = {"field": "deputy", "actor": cast.bram, "case": case, "kind": "police", "holder": cast.bram}
    refused("iemand anders", services.assign_regie, deputy=cast.bram, **given)
    refused("uit het team", services.assign_regie, deputy=cast.chris, **given)


def test_an_offer_goes_to_somebody_else_on_the_team(cast, case):
    given = {"field": "to", "actor": cast.anna, "role": case.regie.get()}
    refused("heeft deze rol al", services.offer_handover, to=cast.anna, **given)
    refused("niet in het team", services.offer_handover, to=cast.chris, **given)


def test_a_refused_offer_needs_a_reason_and_leaves_the_holder(cast, case):
    offer = services.offer_handover(actor=cast.anna, role=case.regie.get(), to=cast.iris)
    given = {"actor": cast.iris, "handover": offer}
    refused("Schrijf op", services.answer_handover, field="reason", accept=False, **given)
    services.answer_handover(accept=False, reason="Geen tijd", **given)
    assert case.regie.get(until=None).holder == cast.anna
    refused("al beantwoord", services.answer_handover, accept=True, **given)


def test_an_offer_that_was_replaced_cannot_be_accepted(cast, case):
    first = services.offer_handover(actor=cast.anna, role=case.regie.get(), to=cast.iris)
    services.offer_handover(actor=cast.anna, role=case.regie.get(), to=cast.hanna)
    refused("ingetrokken", services.answer_handover, actor=cast.iris, handover=first, accept=True)


def test_somebody_who_hands_over_no_longer_can(cast, case):
    role = case.regie.get()
    offer = services.offer_handover(actor=cast.anna, role=role, to=cast.iris)
    services.answer_handover(actor=cast.iris, handover=offer, accept=True)
    with pytest.raises(PermissionDenied):
        services.offer_handover(actor=cast.anna, role=role, to=cast.bram)


def test_a_holder_who_left_the_job_can_be_followed_up(cast, case):
    cast.anna.memberships.update(until=clock.now())
    assert take_regie(case, cast.iris).holder == cast.iris
    assert case.regie.filter(until=None).count() == 1
