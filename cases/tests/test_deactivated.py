"""Somebody who is made inactive is off his cases for good, and what hung on him falls open for all to see."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse

from accounts.enums import Role
from accounts.models import Membership, User
from accounts.services import change_person, save_membership
from cases import access, alerts, notifications, services, wall
from cases.models import Case, TeamMember
from cases.tests.builders import organisation, team_case
from cases.tests.posting import logged_in
from trail import clock, played

pytestmark = pytest.mark.django_db


def fresh(user):
    return User.objects.get(pk=user.pk)


def switch(cast, user, active):
    """By Eva, through her own gate."""
    user.is_active = active
    with wall.opened(cast.eva):
        change_person(actor=cast.eva, user=user, changed=["is_active"])


def on_team_page(case, viewer):
    return logged_in(viewer).get(reverse("show_team", args=[case.reference])).content.decode()


def listed(user):
    page = logged_in(fresh(user)).get(reverse("list_cases")).context.get("page")
    return [row.reference for row in page.rows] if page else []


def mailed(user, case, run):
    mail.outbox.clear()
    with run(execute=True):
        notifications.tell([user], case)
    return [message.to for message in mail.outbox]


def warned(user, case):
    return {alert.key: alert.since for alert in alerts.for_case(access.Seat(fresh(user), case))}


def test_off_the_team_the_lists_and_the_mail_and_back_on_none_of_them(cast, django_capture_on_commit_callbacks):
    case, name = team_case(cast), str(cast.iris)
    assert name in on_team_page(case, cast.bram)
    assert listed(cast.iris) == [case.reference]
    assert mailed(cast.iris, case, django_capture_on_commit_callbacks) == [[cast.iris.email]]
    switch(cast, cast.iris, False)
    assert mailed(cast.iris, case, django_capture_on_commit_callbacks) == []
    assert not TeamMember.objects.current().filter(user=cast.iris).exists()
    with played.at(clock.now() + timedelta(days=3)):
        switch(cast, cast.iris, True)
        assert name not in on_team_page(case, cast.bram)
        assert listed(cast.iris) == []
        assert mailed(cast.iris, case, django_capture_on_commit_callbacks) == []
        path = reverse("show_case", args=[case.reference])
        assert logged_in(fresh(cast.iris)).get(path).status_code == 404
        again = Membership(user=cast.iris, organisation=organisation("veilig-thuis-groningen"), role=Role.PROFESSIONAL)
        save_membership(actor=cast.eva, membership=again)
        assert listed(cast.iris) == []  # the job is back, the case is not
        part = case.participations.get(organisation=again.organisation)
        services.add_member(actor=cast.anna, participation=part, user=fresh(cast.iris))
        assert listed(cast.iris) == [case.reference]


def test_a_regie_falls_open_with_its_warning_and_stays_open(cast):
    case = team_case(cast)
    assert "no_regisseur" not in warned(cast.bram, case)
    with played.at(clock.now() + timedelta(days=1)):
        gone_at = clock.now()
        switch(cast, cast.anna, False)
        assert warned(cast.bram, case)["no_regisseur"] == gone_at
        page = logged_in(cast.bram).get(reverse("show_case", args=[case.reference])).content.decode()
        assert "Deze zaak heeft geen regisseur" in page
    with played.at(clock.now() + timedelta(days=2)):
        switch(cast, cast.anna, True)
        assert warned(cast.bram, case)["no_regisseur"] == gone_at
        assert not access.cases_for(fresh(cast.anna)).exists()
        assert alerts.differences(Case.objects.all()) == ([], [])
