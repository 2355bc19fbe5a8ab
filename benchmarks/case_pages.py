"""What the pages of cases cost, in units: `make bench`. A measurement, not a test; it works in scratch databases.

The unit is a trivial page for somebody who is logged in (`benchmarks.urls`), served by the same gunicorn in the same
run. Every visit is paired with the units just before it, all sites and people take turns within a round, and what
counts is the median of the ratios. A busy machine still spoils them: a long page is interrupted more often than a unit,
and a unit waits longer for the disk. So the same ratio of processor time (`benchmarks.cost`) stands beside each, with a
"p"; it is held to nothing, because it leaves out every wait. Mail goes nowhere.

CASES: sizes of the databases, "1000 100000". ROUNDS: at most so many, 15. SECONDS: after so many of one page no new
round begins, 60. KEEP=1: databases stay, and one that is there is measured again as it is. BENCH_WALL=1: each database
is served twice, with the second wall off and on, and its price is told. CACHE_URL: the shared cache, or Redis on this
machine.
"""

import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from contextlib import ExitStack
from pathlib import Path
from secrets import token_hex
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from benchmarks.pages import PAGES, PEOPLE, Page
from benchmarks.report import Report
from benchmarks.serving import served
from benchmarks.visiting import Pairs, Site, Visitor

SIZES = [int(size) for size in os.environ.get("CASES", "1000 100000").split()]
ROUNDS, LEAST = int(os.environ.get("ROUNDS", "15")), 5
SECONDS = float(os.environ.get("SECONDS", "60"))
KEEP, WITH_WALL = os.environ.get("KEEP") == "1", os.environ.get("BENCH_WALL") == "1"
WARM_UP = 3
HOST = os.environ.get("DATABASE_URL", "postgres://postgres@127.0.0.1:5432/postgres")
LOGIN = "bench_web"
REDIS = ("127.0.0.1", 6379)


def production(scratch: Path, size: int, login: str = "", wall: bool = True) -> dict[str, str]:
    """The environment of a site in production, apart from https: nothing stands before gunicorn here.

    Without `login` it works as the owner of the database: to fill it, or to serve without the second wall.
    """
    keep = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG", "PYTHONPATH"}}
    return keep | {
        "DJANGO_SETTINGS_MODULE": "benchmarks.settings",
        "SECRET_KEY": "alleen-voor-deze-meting",
        "ALLOWED_HOSTS": "127.0.0.1",
        "DATABASE_URL": database_url(size, login),
        **shared_cache(),
        "EMAIL_URL": "dummymail://",
        "STATIC_ROOT": str(scratch / "static"),
        "SECURE_SSL_REDIRECT": "0",
        "DEBUG": "0",
        "BENCH_WALL": str(int(wall)),
    }


def shared_cache() -> dict[str, str]:
    """Where sessions are read from. Without one they come from the database, which makes the unit dearer."""
    if "CACHE_URL" in os.environ:
        return {"CACHE_URL": os.environ["CACHE_URL"]}
    with socket.socket() as found:
        return {"CACHE_URL": "redis://{}:{}/9".format(*REDIS)} if found.connect_ex(REDIS) == 0 else {}


def database_name(size: int) -> str:
    return f"bench_{size}"


def database_url(size: int, login: str = "") -> str:
    owner = urlsplit(HOST)
    host = owner.netloc.rpartition("@")[2]
    return owner._replace(netloc=f"{login}@{host}" if login else owner.netloc, path=database_name(size)).geturl()


def database(statement: str, *names: str) -> None:
    with psycopg.connect(HOST, autocommit=True) as connection:
        connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


def make_login() -> str:
    """The login of the site, which owns nothing: name and password. It is let in by the roles of the second wall."""
    password = token_hex(16)
    forget_login()
    database(f"CREATE ROLE {{}} LOGIN PASSWORD '{password}'", LOGIN)
    for size in SIZES:
        database("GRANT {} TO {}", f"{database_name(size)}_runtime", LOGIN)
    return f"{LOGIN}:{password}"


def forget_login() -> None:
    database("DROP ROLE IF EXISTS {}", LOGIN)


def drop(size: int) -> None:
    database("DROP DATABASE IF EXISTS {} WITH (FORCE)", database_name(size))
    for role in ("across", "auditor", "keeper", "runtime"):
        database("DROP ROLE IF EXISTS {}", f"{database_name(size)}_{role}")


def is_there(size: int) -> bool:
    with psycopg.connect(HOST) as connection:
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database_name(size)])
        return found.fetchone() is not None


def load(scratch: Path, size: int) -> dict:
    """The database of this size, filled; kept ones are taken as they are."""
    filled = Path(tempfile.gettempdir()) / f"{database_name(size)}.json" if KEEP else scratch / f"{size}.json"
    if not (filled.exists() and is_there(size)):
        drop(size)
        database("CREATE DATABASE {}", database_name(size))
        started = time.perf_counter()
        for command in (["manage.py", "migrate", "--verbosity", "0"], ["-m", "benchmarks.loading", size, filled]):
            run(scratch, size, *command)
        took = time.perf_counter() - started
        print(f"{size:,} cases loaded in {took:.0f} s, {60 * size / took:,.0f} a minute")
    loaded = json.loads(filled.read_text())
    print(f"{size:,} cases: {sum(loaded['rows'].values()):,} rows; seconds: {loaded['took']}")
    return loaded


def run(scratch: Path, size: int, *command: object) -> None:
    subprocess.run([sys.executable, *map(str, command)], env=production(scratch, size), check=True)  # noqa: S603


def measure(sites: list[Site], page: Page) -> Pairs:
    """Pairs of unit and page in milliseconds, per site and person, who take turns within each round."""
    visitors = {(site, key): Visitor(site, key) for key in page.people for site in sites}
    for turn in range(WARM_UP):
        for visitor in visitors.values():
            visitor.visit(page, turn)
    pairs: Pairs = defaultdict(list)
    began = time.monotonic()
    for turn in range(ROUNDS):
        if turn >= LEAST and time.monotonic() - began > SECONDS:
            break
        turns = list(visitors.items())
        for place, visitor in reversed(turns) if turn % 2 else turns:  # whoever comes second finds all at hand
            pairs[place].append((visitor.units(), visitor.visit(page, turn)))
    return pairs


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        scratch = Path(folder)
        run(scratch, SIZES[0], "manage.py", "collectstatic", "--no-input", "--verbosity", "0")
        loaded = {size: load(scratch, size) for size in SIZES}
        sites, login = [], make_login()
        stack.callback(forget_login)
        for size in SIZES:
            for wall in (False, True) if WITH_WALL else (True,):
                environment = production(scratch, size, login if wall else "", wall)
                address = stack.enter_context(served(environment, "--workers", "2"))
                sites.append(Site(size, wall, address, loaded[size]["people"]))
        cache = shared_cache().get("CACHE_URL", "none")
        print(f"\n{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, shared cache: {cache}")
        print("in units: median (quartiles), of processor time; median of milliseconds")
        headings = (*(f"somebody on {key}" for key in PEOPLE),)
        print(f"{'page':30}{'cases':>8}{'':>7} {'sql':>3} {'n':>3}  " + "".join(f"{one:<34}" for one in headings))
        report = Report(sites, loaded[SIZES[-1]]["queries"])
        for page in PAGES:
            report.page(page, measure(sites, page))
        clock, processor = (statistics.median(unit[kind] for unit in report.units) for kind in (0, 1))
        print(f"\nunit: {clock:.2f} ms, {processor:.2f} ms of the processor; load {os.getloadavg()[0]:.1f}")
    if not KEEP:
        for size in SIZES:
            drop(size)
    over = [f"{what}, found {figure:.2f}" for what, figure in report.over.items()]
    print("\n".join(["NOT MET, each at its worst:", *over]) if over else "all within")
    raise SystemExit(1 if report.over else 0)


if __name__ == "__main__":
    main()
