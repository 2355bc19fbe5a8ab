"""Whoever loses a right, an address or a password is out at his next request, in the middle of his work."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse

from accounts import services
from accounts.models import Membership, Organisation
from accounts.tests.people import fresh, is_in, logged_in, second_manager
from trail import clock

pytestmark = pytest.mark.django_db


def switch(cast, user, active):
    form = {"name": user.name, "job": user.job, "telephone": user.telephone, **({"is_active": "on"} if active else {})}
    path = reverse("admin:accounts_user_change", args=[user.pk])
    assert logged_in(cast.eva).post(path, form).status_code == 302


def deactivate(cast):
    switch(cast, cast.bram, False)


def deactivate_and_activate(cast):
    switch(cast, cast.bram, False)
    switch(cast, cast.bram, True)


def end_membership(cast):
    held = cast.bram.memberships.get()
    held.until = clock.now()
    services.save_membership(actor=cast.eva, membership=held)


def plan_end_of_membership(cast):
    held = cast.bram.memberships.get()
    held.until = clock.now() + timedelta(days=30)
    services.save_membership(actor=cast.eva, membership=held)


def give_another_role(cast):
    editor = Membership(user=cast.bram, organisation=Organisation.objects.get(slug="ccb"), role="content_editor")
    services.save_membership(actor=cast.eva, membership=editor)


def promote(cast):
    end_membership(cast)
    police = Organisation.objects.get(slug="politie-noord-nederland")
    promoted = Membership(user=cast.bram, organisation=police, role="coordinator")
    services.save_membership(actor=cast.eva, membership=promoted)


def move_address(cast):
    change = services.propose_address(actor=cast.eva, user=cast.bram, email="bram@elders.nl")
    services.answer_address(actor=second_manager(), change=change, is_confirmed=True)


def set_password(cast):
    services.set_password(user=fresh(cast.bram), password="vier paarden op het dak", is_reset=True)


EVENTS = [
    *(deactivate, deactivate_and_activate, end_membership, plan_end_of_membership, give_another_role, promote),
    *(move_address, set_password),
]


@pytest.mark.parametrize("happens", EVENTS, ids=lambda happens: happens.__name__)
def test_every_session_ends_and_none_comes_back(cast, happens):
    browsers = [logged_in(cast.bram), logged_in(cast.bram)]
    iris = logged_in(cast.iris)
    assert [is_in(browser) for browser in browsers] == [True, True]
    happens(cast)
    for browser in browsers:
        answer = browser.get(reverse("my_work"))
        assert answer.status_code == 302
        assert answer.url.startswith(reverse("account_login"))
        assert "_auth_user_id" not in browser.session or not fresh(cast.bram).is_active
    assert is_in(iris), "nobody else"


@pytest.mark.parametrize("changed", [["job"], ["telephone", "name"], []], ids=str)
def test_other_particulars_end_no_session(cast, changed):
    browser = logged_in(cast.bram)
    services.change_person(actor=cast.eva, user=fresh(cast.bram), changed=changed)
    assert is_in(browser)


def test_a_form_posted_in_the_middle_of_it_is_not_carried_out(cast):
    browser = logged_in(cast.bram)
    page = browser.get(reverse("open_case"))
    assert page.status_code == 200
    deactivate(cast)
    answer = browser.post(reverse("open_case"), {"victim_name": "X"})
    assert answer.url.startswith(reverse("account_login"))


def test_saving_other_particulars_never_brings_an_old_password_address_or_session_back(cast):
    """A manager's page that was opened before, sent after."""
    stale = fresh(cast.bram)
    browser = logged_in(cast.bram)
    set_password(cast)
    move_address(cast)
    stale.job = "wijkagent in Assen"
    services.change_person(actor=cast.eva, user=stale, changed=["job"])
    now = fresh(cast.bram)
    assert (now.job, now.email) == ("wijkagent in Assen", "bram@elders.nl")
    assert now.check_password("vier paarden op het dak")
    assert EmailAddress.objects.get(user=now).email == now.email
    assert not is_in(browser)


def test_a_session_made_for_nobody_stays_nobodys(cast):
    client = Client()
    assert not is_in(client)
