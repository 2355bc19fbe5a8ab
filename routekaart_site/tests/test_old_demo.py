"""`make run` on the demo database of an older version says what to do, instead of failing half-way."""

from datetime import UTC, datetime

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from routekaart_site.tests.test_settings import run

FORGOTTEN = "DELETE FROM django_migrations WHERE app = '{}'"
OLD = {
    "a migration that is no more": (
        "INSERT INTO django_migrations (app, name, applied) VALUES ('cases', '0002_gone', '2026-11-24')",
    ),
    "a first migration laid anew under its old name": ("ALTER TABLE cases_case RENAME COLUMN phase TO stage",),
    "tables without their migration": (FORGOTTEN.format("cases"),),
    "a migration that others rest on": (FORGOTTEN.format("accounts"),),
    "a table that is missing": ("DROP TABLE phases_draft",),
}


@pytest.mark.django_db
@pytest.mark.parametrize("statements", OLD.values(), ids=OLD)
def test_an_old_demo_is_refused_with_what_to_do(statements):
    call_command("refuse_old_demo")
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
    with pytest.raises(CommandError, match="make reset-demo"):
        call_command("refuse_old_demo")


@pytest.mark.django_db
def test_a_demo_that_only_misses_a_newer_migration_goes_on():
    """That one is what `migrate` is for."""
    last = MigrationRecorder.Migration.objects.filter(app="trail", name="0003_no_replacing")
    assert last.delete()[0] == 1
    call_command("refuse_old_demo")


@pytest.mark.django_db
def test_migrations_of_others_are_none_of_its_business():
    MigrationRecorder.Migration.objects.create(app="elsewhere", name="0001", applied=datetime(2026, 11, 24, tzinfo=UTC))
    call_command("refuse_old_demo")


def test_a_first_run_goes_on_and_so_does_the_next(tmp_path):
    url = f"sqlite:///{tmp_path / 'db.sqlite3'}"
    for command in ("refuse_old_demo", "migrate", "refuse_old_demo"):
        found = run("manage.py", command, DEBUG="1", DEMO="1", DATABASE_URL=url)
        assert found.returncode == 0, found.stderr
