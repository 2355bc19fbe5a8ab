"""The one gate: who may see a case or an item in it, and who may do what (the rules of the domain)."""

from cases.access.closing import counted, whole
from cases.access.dossier import Closing, Incidents, Outcome, Receipt, Shelf, coordinators_there
from cases.access.fetching import find, find_for, find_referral, record_my_work, record_search
from cases.access.predicates import REFERABLE, REGIE_HOLDERS, confirms
from cases.access.proof import decided_by, regie_of
from cases.access.rules import RULES, allowed, require
from cases.access.seat import Seat
from cases.access.seats import known_to_leave, seats_at
from cases.access.seeing import (
    cases_for,
    compartments_for,
    level_seen,
    participations_for,
    participations_in,
    readable,
    reads,
    referrals_for,
    require_coordinator,
    seats_of,
    standings_for,
    unstaffed_for,
    visible,
)
from cases.access.then import then
from cases.access.told import Judgement

__all__ = [
    "REFERABLE",
    "REGIE_HOLDERS",
    "RULES",
    "Closing",
    "Incidents",
    "Judgement",
    "Outcome",
    "Receipt",
    "Seat",
    "Shelf",
    "allowed",
    "cases_for",
    "compartments_for",
    "confirms",
    "coordinators_there",
    "counted",
    "decided_by",
    "find",
    "find_for",
    "find_referral",
    "known_to_leave",
    "level_seen",
    "participations_for",
    "participations_in",
    "readable",
    "reads",
    "record_my_work",
    "record_search",
    "referrals_for",
    "regie_of",
    "require",
    "require_coordinator",
    "seats_at",
    "seats_of",
    "standings_for",
    "then",
    "unstaffed_for",
    "visible",
    "whole",
]
