"""The cast, the content and the clock for every test."""

import gc
import os
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import cache
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.core.management import call_command
from django.db import connection, transaction
from django.test import TransactionTestCase

from accounts.enums import Role
from accounts.models import Membership, Organisation, User
from cases.wall import roles
from trail import triggers

# A collection walks over all of Django each time; what a test leaves behind is little.
gc.freeze()
gc.set_threshold(100_000, 20, 100)
# Playwright's loop runs in the thread of the test; the ORM would refuse to work there.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

TRAIL_TABLE = "trail_trailevent"
LONG_AGO = datetime(2025, 1, 1, tzinfo=UTC)
PASSWORD = "goed-geheim-wachtwoord-7"

CAST = {
    "anna": ("Anna Hofstra", "regisseur", "zvh-groningen", Role.COORDINATOR),
    "bram": ("Bram Postma", "wijkagent", "politie-noord-nederland", Role.PROFESSIONAL),
    "chris": ("Chris Meijer", "medewerker", "veilig-thuis-drenthe", Role.PROFESSIONAL),
    "dora": ("Dora Smid", "redacteur", "zvh-groningen", Role.CONTENT_EDITOR),
    "eva": ("Eva Kramer", "functioneel beheerder", "zvh-groningen", Role.FUNCTIONAL_MANAGER),
    "faye": ("Faye Bos", "privacyfunctionaris", "zvh-groningen", Role.PRIVACY_OFFICER),
    "gijs": ("Gijs Vos", "adviseur", "ccb", Role.PROFESSIONAL),
    "hanna": ("Hanna de Wit", "toezichthouder", "reclassering", Role.PROFESSIONAL),
    "iris": ("Iris Bakker", "medewerker", "veilig-thuis-groningen", Role.PROFESSIONAL),
    "joost": ("Joost Haan", "officier van justitie", "om-noord-nederland", Role.PROFESSIONAL),
    "karim": ("Karim Aydin", "coördinator", "politie-noord-nederland", Role.COORDINATOR),
}


@cache
def _hashed() -> str:
    """Hashing is slow on purpose; once is enough for the whole cast."""
    return make_password(PASSWORD)


def load_content() -> None:
    call_command("load_fixtures", verbosity=0)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The road map, the organisations and the grounds stand in the test database from the start."""
    with django_db_blocker.unblock():
        load_content()
    yield
    if connection.vendor == "postgresql":  # roles outlive the database that they are named after
        with django_db_blocker.unblock():
            roles.drop(connection)


# Made by `migrate` and by the fixtures: what stands in these after a test stays, if it is what stood there before.
MIGRATED = ("django_content_type", "django_migrations", "auth_permission")
CONTENT = ("phases_", "reversion_", "accounts_organisation", "accounts_sharingground")


def _rows(tables: list[str]) -> dict[str, list[str]]:
    with connection.cursor() as cursor:
        found = {}
        for table in tables:
            cursor.execute(f"SELECT * FROM {table}")  # noqa: S608  our own table names
            found[table] = sorted(map(repr, cursor.fetchall()))
        return found


def _empty(tables: Iterable[str]) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608


@pytest.fixture(scope="session", autouse=True)
def _flush_lifts_the_triggers(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Tests with real transactions end by emptying every table: the trail's triggers step aside for that alone, and
    come back by the migration's own function.

    Django's own way truncates the tables and migrates again; with the second wall that took longer than most tests.
    """
    with django_db_blocker.unblock():
        every = set(connection.introspection.django_table_names(only_existing=True, include_views=False))
        content = sorted(table for table in every if table.startswith(CONTENT))
        loaded = _rows(content)

    def teardown(_self: TransactionTestCase) -> None:
        stays = [*MIGRATED, *(content if _rows(content) == loaded else ())]
        triggers.remove(connection, TRAIL_TABLE)
        _empty(every.difference(stays))
        triggers.install(connection, TRAIL_TABLE)
        if len(stays) == len(MIGRATED):
            load_content()
            loaded.update(_rows(content))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", teardown)
        yield


@pytest.fixture
def cast(db: None) -> "Cast":
    return Cast()


class Cast:
    """Everybody of the cast, made on first mention: `cast.anna`."""

    def __getattr__(self, name: str) -> User:
        if name not in CAST:
            raise AttributeError(name)
        full_name, job, organisation, role = CAST[name]
        user = User.objects.create(email=f"{name}@voorbeeld.nl", password=_hashed(), name=full_name, job=job)
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        Membership.objects.create(
            user=user, organisation=Organisation.objects.get(slug=organisation), role=role, since=LONG_AGO
        )
        setattr(self, name, user)
        return user

    def everybody(self) -> list[User]:
        return [getattr(self, name) for name in CAST]
