"""A mail about a case leads to the page where its reader finds what it is about, and to nothing else of the case."""

import re

import pytest
from django.core import mail
from django.db import transaction
from django.test import Client
from django.urls import reverse

from cases import services
from cases.notifications import tell
from cases.tests.builders import GROUNDS, colleague, join, open_case, organisation, team_case
from cases.tests.posting import logged_in
from conftest import PASSWORD
from trail import clock

REALLY = pytest.mark.django_db(transaction=True)


@pytest.fixture
def site(settings):
    settings.SITE_URL = "https://routekaart.example"


def path_in_mail_to(user):
    [message] = [message for message in mail.outbox if message.to == [user.email]]
    [path] = re.findall(r"https://routekaart\.example(/\S*)", message.body)
    return path


def told(case, *people):
    mail.outbox.clear()
    with transaction.atomic():
        tell(people, case)


@REALLY
def test_each_comes_where_he_finds_it(cast, site):
    case, _addressed = team_case(cast, others=["iris"]), cast.gijs
    mail.outbox.clear()
    referral = services.refer(actor=cast.bram, case=case, organisation=organisation("ccb"), text="Kijk mee", **GROUNDS)
    assert path_in_mail_to(cast.gijs) == reverse("answer_referral", args=[case.reference, referral.pk])
    told(case, cast.iris, cast.karim)
    assert path_in_mail_to(cast.iris) == reverse("show_case", args=[case.reference])
    assert path_in_mail_to(cast.karim) == reverse("list_participations")
    for user in (cast.gijs, cast.iris, cast.karim):
        told(case, user)
        page = logged_in(user).get(path_in_mail_to(user))
        assert page.status_code == 200
        assert case.reference in page.content.decode()


@REALLY
def test_a_referral_that_waits_comes_before_the_list_of_the_organisation(cast, site):
    case, drenthe = open_case(cast.chris), organisation("zvh-groningen")
    services.invite_organisation(actor=cast.chris, case=case, organisation=drenthe, **GROUNDS)
    given = {"actor": cast.chris, "case": case, "organisation": drenthe, "text": "Kijk mee", **GROUNDS}
    referral = services.refer(**given)
    told(case, cast.anna)
    assert path_in_mail_to(cast.anna) == reverse("answer_referral", args=[case.reference, referral.pk])
    services.answer_referral(actor=cast.anna, referral=referral, accept=False, reason="Vol")
    told(case, cast.anna)
    assert path_in_mail_to(cast.anna) == reverse("list_participations")
    case.participations.filter(organisation=drenthe).update(until=clock.now())
    told(case, cast.anna)
    assert path_in_mail_to(cast.anna) == reverse("answer_referral", args=[case.reference, referral.pk])


@REALLY
def test_whoever_must_log_in_first_then_comes_there(cast, site):
    case = team_case(cast, others=["iris"])
    told(case, cast.iris)
    stranger, path = Client(), path_in_mail_to(cast.iris)
    page = stranger.get(path)
    form = {"login": cast.iris.email, "password": PASSWORD}
    assert stranger.post(page.url, form).url == path


@REALLY
def test_the_link_says_no_more_than_the_reference(cast, site):
    case = team_case(cast, "Marit", others=["iris"])
    told(case, cast.iris, cast.chris)
    [message] = mail.outbox
    assert message.to == [cast.iris.email]
    assert message.body.replace(case.reference, "…") == (
        "Er is iets voor u in zaak ….\n\nLog in om het te bekijken:\nhttps://routekaart.example/zaken/…/"
    )


@REALLY
def test_mail_that_cannot_be_sent_breaks_no_page_and_undoes_nothing(cast, monkeypatch, caplog):
    """Also where the first of several people cannot be reached."""
    case = team_case(cast)
    join(case, cast.anna, cast.karim)
    sent = []

    def send(**message):
        sent.append(message["recipient_list"])
        raise OSError("the mail server does not answer")

    monkeypatch.setattr("cases.notifications.send_mail", send)
    part, lotte = (
        case.participations.get(organisation__slug="politie-noord-nederland"),
        colleague("Lotte", "politie-noord-nederland"),
    )
    path = reverse("add_member", args=[case.reference, part.pk])
    assert logged_in(cast.karim).post(path, {"user": lotte.pk}).status_code == 302
    assert part.members.filter(user=lotte).exists()
    assert sorted(sent) == sorted([[lotte.email], [cast.anna.email]])
    assert len([record for record in caplog.records if record.levelname == "ERROR"]) == 2
