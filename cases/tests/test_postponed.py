"""A form that is sent after the session ended waits for its sender, and for nobody else."""

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from accounts import postponed
from accounts.postponed import sign_sender
from cases.models import Incident
from cases.tests.builders import open_case
from conftest import PASSWORD

TEXT = "Hij stond om drie uur weer voor de deur"


@pytest.fixture(autouse=True)
def _no_limits_left_over():
    cache.clear()


@pytest.fixture
def sent(cast):
    """Bram's text, sent when he was no longer logged in; Lotte's chair is still warm."""
    cast.case = open_case(cast.bram)
    cast.path = reverse("report_incident", args=[cast.case.reference])
    cast.form = {"kinds": "contact", "text": TEXT, "occurred_on": "2026-01-01", "compartment": "team"}
    return cast


def post(sent, sender):
    client = Client()
    response = client.post(sent.path, {**sent.form, "sender": sender})
    assert response.status_code == 302
    assert response.url == f"{reverse('account_login')}?next={sent.path}"
    assert TEXT not in response.url
    return client


def log_in(client, sent, user):
    response = client.post(
        f"{reverse('account_login')}?next={sent.path}",
        {"login": user.email, "password": PASSWORD, "next": sent.path},
    )
    assert response.url == sent.path
    return client


@pytest.mark.django_db
def test_the_sender_finds_his_text_again_and_sends_it_himself(sent):
    client = log_in(post(sent, sign_sender(sent.bram)), sent, sent.bram)
    assert not Incident.objects.exists()
    page = client.get(sent.path).content.decode()
    assert TEXT in page
    assert "U was uitgelogd" in page
    assert not Incident.objects.exists()
    # Once: whoever opens the form later begins with an empty one.
    assert TEXT not in client.get(sent.path).content.decode()
    assert client.post(sent.path, sent.form).status_code == 302
    assert Incident.objects.get().text == TEXT


@pytest.mark.django_db
def test_somebody_else_who_logs_in_there_never_sees_it(sent):
    """Karim, on the same computer and of the same organisation, even on the team of the case."""
    sent.case.participations.get().members.create(user=sent.karim)
    client = log_in(post(sent, sign_sender(sent.bram)), sent, sent.karim)
    assert TEXT not in client.get(sent.path).content.decode()
    assert "postponed_form" not in client.session
    client.logout()
    assert TEXT not in log_in(client, sent, sent.bram).get(sent.path).content.decode()
    assert not Incident.objects.exists()


def stored():
    """All that the session table holds, read as whoever has the database and the site's secret reads it."""
    return [str(session.get_decoded()) for session in Session.objects.all()]


@pytest.mark.django_db
def test_the_session_table_holds_nothing_of_what_was_typed(sent):
    client = post(sent, sign_sender(sent.bram))
    assert "postponed_form" in client.session
    values = [value for name, value in sent.form.items() if len(value) > len("team")]
    for row in stored():
        assert not [word for text in values for word in text.split() if len(word) > 3 and word in row]
        assert client.cookies["postponed"].value not in row
    assert client.cookies["postponed"]["httponly"]
    assert client.cookies["postponed"]["samesite"] == "Lax"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "key", ["", "x", "é", "another browser's", "A" * 44], ids=["none", "odd", "sign", "other", "whole"]
)
def test_a_session_gives_nothing_in_a_browser_without_its_key(sent, key):
    client = post(sent, sign_sender(sent.bram))
    if key == "another browser's":
        client.cookies["postponed"] = post(sent, sign_sender(sent.bram)).cookies["postponed"].value
    else:
        client.cookies["postponed"] = key
    page = log_in(client, sent, sent.bram).get(sent.path)
    assert page.status_code == 200
    assert TEXT not in page.content.decode()


@pytest.mark.django_db
def test_the_seal_opens_for_its_sender_on_its_page_alone(sent, rf):
    """Whatever the login did with the session: the same session and the same key, but another person or page."""
    client = post(sent, sign_sender(sent.bram))
    kept = client.session["postponed_form"]

    def take(user, path, named):
        request = rf.get(path)
        request.user, request.COOKIES = user, {"postponed": client.cookies["postponed"].value}
        request.session = {"postponed_form": {**kept, "path": named}}
        found = postponed.take(request)
        return found and found["text"], "postponed_form" in request.session

    other = reverse("edit_case", args=[sent.case.reference])
    assert take(sent.bram, sent.path, sent.path) == (TEXT, False)
    assert take(sent.karim, sent.path, sent.path) == (None, False)
    assert take(sent.bram, other, other) == (None, False)
    assert take(sent.bram, other, sent.path) == (None, True)


@pytest.mark.django_db
@pytest.mark.parametrize("sender", ["", "1", "vervalst:1:handtekening"])
def test_a_text_without_a_valid_signature_is_given_to_nobody(sent, sender):
    client = log_in(post(sent, sender), sent, sent.bram)
    assert TEXT not in client.get(sent.path).content.decode()


@pytest.mark.django_db
def test_a_text_is_given_back_on_its_own_page_only(sent):
    client = log_in(post(sent, sign_sender(sent.bram)), sent, sent.bram)
    assert TEXT not in client.get(reverse("edit_case", args=[sent.case.reference])).content.decode()
    assert TEXT in client.get(sent.path).content.decode()


@pytest.mark.django_db
def test_a_text_that_is_too_long_or_not_signed_is_not_kept(sent):
    sent.form["text"] = "x" * 100_001
    assert "postponed_form" not in post(sent, sign_sender(sent.bram)).session
    client = Client()
    client.post(sent.path, {"text": TEXT})
    assert "postponed_form" not in client.session


@pytest.mark.django_db
def test_every_form_carries_its_sender(sent):
    client = Client()
    client.force_login(sent.bram)
    page = client.get(sent.path).content.decode()
    assert f'value="{sign_sender(sent.bram)[:2]}' in page
    assert page.count('name="sender"') == 1
