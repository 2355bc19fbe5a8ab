"""Rights on a case come from the work of today, and go with it."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.enums import Role
from accounts.models import Membership, Organisation
from cases.tests.builders import colleague, open_case
from trail import clock


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
