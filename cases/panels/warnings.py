from typing import Any

from django.urls import reverse

from cases import access, alerts
from cases.access import Seat
from cases.models import Case
from cases.verbs import Verb


def warnings(seat: Seat) -> dict[str, Any]:
    """What the case lacks, each with the button that solves it for whoever may press it."""
    found = [(warning, solves(warning, seat)) for warning in alerts.for_case(seat)]
    told = [(warning, solution, address(solution, seat.case)) for warning, solution in found]
    return {"warnings": told, "now": seat.at}


def address(solution: alerts.Solution | None, case: Case) -> str:
    """The page of the button."""
    if solution is None:
        return ""
    arguments = [case.reference, solution.pk] if solution.pk else [case.reference]
    query = f"?choose={solution.choose}" if solution.choose else ""
    return reverse(solution.verb, args=arguments) + query


def solves(warning: alerts.Alert, seat: Seat) -> alerts.Solution | None:
    """The button beside a warning, for whoever may press it."""
    solution = warning.solution
    if solution is None:
        return None
    rows = {Verb.ANSWER_HANDOVER: seat.offers, Verb.ANSWER_REFERRAL: seat.referrals}.get(solution.verb, seat.outcomes)
    target = next((row for row in rows if row.pk == solution.pk), None)
    return solution if access.allowed(solution.verb, seat, target) else None
