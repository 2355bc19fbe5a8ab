"""What PostgreSQL itself shows, asked in plain SQL as each of the cast: the same as `cases.access`.

Each promise is broken once on purpose: without the wall, or without its policy, the same question finds foreign rows.
"""

import re

import pytest
from django.conf import settings
from django.db import ProgrammingError, connection, transaction
from django.db.models import Q

from cases import access, wall
from cases.models import Case, Incident, TimelineEntry
from cases.tests.walled import MODELS, asked, rows, shown
from cases.wall import building, roles
from cases.wall.building import tables
from conftest import CAST
from trail.models import TrailEvent
from trail.recording import record

pytestmark = pytest.mark.django_db


def everybody(cast):
    people = [getattr(cast, name) for name in (*CAST, "lotte", "gone", "back")]
    return [type(user).objects.get(pk=user.pk) for user in people]


def allowed(user):
    """Per table, what `access` lets this person know, by the keys of its rows."""
    cases, work = access.cases_for(user), user.work
    parts, sent = access.participations_for(user), access.referrals_for(user)
    organisation = work.organisation if work else None
    known = {name: Q(case__in=cases) for name in MODELS}
    known["case"] = Q(pk__in=cases) | Q(pk__in=parts.values("case")) | Q(pk__in=sent.values("case"))
    known["closinganswer"] = Q(proposal__case__in=cases)
    known["stepsettlement"] = Q(step__case__in=cases)
    known["possibleduplicate"] = Q(pk__in=access.visible(user, MODELS["possibleduplicate"].objects.all()).values("pk"))
    known["deputyperiod"] = Q(role__case__in=cases)
    known["note"] = Q(access.readable(user), case__in=cases)
    known["sashshare"] = Q(outcome__case__in=cases)
    # What an outcome says, as the page of each that he may open shows it.
    seen = [row.pk for case in cases for row in access.Seat(user, case).outcomes if row.is_seen]
    known["sashrisk"] = Q(outcome__in=seen)
    known["sashreasoning"] = Q(access.readable(user), outcome__in=seen)
    directed = [case.pk for case in cases if access.Seat(user, case).directs]
    known["referencenumber"] = Q(case__in=cases, organisation=organisation) | Q(case__in=directed)
    known["referencenumber"] |= Q(case__in=parts.values("case"), organisation=organisation)
    known["interpretation"] = Q(access.readable(user), case__in=cases)
    known["incident"] = Q(access.readable(user), case__in=cases)
    known["standing"] = Q(user=user, case__in=cases, organisation=organisation)
    known["standing"] |= Q(pk__in=access.unstaffed_for(user).values("pk"))
    known["referral"] |= Q(pk__in=sent)
    # For the organisation that a referral is addressed to: whether it takes part already.
    asked = Q(case__in=sent.values("case"), organisation=organisation, until=None)
    known["participation"] |= Q(pk__in=parts) | asked
    known["teammember"] = Q(participation__case__in=cases) | Q(participation__in=parts) | Q(user=user)
    # Of a person's own lines a form that is sent twice is known again.
    mine = Q(actor=user, organisation=organisation)
    known["timelineentry"] = Q(pk__in=access.visible(user, TimelineEntry.objects.all()).values("pk")) | mine
    return {name: set(model.objects.filter(known[name]).values_list("pk", flat=True)) for name, model in MODELS.items()}


def test_plain_sql_finds_what_access_says(stage):
    for user in everybody(stage):
        assert shown(user) == allowed(user), user


def test_without_the_wall_plain_sql_finds_everything(stage, settings):
    """The control of the comparison above: there is something of others in every table."""
    settings.WALL = False
    found, known = shown(stage.chris), allowed(stage.chris)
    assert not [name for name in MODELS if not found[name] - known[name]]
    assert {name for name in MODELS if allowed(stage.bram)[name] < found[name]} == set(MODELS)


def test_without_its_policy_a_table_shows_others(stage):
    known, holes = allowed(stage.chris), set()
    for name, table in tables().items():
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"CREATE POLICY hole ON {table} FOR SELECT USING (true)")
            if shown(stage.chris)[name] > known[name]:
                holes.add(name)
            transaction.set_rollback(True)
    assert holes == set(MODELS)


def test_the_stage_tells_the_rules_apart(stage):
    """Somebody knows of each kind of row and somebody does not, or the comparison would say little."""
    texts = {text: pk for pk, text in Incident.objects.values_list("pk", "text")}
    seen = {user.name.split()[0]: shown(user) for user in everybody(stage)}
    who = {text: {name for name, found in seen.items() if pk in found["incident"]} for text, pk in texts.items()}
    assert who["Voor justitie"] == {"Bram", "Lotte", "Hanna", "Joost"}  # not Anna, who has the regie
    assert who["Van de politie"] == {"Bram", "Lotte"}
    assert who["Met een toegelaten"] == {"Bram", "Lotte", "Hanna", "Joost", "Iris"}
    assert who["Van Veilig Thuis"] == {"Iris"}
    assert who["Van het CCB"] == {"Gijs"}
    assert who["Voor de vervanger"] == {"Bram"}
    assert who["Zonder regisseur"] == {"Bram"}
    assert stage.own.case.pk in seen["Karim"]["case"]
    assert stage.own.case.pk in seen["Gijs"]["case"]
    for name in ("Chris", "Dora", "Eva", "Faye"):
        assert not any(seen[name].values())
    for name in ("Gerben", "Bente"):
        assert not seen[name]["case"]


def test_what_one_viewer_was_let_into_is_closed_to_the_next(stage):
    """The wall keeps its own answers for the length of one gate, not of the transaction around it."""
    for user, sees in ((stage.bram, True), (stage.chris, False), (stage.bram, True)):
        with wall.opened(user):
            assert Case.objects.filter(pk=stage.own.case.pk).exists() is sees
            with wall.opened(stage.chris):
                assert not Case.objects.filter(pk=stage.own.case.pk).exists()
            assert Case.objects.filter(pk=stage.own.case.pk).exists() is sees


def test_without_a_gate_the_role_sees_nothing(stage):
    assert Case.objects.exists()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('role', %s, true)", [roles.name(connection, roles.RUNTIME)])
        assert not any(rows(table) for table in tables().values())
        cursor.execute("SELECT set_config('role', 'none', true)")


def test_every_table_is_walled_and_the_roles_own_nothing():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relname = ANY(%s) AND relrowsecurity AND relforcerowsecurity",
            [list(tables().values())],
        )
        assert {name for (name,) in cursor.fetchall()} == set(tables().values())
        cursor.execute(
            "SELECT tablename, count(*) FROM pg_policies WHERE schemaname = 'public' AND %s = ANY(roles::text[]) "
            "AND policyname IN ('see', 'add') GROUP BY tablename",
            [roles.name(connection, roles.RUNTIME)],
        )
        assert dict(cursor.fetchall()) == dict.fromkeys(tables().values(), 2)
        names = [roles.name(connection, role) for role in roles.EVERY]
        cursor.execute(
            "SELECT count(*), bool_or(rolsuper OR rolbypassrls OR rolcreaterole OR rolcanlogin OR rolinherit), "
            "bool_or(EXISTS (SELECT FROM pg_class WHERE relowner = found.oid)) "
            "FROM pg_roles AS found WHERE rolname = ANY(%s)",
            [names],
        )
        assert cursor.fetchone() == (len(names), False, False)


def test_the_manual_names_every_role():
    """An owner who may not make roles has them made by what stands there."""
    manual = (settings.BASE_DIR / "README.md").read_text()
    assert {role for role in roles.EVERY if f"…_{role}" not in manual} == set()
    joined = re.search(r"`GRANT ([^`]+) TO …_runtime`", manual)[1]
    assert joined.split(", ") == [f"…_{role}" for role in roles.EVERY if role != roles.RUNTIME]


def test_it_holds_with_an_owner_who_is_no_superuser(stage):
    """As in production. He gets in by the policy that says so, and the questions are answered through his eyes."""
    owner = roles.name(connection, "owner")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f'CREATE ROLE "{owner}" NOLOGIN')
        for table in connection.introspection.table_names():
            cursor.execute(f'ALTER TABLE "{table}" OWNER TO "{owner}"')
        building.build(connection)
        cursor.execute("SELECT oid::regprocedure FROM pg_proc WHERE pronamespace = 'wall'::regnamespace")
        for (function,) in cursor.fetchall():
            cursor.execute(f'ALTER FUNCTION {function} OWNER TO "{owner}"')
        cursor.execute(f'GRANT USAGE ON SCHEMA wall TO "{owner}"')
    for user in everybody(stage):
        assert shown(user) == allowed(user), user
    with connection.cursor() as cursor:
        cursor.execute(f'SET LOCAL ROLE "{owner}"')
        everything = rows("cases_case")
        cursor.execute("SET LOCAL ROLE NONE")
        assert everything == set(Case.objects.values_list("pk", flat=True))
        cursor.execute("DROP POLICY owner ON cases_case")
        cursor.execute(f'SET LOCAL ROLE "{owner}"')
        assert rows("cases_case") == set()
        cursor.execute("SET LOCAL ROLE NONE")


def test_the_trail_takes_lines_and_shows_none(stage):
    with wall.opened(stage.bram):
        record(action="read", actor=stage.bram, subject="ST-26-MUUR1")
    assert TrailEvent.objects.filter(subject="ST-26-MUUR1").exists()
    for what in ("actor_name", "subject", "details", "*"):
        assert "permission denied" in str(asked(stage.faye, f"SELECT {what} FROM trail_trailevent"))  # noqa: S608
    for statement in ("UPDATE trail_trailevent SET subject = ''", "DELETE FROM trail_trailevent"):
        assert "permission denied" in str(asked(stage.bram, statement))


def test_the_auditor_reads_the_trail_and_no_case(stage):
    with wall.opened(stage.faye):
        wall.audit()
        assert TrailEvent.objects.filter(subject=stage.own.case.reference).exists()
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            Case.objects.exists()
    with wall.opened(stage.faye), pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        TrailEvent.objects.get(pk=1)


CLOSED_TO_PASSAGES = (
    "SELECT name FROM cases_person",
    "SELECT summary FROM cases_casefacts",
    "SELECT number FROM cases_referencenumber",
    "SELECT reference FROM cases_case",
    "SELECT text FROM cases_incident",
    "SELECT considerations FROM cases_sashreasoning",
    "SELECT level FROM cases_sashrisk",
    "SELECT filled_in_by FROM cases_sashrisk",
    "SELECT text FROM cases_referral",
    "SELECT note FROM cases_handover",
    "SELECT facts FROM cases_timelineentry",
    "SELECT actor_name FROM trail_trailevent",
    "UPDATE cases_participation SET until = now()",
    "INSERT INTO cases_teammember (participation_id, user_id, since) VALUES (1, 1, now())",
)


def test_a_passage_reads_no_words_and_lets_nobody_in(stage):
    for statement in CLOSED_TO_PASSAGES:
        with wall.opened(stage.bram):
            with wall.across(wall.Passage.DUPLICATES), connection.cursor() as cursor:
                cursor.execute("SELECT name_key FROM cases_person")
                assert ("tjitske de boer",) in cursor.fetchall()
                with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                    cursor.execute(statement)
            assert not Case.objects.filter(pk=stage.others.case.pk).exists()


def test_the_keeper_of_what_lists_show_reads_no_words(stage):
    """He reads levels and numbers of cases, for he writes them down; of what was said he reads nothing either."""
    written_down = {"SELECT level FROM cases_sashrisk", "SELECT reference FROM cases_case"}
    closed = {*CLOSED_TO_PASSAGES, "UPDATE cases_case SET phase = ''"} - written_down
    for statement in sorted(closed):
        with wall.opened(stage.bram), wall.across(wall.Passage.STANDING), connection.cursor() as cursor:
            cursor.execute("SELECT level FROM cases_sashrisk")
            with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                cursor.execute(statement)


def test_what_keeps_an_answer_runs_in_no_parallel_worker():
    """Whoever asks `wall.on_team` keeps its yes, and PostgreSQL refuses that in a worker: with much to read, a 500."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT proname, proparallel FROM pg_proc WHERE pronamespace = 'wall'::regnamespace"
            " AND (proname = 'on_team' OR prosrc LIKE '%wall.on_team%')"
        )
        found = dict(cursor.fetchall())
    assert len(found) > 4
    assert set(found.values()) == {"u"}
