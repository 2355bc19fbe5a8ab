import pytest
from django.db import connection

from cases.tests import walled

# SQLite has no second wall, so there is nothing to ask of it.
collect_ignore_glob = [] if connection.vendor == "postgresql" else ["test_wall_*.py"]


@pytest.fixture
def stage(cast):
    return walled.staged(cast)
