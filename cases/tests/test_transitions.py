"""Which state may follow which: exactly this, and nothing besides."""

import itertools

import pytest

from cases.enums import HandoverState, ReferralState, StepState
from cases.transitions import MOVES, PHASES, may_follow, needs_reason, next_phase
from phases.enums import PhaseKey

ALLOWED = {
    HandoverState: {("offered", "accepted"), ("offered", "refused"), ("offered", "withdrawn")},
    ReferralState: {("sent", "accepted"), ("sent", "refused")},
    StepState: {
        *{("open", "done"), ("open", "skipped"), ("later", "open"), ("later", "skipped")},
        *{("done", "open"), ("skipped", "open")},
    },
    PhaseKey: {(before, after) for before, after in itertools.product(PhaseKey.values, repeat=2) if before != after},
}


@pytest.mark.parametrize("kind", MOVES, ids=lambda kind: kind.__name__)
def test_exactly_these_moves_are_allowed(kind):
    pairs = itertools.product(kind.values, repeat=2)
    assert {(before, after) for before, after in pairs if may_follow(kind, before, after)} == ALLOWED[kind]


def test_every_kind_of_state_that_moves_is_named_here():
    assert set(MOVES) == set(ALLOWED)


@pytest.mark.parametrize("kind", MOVES, ids=lambda kind: kind.__name__)
def test_a_state_nobody_knows_leads_nowhere(kind):
    assert not any(may_follow(kind, "nergens", after) for after in kind.values)
    assert not any(may_follow(kind, before, "nergens") for before in kind.values)


def test_phases_follow_each_other_in_process_order():
    assert PHASES == ("signaleren", "melden", "onderzoek", "vervolgen", "veroordeling")
    assert [next_phase(phase) for phase in PHASES] == [*PHASES[1:], None]


@pytest.mark.parametrize(("before", "after"), list(itertools.permutations(PHASES, 2)))
def test_only_a_step_to_the_next_phase_needs_no_reason(before, after):
    assert needs_reason(before, after) == (PHASES.index(after) - PHASES.index(before) != 1)
