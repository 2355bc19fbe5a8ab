"""Leaving, coming back, a promotion, another employer: what each does to a place on a team and to a regie.

Rights never come back unseen, and whoever is let in anew gets in.
"""

from contextlib import ExitStack
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from accounts.enums import Role
from accounts.models import Membership
from cases import access, alerts, services
from cases.forms import FORMS
from cases.models import TeamMember
from cases.tests.builders import GROUNDS, colleague, organisation, take_regie, team_case
from cases.tests.test_services_team import refused
from cases.verbs import Verb
from trail import clock, played

pytestmark = pytest.mark.django_db

SAFE_HOME, ZVH = "veilig-thuis-groningen", "zvh-groningen"


@pytest.fixture
def later():
    """Lets days go by within a test."""
    with ExitStack() as held:
        yield lambda days: held.enter_context(played.at(clock.now() + timedelta(days=days)))


def hire(user, slug, role=Role.PROFESSIONAL):
    """A new job, by a membership of its own; gives the person as on his next visit."""
    user.memberships.filter(until=None).update(until=clock.now())
    Membership.objects.create(user=user, organisation=organisation(slug), role=role, since=clock.now())
    return type(user).objects.get(pk=user.pk)


def came_back(user, later):
    user.memberships.filter(until=None).update(until=clock.now())
    later(10)
    return hire(user, user.memberships.get().organisation.slug)


def was_promoted(user, later):
    return hire(user, user.memberships.get().organisation.slug, Role.COORDINATOR)


CHANGES = pytest.mark.parametrize("change", [came_back, was_promoted])


def part_of(case, slug):
    return case.participations.get(organisation__slug=slug, until=None)


def sees(user, case):
    return access.cases_for(user).filter(pk=case.pk).exists()


def no_regisseur_since(user, case):
    found = {alert.key: alert.since for alert in alerts.for_case(access.Seat(user, case))}
    return found.get("no_regisseur")


@CHANGES
def test_whoever_changed_jobs_is_off_the_case_until_somebody_adds_him(cast, later, change):
    case = team_case(cast)
    later(1)
    iris = change(cast.iris, later)
    assert not sees(iris, case)
    part = part_of(case, SAFE_HOME)
    form = FORMS[Verb.ADD_MEMBER](seat=access.Seat(cast.anna, case), target=part)
    assert iris in form.fields["user"].queryset
    services.add_member(actor=cast.anna, participation=part, user=iris)
    assert sees(iris, case)
    assert TeamMember.objects.filter(participation=part, user=iris, until=None).count() == 1
    refused("al in het team", services.add_member, field="user", actor=cast.anna, participation=part, user=iris)


@CHANGES
def test_an_accepted_referral_gives_him_access_again(cast, later, change):
    case = team_case(cast)
    later(1)
    iris = change(cast.iris, later)
    given = {"case": case, "organisation": organisation(SAFE_HOME), "text": "Denk mee", **GROUNDS}
    referral = services.refer(actor=cast.anna, **given)
    services.answer_referral(actor=iris, referral=referral, accept=True)
    assert sees(iris, case)


def test_accepting_a_referral_leaves_a_place_that_holds_as_it_is(cast, later):
    case = team_case(cast)
    seat = part_of(case, SAFE_HOME).members.get()
    later(1)
    given = {"case": case, "organisation": organisation(SAFE_HOME), "text": "Denk mee", **GROUNDS}
    services.answer_referral(actor=cast.iris, referral=services.refer(actor=cast.anna, **given), accept=True)
    assert part_of(case, SAFE_HOME).members.get().since == seat.since


@CHANGES
def test_an_old_regie_does_not_come_back_with_the_new_place(cast, later, change):
    case = team_case(cast)
    later(1)
    gone_at = clock.now()
    anna = change(cast.anna, later)
    part = part_of(case, ZVH)
    services.add_member(actor=colleague("Nynke", ZVH, Role.COORDINATOR), participation=part, user=anna)
    assert sees(anna, case)
    assert not access.Seat(anna, case).is_regisseur
    assert no_regisseur_since(anna, case) == gone_at  # the days without regisseur count from the day she left
    assert take_regie(case, anna).holder == anna
    assert access.Seat(anna, case).is_regisseur


@CHANGES
def test_a_deputy_and_an_offer_do_not_come_back_either(cast, later, change):
    case = team_case(cast)
    case.regie.update(deputy=cast.iris)
    offer = services.offer_handover(actor=cast.anna, role=case.regie.get(), to=cast.iris)
    later(1)
    iris = change(cast.iris, later)
    services.add_member(actor=cast.anna, participation=part_of(case, SAFE_HOME), user=iris)
    assert not access.Seat(iris, case).is_regisseur
    refused("ingetrokken", services.answer_handover, actor=iris, handover=offer, accept=True)


def test_nothing_moves_along_to_another_employer(cast, later):
    """Regie, deputising and offers of the old job end when the new one brings him onto the same case."""
    case = team_case(cast)
    role = case.regie.get()
    criminal = take_regie(case, cast.joost, "criminal", deputy=cast.iris)
    later(1)
    anna, iris = hire(cast.anna, "politie-noord-nederland"), hire(cast.iris, "politie-noord-nederland")
    police = part_of(case, "politie-noord-nederland")
    for user in (anna, iris):
        services.add_member(actor=cast.karim, participation=police, user=user)
    assert not access.Seat(anna, case).is_regisseur
    with pytest.raises(PermissionDenied):
        services.offer_handover(actor=anna, role=role, to=cast.bram)
    criminal.refresh_from_db()
    assert criminal.deputy is None
    assert not TeamMember.objects.filter(user__in=(anna, iris), until=None).exclude(participation=police).exists()
    # The regie of a former employer does not keep anybody on the team.
    services.end_member(actor=cast.karim, member=police.members.get(user=anna, until=None))
    assert not sees(anna, case)


def test_whoever_is_let_in_by_a_row_alone_still_offers_no_role_of_a_former_employer(cast, later):
    """The rule itself looks at who holds the role today, whatever the rows say."""
    case = team_case(cast)
    role = case.regie.get()
    later(1)
    anna = hire(cast.anna, "politie-noord-nederland")
    member = TeamMember.objects.create(participation=part_of(case, "politie-noord-nederland"), user=anna)
    assert not access.allowed(Verb.OFFER_HANDOVER, access.Seat(anna, case), role)
    services.end_member(actor=cast.karim, member=member)
    assert member.until is not None


@CHANGES
def test_whoever_came_back_can_be_chosen_again(cast, later, change):
    """As holder, as deputy, by an offer: only after he was added anew."""
    case = team_case(cast)
    later(1)
    iris = change(cast.iris, later)
    role = case.regie.get()
    given = {"actor": cast.anna, "role": role, "to": iris}
    refused("niet in het team", services.offer_handover, field="to", **given)
    police = {"actor": cast.bram, "case": case, "kind": "police", "holder": cast.bram, "deputy": iris}
    refused("uit het team", services.assign_regie, field="deputy", **police)
    services.add_member(actor=cast.anna, participation=part_of(case, SAFE_HOME), user=iris)
    assert services.assign_regie(**police).deputy == iris
    services.answer_handover(actor=iris, handover=services.offer_handover(**given), accept=True)
    assert access.Seat(iris, case).chain.holder == iris


def test_a_place_that_no_longer_holds_can_be_ended(cast, later):
    """By the regisseur, for good order; what hung on it goes with it."""
    case = team_case(cast)
    police = take_regie(case, cast.bram, "police")
    later(1)
    came_back(cast.bram, later)
    member = part_of(case, "politie-noord-nederland").members.get(until=None)
    services.end_member(actor=cast.anna, member=member)
    police.refresh_from_db()
    assert police.until is not None
