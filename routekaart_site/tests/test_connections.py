"""The site and what it is connected to: the database through its pool, the shared cache."""

import os

import pytest
from django.db import connection
from django.forms import ModelChoiceField
from django.test.utils import CaptureQueriesContext

from accounts.models import Organisation
from routekaart_site.tests.test_settings import START, run

QUERIES = """
import threading
from django.db import connection, connections
seen = []
def ask():
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        seen.append(cursor.fetchone()[0])
    connections.close_all()
threads = [threading.Thread(target=ask) for _ in range(8)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
print(connection.vendor, connection.settings_dict["OPTIONS"].get("pool"), sum(seen))
if connection.vendor == "postgresql":
    connection.close_pool()
"""


def test_several_threads_share_the_pool(complete):
    """Elsewhere in the tests the pool is off; SQLite has none."""
    url = os.environ.get("DATABASE_URL") or complete["DATABASE_URL"]
    found = run("-c", f"{START}\n{QUERIES}", **{**complete, "DATABASE_URL": url, "DATABASE_POOL": "1"})
    pooled = "postgresql True" if url.startswith("postgres") else "sqlite None"
    assert found.stdout.strip() == f"{pooled} 8", found.stderr


def test_redis_as_the_shared_cache_can_be_reached(complete):
    """The client comes with the requirements: it is imported when a session is first looked up, not at the start."""
    look = "from django.core.cache import cache; cache.get('session')"
    found = run("-c", f"{START}; {look}", **{**complete, "CACHE_URL": "redis://127.0.0.1:1/0"})
    assert "redis.exceptions.ConnectionError" in found.stderr  # nothing listens there; the client tried


@pytest.mark.django_db
def test_the_choices_in_a_form_take_one_round_trip():
    """On PostgreSQL a form's choices went through a cursor that is declared, read and closed again."""
    choice = ModelChoiceField(Organisation.objects.all())
    with CaptureQueriesContext(connection) as asked:
        assert len([label for _slug, label in choice.choices]) > 1
    assert [query["sql"].split()[0] for query in asked] == ["SELECT"]
