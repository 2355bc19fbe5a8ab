"""Which state may follow which. Pure: no database, no clock."""

from cases.enums import HandoverState, ReferralState, StepState
from phases.enums import PhaseKey

PHASES: tuple[PhaseKey, ...] = tuple(PhaseKey)

MOVES: dict[type, dict[str, frozenset[str]]] = {
    # Not linear: new signals lead back, so every other phase may follow.
    PhaseKey: {phase: frozenset(PHASES) - {phase} for phase in PHASES},
    HandoverState: {
        HandoverState.OFFERED: frozenset({HandoverState.ACCEPTED, HandoverState.REFUSED, HandoverState.WITHDRAWN}),
    },
    ReferralState: {
        ReferralState.SENT: frozenset({ReferralState.ACCEPTED, ReferralState.REFUSED}),
    },
    StepState: {
        # Of an action; what was decided or weighed can always be decided or weighed otherwise, and both stay.
        StepState.OPEN: frozenset({StepState.DONE, StepState.SKIPPED}),
        StepState.LATER: frozenset({StepState.OPEN, StepState.SKIPPED}),
        StepState.DONE: frozenset({StepState.OPEN}),
        StepState.SKIPPED: frozenset({StepState.OPEN}),
    },
}


def may_follow(kind: type, before: str, after: str) -> bool:
    return after in MOVES[kind].get(before, frozenset())


def next_phase(phase: str) -> PhaseKey | None:
    """The next phase in process order, None after the last."""
    place = PHASES.index(PhaseKey(phase)) + 1
    return PHASES[place] if place < len(PHASES) else None


def needs_reason(before: str, after: str) -> bool:
    """Any move that is not to the next phase asks for a reason."""
    return next_phase(before) != after
