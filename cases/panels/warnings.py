from typing import Any

from cases import access, alerts
from cases.access import Seat
from cases.verbs import Verb


def warnings(seat: Seat) -> dict[str, Any]:
    """What the case lacks, each with the button that solves it for whoever may press it."""
    return {"warnings": [(warning, solves(warning, seat)) for warning in alerts.for_case(seat)], "now": seat.at}


def solves(warning: alerts.Alert, seat: Seat) -> alerts.Solution | None:
    """The button beside a warning, for whoever may press it."""
    solution = warning.solution
    if solution is None:
        return None
    rows = {Verb.ANSWER_HANDOVER: seat.offers, Verb.ANSWER_REFERRAL: seat.referrals}.get(solution.verb, seat.outcomes)
    target = next((row for row in rows if row.pk == solution.pk), None)
    return solution if access.allowed(solution.verb, seat, target) else None
