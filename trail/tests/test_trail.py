"""What was done and read is kept as it was written, on both databases."""

from datetime import UTC, date, datetime
from enum import IntEnum, StrEnum

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.test import TransactionTestCase

from trail import clock
from trail.models import TrailEvent
from trail.played import at
from trail.recording import FieldName, FreeText, OutsideTransaction, Slug, record

CHANGES = [
    "UPDATE trail_trailevent SET actor_name = 'iemand anders'",
    "DELETE FROM trail_trailevent",
    "DELETE FROM trail_trailevent WHERE id = (SELECT MAX(id) FROM trail_trailevent)",
    "TRUNCATE trail_trailevent",
]


class Verb(StrEnum):
    RECORD = "record_outcome"


class Level(IntEnum):
    HIGH = 3


def refuses(statement):
    with pytest.raises(DatabaseError, match="logboek"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    return True


@pytest.mark.django_db
@pytest.mark.parametrize("statement", CHANGES)
def test_the_database_refuses_to_change_or_delete_a_line(statement):
    if statement.startswith("TRUNCATE") and connection.vendor == "sqlite":
        # SQLite does not know the word: there is nothing for a trigger to refuse.
        with pytest.raises(DatabaseError, match="syntax error"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
        return
    event = record(action="read", actor=None, subject="ST-26-7KQ4M")
    assert refuses(statement)
    assert TrailEvent.objects.get(pk=event.pk).subject == "ST-26-7KQ4M"


@pytest.mark.django_db
@pytest.mark.parametrize("recursive", [False, True])
def test_no_insert_writes_over_a_line_whatever_the_connection_says(recursive):
    """SQLite replaces a row without asking the trigger on DELETE, unless the connection asked for that."""
    event = record(action="read", actor=None, subject="ST-26-7KQ4M")
    columns = "id, at, action, actor_id, actor_name, organisation, subject, target, purpose, details"
    values = f"{event.pk}, '2026-11-24', 'iets anders', '', '', '', '', '', '', '{{}}'"
    insert = f"INTO trail_trailevent ({columns}) VALUES ({values})"
    update = f"INSERT {insert} ON CONFLICT (id) DO UPDATE SET action = 'iets anders'"
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"PRAGMA recursive_triggers = {int(recursive)}")
            assert refuses(f"INSERT OR REPLACE {insert}")
            assert refuses(f"REPLACE {insert}")
            cursor.execute("PRAGMA recursive_triggers = 0")
    assert refuses(update)
    assert TrailEvent.objects.get(pk=event.pk).action == "read"
    assert record(action="read", actor=None).pk > event.pk  # what is new goes on as ever


@pytest.mark.django_db
def test_the_model_cannot_change_a_line_either():
    event = record(action="read", actor=None)
    event.action = "iets anders"
    for change in (event.save, event.delete, TrailEvent.objects.all().delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    event.refresh_from_db()
    assert event.action == "read"


@pytest.mark.django_db(transaction=True)
def test_nothing_is_recorded_outside_a_transaction():
    with pytest.raises(OutsideTransaction):
        record(action="read", actor=None)
    assert not TrailEvent.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_the_triggers_stand_again_after_a_test_with_real_transactions():
    """What ends such a test empties every table; conftest lifts the triggers for that and puts all back."""
    with transaction.atomic():
        record(action="read", actor=None)
    assert all(refuses(statement) for statement in CHANGES[:3])
    TransactionTestCase("run")._fixture_teardown()
    assert not TrailEvent.objects.exists()
    assert apps.get_model("accounts", "Organisation").objects.exists()
    with transaction.atomic():
        record(action="read", actor=None)
    assert all(refuses(statement) for statement in CHANGES[:3])
    assert TrailEvent.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    "value",
    [
        *("Hij stond weer voor de deur", "Marit de Boer", {"a": 1}, 1.5, ["twee woorden"], "x" * 81),
        # One word is free text too: a surname, a street, what stands in a field of one word.
        *("Jansen", "jansen", "zvh-groningen", ["Oosterstraat"], b"jansen", {"jansen"}),
    ],
)
def test_free_text_is_refused(value):
    with pytest.raises(FreeText):
        record(action="read", actor=None, details={"what": value})


@pytest.mark.django_db
def test_enums_dates_numbers_and_keys_are_kept():
    details = {
        "level": Level.HIGH,
        "on": date(2026, 11, 23),
        "at": datetime(2026, 11, 23, 9, tzinfo=UTC),
        "changed": [FieldName("victim_contact"), FieldName("summary")],
        "organisation": Slug("zvh-groningen"),
        "nothing": None,
        "yes": True,
    }
    event = record(action=Verb.RECORD, actor=None, details=details)
    event.refresh_from_db()
    assert event.action == "record_outcome"
    assert event.details == {
        "level": 3,
        "on": "2026-11-23",
        "at": "2026-11-23T09:00:00+00:00",
        "changed": ["victim_contact", "summary"],
        "organisation": "zvh-groningen",
        "nothing": None,
        "yes": True,
    }


@pytest.mark.parametrize(
    ("kind", "value"),
    [(Slug, value) for value in ("", "twee woorden", "straat 12", "jan\nsen", "jansen\n", "a.b", "x" * 81, "é")]
    + [(FieldName, value) for value in ("", "Naam", "naam-2", "de naam", "naam\n", "x" * 81)],
)
def test_what_is_called_a_name_looks_like_one(kind, value):
    with pytest.raises(FreeText) as refused:
        kind(value)
    assert not value.strip() or value.strip() not in str(refused.value)  # the refusal repeats no free text


@pytest.mark.django_db
def test_a_line_is_rolled_back_with_the_change_it_tells_of():
    with transaction.atomic():
        record(action="read", actor=None)
        assert TrailEvent.objects.count() == 1
        transaction.set_rollback(True)
    assert not TrailEvent.objects.exists()


@pytest.mark.django_db
def test_a_line_says_when_by_the_one_clock_and_holds_no_foreign_keys():
    moment = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)
    with at(moment):
        assert clock.today() == date(2026, 11, 24)
        assert record(action="read", actor=None).at == moment
    assert clock.now() != moment
    assert not [field.name for field in TrailEvent._meta.get_fields() if field.is_relation]
