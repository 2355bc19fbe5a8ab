"""Run by `test_wall_login` in a process of its own: many people at once on the few connections of the pool."""

import json
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import django

django.setup()

from django.db import connection, connections  # noqa: E402  after setup
from django.test import Client  # noqa: E402

from accounts.models import User  # noqa: E402
from cases import wall  # noqa: E402
from cases.models import Case  # noqa: E402

ROUNDS = 20
NAMES = ("role", "wall.viewer", "wall.moment", "wall.organisation", "wall.kind", "wall.coordinates", "wall.since")
GIVEN = json.loads(sys.argv[1])
FOUND = {"served": 0, "foreign": 0, "missing": 0, "outside": 0}
STATUSES, BACKENDS, COUNTING = set(), set(), threading.Lock()


class HalfwayError(Exception):
    pass


def look(user: User, fails: bool) -> set[str]:
    """The cases that the database shows to this person, without any filter."""
    seen: set[str] = set()
    try:
        with wall.opened(user), connection.cursor() as cursor:
            if GIVEN["scope"] == "session":
                for name in NAMES:
                    cursor.execute("SELECT set_config(%s, current_setting(%s), false)", [name, name])
            cursor.execute("SELECT pg_backend_pid()")
            backend = cursor.fetchone()[0]
            seen |= set(Case.objects.values_list("reference", flat=True))
            if fails:
                raise HalfwayError
    except HalfwayError:
        pass
    with COUNTING:
        BACKENDS.add(backend)
    return seen


def serve(pk: int, known: set[str], everything: set[str]) -> None:
    client = Client()
    client.force_login(User.objects.get(pk=pk))
    for turn in range(ROUNDS):
        connections.close_all()  # back to the pool, as at the end of a request
        outside = Case.objects.count()
        connections.close_all()
        seen = look(User.objects.get(pk=pk), fails=turn % 3 == 2)
        connections.close_all()
        response = client.get(GIVEN["list"], secure=True)
        page = response.content.decode()
        with COUNTING:
            FOUND["served"] += 2
            FOUND["outside"] += outside
            FOUND["foreign"] += len(seen - known) + sum(one in page for one in everything - known)
            FOUND["missing"] += len(known - seen) + sum(one not in page for one in known)
            STATUSES.add(response.status_code)
    connections.close_all()


people = {int(pk): set(known) for pk, known in GIVEN["people"].items()}
all_known = set().union(*people.values())
with ThreadPoolExecutor(len(people)) as pool:
    for ended in [pool.submit(serve, pk, known, all_known) for pk, known in people.items()]:
        ended.result()
print(json.dumps({**FOUND, "connections": len(BACKENDS), "statuses": sorted(STATUSES)}))  # noqa: T201
connection.close_pool()
