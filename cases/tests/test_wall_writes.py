"""What PostgreSQL takes from whom: only in one's own cases, in one's own name, and never a deletion."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from cases import wall
from cases.models import Case, CaseStep, ClosingAnswer, Participation, Referral, SashShare, TeamMember, TimelineEntry
from cases.tests.walled import MODELS, asked, shown
from cases.wall.building import tables
from cases.wall.policies import POLICIES
from trail import clock

pytestmark = pytest.mark.django_db


AUTHORS = ("actor", "recorded_by", "by", "proposed_by", "offered_by", "sent_by", "closed_by", "user")
THEIRS = ("organisation", "sent_for")


def copied(row, user):
    """The same row once more, in this person's name as far as its table knows names."""
    row.pk, row._state.adding = None, True
    for names, value in ((AUTHORS, user), (THEIRS, user.work.organisation)):
        for name in names:
            if hasattr(type(row), name) and not (name == "organisation" and isinstance(row, Referral | SashShare)):
                setattr(row, name, value)
    if isinstance(row, TimelineEntry):
        row.once = None
    return row


def of_case(name, case):
    through = {
        "closinganswer": "proposal__case",
        "deputyperiod": "role__case",
        "sashreasoning": "outcome__case",
        "sashrisk": "outcome__case",
        "sashshare": "outcome__case",
        "stepsettlement": "step__case",
        "teammember": "participation__case",
    }
    return MODELS[name].objects.filter(**{through.get(name, "case"): case})


def written(user, row):
    """What the database says to this row in the gate of this person."""
    try:
        with transaction.atomic(), wall.opened(user):
            row.save(force_insert=True)
    except IntegrityError:
        return "known already"
    except ProgrammingError as error:
        return "refused" if "row-level security" in str(error) else str(error)
    return "written"


def test_nobody_writes_in_a_case_of_others(stage):
    def told(case):
        found = {name: of_case(name, case).first() for name in set(MODELS) - {"case"}}
        return {name: written(stage.bram, copied(row, stage.bram)) for name, row in found.items()}

    assert set(told(stage.others.case).values()) == {"refused"}
    own = told(stage.own.case)
    assert own.pop("standing") == "refused"  # what lists keep is written by the keeper alone
    assert set(own.values()) == {"written", "known already"}


def test_a_case_is_opened_in_ones_own_name_only(stage):
    def opened(by, organisation):
        values = {"opened_by": by, "opened_for": organisation}
        return written(stage.bram, Case(opened_at=clock.now() + timedelta(seconds=1), **values))

    assert opened(stage.bram, stage.bram.work.organisation) == "written"
    assert opened(stage.iris, stage.bram.work.organisation) == "refused"
    assert opened(stage.bram, stage.iris.work.organisation) == "refused"


# Nothing in these is ever changed: what was recorded stays.
ADDED_ONLY = {
    "note",
    "phasechange",
    "possibleduplicate",
    "sashoutcome",
    "sashreasoning",
    "sashrisk",
    "standing",
    "stepsettlement",
    "timelineentry",
}


# Of these the end is set, when a next version comes; nothing else of them is ever changed.
ENDED_ONLY = {name for name, policy in POLICIES.items() if policy.ends}


def test_of_a_version_only_its_end_is_set(stage):
    versions = {"casefacts", "circumstance", "person", "incident", "interpretation", "referencenumber"}
    assert versions | {"closinganswer", "deputyperiod"} == ENDED_ONLY
    for name in ENDED_ONLY:
        table = tables()[name]
        columns = {field.column for field in MODELS[name]._meta.concrete_fields} - {"until"}
        for column in columns:
            assert "permission denied" in str(asked(stage.bram, f'UPDATE {table} SET "{column}" = "{column}"')), column  # noqa: S608
        assert asked(stage.bram, f"UPDATE {table} SET until = until") > 0, name  # noqa: S608


def test_what_is_not_seen_is_not_changed_and_nothing_is_deleted(stage):
    seen = shown(stage.iris)
    for name, table in tables().items():
        column = "until" if name in ENDED_ONLY else "id"
        others = f"UPDATE {table} SET {column} = {column} WHERE id NOT IN (SELECT id FROM {table})"  # noqa: S608
        changed = asked(stage.iris, others)
        assert (changed == 0) != (name in ADDED_ONLY), name
        locked = asked(stage.iris, f"SELECT id FROM {table} FOR UPDATE")  # noqa: S608
        assert (locked == len(seen[name])) != (name in ADDED_ONLY), name
        for statement in (f"DELETE FROM {table}", f"TRUNCATE {table} CASCADE"):  # noqa: S608
            assert "permission denied" in str(asked(stage.iris, statement)), name


def test_a_row_does_not_move_to_a_case_of_others(stage):
    move = "UPDATE cases_casestep SET case_id = %s WHERE id = %s"
    step = CaseStep.objects.filter(case=stage.own.case).first().pk
    assert "row-level security" in str(asked(stage.bram, move, [stage.others.case.pk, step]))
    assert asked(stage.bram, move, [stage.closed.case.pk, step]) == 1


def test_whoever_only_knows_of_a_case_changes_nothing_in_it(stage):
    """The coordinator and the addressed organisation lock the case for their verb; its row stays as it is."""
    for user in (stage.karim, stage.gijs):
        pk = stage.own.case.pk
        assert asked(user, "SELECT id FROM cases_case WHERE id = %s FOR UPDATE", [pk]) == 1
        assert "row-level security" in str(asked(user, "UPDATE cases_case SET version = 9 WHERE id = %s", [pk]))
    own = Participation.objects.get(case=stage.own.case, organisation=stage.karim.work.organisation)
    foreign = Participation.objects.get(case=stage.own.case, organisation=stage.anna.work.organisation)
    end = "UPDATE cases_participation SET until = now() + interval '1 minute' WHERE id = %s"
    assert asked(stage.karim, end, [own.pk]) == 1
    assert asked(stage.karim, end, [foreign.pk]) == 0


def test_an_addressed_organisation_does_not_let_itself_in(stage):
    """Only an accepted referral does: until then a participation or a place on the team is refused."""
    own = Participation(case=stage.own.case, organisation=stage.gijs.work.organisation)
    assert written(stage.gijs, own) == "refused"
    own.save()
    assert written(stage.gijs, TeamMember(participation=own, user=stage.gijs)) == "refused"


def test_nobody_signs_for_another(stage):
    line = TimelineEntry.objects.filter(case=stage.own.case, actor=stage.bram).first()
    assert written(stage.iris, copied(line, stage.bram)) == "refused"
    answer = ClosingAnswer.objects.filter(by=stage.iris).first()
    answer.view = "no_objection"
    assert written(stage.bram, copied(answer, stage.iris)) == "refused"
