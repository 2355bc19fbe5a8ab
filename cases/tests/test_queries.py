"""What a page costs in queries, whatever stands behind it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Organisation
from cases.forms.filters import CHOICES
from cases.models import (
    Case,
    CaseStep,
    Handover,
    Incident,
    Participation,
    Person,
    PhaseChange,
    Referral,
    RegieAssignment,
    SashOutcome,
    SashReasoning,
    SashRisk,
    SashShare,
    TimelineEntry,
)
from cases.tests.builders import (
    join,
    open_case,
    staged_case,
    team_case,
)
from cases.tests.posting import copies, logged_in
from cases.verbs import Verb
from trail import clock

MANY = 200
LIST_AT_MOST, CASE_AT_MOST, CLOSING_AT_MOST = 8, 16, 18
# What opening the second wall costs is the same for every page: see `test_wall_gate`.
OF_THE_WALL = ("SAVEPOINT", "RELEASE SAVEPOINT", "SELECT set_config('role'")

pytestmark = pytest.mark.django_db


def cost(client, path):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return sum(not query["sql"].startswith(OF_THE_WALL) for query in queries)


def test_the_list_costs_the_same_with_one_and_with_two_hundred_cases(cast):
    case = staged_case(cast).case
    client, path = logged_in(cast.anna), reverse("list_cases")
    one = cost(client, path)
    made = copies(case, MANY)
    for new in made[::20]:
        RegieAssignment.objects.create(
            case=new, kind="chain", holder=cast.anna, organisation=cast.anna.work.organisation
        )
    assert Case.objects.count() == MANY + 1
    assert cost(client, path) <= one <= LIST_AT_MOST  # full before its last part
    everything = "&".join(f"{name}={next(iter(values))}" for name, values in CHOICES.items())
    assert cost(client, f"{path}?{everything}") <= LIST_AT_MOST


def fill(case, cast):
    """Two hundred of everything that can hang on a case."""
    bram, police = cast.bram, cast.bram.work.organisation
    own = {"case": case, "organisation": police}
    entry = case.phase_changes.get()
    bodies = Organisation.objects.bulk_create(
        Organisation(slug=f"zvh-{n}", name=f"ZVH {n}", kind="zorg-en-veiligheidshuis") for n in range(MANY)
    )
    Person.objects.bulk_create(Person(**own, by=bram, role="child", name=f"Kind {n}") for n in range(MANY))
    incidents = Incident.objects.bulk_create(
        Incident(
            **own,
            kind_flags=1,
            text="Weer",
            occurred_on=clock.today(),
            recorded_by=bram,
            by=bram,
        )
        for _ in range(MANY)
    )
    made = SashOutcome.objects.bulk_create(
        SashOutcome(**own, version=n, filled_in_on=clock.today(), recorded_by=bram) for n in range(2, MANY + 2)
    )
    SashRisk.objects.bulk_create(SashRisk(outcome=row, level=row.version % 3 + 1) for row in made)
    SashReasoning.objects.bulk_create(SashReasoning(outcome=row, organisation=police) for row in made)
    SashShare.objects.bulk_create(
        SashShare(outcome=row, organisation=body, shared_at=case.opened_at - timedelta(days=9))
        for row in made
        for body in (cast.anna.work.organisation, cast.iris.work.organisation)
    )
    Participation.objects.bulk_create(Participation(case=case, organisation=body) for body in bodies)
    Referral.objects.bulk_create(
        Referral(
            case=case, organisation=body, sent_by=bram, sent_for=police, sent_at=case.opened_at - timedelta(days=30)
        )
        for body in bodies
    )
    PhaseChange.objects.bulk_create(
        PhaseChange(case=case, from_phase="melden" if n % 2 else "signaleren", to_phase="onderzoek", by=bram)
        for n in range(MANY)
    )
    CaseStep.objects.bulk_create(
        CaseStep(
            case=case,
            entry=entry,
            phase="signaleren",
            partner=("politie", "ccb")[n % 2],
            step_slug=f"stap-{n}",
            family=f"stap-{n}",
            kind="action",
            text_slug="melden-politie",
            condition="always",
            position=n,
        )
        for n in range(MANY)
    )
    TimelineEntry.objects.bulk_create(
        TimelineEntry(
            **own, verb=Verb.REPORT_INCIDENT, actor=bram, target_model="incident", target_id=row.pk, once=uuid4()
        )
        for row in incidents
    )
    RegieAssignment.objects.bulk_create(
        RegieAssignment(**own, kind="police", holder=bram, since=case.opened_at, until=case.opened_at)
        for _ in range(MANY)
    )
    Handover.objects.bulk_create(
        Handover(case=case, kind="chain", offered_by=cast.anna, offered_to=bram, state="refused") for _ in range(MANY)
    )


@pytest.mark.parametrize("person", ["anna", "bram", "iris", "hanna"])
def test_the_case_page_costs_the_same_with_two_hundred_of_everything(cast, person):
    staged = staged_case(cast)
    client = logged_in(getattr(cast, person))
    paths = [reverse(name, args=[staged.case.reference]) for name in ("show_case", "show_timeline")]
    few = [cost(client, path) for path in paths]
    fill(staged.case, cast)
    assert [cost(client, path) for path in paths] == few
    assert max(few) <= CASE_AT_MOST


def test_no_state_of_a_case_costs_more(cast):
    """Without regisseur because he left his job; closed; with nothing on it at all."""
    staged = staged_case(cast)
    client, path = logged_in(cast.bram), reverse("show_case", args=[staged.case.reference])
    cast.anna.memberships.update(until=clock.now())
    assert cost(client, path) <= CASE_AT_MOST
    Case.objects.update(closed_at=clock.now())
    assert cost(client, path) <= CASE_AT_MOST
    Case.objects.update(closed_at=None)
    join(staged.case, cast.bram, cast.gijs)
    cast.gijs.memberships.update(until=clock.now())
    staged.case.referrals.update(state="accepted")
    assert cost(client, path) <= CASE_AT_MOST  # the CCB was invited, and nobody of it is there
    young = open_case(cast.bram, suspect=None)
    assert cost(client, reverse("show_case", args=[young.reference])) <= CASE_AT_MOST


def test_the_form_to_close_costs_the_same_with_two_hundred_of_everything(cast):
    staged = staged_case(cast)
    client, path = logged_in(cast.anna), reverse("close_case", args=[staged.case.reference])
    few = cost(client, path)
    fill(staged.case, cast)
    assert cost(client, path) == few <= CLOSING_AT_MOST


def test_no_page_of_a_case_loads_what_was_considered(cast):
    """Four thousand signs per outcome, and not for everybody: the page of the outcome alone reads them."""
    staged = staged_case(cast)
    client = logged_in(cast.anna)
    for name, read in (("show_case", False), ("close_case", False), ("read_sash", True)):
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse(name, args=staged.arguments(name)))
        assert any("considerations" in query["sql"] for query in queries) == read, name


def test_the_map_costs_the_same_for_everybody_and_at_any_route(cast, client):
    path = reverse("show_map")
    client.get(path)  # the content is in memory from the first visit on
    open_to_all = cost(client, path)
    assert cost(client, f"{path}?partner=politie") == open_to_all
    person, before = logged_in(cast.bram), 0
    before = cost(person, path)
    copies(team_case(cast), MANY)
    assert cost(person, path) == before <= CASE_AT_MOST
