"""A demo is played on another day: the clock of the site goes along, and what keeps the real time goes on working."""

import re
from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from cases import services
from cases.tests.builders import open_case
from conftest import PASSWORD
from routekaart_site.tests.test_settings import START, run
from trail import clock, played
from trail.models import TrailEvent

CLOCK = f"{START}; from trail import clock; print(clock.now().isoformat(), clock.today())"
DEMO = {"DEBUG": "1", "DEMO": "1"}


@pytest.fixture(autouse=True)
def _no_limits_left_over():
    cache.clear()


@pytest.mark.parametrize(
    ("moment", "begins"),
    [
        ("2027-05-01T23:30", "2027-05-01T21:30"),
        ("2020-02-29", "2020-02-28T23:00"),
        ("2027-05-01T23:30+00:00", "2027-05-01T23:30"),
    ],
)
def test_the_clock_of_a_demo_starts_at_that_moment_and_runs_on(moment, begins):
    told = run("-c", f"{CLOCK}; import time; time.sleep(0.2); print(clock.now().isoformat())", NOW=moment, **DEMO)
    first, _day, later = told.stdout.split()
    start = datetime.fromisoformat(f"{begins}+00:00")
    assert start <= datetime.fromisoformat(first) < start + timedelta(minutes=1), told.stderr
    assert datetime.fromisoformat(later) - datetime.fromisoformat(first) >= timedelta(seconds=0.2)


@pytest.mark.parametrize("where", [{"DEBUG": "1"}, {"DEMO": "1"}, {}], ids=["no demo", "no debug", "neither"])
def test_elsewhere_it_does_not_start(complete, where):
    told = run("-c", CLOCK, NOW="2026-12-01T09:00", **{**complete, **where})
    assert told.returncode != 0
    assert "NOW zet de klok van een demonstratie" in told.stderr


@pytest.mark.parametrize("moment", ["morgen", "2026-13-01", "0001-01-01", "9999-12-31T23:59"])
def test_a_moment_that_is_none_is_told_at_the_start(moment):
    told = run("-c", CLOCK, NOW=moment, **DEMO)
    assert told.returncode != 0
    assert "Schrijf NOW als 2026-12-01T09:00" in told.stderr


@pytest.mark.django_db
@pytest.mark.parametrize("days", [400, -300], ids=["later", "earlier"])
def test_one_logs_in_stays_in_and_chooses_a_password_on_another_day(client, cast, settings, days):
    settings.CLOCK_AHEAD = timedelta(days=days)
    client.post(reverse("account_login"), {"login": cast.bram.email, "password": PASSWORD})
    assert [client.get(reverse("my_work")).status_code for _visit in range(2)] == [200, 200]
    assert TrailEvent.objects.filter(at__date=clock.today()).exists()
    stranger = Client()
    stranger.post(reverse("account_reset_password"), {"email": cast.bram.email})
    link = re.search(r"/account/password/reset/key/\S+", mail.outbox[0].body).group()
    form = stranger.get(link, follow=True)
    chosen = {"password1": "vier paarden op het dak", "password2": "vier paarden op het dak"}
    assert stranger.post(form.request["PATH_INFO"], chosen).status_code == 302
    assert client.get(reverse("my_work")).status_code == 302  # the old password no longer holds
    login = {"login": cast.bram.email, "password": "vier paarden op het dak"}
    assert stranger.post(reverse("account_login"), login).url == reverse("my_work")


@pytest.mark.django_db
def test_a_form_that_waited_for_its_sender_is_found_on_another_day(client, cast, settings):
    settings.CLOCK_AHEAD = timedelta(days=400)
    case = open_case(cast.bram)
    path = reverse("write_note", args=[case.reference])
    client.force_login(cast.bram)
    sender = client.get(path).context["form"].initial["sender"]
    client.logout()
    client.post(path, {"text": "Zij belde.", "sender": sender})
    client.post(reverse("account_login"), {"login": cast.bram.email, "password": PASSWORD})
    assert "Zij belde." in client.get(path).content.decode()


@pytest.mark.django_db
def test_every_page_says_which_day_it_is(client, settings):
    settings.DEMO = True
    assert "Het is hier" not in client.get("/").content.decode()
    settings.CLOCK_AHEAD = datetime.fromisoformat("2031-03-04T12:00+01:00") - clock.now()
    assert "Het is hier 4 maart 2031." in client.get("/").content.decode()


@pytest.mark.django_db
def test_a_demo_does_not_go_on_before_what_was_recorded_in_it(cast, settings):
    settings.DEMO = True
    bram = cast.bram
    bram.email = "bram@demo.example"
    bram.save()
    with played.at(clock.now() + timedelta(days=20)):
        services.write_note(actor=bram, case=open_case(bram), kind="note", text="Zij belde.", compartment="team")
    with pytest.raises(CommandError, match="make reset-demo"):
        call_command("demo")
    settings.CLOCK_AHEAD = timedelta(days=21)
    call_command("demo")
