"""A professional tells what is missing; the editors answer; the sender reads the answer at the text."""

import re
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from accounts.enums import Role
from accounts.models import Membership, Organisation, User
from phases import services
from phases.models import Feedback, Responsibility
from trail.models import TrailEvent

pytestmark = pytest.mark.django_db
SLUG = "melden-politie"
FORM = {"kind": "missing", "message": "De folder ontbreekt bij deze taak."}


def logged_in(user):
    client = Client()
    client.force_login(user)
    return client


def second_editor():
    user = User.objects.create_user("eef@elders.nl", name="Eef Redactie")
    zvh = Organisation.objects.get(slug="zvh-drenthe")
    Membership.objects.create(user=user, organisation=zvh, role=Role.CONTENT_EDITOR)
    return user


@pytest.fixture
def text():
    return Responsibility.objects.get(slug=SLUG)


def send(client, **values):
    return client.post(reverse("give_feedback", args=[SLUG]), {**FORM, "once": str(uuid4()), **values})


def answer(client, given, words, button="_save", seen=None):
    """On a form that was opened just now, or earlier: `seen` is what it knew then."""
    path = reverse("admin:phases_feedback_change", args=[given.pk])
    seen = seen_in(client.get(path)) if seen is None else seen
    return client.post(path, {"answer": words, "seen": seen, button: "1"})


def seen_in(page):
    return re.search(r'<input type="hidden" name="seen"(?: value="([^"]*)")? ', page.content.decode())[1] or ""


def test_feedback_is_answered_at_the_text_and_by_a_mail_without_content(
    cast, text, mailoutbox, django_capture_on_commit_callbacks, settings
):
    settings.SITE_URL = "https://routekaart.example"
    bram, dora = logged_in(cast.bram), logged_in(cast.dora)
    assert send(bram).status_code == 302
    given = Feedback.objects.get()
    for page in ("admin:index", "admin:phases_feedback_changelist"):
        assert text.headline in dora.get(reverse(page)).content.decode()
    assert FORM["message"] in dora.get(reverse("admin:phases_responsibility_change", args=[text.pk])).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        answer(dora, given, "De folder staat er nu bij.")
    for page in (text.get_absolute_url(), reverse("list_feedback")):
        assert "De folder staat er nu bij." in bram.get(page).content.decode()
    (mail,) = mailoutbox
    assert mail.to == [cast.bram.email]
    assert f"https://routekaart.example{reverse('list_feedback')}" in mail.body.splitlines()
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


def test_the_one_time_key_is_the_senders_own(cast):
    """Whoever saw or guessed a key cannot keep its owner's words out, nor learn that it was used."""
    once = str(uuid4())
    send(logged_in(cast.anna), once=once, message="Van Anna.")
    page = logged_in(cast.bram).post(
        reverse("give_feedback", args=[SLUG]), {**FORM, "once": once, "message": "Van Bram."}, follow=True
    )
    assert "Uw reactie is verstuurd." in page.content.decode()
    given = {(row.sender, row.message) for row in Feedback.objects.all()}
    assert given == {(cast.anna, "Van Anna."), (cast.bram, "Van Bram.")}


def test_the_same_key_at_another_text_is_another_reaction(cast):
    bram, once = logged_in(cast.bram), str(uuid4())
    for slug in (SLUG, "onderzoek-ccb"):
        bram.post(reverse("give_feedback", args=[slug]), {**FORM, "once": once})
    assert {row.text.slug for row in Feedback.objects.all()} == {SLUG, "onderzoek-ccb"}


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
    page = answer(logged_in(cast.dora), given, " ")
    assert "Schrijf een antwoord." in page.content.decode()
    given.refresh_from_db()
    assert given.answered_at is None


def test_the_form_of_an_answer_has_one_button_and_says_what_it_does(cast):
    send(logged_in(cast.bram))
    page = logged_in(cast.dora).get(reverse("admin:phases_feedback_change", args=[Feedback.objects.get().pk]))
    html = page.content.decode()
    assert re.findall(r'<(?:input|button)[^>]*type="submit"[^>]*name="(\w+)"', html) == ["_save"]
    assert "Antwoord versturen" in html


@pytest.mark.parametrize("button", ["_draft", "_preview", "_publish", "_discard", "_addanother", "_continue"])
def test_what_is_no_button_of_an_answer_sends_nothing(
    cast, text, mailoutbox, django_capture_on_commit_callbacks, button
):
    """The form once had the buttons of a text: "Bewaren als concept" published half an answer and mailed it."""
    send(logged_in(cast.bram))
    given = Feedback.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        page = answer(logged_in(cast.dora), given, "Half af", button)
    given.refresh_from_db()
    assert (given.answer, given.answered_at, mailoutbox) == ("", None, [])
    assert page.status_code == 200
    assert "Half af" in page.content.decode()
    assert "Er is nog niets verstuurd." in page.content.decode()
    assert "Half af" not in logged_in(cast.bram).get(text.get_absolute_url()).content.decode()


def test_sending_an_answer_again_unchanged_mails_nobody(cast, mailoutbox, django_capture_on_commit_callbacks):
    send(logged_in(cast.bram))
    given, dora = Feedback.objects.get(), logged_in(cast.dora)
    with django_capture_on_commit_callbacks(execute=True):
        answer(dora, given, "Het staat erbij.")
        answer(dora, given, "Het staat erbij.")
    assert len(mailoutbox) == 1
    assert TrailEvent.objects.filter(action="answer_feedback").count() == 1
    with django_capture_on_commit_callbacks(execute=True):
        answer(dora, given, "Het staat erbij, nu ook in het Engels.")
    assert len(mailoutbox) == 2


@pytest.mark.parametrize("earlier", ["", "Dat zoeken we uit."])
def test_two_editors_at_once_the_second_reads_the_first_and_nothing_is_lost(
    cast, mailoutbox, django_capture_on_commit_callbacks, earlier
):
    send(logged_in(cast.bram))
    given, dora, eef = Feedback.objects.get(), logged_in(cast.dora), logged_in(second_editor())
    if earlier:
        answer(dora, given, earlier)
    opened = seen_in(eef.get(reverse("admin:phases_feedback_change", args=[given.pk])))
    with django_capture_on_commit_callbacks(execute=True):
        answer(dora, given, "Hij staat er nu bij.", seen=opened)
        page = answer(eef, given, "Die folder bestaat niet meer.", seen=opened)
    told = page.content.decode()
    assert page.status_code == 200
    assert "Intussen heeft Dora Smid deze reactie beantwoord: “Hij staat er nu bij.”" in told
    assert "Die folder bestaat niet meer.</textarea>" in told
    given.refresh_from_db()
    assert (given.answer, given.answered_by, len(mailoutbox)) == ("Hij staat er nu bij.", cast.dora, 1)
    # Now that he has read it, his own in its place is a choice.
    assert answer(eef, given, "Die folder bestaat niet meer.", seen=seen_in(page)).status_code == 302
    given.refresh_from_db()
    assert given.answer == "Die folder bestaat niet meer."


@pytest.mark.parametrize("seen", ["gisteren", "2026-01-01T00:00:00", "9999-12-31T23:59:59+23:59"])
def test_a_moment_that_is_none_has_seen_nothing(cast, seen):
    send(logged_in(cast.bram))
    given, dora = Feedback.objects.get(), logged_in(cast.dora)
    answer(dora, given, "Hij staat er nu bij.")
    assert "Intussen heeft Dora Smid" in answer(dora, given, "Anders", seen=seen).content.decode()


def test_the_service_itself_writes_over_no_answer_that_was_not_seen(cast):
    send(logged_in(cast.bram))
    given = Feedback.objects.get()
    stale = Feedback.objects.get()
    services.answer_feedback(actor=cast.dora, feedback=given, answer="Hij staat er nu bij.", seen=None)
    with pytest.raises(services.Outdated):
        services.answer_feedback(actor=cast.dora, feedback=stale, answer="Anders", seen=None)


@pytest.mark.parametrize("words", ["a\x00b", "x" * 2001])
def test_an_answer_that_cannot_be_kept_is_refused_in_its_field(cast, words):
    send(logged_in(cast.bram))
    given = Feedback.objects.get()
    page = answer(logged_in(cast.dora), given, words)
    assert page.status_code == 200
    assert "errorlist" in page.content.decode()
    given.refresh_from_db()
    assert given.answer == ""
