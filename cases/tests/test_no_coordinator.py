"""An invited organisation without coordinator: the functional manager is asked for one, and the team is told so."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts.enums import Role
from accounts.models import Membership
from accounts.services import change_person, save_membership
from cases import alerts, services, wall
from cases.models import Case, TeamMember
from cases.tests.builders import GROUNDS, closed_case, colleague, join, open_case, organisation, said, team_case
from cases.tests.posting import GROUND, logged_in
from trail import clock

REALLY = pytest.mark.django_db(transaction=True)
NOBODY = "Er wacht werk dat alleen een coördinator kan verdelen."


@pytest.fixture
def case(cast):
    """Bram's, without a regisseur; Eva manages, for the ZVH."""
    _manager = cast.eva
    return open_case(cast.bram)


def invite(case, actor, slug="rvdk"):
    mail.outbox.clear()
    return services.invite_organisation(actor=actor, case=case, organisation=organisation(slug), **GROUNDS)


def asked():
    """Who was asked for a coordinator; a manager learns nothing of a case."""
    found = [message for message in mail.outbox if NOBODY in message.body]
    for message in found:
        told = message.subject + message.body
        assert not re.search(r"ST-\d\d|zaak|zaken|Marit|Ex-partner|politie", told, re.IGNORECASE), told
    return sorted(message.to[0] for message in found)


def ends(actor, user, until=None):
    """The manager says when somebody's work ends, through his own gate."""
    mail.outbox.clear()
    membership = Membership.objects.get(user=user)
    membership.until = until or clock.now()
    with wall.opened(actor):
        save_membership(actor=actor, membership=membership)


@REALLY
def test_every_functional_manager_is_asked_where_the_organisation_has_none(cast, case):
    other = colleague("Mies", "zvh-drenthe", Role.FUNCTIONAL_MANAGER)
    invite(case, cast.bram)
    assert asked() == sorted([cast.eva.email, other.email])
    own = colleague("Roos", "rvdk", Role.FUNCTIONAL_MANAGER)
    invite(open_case(cast.bram, "Nynke"), cast.bram)
    assert asked() == [own.email]


@REALLY
def test_the_mail_leads_to_where_a_coordinator_is_made(cast, case, settings):
    invite(case, cast.bram)
    [message] = mail.outbox
    assert "Raad voor de Kinderbescherming" in message.body
    page = logged_in(cast.eva).get(message.body.split()[-1].removeprefix(settings.SITE_URL))
    assert page.status_code == 200
    form = page.context["adminform"].form
    assert form["organisation"].value() == str(organisation("rvdk").pk)
    assert form["role"].value() == "coordinator"
    assert Client().get(message.body.split()[-1].removeprefix(settings.SITE_URL)).status_code == 302


@REALLY
def test_with_a_coordinator_no_manager_is_asked(cast, case):
    coordinator = colleague("Rik", "rvdk", Role.COORDINATOR)
    invite(case, cast.bram)
    assert [message.to for message in mail.outbox] == [[coordinator.email]]


@pytest.mark.django_db
def test_the_screen_says_so_until_somebody_came(cast, case):
    client = logged_in(cast.bram)
    path = reverse("invite_organisation", args=[case.reference])
    page = client.post(path, {"organisation": "rvdk", **GROUND}, follow=True).content.decode()
    assert "heeft nog geen coördinator" in page
    assert "Zij heeft geen coördinator. De functioneel beheerder kreeg bericht" in page
    assert "De coördinator daar" not in page
    [_grounds, told] = said(cast.bram, case, "invite_organisation")[1:]
    assert told == "Deze organisatie had toen geen coördinator. De functioneel beheerder kreeg bericht."

    def waits():
        panel = client.get(reverse("show_panel", args=[case.reference, "wacht"])).content.decode()
        return " ".join(panel.split())

    today = clock.today()
    assert f"doet mee sinds {today.day} " in waits()
    assert "Zij heeft geen coördinator" in waits()
    rik = colleague("Rik", "rvdk", Role.COORDINATOR)
    assert "De coördinator daar kiest wie er in het team komt." in waits()
    part = case.participations.get(organisation=organisation("rvdk"))
    services.add_member(actor=rik, participation=part, user=rik)
    assert waits() == ""


@pytest.mark.django_db
def test_with_a_coordinator_the_screen_says_that_he_chooses(cast, case):
    colleague("Rik", "rvdk", Role.COORDINATOR)
    path = reverse("invite_organisation", args=[case.reference])
    page = logged_in(cast.bram).post(path, {"organisation": "rvdk", **GROUND}, follow=True).content.decode()
    assert "De coördinator daar krijgt bericht" in page
    assert "geen coördinator" not in page
    assert len(said(cast.bram, case, "invite_organisation")) == 2


@REALLY
@pytest.mark.parametrize("how", ["ended", "later", "made inactive"])
def test_also_when_the_only_coordinator_leaves_later(cast, case, how):
    rik, second = (colleague(name, "rvdk", Role.COORDINATOR) for name in ("Rik", "Roos"))
    invite(case, cast.bram)
    ends(cast.eva, second)
    assert asked() == []  # Rik is there
    if how == "made inactive":
        rik.is_active = False
        change_person(actor=cast.eva, user=rik, changed=["is_active"])
    else:
        ends(cast.eva, rik, clock.now() + timedelta(days=how == "later"))
    assert asked() == [cast.eva.email]
    assert ("straks geen coördinator meer" in mail.outbox[-1].body) == (how == "later")
    page = logged_in(cast.bram).get(reverse("show_case", args=[case.reference])).content.decode()
    assert ("Zij heeft geen coördinator" in page) == (how != "later")


@REALLY
def test_where_nothing_waits_for_a_coordinator_his_leaving_is_no_news(cast, case):
    rik, colleague_of_his = colleague("Rik", "rvdk", Role.COORDINATOR), colleague("Roos", "rvdk")
    join(case, cast.bram, colleague_of_his)
    ends(cast.eva, rik)
    assert asked() == []
    # But now the last of that organisation leaves.
    ends(cast.eva, colleague_of_his)
    assert asked() == [cast.eva.email]


@REALLY
def test_taking_the_last_one_off_the_team_asks_too(cast):
    case, _manager = team_case(cast, others=[]), cast.eva
    members = [join(case, cast.anna, colleague(name, "rvdk")) for name in ("Rik", "Roos")]
    mail.outbox.clear()
    services.end_member(actor=cast.anna, member=members[0])
    assert asked() == []
    services.end_member(actor=cast.anna, member=TeamMember.objects.get(pk=members[1].pk))
    assert asked() == [cast.eva.email]


@REALLY
def test_a_case_that_opens_again_asks_for_whom_it_lost_meanwhile(cast):
    """While it was closed nothing waited, so nobody was asked when they left."""
    staged, rik = closed_case(cast), colleague("Rik", "rvdk")
    staged.case.closed_at, closed_at = None, staged.case.closed_at
    staged.case.save()
    join(staged.case, cast.anna, rik)
    Case.objects.filter(pk=staged.case.pk).update(closed_at=closed_at)
    alerts.refresh(Case.objects.get(pk=staged.case.pk))
    ends(cast.eva, rik)
    assert asked() == []
    services.reopen_case(actor=cast.anna, case=staged.case, reason="Hij is terug")
    assert asked() == [cast.eva.email]


@pytest.mark.django_db
def test_the_regisseur_may_choose_somebody_himself(cast):
    case = team_case(cast, others=[])
    invite(case, cast.anna)
    add = reverse("add_member", args=[case.reference, case.participations.get(organisation=organisation("rvdk")).pk])
    for user, may in ((cast.anna, True), (cast.bram, False)):
        panel = logged_in(user).get(reverse("show_panel", args=[case.reference, "wacht"])).content.decode()
        assert (add in panel) == may
