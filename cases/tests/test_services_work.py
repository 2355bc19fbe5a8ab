"""Tasks and phases: what the verbs refuse, and what a move does with open tasks."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from cases import access, services
from cases.models import Case
from cases.queries.step import tasks_for
from cases.tests.builders import colleague, join, open_case, said, team_case
from cases.tests.test_services_team import refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(cast):
    return team_case(cast)


def move(case, actor, to, reason="Nieuwe signalen"):
    case.refresh_from_db()
    return services.move_phase(actor=actor, case=case, to_phase=to, version=case.version, reason=reason)


@pytest.mark.parametrize("reason", ["", " ", "\n\t"])
def test_a_task_is_skipped_with_a_reason_only(cast, case, reason):
    step = case.steps.filter(partner="politie", kind="action").first()
    refused("waarom", services.skip_step, field="reason", actor=cast.bram, step=step, reason=reason)


def test_a_task_is_settled_once_and_opens_again(cast, case):
    step = case.steps.filter(partner="politie", kind="action").first()
    refused("al beantwoord", services.reopen_step, actor=cast.bram, step=step)
    services.do_step(actor=cast.bram, step=step)
    refused("al beantwoord of gedaan: gedaan", services.do_step, actor=cast.bram, step=step)
    refused("al beantwoord", services.skip_step, actor=cast.bram, step=step, reason="Toch niet")
    services.reopen_step(actor=cast.bram, step=step)
    step.refresh_from_db()
    assert step.state == "open"
    assert [(row.state, row.by) for row in step.settlements.all()] == [("done", cast.bram), ("open", cast.bram)]


def test_a_task_is_for_its_partner_or_the_regisseur(cast, case):
    step = case.steps.filter(partner="politie", kind="action").first()
    with pytest.raises(PermissionDenied):
        services.do_step(actor=cast.iris, step=step)
    assert services.do_step(actor=cast.anna, step=step).settlement.by == cast.anna


def test_the_same_phase_is_no_move(cast, case):
    refused("al in deze fase", move, field="to_phase", case=case, actor=cast.anna, to="signaleren")


@pytest.mark.parametrize("to", ["onderzoek", "vervolgen", "veroordeling"])
def test_skipping_a_phase_needs_a_reason(cast, case, to):
    refused("waarom", move, field="reason", case=case, actor=cast.anna, to=to, reason="")


def tasks_here(user, case):
    """The tasks of the present phase as the page shows them."""
    groups = tasks_for(access.Seat(user, Case.objects.get(pk=case.pk)))
    steps = [task.step for group in groups for task in group.tasks if not task.carried_from]
    return [(step.partner, step.step_slug, step.state) for step in steps]


def test_a_new_round_brings_the_open_tasks_once(cast, case):
    first = case.steps.filter(partner="politie", kind="action").first()
    services.do_step(actor=cast.bram, step=first)
    here = [found.organisation.kind for found in case.participations.all()]
    # What hangs on a violation shows once there is one.
    before = case.steps.filter(partner__in=here).exclude(condition="violation").count()
    move(case, cast.anna, "melden", "")
    left = case.steps.filter(phase="signaleren", state="open").count()
    refused("waarom", move, field="reason", case=case, actor=cast.anna, to="signaleren", reason="")
    move(case, cast.anna, "signaleren")
    assert case.steps.filter(phase="signaleren", state="open").count() == left + 1
    assert case.steps.filter(phase="signaleren", state="done").count() == 1
    # What was still open stands in the new round; what was done opens again; nothing stands there twice.
    assert len(tasks_here(cast.anna, case)) == len(set(tasks_here(cast.anna, case))) == before
    assert {state for _, _, state in tasks_here(cast.anna, case)} == {"open"}
    again = case.steps.filter(phase="signaleren", partner="politie", state="open", kind="action").first()
    services.do_step(actor=cast.bram, step=again)
    assert (again.partner, again.step_slug, "done") in tasks_here(cast.anna, case)
    # Also what was left open in the first round and is done in this one.
    entered = case.phase_changes.latest("pk")
    left = case.steps.filter(phase="signaleren", state="open", kind="action", condition="always").exclude(entry=entered)
    late = left.filter(partner__in=here).first()
    services.do_step(actor=cast.anna, step=late)
    assert (late.partner, late.step_slug, "done") in tasks_here(cast.anna, case)


def test_somebody_known_is_told_of_but_not_shown(cast):
    known = {"name": "Márit  de BOER", "birth_date": "1990-10-10", "relation": "ex_partner"}
    day = known["birth_date"]
    victim = {**known, "birth_date": date.fromisoformat(day)}
    open_case(cast.bram, victim={**victim, "name": "Marit de Boer"})
    refused("mogelijk al een zaak", open_case, field="go_on_reason", actor=cast.iris, victim=victim)
    case = open_case(cast.iris, victim=victim, go_on_reason="Andere belager")
    join(case, cast.iris, cast.bram)
    join(case, cast.iris, colleague("Maud", "veilig-thuis-groningen"))
    told = "Toch geopend: Andere belager"
    maud = case.participations.first().members.last().user
    assert {user.name for user in (cast.iris, maud, cast.bram) if told in said(user, case)} == {
        cast.iris.name,
        maud.name,
    }


@pytest.mark.parametrize("name", ["ﷺ" * 120, "ß" * 120, "ﬃ" * 120])
def test_a_name_that_grows_when_folded_is_still_found(cast, name):
    day = date(1990, 10, 10)
    victim = {"name": name, "birth_date": day, "relation": "ex_partner"}
    open_case(cast.bram, victim=victim)
    refused("mogelijk al een zaak", open_case, field="go_on_reason", actor=cast.bram, victim=victim)
