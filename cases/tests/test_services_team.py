"""What the verbs about the team refuse, and what they leave behind."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accounts.enums import Role
from cases import access, services
from cases.forms import FORMS
from cases.models import Handover, ReferenceNumber
from cases.tests.builders import GROUNDS, colleague, join, open_case, organisation, sash, take_regie, team_case
from cases.tests.posting import footprint, logged_in
from cases.verbs import Verb
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


def test_a_coordinator_beside_the_team_learns_nothing_of_a_regie_or_of_others(cast, case):
    """Neither that a colleague directs, nor that nobody of another organisation is left: the same words for both."""
    coordinator = colleague("Nynke", "zvh-groningen", Role.COORDINATOR)
    anna, lonely = part_of(case, "zvh-groningen").members.get(), open_case(cast.bram, "Tweede")
    police = lonely.participations.get()
    words = set()
    for verb, values in (
        (services.end_member, {"actor": coordinator, "member": anna}),
        (services.end_member, {"actor": cast.karim, "member": police.members.get()}),
        (services.end_participation, {"actor": cast.karim, "participation": police, "reason": "Klaar"}),
    ):
        before = footprint()
        with pytest.raises(services.Refused) as caught:
            verb(**values)
        assert footprint() == before
        words.add(caught.value.message)
    assert len(words) == 1
    told = words.pop()
    assert not any(word in told for word in ("regie", "rol", "organisatie"))


def test_a_coordinator_beside_the_team_hears_the_same_with_and_without_a_regisseur(cast, case):
    said = set()
    for held in (True, False):
        if not held:
            case.regie.update(until=clock.now())
        page = logged_in(cast.karim).get(reverse("list_participations")).content.decode()
        page = page[page.index("<main") : page.index("</main>")]  # without what is made anew for every page
        form = FORMS[Verb.ADD_MEMBER](
            seat=access.Seat(cast.karim, case), target=part_of(case, "politie-noord-nederland")
        )
        part = part_of(case, "reclassering")
        with pytest.raises(PermissionDenied) as caught:
            services.add_member(actor=cast.karim, participation=part, user=cast.hanna)
        said.add((page, form.done_message, str(caught.value)))
    assert len(said) == 1
    assert "regi" not in "".join(said.pop()).lower()


def test_whoever_adds_somebody_hears_who_is_told(cast, case):
    def told(user):
        seat = access.Seat(user, case)
        return FORMS[Verb.ADD_MEMBER](seat=seat, target=part_of(case, "zvh-groningen")).done_message

    assert "De regisseur krijgt bericht" in told(cast.bram)
    assert "regisseur" not in told(cast.anna)  # that is she herself
    case.regie.update(until=clock.now())
    assert "Het team krijgt bericht" in told(cast.anna)


def test_a_coordinator_beside_the_team_keeps_nothing_of_a_part_that_ended(cast, case):
    police = part_of(case, "politie-noord-nederland")
    client = logged_in(cast.karim)
    path = reverse("add_member", args=[case.reference, police.pk])
    assert client.get(path).status_code == 200
    services.end_participation(actor=cast.anna, participation=police, reason="Klaar")
    assert client.get(path).status_code == 404
    assert case.reference not in client.get(reverse("list_participations")).content.decode()
    assert not access.participations_for(cast.karim).exists()


def test_a_reference_number_is_for_its_organisation_and_the_regisseur(cast, case):
    ReferenceNumber.objects.create(case=case, organisation=organisation("reclassering"), number="RECL-7", by=cast.hanna)
    seen = {}
    for name in ("anna", "bram", "iris", "hanna", "joost"):
        page = logged_in(getattr(cast, name)).get(reverse("show_team", args=[case.reference])).content.decode()
        seen[name] = {number for number in ("BVH-2026-1", "RECL-7") if number in page}
    both, own, none = {"BVH-2026-1", "RECL-7"}, {"BVH-2026-1"}, set()
    assert seen == {"anna": both, "bram": own, "hanna": {"RECL-7"}, "iris": none, "joost": none}
    case.regie.update(deputy=cast.iris)
    page = logged_in(cast.iris).get(reverse("show_team", args=[case.reference])).content.decode()
    assert all(number in page for number in both)


def test_taking_the_regie_withdraws_an_offer_of_it(cast, case):
    """Or whoever was asked could still take it from the one who took it meanwhile."""
    offer = services.offer_handover(actor=cast.anna, role=case.regie.get(), to=cast.iris)
    cast.anna.memberships.update(until=clock.now())
    take_regie(case, cast.hanna)
    assert not access.Seat(cast.iris, case).offers
    refused("ingetrokken", services.answer_handover, actor=cast.iris, handover=offer, accept=True)
    assert access.Seat(cast.iris, case).chain.holder == cast.hanna


def test_a_deputy_chosen_with_an_offer_reaches_the_one_who_is_asked(cast, case):
    """Proposed, and his to change: the deputy is named by whoever holds the role."""
    case.regie.update(until=clock.now())
    given = {"case": case, "kind": "chain", "holder": cast.iris}
    refused("uit het team", services.assign_regie, field="deputy", actor=cast.bram, deputy=cast.chris, **given)
    refused("iemand anders", services.assign_regie, field="deputy", actor=cast.bram, deputy=cast.iris, **given)
    offer = services.assign_regie(actor=cast.bram, deputy=cast.hanna, **given)
    client, path = logged_in(cast.iris), reverse("answer_handover", args=[case.reference, offer.pk])
    page = client.get(path)
    assert page.context["form"]["deputy"].value() == cast.hanna.pk
    assert "Voorgestelde vervanger: Hanna de Wit" in page.content.decode()
    client.post(path, {"accept": "yes", "deputy": page.context["form"]["deputy"].value()})
    assert access.Seat(cast.iris, case).chain.deputy == cast.hanna


@pytest.mark.parametrize("chosen", ["", "bram"])
def test_the_one_who_is_asked_may_choose_another_deputy_or_none(cast, case, chosen):
    case.regie.update(until=clock.now())
    given = {"actor": cast.bram, "case": case, "kind": "chain", "holder": cast.iris, "deputy": cast.hanna}
    offer = services.assign_regie(**given)
    deputy = getattr(cast, chosen) if chosen else None
    path = reverse("answer_handover", args=[case.reference, offer.pk])
    logged_in(cast.iris).post(path, {"accept": "yes", "deputy": deputy.pk if deputy else ""})
    assert access.Seat(cast.iris, case).chain.deputy == deputy


def test_a_proposed_deputy_who_left_is_proposed_no_more(cast, case):
    case.regie.update(until=clock.now())
    given = {"actor": cast.bram, "case": case, "kind": "chain", "holder": cast.iris, "deputy": cast.hanna}
    offer = services.assign_regie(**given)
    cast.hanna.memberships.update(until=clock.now())
    page = logged_in(cast.iris).get(reverse("answer_handover", args=[case.reference, offer.pk]))
    assert page.context["form"]["deputy"].value() is None
    assert "Hanna" not in page.content.decode()
