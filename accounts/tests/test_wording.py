"""The library speaks the language of the house: "u", on its pages, in its messages and in its mail."""

import re
from pathlib import Path

import allauth
import django
import polib
import pytest
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from accounts.tests.people import logged_in, words
from conftest import PASSWORD

JE = re.compile(r"\b(je|jij|jou|jouw)\b", re.IGNORECASE)
CATALOGUE = polib.pofile(Path(allauth.__file__).parent / "locale/nl/LC_MESSAGES/django.po")
ADMIN = polib.pofile(Path(django.__file__).parent / "contrib/admin/locale/en/LC_MESSAGES/django.po")
OURS = settings.BASE_DIR / "routekaart_site/locale/nl/LC_MESSAGES"
# Parts of allauth that are not installed here.
ELSEWHERE = re.compile(r"mfa|socialaccount|idp|headless|usersessions|openid")


def test_nothing_that_the_library_can_say_here_says_je():
    entries = [entry for entry in CATALOGUE if not all(ELSEWHERE.search(path) for path, _line in entry.occurrences)]
    assert len([entry for entry in entries if JE.search(entry.msgstr)]) > 50, "it says so itself"
    assert {entry.msgid: gettext(entry.msgid) for entry in entries if JE.search(gettext(entry.msgid))} == {}


def test_our_words_are_for_what_the_library_still_says_and_are_compiled():
    own, compiled = polib.pofile(OURS / "django.po"), polib.mofile(OURS / "django.mo")
    theirs = {entry.msgid for entry in (*CATALOGUE, *ADMIN)}
    assert [entry.msgid for entry in own if entry.msgid not in theirs and not entry.msgid_plural] == []
    assert {entry.msgid: entry.msgstr for entry in own} == {entry.msgid: entry.msgstr for entry in compiled}
    short = "This password is too short. It must contain at least %d character."
    many = "This password is too short. It must contain at least %d characters."
    assert ngettext(short, many, 15) % 15 == "Dit wachtwoord is te kort. De minimale lengte is 15 tekens."


@pytest.mark.django_db
def test_logging_in_and_out_say_u(cast, client):
    cache.clear()
    form = {"login": cast.bram.email, "password": "fout"}
    assert "Het e-mailadres of het wachtwoord klopt niet." in words(client.post(reverse("account_login"), form))
    page = words(client.post(reverse("account_login"), {**form, "password": PASSWORD}, follow=True))
    assert "U bent ingelogd als Bram Postma." in page
    assert "U bent uitgelogd." in words(client.post(reverse("account_logout"), follow=True))


@pytest.mark.django_db
def test_mail_to_a_stranger_offers_no_account_and_says_u(client):
    cache.clear()
    client.post(reverse("account_reset_password"), {"email": "niemand@elders.nl"})
    [message] = mail.outbox
    assert message.to == ["niemand@elders.nl"]
    assert "Dat adres kennen wij niet" in message.body
    assert message.body.splitlines()[-1] == settings.SITE_URL
    assert reverse("account_signup") not in message.body
    assert not JE.search(message.subject + message.body)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("person", "title"),
    [("dora", "Wat wilt u bijwerken?"), ("eva", "Wie krijgt toegang, en voor wie?"), ("faye", "Wat wilt u nalezen?")],
)
def test_the_first_page_of_the_admin_asks_what_fits_the_role(cast, person, title):
    page = words(logged_in(getattr(cast, person)).get(reverse("admin:index")))
    assert re.findall(r"<h1>\s*(.*?)\s*</h1>", page, re.DOTALL) == [title]
    assert ("Lees het logboek" in page, "Een ander e-mailadres" in page) == (person == "faye", person == "eva")
