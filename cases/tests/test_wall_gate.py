"""One transaction per request, as the runtime role: what it keeps, what it undoes, and that nothing stays behind."""

from datetime import date

import pytest
from django.core import mail
from django.db import connection, transaction
from django.http import Http404
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.services import save_membership
from cases import access, services, wall
from cases.models import Case, CaseStep, Person, Standing, TeamMember
from cases.notifications import tell
from cases.queries.step import open_cases_per_step
from cases.tests.builders import case_of_others, colleague, join, open_case, staged_case, team_case
from cases.tests.posting import logged_in
from cases.wall import gate, roles
from trail import clock
from trail.models import TrailEvent

REALLY = pytest.mark.django_db(transaction=True)


def role():
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, coalesce(current_setting('wall.viewer', true), '')")
        return cursor.fetchone()


class Roles:
    """Remembers as which role each query ran that says something to the tables of the site."""

    def __init__(self):
        self.seen = set()

    def __call__(self, execute, sql, params, many, context):
        if any(f'"{floor}_' in sql for floor in ("cases", "phases", "trail")):
            self.seen.add(connection.connection.execute("SELECT current_user").fetchone()[0])
        return execute(sql, params, many, context)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("person", "name", "expected"),
    [
        ("bram", "show_case", "runtime"),
        ("bram", "list_cases", "runtime"),
        ("bram", "report_incident", "runtime"),
        ("dora", "admin:phases_responsibility_changelist", "runtime"),
        ("faye", "admin:trail_trailevent_changelist", "auditor"),
    ],
)
def test_every_request_runs_as_its_role(cast, person, name, expected):
    arguments = [team_case(cast).reference] if name in ("show_case", "report_incident") else []
    client, spy, before = logged_in(getattr(cast, person)), Roles(), role()
    with connection.execute_wrapper(spy):
        assert client.get(reverse(name, args=arguments)).status_code == 200
    assert spy.seen == {roles.name(connection, expected)}
    assert role() == before


@pytest.mark.django_db
def test_a_visitor_needs_no_gate_and_asks_nothing_of_a_case(cast):
    """Open pages go without the four statements of a gate; the site's own login owns nothing and sees no case."""
    team_case(cast)
    asked = []
    with connection.execute_wrapper(lambda run, sql, *more: asked.append(sql) or run(sql, *more)):
        assert Client().get(reverse("show_map")).status_code == 200
    assert asked
    assert not [sql for sql in asked if "cases_" in sql or "set_config" in sql]


@pytest.mark.django_db
def test_a_forgotten_filter_finds_nothing_of_others(cast, monkeypatch, settings):
    """`access` lets everything through, as a page that forgot it: the database still says no."""
    others, path = case_of_others(), reverse("list_cases")
    mine = open_case(cast.chris, "Eigen")
    monkeypatch.setattr(access, "standings_for", lambda user: Standing.objects.all())
    client = logged_in(cast.chris)
    page = client.get(path).content.decode()
    assert mine.reference in page
    assert others.case.reference not in page
    settings.WALL = False
    assert others.case.reference in client.get(path).content.decode()


@REALLY
def test_a_refusal_keeps_what_was_recorded_before_it(cast, monkeypatch):
    case = team_case(cast)
    before = TrailEvent.objects.count()
    client = logged_in(cast.iris)
    assert client.get(reverse("move_phase", args=[case.reference])).status_code == 403
    assert TrailEvent.objects.count() == before + 1

    def lost(*args):
        raise Http404

    monkeypatch.setattr("cases.views.case.menu", lost)
    assert client.get(reverse("show_case", args=[case.reference])).status_code == 404
    assert TrailEvent.objects.count() == before + 2


@REALLY
def test_a_fault_of_ours_undoes_everything(cast, monkeypatch):
    case = team_case(cast)
    client = logged_in(cast.bram)
    client.raise_request_exception = False
    before, version = TrailEvent.objects.count(), case.version
    path = reverse("report_incident", args=[case.reference])
    done = services.report_incident

    def fails_after(**given):
        done(**given)
        raise ValueError("after the savepoint")

    monkeypatch.setattr(services, "report_incident", fails_after)
    given = {"kinds": "contact", "text": "Bericht", "occurred_on": "02-03-2026", "compartment": "team"}
    assert client.post(path, given).status_code == 500
    assert not case.incidents.exists()
    assert TrailEvent.objects.count() == before
    assert Case.objects.get(pk=case.pk).version == version
    assert role()[1] == ""


@REALLY
def test_a_name_that_is_only_tried_leaves_its_line(cast):
    given = {
        "province": "drenthe",
        "summary": "Hij wacht haar op.",
        "victim_name": "Sanne Vos",
        "victim_birth_date": "02-03-1990",
        "victim_relation": "ex_partner",
        "suspect_name": "Koen Bos",
        "suspect_relation": "ex_partner",
        "reference_number": "BVH-1",
    }
    open_case(cast.chris, victim={"name": "Sanne Vos", "birth_date": date(1990, 3, 2), "relation": "ex_partner"})
    page = logged_in(cast.bram).post(reverse("open_case"), given)
    assert "Er loopt mogelijk al een zaak" in page.content.decode()
    assert TrailEvent.objects.filter(action="possible_duplicate", actor_id=str(cast.bram.pk)).count() == 1
    assert Case.objects.count() == 1


@REALLY
def test_whoever_must_be_told_is_told_by_somebody_who_does_not_see_him(cast):
    """A coordinator outside the team puts a colleague on it; the regisseur hears of it."""
    case = team_case(cast, others=[])
    lotte = colleague("Lotte", "politie-noord-nederland")
    own = case.participations.get(organisation=cast.karim.work.organisation)
    client = logged_in(cast.karim)
    assert client.post(reverse("add_member", args=[case.reference, own.pk]), {"user": lotte.pk}).status_code == 302
    assert {message.to[0] for message in mail.outbox} == {lotte.email, cast.anna.email}


@REALLY
def test_mail_looks_through_the_gate_of_whoever_gets_it(cast, monkeypatch, settings):
    case = team_case(cast)
    mail.outbox.clear()
    monkeypatch.setattr(access, "cases_for", lambda user: Case.objects.all())
    for stands in (True, False):
        settings.WALL = stands
        with wall.opened(cast.bram), transaction.atomic():
            tell([cast.chris, cast.iris], case)
        assert {message.to[0] for message in mail.outbox} == {cast.iris.email, *([] if stands else [cast.chris.email])}
        mail.outbox.clear()


@REALLY
def test_a_coordinator_outside_the_team_leaves_nothing_standing(cast):
    """Ending a part goes across the case: the regie that its people held falls open, offers to them are withdrawn."""
    staged = staged_case(cast)
    case = staged.case
    join(case, cast.anna, colleague("Lotte", "zvh-groningen"))
    yara = colleague("Yara", "veilig-thuis-groningen", "coordinator")
    own = case.participations.get(organisation=yara.work.organisation)
    case.regie.filter(kind="chain").update(deputy=cast.iris)
    path = reverse("end_participation", args=[case.reference, own.pk])
    assert logged_in(yara).post(path, {"reason": "Klaar"}).status_code == 302
    staged.handover.refresh_from_db()
    assert staged.handover.state == "withdrawn"
    assert case.regie.get(kind="chain").deputy is None
    # And of the last team that is left he is told that it may not be emptied, though he sees nobody of it.
    karim = reverse("end_member", args=[case.reference, staged.member.pk])
    TeamMember.objects.exclude(pk=staged.member.pk).update(until="2030-01-01T00:00Z")
    page = logged_in(cast.karim).post(karim)
    assert "Dit kan nu niet" in page.content.decode()


@pytest.mark.django_db
def test_a_passage_asks_across_cases_and_closes_behind_itself(cast):
    others = case_of_others()
    slug = CaseStep.objects.filter(case=others.case).first().step_slug
    with wall.opened(cast.dora):
        assert open_cases_per_step([slug]) == {slug: 1}
        assert not CaseStep.objects.exists()
        with pytest.raises(ZeroDivisionError), wall.across(wall.Passage.DUPLICATES):
            _ = 1 / 0
        assert not Person.objects.filter(birth_date=None).exists()
        assert role() == (roles.name(connection, roles.RUNTIME), str(cast.dora.pk))


@pytest.mark.django_db
def test_a_manager_who_sees_no_case_renews_what_lists_keep(cast):
    """Somebody's work ends: his regie falls open in cases that the functional manager knows nothing of."""
    case = team_case(cast)
    assert set(Standing.objects.filter(case=case).values_list("regisseur", flat=True)) == {cast.anna.pk}
    membership = cast.anna.memberships.get()
    membership.until = clock.now()
    with wall.opened(cast.eva):
        save_membership(actor=cast.eva, membership=membership)
        assert not Standing.objects.exists()
    rows = Standing.objects.holding(clock.now()).filter(case=case)
    assert set(rows.values_list("regisseur", flat=True)) == {None}


@pytest.mark.django_db
def test_gates_in_one_another_lead_back(cast):
    outside = role()
    with wall.opened(cast.bram):
        within = role()
        with wall.opened(cast.iris):
            assert role() == (within[0], str(cast.iris.pk))
        assert role() == within
        with pytest.raises(ZeroDivisionError), wall.opened(cast.iris):
            _ = 1 / 0
        assert role() == within
    assert role() == outside
    assert gate._standing.get() is gate._NOBODY


@REALLY
def test_the_gate_costs_one_statement_beside_the_transaction(cast):
    open_case(cast.bram)
    client = logged_in(cast.bram)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(reverse("list_cases")).status_code == 200
    told = [query["sql"].partition(" ")[0] for query in queries]
    assert (told.count("BEGIN"), told.count("COMMIT")) == (1, 1)
    assert sum("wall.enter" in query["sql"] for query in queries) == 1
    assert not [word for word in told if "SAVEPOINT" in word]
