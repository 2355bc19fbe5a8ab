from django.db import connection

# SQLite has no second wall, so there is nothing to ask of it.
collect_ignore_glob = [] if connection.vendor == "postgresql" else ["test_wall_*.py"]
