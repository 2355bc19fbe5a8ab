"""Who came in, who could not, who went out, and whose password changed: on record, without the password."""

import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import reverse

from accounts import login_trail
from accounts.adapter import InvitedOnly
from conftest import PASSWORD
from trail.models import TrailEvent

NEW = "een-heel-ander-wachtwoord-8"


@pytest.fixture(autouse=True)
def _no_limits_left_over():
    cache.clear()


def lines():
    """Everything on record, oldest first: what, who, about whom."""
    return [(event.action, event.actor_name, event.subject) for event in TrailEvent.objects.order_by("id")]


def everything_kept():
    return str(list(TrailEvent.objects.values()))


def log_in(client, email, password=PASSWORD):
    return client.post(reverse("account_login"), {"login": email, "password": password})


@pytest.mark.django_db
@pytest.mark.parametrize("way_out", ["account_logout", "admin:logout"])
def test_coming_in_and_going_out_leave_a_line_each(client, cast, way_out):
    about = f"user-{cast.eva.pk}"
    log_in(client, "Eva@voorbeeld.nl")
    assert lines() == [("log_in", "Eva Kramer", about)]
    client.post(reverse(way_out))
    assert lines() == [("log_in", "Eva Kramer", about), ("log_out", "Eva Kramer", about)]
    client.post(reverse("account_logout"))  # nobody was in any more
    assert len(lines()) == 2


@pytest.mark.django_db
def test_a_wrong_password_leaves_a_line_about_whose_it_was_not(client, cast):
    log_in(client, cast.bram.email, "fout-wachtwoord-123")
    assert lines() == [("login_failed", "", f"user-{cast.bram.pk}")]
    assert TrailEvent.objects.get().details == {}
    assert "fout-wachtwoord" not in everything_kept()


@pytest.mark.django_db
def test_of_an_address_that_is_nobodys_only_a_keyed_digest_is_kept(client, cast, settings):
    """It may be a private address, or a password typed in the wrong field."""
    for email in ("geheim@prive.nl", "GEHEIM@prive.nl", "ander@prive.nl"):
        log_in(client, email)
    first, again, other = (event.details["address"] for event in TrailEvent.objects.order_by("id"))
    assert first == again != other
    assert re.fullmatch("[0-9a-f]{16}", first)
    assert [line[0::2] for line in lines()] == [("login_failed", "")] * 3
    assert not [word for word in ("geheim", "prive", PASSWORD) if word in everything_kept().lower()]
    settings.SECRET_KEY = "een andere sleutel dan die van de site"
    log_in(client, "geheim@prive.nl")
    assert TrailEvent.objects.first().details["address"] != first  # without the key nobody can try addresses


@pytest.mark.django_db
def test_somebody_who_is_switched_off_leaves_a_failure(client, cast):
    cast.bram.is_active = False
    cast.bram.save()
    log_in(client, cast.bram.email)
    assert lines() == [("login_failed", "", f"user-{cast.bram.pk}")]


@pytest.mark.django_db(transaction=True)
def test_a_failure_is_kept_by_itself(cast):
    """Nothing else need be written in that request, and there is no transaction around it."""
    assert not transaction.get_connection().in_atomic_block
    login_trail.record_failure(cast.bram.email)
    assert lines() == [("login_failed", "", f"user-{cast.bram.pk}")]


@pytest.mark.django_db
def test_a_changed_password_leaves_a_line(client, cast):
    client.force_login(cast.bram)
    form = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    assert client.post(reverse("account_change_password"), form).status_code == 302
    assert lines()[0] == ("change_password", "Bram Postma", f"user-{cast.bram.pk}")
    cast.bram.refresh_from_db()
    assert cast.bram.check_password(NEW)
    assert NEW not in everything_kept()


@pytest.mark.django_db
@pytest.mark.parametrize(("invited", "action"), [(False, "reset_password"), (True, "set_password")])
def test_a_password_chosen_by_mail_leaves_a_line(client, cast, invited, action):
    if invited:
        cast.bram.set_unusable_password()
        cast.bram.save()
    client.post(reverse("account_reset_password"), {"email": cast.bram.email})
    link = re.search(r"https?://[^/]+(/\S+)", mail.outbox[0].body).group(1)
    page = client.get(link, follow=True)
    assert lines() == []
    client.post(page.redirect_chain[-1][0], {"password1": NEW, "password2": NEW})
    assert lines() == [(action, "Bram Postma", f"user-{cast.bram.pk}")]


@pytest.mark.django_db(transaction=True)
def test_no_password_is_changed_without_its_line(cast, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError("the trail cannot be written")

    user = cast.bram
    monkeypatch.setattr(login_trail, "record", broken)
    with pytest.raises(RuntimeError):
        InvitedOnly().set_password(user, NEW)
    user.refresh_from_db()
    assert user.check_password(PASSWORD)
    monkeypatch.undo()
    InvitedOnly().set_password(user, NEW)
    user.refresh_from_db()
    assert user.check_password(NEW)


@pytest.mark.django_db
def test_a_password_shown_again_wrongly_is_a_failure_too(cast):
    inside = Client()
    inside.force_login(cast.bram)
    inside.post(reverse("account_reauthenticate"), {"password": "fout-wachtwoord-123"})
    assert ("login_failed", "", f"user-{cast.bram.pk}") in lines()
