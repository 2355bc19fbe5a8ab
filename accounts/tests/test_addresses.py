"""Whose address of e-mail it is, and who may change it: a way to somebody's password is a way to his cases."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.urls import reverse

from accounts.models import User
from accounts.tests.people import can_log_in, fresh, is_in, logged_in, words
from conftest import PASSWORD
from trail.models import TrailEvent

pytestmark = pytest.mark.django_db
OLD, NEW = "bram@voorbeeld.nl", "bram@elders.nl"


@pytest.fixture(autouse=True)
def _no_limits_left_over():
    cache.clear()


def addresses(user):
    rows = EmailAddress.objects.filter(user=user)
    return fresh(user).email, [(row.email, row.verified, row.primary) for row in rows]


def lines(action, user):
    return [event.actor_id for event in TrailEvent.objects.filter(action=action, subject=f"user-{user.pk}")]


# -- by its owner


@pytest.fixture
def bram(cast):
    return logged_in(cast.bram)


def ask_for(client, email=NEW, password=PASSWORD):
    """Fills in the new address and then, asked for it, the password."""
    asked = client.post(reverse("account_email"), {"action_add": "", "email": email}, follow=True)
    assert asked.request["PATH_INFO"] == reverse("account_reauthenticate")
    return client.post(asked.redirect_chain[-1][0], {"password": password}, follow=True)


def code_sent_to(address):
    [message] = [message for message in mail.outbox if message.to == [address]]
    return re.search(r"^([A-Z0-9]{3,}-?[A-Z0-9]{3,})$", message.body, re.MULTILINE).group(1)


def confirm(client, code):
    return client.post(reverse("account_email_verification_sent"), {"code": code}, follow=True)


def test_the_owner_changes_his_address_with_his_password_and_a_code_from_the_new_mailbox(
    cast, bram, django_capture_on_commit_callbacks
):
    elsewhere = logged_in(cast.bram)
    assert "bram@voorbeeld.nl" in words(bram.get(reverse("account_email")))
    assert NEW in words(ask_for(bram))
    assert addresses(cast.bram) == (OLD, [(OLD, True, True)]), "nothing changes before the code"
    assert not can_log_in(NEW)
    with django_capture_on_commit_callbacks(execute=True):
        page = confirm(bram, code_sent_to(NEW))
    assert "Log in met het nieuwe adres" in words(page)
    assert addresses(cast.bram) == (NEW, [(NEW, True, True)])
    assert not is_in(bram)
    assert not is_in(elsewhere)
    assert not can_log_in(OLD)
    assert can_log_in(NEW)
    assert lines("change_own_address", cast.bram) == [str(cast.bram.pk)]
    [told] = [message for message in mail.outbox if message.to == [OLD]]
    assert "e-mailadres waarmee u inlogt, is veranderd" in told.body
    assert f"{settings.SITE_URL}{reverse('account_login')}" in told.body.splitlines()
    assert NEW not in told.body


def test_without_the_password_nothing_is_sent_and_nothing_changes(cast, bram):
    page = ask_for(bram, password="niet-dit-wachtwoord")
    assert "Dit wachtwoord klopt niet." in words(page)
    assert mail.outbox == []
    assert addresses(cast.bram) == (OLD, [(OLD, True, True)])


def test_without_the_code_nothing_changes(cast, bram):
    ask_for(bram)
    assert "Deze code klopt niet." in words(confirm(bram, "AAA-AAA"))
    assert addresses(cast.bram) == (OLD, [(OLD, True, True)])
    assert is_in(bram)


def test_an_address_that_somebody_else_has_is_refused_and_tells_nobody_before_the_code(cast, bram):
    ask_for(bram, cast.iris.email)
    assert "al in gebruik" in words(confirm(bram, code_sent_to(cast.iris.email)))
    assert addresses(cast.bram) == (OLD, [(OLD, True, True)])


@pytest.mark.parametrize("button", ["action_remove", "action_primary", "action_send"])
def test_no_button_of_the_library_takes_the_address_away(cast, bram, button):
    asked = bram.post(reverse("account_email"), {button: "", "email": OLD}, follow=True)
    if asked.request["PATH_INFO"] == reverse("account_reauthenticate"):
        bram.post(asked.redirect_chain[-1][0], {"password": PASSWORD}, follow=True)
    assert addresses(cast.bram) == (OLD, [(OLD, True, True)])


# -- inviting


@pytest.mark.parametrize("taken", ["bram@voorbeeld.nl", "BRAM@voorbeeld.nl", "bram@vroeger.nl"])
def test_an_invitation_to_an_address_that_is_taken_is_refused_in_its_field(cast, taken):
    """Also where only allauth's table still knows it."""
    EmailAddress.objects.create(user=cast.bram, email="bram@vroeger.nl", verified=True)
    form = {"name": "Nynke Nieuw", "email": taken, "job": "", "telephone": "", "is_active": "on"}
    page = logged_in(cast.eva).post(reverse("admin:accounts_user_add"), form)
    assert page.status_code == 200
    assert page.context["adminform"].form.errors["email"] == ["Dit e-mailadres is al in gebruik."]
    assert 'value="Nynke Nieuw"' in words(page)
    assert not User.objects.filter(name="Nynke Nieuw").exists()
