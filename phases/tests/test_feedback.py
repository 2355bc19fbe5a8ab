"""A professional tells what is missing; the editors answer; the sender reads the answer at the text."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from phases.models import Feedback, Responsibility

pytestmark = pytest.mark.django_db
SLUG = "melden-politie"
FORM = {"kind": "missing", "message": "De folder ontbreekt bij deze taak."}


def logged_in(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def text():
    return Responsibility.objects.get(slug=SLUG)


def send(client, **values):
    return client.post(reverse("give_feedback", args=[SLUG]), {**FORM, "once": str(uuid4()), **values})


def test_feedback_is_answered_at_the_text_and_by_a_mail_without_content(
    cast, text, mailoutbox, django_capture_on_commit_callbacks
):
    bram, dora = logged_in(cast.bram), logged_in(cast.dora)
    assert send(bram).status_code == 302
    given = Feedback.objects.get()
    for page in ("admin:index", "admin:phases_feedback_changelist"):
        assert text.headline in dora.get(reverse(page)).content.decode()
    assert FORM["message"] in dora.get(reverse("admin:phases_responsibility_change", args=[text.pk])).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        dora.post(reverse("admin:phases_feedback_change", args=[given.pk]), {"answer": "De folder staat er nu bij."})
    for page in (text.get_absolute_url(), reverse("list_feedback")):
        assert "De folder staat er nu bij." in bram.get(page).content.decode()
    (mail,) = mailoutbox
    assert mail.to == [cast.bram.email]
    for words in (FORM["message"], "De folder staat er nu bij.", text.headline):
        assert words not in mail.subject + mail.body


def test_nobody_else_reads_it(client, cast, text):
    send(logged_in(cast.bram))
    for somebody in (client, logged_in(cast.anna)):
        assert FORM["message"] not in somebody.get(text.get_absolute_url()).content.decode()
    assert FORM["message"] not in logged_in(cast.anna).get(reverse("list_feedback")).content.decode()
    assert FORM["message"] in logged_in(cast.bram).get(text.get_absolute_url()).content.decode()


def test_a_second_submit_sends_nothing_twice(cast):
    bram, once = logged_in(cast.bram), str(uuid4())
    send(bram, once=once)
    send(bram, once=once)
    assert Feedback.objects.count() == 1
    send(bram)
    assert Feedback.objects.count() == 2


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"message": ""}, "Schrijf op wat er ontbreekt of niet klopt."),
        ({"message": "   "}, "Schrijf op wat er ontbreekt of niet klopt."),
        ({"message": "x" * 2001}, "Dit is te lang"),
        ({"message": "a\x00b"}, "onzichtbare tekens"),
        ({"kind": ""}, "Kies waar uw reactie over gaat."),
        ({"kind": "onbekend"}, "onbekend"),
        ({"once": "geen-sleutel"}, "Verstuur opnieuw."),
    ],
)
def test_bad_input_is_told_and_nothing_typed_is_lost(cast, values, words):
    page = send(logged_in(cast.bram), **values)
    assert page.status_code == 200
    assert words in page.content.decode()
    typed = values.get("message", FORM["message"]).replace("\x00", "")
    assert typed[:30] in page.content.decode().replace("\x00", "")
    assert not Feedback.objects.exists()


def test_a_reaction_typed_when_the_session_had_ended_waits_for_its_sender(cast):
    bram = logged_in(cast.bram)
    url = reverse("give_feedback", args=[SLUG])
    sender = bram.get(url).context["form"].initial["sender"]
    stranger = Client()
    assert stranger.post(url, {**FORM, "once": str(uuid4()), "sender": sender}).status_code == 302
    stranger.force_login(cast.bram)
    assert FORM["message"] in stranger.get(url).content.decode()
    assert not Feedback.objects.exists()


def test_an_answer_may_not_be_empty(cast, mailoutbox):
    send(logged_in(cast.bram))
    given = Feedback.objects.get()
    page = logged_in(cast.dora).post(reverse("admin:phases_feedback_change", args=[given.pk]), {"answer": " "})
    assert "Schrijf een antwoord." in page.content.decode()
    given.refresh_from_db()
    assert given.answered_at is None
