"""Who gets in, for whom, and until when."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accounts import services
from accounts.backends import ADMIN_RIGHTS, RoleBackend
from accounts.enums import Role
from accounts.models import Membership, Organisation, User
from conftest import PASSWORD
from trail import clock
from trail.models import TrailEvent

LOGIN = {"login": "bram@voorbeeld.nl", "password": PASSWORD}


@pytest.fixture(autouse=True)
def _no_limits_left_over():
    """Limits on logging in are counted in the cache, over the tests."""
    cache.clear()


def logged_in(user):
    client = Client()
    client.force_login(user)
    return client


def is_in(client):
    return "_auth_user_id" in client.session


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["bram@voorbeeld.nl", "Bram@Voorbeeld.NL", " bram@voorbeeld.nl "])
def test_one_logs_in_by_e_mail_whatever_its_case(client, cast, address):
    assert cast.bram.email == "bram@voorbeeld.nl"
    response = client.post(reverse("account_login"), {**LOGIN, "login": address})
    assert response.url == reverse("my_work")
    assert is_in(client)


@pytest.mark.django_db
def test_a_refusal_does_not_tell_whether_the_address_exists(cast):
    pages = []
    for address in (cast.bram.email, "niemand@voorbeeld.nl"):
        client = Client()
        response = client.post(reverse("account_login"), {"login": address, "password": "fout-wachtwoord-123"})
        token = str(response.context["csrf_token"])
        pages.append(response.content.decode().replace(token, "").replace(address, ""))
        assert not is_in(client)
    assert pages[0] == pages[1]
    asked = [
        Client().post(reverse("account_reset_password"), {"email": address}) for address in (cast.bram.email, "x@y.nl")
    ]
    assert [(response.status_code, response.url) for response in asked] == [(302, asked[0].url)] * 2


@pytest.mark.django_db
def test_somebody_who_is_switched_off_cannot_log_in_and_is_out_at_once(client, cast):
    inside = logged_in(cast.bram)
    assert inside.get(reverse("my_work")).status_code == 200
    User.objects.filter(pk=cast.bram.pk).update(is_active=False)
    client.post(reverse("account_login"), LOGIN)
    assert not is_in(client)
    assert inside.get(reverse("my_work")).status_code == 302


@pytest.mark.django_db
@pytest.mark.parametrize("person", ["dora", "eva", "faye"])
def test_the_admin_closes_with_the_membership(cast, person):
    user = getattr(cast, person)
    client = logged_in(user)
    assert client.get(reverse("admin:index")).status_code == 200
    Membership.objects.filter(user=user).update(until=clock.now())
    assert client.get(reverse("admin:index"), follow=True).status_code == 403
    Membership.objects.filter(user=user).update(since=clock.now() + timedelta(days=1), until=None)
    assert client.get(reverse("admin:index"), follow=True).status_code == 403


@pytest.mark.django_db
def test_each_role_opens_its_own_part_of_the_admin_and_nothing_else(cast):
    everything = {
        f"{app}.{action}_{model}"
        for app, model in (("phases", "step"), ("accounts", "user"), ("trail", "trailevent"), ("cases", "case"))
        for action in ("view", "add", "change", "delete")
    }
    backend = RoleBackend()
    held = {
        name: {permission for permission in everything if backend.has_perm(getattr(cast, name), permission)}
        for name in ("anna", "bram", "dora", "eva", "faye")
    }
    assert held == {
        "anna": set(),
        "bram": set(),
        "dora": {f"phases.{action}_step" for action in ("view", "add", "change", "delete")},
        "eva": {f"accounts.{action}_user" for action in ("view", "add", "change")},
        "faye": {"trail.view_trailevent"},
    }
    assert "cases" not in {app for rights in ADMIN_RIGHTS.values() for app in rights}
    cast.dora.is_active = False
    assert not backend.has_perm(cast.dora, "phases.view_step")


@pytest.mark.django_db
def test_a_functional_manager_cannot_touch_his_own_membership(cast):
    client, own = logged_in(cast.eva), cast.eva.memberships.get()
    police = Organisation.objects.get(slug="politie-noord-nederland")
    form = {"organisation": police.pk, "role": "professional", "since_0": "2026-01-01", "since_1": "09:00"}
    change = reverse("admin:accounts_membership_change", args=[own.pk])
    assert 'name="_save"' not in client.get(change).content.decode()
    assert client.post(change, {**form, "user": cast.eva.pk}).status_code == 403
    response = client.post(reverse("admin:accounts_membership_add"), {**form, "user": cast.eva.pk})
    assert response.status_code == 200
    assert "uw eigen lidmaatschap" in response.content.decode()
    theirs = cast.bram.memberships.get()
    other = reverse("admin:accounts_membership_change", args=[theirs.pk])
    client.post(other, {**form, "user": cast.eva.pk})
    assert theirs.user == Membership.objects.get(pk=theirs.pk).user
    assert [(held.role, held.organisation.slug) for held in cast.eva.memberships.all()] == [
        ("functional_manager", "zvh-groningen")
    ]
    with pytest.raises(PermissionError):
        services.save_membership(actor=cast.eva, membership=own)


@pytest.mark.django_db
def test_a_functional_manager_gives_and_ends_a_membership_on_record(cast):
    client, theirs = logged_in(cast.eva), cast.bram.memberships.get()
    form = {"user": cast.bram.pk, "organisation": theirs.organisation.pk, "role": theirs.role}
    form |= {"since_0": "2025-01-01", "since_1": "09:00", "until_0": "2026-01-01", "until_1": "09:00"}
    path = reverse("admin:accounts_membership_change", args=[theirs.pk])
    assert client.post(path, form).status_code == 302
    assert User.objects.get(pk=cast.bram.pk).work is None
    event = TrailEvent.objects.first()
    assert (event.action, event.actor_name, event.subject) == ("save_membership", "Eva Kramer", f"user-{cast.bram.pk}")


@pytest.mark.django_db
def test_inviting_somebody_sends_one_mail_and_says_nothing_about_cases(cast, django_capture_on_commit_callbacks):
    form = {"name": "Nynke Nieuw", "email": "Nynke@Elders.nl", "job": "", "telephone": "", "is_active": "on"}
    with django_capture_on_commit_callbacks(execute=True):
        assert logged_in(cast.eva).post(reverse("admin:accounts_user_add"), form).status_code == 302
    user = User.objects.get(name="Nynke Nieuw")
    address = EmailAddress.objects.get(user=user)
    assert (address.email.lower(), address.verified, address.primary) == ("nynke@elders.nl", True, True)
    assert not user.has_usable_password()
    assert [message.to for message in mail.outbox] == [[user.email]]
    text = mail.outbox[0].subject + mail.outbox[0].body
    assert reverse("account_reset_password") in text
    assert not [word for word in ("ST-", "zaak", "slachtoffer", "verdachte") if word in text]
    assert TrailEvent.objects.filter(action="invite_person", subject=f"user-{user.pk}").exists()
    assert user.email == "nynke@elders.nl"
    again = logged_in(cast.eva).post(reverse("admin:accounts_user_add"), {**form, "email": "NYNKE@elders.nl"})
    assert "Dit e-mailadres is al in gebruik." in again.content.decode()


@pytest.mark.django_db
def test_somebody_works_for_one_organisation_at_a_time(cast):
    ccb = Organisation.objects.get(slug="ccb")
    assert cast.bram.work.organisation.slug == "politie-noord-nederland"
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(user=cast.bram, organisation=ccb, role=Role.COORDINATOR)
    Membership.objects.create(user=cast.bram, organisation=ccb, role=Role.CONTENT_EDITOR)
    cast.bram.memberships.filter(role=Role.PROFESSIONAL).update(until=clock.now())
    Membership.objects.create(user=cast.bram, organisation=ccb, role=Role.COORDINATOR)
    assert User.objects.get(pk=cast.bram.pk).work.organisation == ccb
