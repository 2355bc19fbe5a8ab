"""Fills one database with cases and tells on which addresses to look: `python -m benchmarks.loading 1000 out.json`.

The hundred seeds are played by the services; the rest are copies in SQL, of all tables of `cases` alike, and what is
worked out from those (`Standing`) is made anew. Otherwise no table is named here but that of the people whose pages are
measured.
"""

import json
import sys
import time
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import django
from django.apps import apps
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.db.models import F, Max
from django.test import Client
from django.test.utils import CaptureQueriesContext

django.setup()

from accounts.models import User  # noqa: E402 models want the settings first
from benchmarks import seeds  # noqa: E402
from benchmarks.pages import ALL, FIVE, FIVE_HUNDRED, HUNDRED, LARGE, PAGES, PEOPLE  # noqa: E402
from cases import alerts  # noqa: E402
from cases.models import Case, Standing, TeamMember  # noqa: E402
from trail import clock  # noqa: E402

SEEDS = seeds.SEEDS
CHUNK = 20  # copies of all seeds per statement
SPREAD = timedelta(days=60)  # by how much the last copy is older than the first
PROBES = 5
OTHERS = 200  # colleagues among whom the other cases are divided
# How a column that is unique by itself becomes another value in each copy. Seeds are numbered by their year.
ANEW = {
    "reference": "'ST-99-' || upper(lpad(to_hex(mod(({pk}) * 48271, 1048576)), 5, '0'))",
    "once": "gen_random_uuid()",
}


def copied() -> list[type[models.Model]]:
    return [model for model in apps.get_app_config("cases").get_models() if model is not Standing]


def copy_seeds(blocks: int) -> None:
    """Copies all rows of `cases` so that there are `blocks` of each, a little older each time.

    Keys move by the highest key of their table, so a copy points to copies and to nothing else.
    """
    steps = {model: model._default_manager.aggregate(last=Max("pk"))["last"] or 0 for model in copied()}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")  # keys that move together need no checking
        for model, step in steps.items():
            names, values = zip(*(_moved(field, steps) for field in model._meta.concrete_fields), strict=True)
            table = connection.ops.quote_name(model._meta.db_table)
            for first in range(1, blocks, CHUNK):
                cursor.execute(
                    f"INSERT INTO {table} ({', '.join(names)}) SELECT {', '.join(values)} "  # noqa: S608 our own names
                    f"FROM generate_series({first}, {min(first + CHUNK, blocks) - 1}) AS block CROSS JOIN {table} "
                    f"WHERE id <= {step} ORDER BY block, id",
                    {"spread": SPREAD / blocks},
                )
        for statement in connection.ops.sequence_reset_sql(no_style(), copied()):
            cursor.execute(statement)


def _moved(field: models.Field, steps: dict[type[models.Model], int]) -> tuple[str, str]:
    """A column and what stands in it in the copy number `block`."""
    name = connection.ops.quote_name(field.column)
    target = field.model if field.primary_key else field.related_model
    if target in steps:
        return name, f"{name} + block * {steps[target]}"
    if field.name == "target_id":  # of a line of the timeline, in the table that its model names
        moves = " ".join(f"WHEN '{model._meta.model_name}' THEN {step}" for model, step in steps.items())
        return name, f"{name} + block * CASE target_model {moves} ELSE 0 END"
    if not field.is_relation and field.name.endswith("_id"):
        raise SystemExit(f"{field}: say how a copy points to its own row")
    if field.unique and field.name not in ANEW:
        raise SystemExit(f"{field}: say in ANEW how a copy gets another value")
    if field.unique:
        anew = ANEW[field.name].format(pk=f"id + block * {steps[field.model]}")
        return name, f"CASE WHEN {name} IS NULL THEN NULL ELSE {anew} END"
    if isinstance(field, models.DateTimeField):
        return name, f"{name} - block * %(spread)s"
    if isinstance(field, models.DateField):
        return name, f"({name} - block * %(spread)s)::date"
    return name, name


def divide(cast: seeds.Cast, blocks: int) -> dict[str, tuple[User, int]]:
    """Whose pages are measured, each with the block that his probes stand in. The rest goes to colleagues.

    Somebody on 100 cases has one copy of every seed, wherever it is measured: his cases have the same shapes.
    """
    colleagues = [seeds.hire(f"collega{number}", seeds.POLICE) for number in range(OTHERS)]
    places = TeamMember.objects.filter(user=cast.measured[seeds.DIVIDED])
    place, of_all = [number * blocks // 10 for number in range(10)], cast.measured[seeds.EVERYWHERE]
    found = {ALL: (of_all, place[8])}
    for key, owned in ((FIVE, place[1:2]), (HUNDRED, place[2:3]), (FIVE_HUNDRED, place[3:8])):
        user = seeds.hire(f"op{key}", seeds.POLICE)
        cases = [pk for block in owned for pk in (probes(block) if key == FIVE else in_block(block))]
        assert places.filter(participation__case__in=cases).update(user=user) == int(key)  # noqa: S101
        found[key] = (user, owned[0])
    places.update(user_id=colleagues[0].pk + F("id") % OTHERS)
    return found


def in_block(block: int) -> list[int]:
    return [number + block * SEEDS for number in range(1, SEEDS + 1)]


def probes(block: int) -> list[int]:
    """Five open cases with few, some and many tasks, the same seeds in every block."""
    rows = Case.objects.filter(pk__in=in_block(0), closed_at=None).annotate(tasks=models.Count("steps"))
    ranked = list(rows.order_by("tasks", "pk").values_list("pk", flat=True))
    return [ranked[(2 * number + 1) * len(ranked) // (2 * PROBES)] + block * SEEDS for number in range(PROBES)]


def middle(user: User) -> str:
    """The cursor of the list from the middle of this person's cases on."""
    rows = Case.objects.filter(participations__members__user=user).order_by("-opened_at", "-id")
    case = rows[rows.count() // 2]
    return f"{int(case.opened_at.timestamp()) * 1_000_000 + case.opened_at.microsecond}-{case.pk}"


def logged_in(user: User, cases: list[int]) -> dict[str, Any]:
    client = Client()
    client.force_login(user)
    references = list(Case.objects.filter(pk__in=cases).order_by("pk").values_list("reference", flat=True))
    cookies = "; ".join(f"{name}={cookie.value}" for name, cookie in client.cookies.items())
    return {"cookies": cookies, "cases": references, "middle": middle(user)}


def queries(people: dict[str, dict[str, Any]]) -> dict[str, int]:
    """What each page that is looked at asks the database at most, without BEGIN and COMMIT."""
    found = {}
    for page in PAGES:
        person = people[HUNDRED if HUNDRED in page.people else page.people[0]]
        client = Client(SERVER_NAME="127.0.0.1", headers={"cookie": person["cookies"]})
        paths = {page.path.format(case=case, middle=person["middle"]) for case in person["cases"]}
        found[page.name] = max((_asked(client, path) for path in paths if not page.posts), default=0)
    return found


def _asked(client: Client, path: str) -> int:
    client.get(path)  # what a process keeps in memory is there from the second visit on
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200, path  # noqa: S101
    return sum(query["sql"] not in ("BEGIN", "COMMIT") for query in captured.captured_queries)


def fill(count: int) -> dict[str, Any]:
    blocks, now, took = count // SEEDS, clock.now(), {}
    started = time.perf_counter()

    def lap(name: str) -> None:
        nonlocal started
        took[name], started = round(time.perf_counter() - started, 1), time.perf_counter()

    call_command("load_fixtures", verbosity=0)
    cast = seeds.Cast()
    lap("fixtures")
    with transaction.atomic(), alerts.once_at_the_end():
        for number in range(SEEDS):
            seeds.play(cast, number, now)
        transaction.get_connection().run_on_commit = []  # nobody is written to about a played past
    lap("seeds")
    copy_seeds(blocks)
    lap("copies")
    people = divide(cast, blocks)
    lap("people")
    call_command("refresh_alerts", stdout=StringIO())
    lap("standings")
    with transaction.atomic(), alerts.once_at_the_end():
        large = seeds.play_large(cast, now)
        transaction.get_connection().run_on_commit = []
    lap("large case")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    lap("analyze")
    found = {key: logged_in(user, probes(block)) for key, (user, block) in people.items()}
    found[LARGE] = logged_in(cast.measured[seeds.LARGE], [large.pk])
    assert set(found) == {*PEOPLE, LARGE}  # noqa: S101
    rows = {model._meta.label: model._default_manager.count() for model in (*copied(), Standing)}
    return {"took": took, "rows": rows, "people": found, "queries": queries(found)}


def main() -> None:
    count, out = int(sys.argv[1]), Path(sys.argv[2])
    out.write_text(json.dumps(fill(count)))


if __name__ == "__main__":
    main()
