"""Which passwords are refused, and what a changed password leaves behind."""

import re

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core import mail
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.urls import reverse

from accounts.tests.people import can_log_in, is_in, logged_in, words
from conftest import PASSWORD
from trail.models import TrailEvent

pytestmark = pytest.mark.django_db
GOOD = "vier paarden op het dak"


@pytest.fixture(autouse=True)
def _no_limits_left_over():
    cache.clear()


@pytest.mark.parametrize(
    "password",
    [
        *("aaaaaaaaaaaa", "welkom123456", "wachtwoord1234", "bram postma 1", "fx9!kQ2#bv7wRt"),
        *("aaaaaaaaaaaaaaaaaaaa", "welkom1234567890", "Wachtwoord123456", "W.a.c.h.t.w.o.o.r.d.2026"),
        *("w e l k o m 1 2 3 4 5 6", "Zomer2026Zomer2026", "Groningen2026!!Groningen", "ikhouvanjou12345"),
        *("qwertyuiopasdfgh", "abcdefghijklmnop", "1234567890123456", "passwordpassword", "iloveyouiloveyou1"),
        *("bram postma 12345", "Postma.Bram.1985", "bram@voorbeeld.nl", "wijkagent-bram-postma", "wijkagent wijkagent"),
        "Politie Noord-Nederland 1",
    ],
)
def test_a_password_that_is_short_usual_or_about_the_person_is_refused(cast, password):
    with pytest.raises(ValidationError) as refused:
        validate_password(password, cast.bram)
    assert all(re.search(r"^Dit (wachtwoord|lijkt)", message) for message in refused.value.messages)


@pytest.mark.parametrize(
    "password",
    [GOOD, PASSWORD, "correct horse battery staple", "zeventien losse lampen", "Wf7#kq92!mzLp04x", "é" * 2 + GOOD],
)
def test_a_few_words_that_have_nothing_to_do_with_each_other_will_do(cast, password):
    validate_password(password, cast.bram)


def test_a_very_long_password_is_judged_in_no_time(cast):
    validate_password(GOOD * 40, cast.bram)
    with pytest.raises(ValidationError):
        validate_password("x" * 5000, cast.bram)


def change(client, new, old=PASSWORD):
    form = {"oldpassword": old, "password1": new, "password2": new}
    return client.post(reverse("account_change_password"), form)


def test_the_form_says_in_dutch_what_is_wrong_and_nothing_changes(cast):
    page = change(logged_in(cast.bram), "welkom123456")
    assert "De minimale lengte is 15 tekens" in words(page)
    assert "te makkelijk te raden" in words(page)
    assert can_log_in(cast.bram.email)


def test_a_changed_password_ends_all_sessions_and_is_on_record_and_told(cast):
    here, elsewhere = logged_in(cast.bram), logged_in(cast.bram)
    assert change(here, GOOD).status_code == 302
    assert not is_in(here)
    assert not is_in(elsewhere)
    assert not can_log_in(cast.bram.email)
    assert can_log_in(cast.bram.email, GOOD)
    event = TrailEvent.objects.get(action="change_password")
    assert (event.actor_id, event.subject, event.details) == (str(cast.bram.pk), f"user-{cast.bram.pk}", {})
    assert [(message.to, message.subject) for message in mail.outbox] == [
        ([cast.bram.email], "Uw wachtwoord is gewijzigd")
    ]


def test_a_password_chosen_by_the_link_in_a_mail_is_on_record_as_such(cast, client):
    inside = logged_in(cast.bram)
    client.post(reverse("account_reset_password"), {"email": cast.bram.email})
    link = re.search(r"/account/password/reset/key/\S+", mail.outbox[0].body).group()
    page = client.get(link, follow=True)
    client.post(page.request["PATH_INFO"], {"password1": GOOD, "password2": GOOD})
    assert not is_in(inside)
    assert can_log_in(cast.bram.email, GOOD)
    assert TrailEvent.objects.get(action="reset_password").actor_id == str(cast.bram.pk)
    assert not TrailEvent.objects.filter(action="change_password").exists()
    assert "U kunt een nieuw wachtwoord kiezen" in mail.outbox[0].body


def test_the_admin_has_no_page_of_its_own_for_it(cast):
    url = reverse("admin:password_change")
    for answer in (logged_in(cast.eva).get(url), logged_in(cast.eva).post(url, {"old_password": PASSWORD})):
        assert answer.url == reverse("account_change_password")
