"""How long the pages take with many cases: `make bench`. A measurement, not a test; it works in a scratch database.

The cases are rows made straight in the tables, all with the same person on the team, so that his list holds them all.
"""

import os
import statistics
import time
from datetime import timedelta

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.runner import DiscoverRunner
from django.urls import reverse

from accounts.models import Membership, Organisation, User
from cases.models import Case, Incident, Participation, Person, Referral, RegieAssignment, SashOutcome, TeamMember
from cases.queries.lists import PER_PAGE
from cases.services import open_case
from trail import clock

CASES = int(os.environ.get("CASES", "20000"))
ROUNDS = 11
PAGE = 500
MONTH = timedelta(days=30)


def somebody() -> User:
    user = User.objects.create_user("bench@voorbeeld.nl", name="Bench Mark")
    police = Organisation.objects.get(slug="politie-noord-nederland")
    Membership.objects.create(user=user, organisation=police, since=clock.now() - MONTH)
    return user


def fill(user: User) -> None:
    """One in two has a regisseur, one in three a SASH, one in four an incident after it, one in ten a referral."""
    police, ccb = user.work.organisation, Organisation.objects.get(slug="ccb")
    now = clock.now()
    opened = {"province": "groningen", "summary": "Meting", "opened_by": user, "opened_for": police}
    cases = Case.objects.bulk_create(
        (Case(reference=f"ST-99-{n:05}", opened_at=now - timedelta(minutes=n), **opened) for n in range(CASES)),
        batch_size=2000,
    )
    rows = [Participation(case=case, organisation=police, since=now) for case in cases]
    seats = Participation.objects.bulk_create(rows, batch_size=2000)
    TeamMember.objects.bulk_create((TeamMember(participation=seat, user=user) for seat in seats), batch_size=2000)
    for role in ("victim", "suspect"):
        Person.objects.bulk_create((Person(case=case, role=role, name="Naam") for case in cases), batch_size=2000)
    own = {"organisation": police, "recorded_by": user}
    RegieAssignment.objects.bulk_create(
        (RegieAssignment(case=case, kind="chain", holder=user, organisation=police) for case in cases[::2]),
        batch_size=2000,
    )
    SashOutcome.objects.bulk_create(
        (
            SashOutcome(case=case, version=1, level=n % 3 + 1, filled_in_on=clock.today(), recorded_at=now, **own)
            for n, case in enumerate(cases[::3])
        ),
        batch_size=2000,
    )
    Incident.objects.bulk_create(
        (Incident(case=case, kind="other", text="-", occurred_on=clock.today(), **own) for case in cases[::4]),
        batch_size=2000,
    )
    Referral.objects.bulk_create(
        (Referral(case=case, organisation=ccb, text="-", sent_by=user, sent_for=police) for case in cases[::10]),
        batch_size=2000,
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def measure(client: Client, name: str, path: str) -> None:
    """The median, after one that warms up."""
    taken = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        status = client.get(path).status_code
        taken.append((time.perf_counter() - start) * 1000)
        if status != 200:
            raise SystemExit(f"{path}: {status}")
    print(f"{name:32} {statistics.median(taken[1:]):7.0f} ms (slowest {max(taken[1:]):.0f})")


def pages() -> None:
    user = somebody()
    start = time.perf_counter()
    fill(user)
    print(f"{connection.vendor}, {Case.objects.count()} cases, made in {time.perf_counter() - start:.0f} s")
    victim = {"name": "Naam", "birth_date": None, "relation": "ex_partner"}
    case = open_case(actor=user, province="groningen", summary="Meting", victim=victim)
    client = Client()
    client.force_login(user)
    last = Case.objects.order_by("-opened_at", "-id")[PER_PAGE * (PAGE - 1) - 1]
    ticks = int(last.opened_at.timestamp()) * 1_000_000 + last.opened_at.microsecond
    cases = reverse("list_cases")
    measure(client, "list, page 1", cases)
    measure(client, f"list, page {PAGE}", f"{cases}?na={ticks}-{last.pk}")
    measure(client, "list, with a warning", f"{cases}?let-op=ja")
    measure(client, "list, SASH hoog", f"{cases}?sash=hoog")
    measure(client, "case page", reverse("show_case", args=[case.reference]))
    measure(client, "my work", reverse("my_work"))
    measure(client, "road map", reverse("show_map"))


def main() -> None:
    runner = DiscoverRunner(verbosity=0, interactive=False)
    runner.setup_test_environment()
    databases = runner.setup_databases()
    try:
        call_command("load_fixtures", verbosity=0)
        pages()
    finally:
        runner.teardown_databases(databases)
        runner.teardown_test_environment()


main()
