from secrets import token_urlsafe

import pytest
from django.db import connection

# SQLite has no second wall, so there is nothing to ask of it.
collect_ignore_glob = [] if connection.vendor == "postgresql" else ["test_wall_*.py"]


@pytest.fixture
def complete(tmp_path):
    return {
        "SECRET_KEY": token_urlsafe(64),
        "ALLOWED_HOSTS": "routekaart.example",
        "DATABASE_URL": f"sqlite:///{tmp_path / 'db.sqlite3'}",
        "CACHE_URL": "redis://127.0.0.1:1/0",  # nothing listens there, and nothing here looks
    }
