"""Rights on a case come from the work of today, and go with it."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from accounts.enums import Role
from accounts.models import Membership, Organisation
from cases import access, alerts
from cases.tests.builders import colleague, incident, join, open_case, team_case
from trail import clock, played


def logged_in(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.django_db
def test_rights_on_a_case_end_with_the_membership(cast):
    path = reverse("show_case", args=[open_case(cast.bram).reference])
    client = logged_in(cast.bram)
    assert client.get(path).status_code == 200
    Membership.objects.filter(user=cast.bram).update(until=clock.now())
    assert client.get(path).status_code == 404
    assert client.post(path).status_code == 404
    # A new job elsewhere does not bring the old case back.
    Membership.objects.create(user=cast.bram, organisation=Organisation.objects.get(slug="ccb"), role=Role.PROFESSIONAL)
    assert client.get(path).status_code == 404


@pytest.mark.django_db
def test_an_account_without_a_membership_sees_no_case_and_no_admin(cast):
    nobody = colleague("Leeg", "ccb")
    nobody.memberships.all().delete()
    case = open_case(cast.bram)
    client = logged_in(nobody)
    assert client.get(reverse("show_case", args=[case.reference])).status_code == 404
    assert client.get(reverse("open_case")).status_code == 403
    assert client.get(reverse("admin:index"), follow=True).status_code == 403


def fresh(user):
    """The same person on his next visit: memberships are read once per request."""
    return type(user).objects.get(pk=user.pk)


def hire(user, slug, **values):
    membership = Membership(user=user, organisation=Organisation.objects.get(slug=slug), **values)
    membership.full_clean()
    membership.save()


@pytest.mark.django_db
def test_nobody_works_for_two_organisations_at_once(cast):
    Membership.objects.filter(user=cast.iris).update(until=clock.now() + timedelta(days=7))
    with pytest.raises(ValidationError, match="valt samen"):
        hire(cast.iris, "politie-noord-nederland")
    hire(cast.iris, "politie-noord-nederland", since=clock.now() + timedelta(days=7))


@pytest.mark.django_db
def test_a_seat_counts_only_for_the_organisation_one_works_for_today(cast):
    """Also where two memberships overlap all the same: the newer job does not read along on the older seat."""
    case = team_case(cast, others=["iris"])
    incident(case, cast.bram, "GEHEIM VAN DE POLITIE", compartment="organisation")
    Membership.objects.filter(user=cast.iris).update(until=clock.now() + timedelta(days=7))
    assert access.cases_for(fresh(cast.iris)).exists()
    Membership.objects.create(user=cast.iris, organisation=cast.bram.work.organisation, since=clock.now())
    assert not access.cases_for(fresh(cast.iris)).exists()


@pytest.mark.django_db
def test_whoever_comes_back_to_the_job_does_not_come_back_to_its_cases(cast):
    case = team_case(cast, others=["iris"])
    Membership.objects.filter(user=cast.iris).update(until=clock.now())
    hire(cast.iris, "veilig-thuis-groningen", since=clock.now() + timedelta(seconds=1))
    with played.at(clock.now() + timedelta(days=30)):
        assert not access.cases_for(fresh(cast.iris)).exists()
        assert access.cases_for(fresh(cast.bram)).get() == case


@pytest.mark.django_db
def test_a_regie_does_not_move_along_to_another_organisation(cast):
    case = team_case(cast, others=["iris"])
    Membership.objects.filter(user=cast.anna).update(until=clock.now())
    hire(cast.anna, "veilig-thuis-groningen")
    anna = fresh(cast.anna)
    join(case, cast.bram, anna)
    assert not access.Seat(anna, case).is_regisseur
    assert "no_regisseur" in {alert.key for alert in alerts.for_case(access.Seat(anna, case))}
