"""Guessing is slow; the right password is never kept out for long, whoever else guesses from wherever."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.cache import cache
from django.db import connections
from django.test import Client
from django.urls import reverse

from conftest import PASSWORD
from trail.models import TrailEvent

STRANGER, OFFICE, ELSEWHERE = "203.0.113.9", "198.51.100.7", "192.0.2.44"
PROXY = "10.0.0.1"
WRONG = "geraden-wachtwoord-1"


@pytest.fixture(autouse=True)
def _quick_and_alone(settings):
    """Nothing counted by other tests, and no slow hash: here it is tried hundreds of times."""
    cache.clear()
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def later(monkeypatch):
    """Stops the clock of the cache and moves it: `later(60)` is a minute on."""
    now = [time.time()]
    monkeypatch.setattr(time, "time", lambda: now[0])

    def wait(seconds):
        now[0] += seconds

    return wait


@pytest.fixture
def cast(cast):
    for user in (cast.bram, cast.iris):
        user.set_password(PASSWORD)
        user.save()
    return cast


def log_in(email, password=PASSWORD, *, client=None, address=OFFICE, **headers):
    """Whether one is in, from this address: by default in a browser that was never here before."""
    client = client or Client()
    client.post(reverse("account_login"), {"login": email, "password": password}, REMOTE_ADDR=address, headers=headers)
    return "_auth_user_id" in client.session


def guess(email, times, **where):
    for number in range(times):
        assert not log_in(email, f"{WRONG}{number}", **where)


def looked_at():
    """How often a password was really compared: each wrong one leaves a line."""
    return TrailEvent.objects.filter(action="login_failed").count()


@pytest.mark.django_db
def test_a_stranger_behind_the_proxy_does_not_lock_out_the_colleagues(cast, settings):
    """All share the address of the proxy where nobody told the site that there is one, and their own office's where
    somebody did."""
    for proxies, headers in ((0, {}), (1, {"x-forwarded-for": OFFICE})):
        cache.clear()
        settings.TRUSTED_PROXIES = proxies
        for number in range(24):
            guess(f"iemand-{number}@voorbeeld.nl", 1, address=PROXY, **headers)
        assert log_in(cast.bram.email, address=PROXY, **headers)
        assert log_in(cast.iris.email, address=PROXY, **headers)


@pytest.mark.django_db
def test_whoever_is_attacked_logs_in_from_elsewhere_at_once(cast):
    guess(cast.bram.email, 12, address=STRANGER)
    assert log_in(cast.bram.email, address=OFFICE)


@pytest.mark.django_db
def test_whoever_is_attacked_from_his_own_address_logs_in_within_a_minute(cast, later):
    guess(cast.bram.email, 12, address=OFFICE)
    assert not log_in(cast.bram.email, address=OFFICE)  # or the guesses were not slowed at all
    later(60)
    assert log_in(cast.bram.email, address=OFFICE)


@pytest.mark.django_db
def test_the_browser_he_logged_in_with_before_is_not_kept_out_at_all(cast):
    browser, others = Client(), Client()
    assert log_in(cast.bram.email, client=browser)
    assert log_in(cast.iris.email, client=others)
    for client in (browser, others):
        client.post(reverse("account_logout"))
    guess(cast.bram.email, 12, address=OFFICE)
    assert not log_in(cast.bram.email, client=others)  # known, but for another account
    assert log_in(cast.bram.email, client=browser)


@pytest.mark.django_db
def test_a_known_browser_is_slowed_by_its_own_guesses(cast):
    browser = Client()
    assert log_in(cast.bram.email, client=browser)
    browser.post(reverse("account_logout"))
    guess(cast.bram.email, 12, client=browser)
    assert looked_at() < 10
    assert not log_in(cast.bram.email, client=browser)


@pytest.mark.django_db
def test_guesses_are_slowed_more_and_more_and_waiting_in_vain_costs_nothing(cast, later):
    guess(cast.bram.email, 10, address=STRANGER)
    assert looked_at() == 6
    for seconds, seen in ((1, 6), (2, 7), (2, 7), (3, 8)):
        later(seconds)
        guess(cast.bram.email, 3, address=STRANGER)
        assert looked_at() == seen
    for minute in range(1, 11):
        later(60)
        guess(cast.bram.email, 2, address=STRANGER)
        assert looked_at() == 8 + minute


@pytest.mark.django_db
def test_many_addresses_together_get_few_guesses_each_and_the_owner_gets_in(cast):
    for number in range(11):
        guess(cast.bram.email, 2, address=f"203.0.113.{number}")
    seen = looked_at()
    assert seen == 22
    guess(cast.bram.email, 6, address="203.0.113.200")
    assert looked_at() == seen + 2  # alone it would have been six
    assert log_in(cast.bram.email, address=OFFICE)
    guess(cast.iris.email, 6, address="203.0.113.200")
    assert looked_at() == seen + 8  # and another account is no part of it


@pytest.mark.django_db
def test_a_flood_from_one_address_holds_that_address_up_for_a_minute_but_no_known_browser(cast, later):
    browser = Client()
    assert log_in(cast.bram.email, client=browser)
    browser.post(reverse("account_logout"))
    for number in range(63):
        guess(f"iemand-{number}@voorbeeld.nl", 1, address=OFFICE)
    assert looked_at() == 60
    assert not log_in(cast.iris.email, address=OFFICE)
    assert log_in(cast.iris.email, address=ELSEWHERE)
    assert log_in(cast.bram.email, client=browser, address=OFFICE)
    later(60)
    assert log_in(cast.iris.email, address=OFFICE)


@pytest.mark.django_db
def test_a_made_up_address_gives_no_new_tries(cast, settings):
    """What our own proxy adds stands at the right; all before it the stranger wrote himself."""
    for proxies in (0, 1, 2):
        cache.clear()
        before, settings.TRUSTED_PROXIES = looked_at(), proxies
        heard = [STRANGER, "10.0.0.2"][:proxies]  # each of ours adds whom it heard it from
        for number in range(12):
            made_up = f"192.0.2.{number}, 198.51.100.{number}"
            guess(cast.bram.email, 1, address=STRANGER if not proxies else PROXY, **forwarded(made_up, *heard))
        assert looked_at() - before == 6, proxies


@pytest.mark.django_db
def test_people_behind_a_proxy_are_told_apart(cast, settings):
    """The control: the address that our own proxy heard counts, and behind two proxies that of the outer one."""
    for proxies, inner in ((1, ()), (2, ("10.0.0.2",))):
        cache.clear()
        settings.TRUSTED_PROXIES = proxies
        guess(cast.bram.email, 12, address=PROXY, **forwarded(STRANGER, *inner))
        assert not log_in(cast.bram.email, address=PROXY, **forwarded(STRANGER, *inner))
        assert log_in(cast.bram.email, address=PROXY, **forwarded(OFFICE, *inner))


def forwarded(*addresses):
    return {"x-forwarded-for": ", ".join(addresses)}


@pytest.mark.django_db
@pytest.mark.parametrize("proxies", [0, 1, 3])
@pytest.mark.parametrize("heard", [None, "", STRANGER, f"{STRANGER}:4711", "geen adres", ",,", "::1"])
def test_without_an_address_one_logs_in_as_well(cast, settings, proxies, heard):
    """On a unix socket there is none; a header may hold anything, or less than there are proxies."""
    settings.TRUSTED_PROXIES = proxies
    headers = {} if heard is None else {"x-forwarded-for": heard}
    assert log_in(cast.bram.email, address="", **headers)


@pytest.mark.django_db
def test_the_refusal_says_in_dutch_what_to_do_and_not_whether_the_account_exists(cast):
    pages = []
    for email in (cast.bram.email, "niemand@voorbeeld.nl"):
        guess(email, 12)
        client = Client()
        page = client.post(reverse("account_login"), {"login": email, "password": PASSWORD}, REMOTE_ADDR=OFFICE)
        pages.append(page.content.decode().replace(str(page.context["csrf_token"]), "").replace(email, ""))
    assert "Wacht een minuut" in pages[0]
    assert pages[0] == pages[1]


@pytest.mark.django_db(transaction=True)
def test_many_guesses_at_the_same_moment_do_not_slip_through(cast):
    email = cast.bram.email

    def one(number):
        try:
            return log_in(email, f"{WRONG}{number}", address=STRANGER)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        assert not any(pool.map(one, range(12)))
    assert looked_at() <= 6


@pytest.mark.django_db
def test_the_cookie_of_a_known_browser_names_nobody_and_cannot_be_made_up(cast):
    browser = Client()
    assert log_in(cast.bram.email, client=browser)
    cookie = browser.cookies["known"]
    assert "bram" not in cookie.value
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    forged = Client()
    forged.cookies["known"] = cookie.value[:-1] + ("A" if cookie.value[-1] != "A" else "B")
    guess(cast.bram.email, 12)
    assert not log_in(cast.bram.email, client=forged)


@pytest.mark.django_db
def test_asking_for_mails_again_and_again_ends_in_a_page_of_ours(cast):
    client = Client()
    for _ in range(21):
        answer = client.post(reverse("account_reset_password"), {"email": "niemand@voorbeeld.nl"}, REMOTE_ADDR=STRANGER)
    assert answer.status_code == 429
    assert "Dit ging te vaak achter elkaar" in answer.content.decode()
