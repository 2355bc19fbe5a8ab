"""What the tests of people share: somebody with a browser, a second manager, and what a page says."""

from html import unescape

from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse

from accounts.enums import Role
from accounts.models import Membership, Organisation, User
from conftest import LONG_AGO, PASSWORD


def logged_in(user):
    client = Client()
    client.force_login(user)
    return client


def is_in(client):
    """Whether this browser's next page is one for whoever is logged in."""
    return client.get(reverse("account_email")).status_code == 200


def can_log_in(email, password=PASSWORD):
    client = Client()
    client.post(reverse("account_login"), {"login": email, "password": password})
    return is_in(client)


def hired(name, role, slug="zvh-groningen"):
    """One more person, as if a manager had invited him and he had chosen his password."""
    user = User.objects.create_user(f"{name}@voorbeeld.nl", PASSWORD, name=name.title())
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    organisation = Organisation.objects.get(slug=slug)
    Membership.objects.create(user=user, organisation=organisation, role=role, since=LONG_AGO)
    return user


def second_manager():
    return hired("ewout", Role.FUNCTIONAL_MANAGER)


def fresh(user):
    return User.objects.get(pk=user.pk)


def words(response):
    return unescape(response.content.decode())
