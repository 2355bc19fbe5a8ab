"""The one gate: who may see a case or an item in it, and who may do what (the rules of the domain)."""

from cases.access.fetching import find, find_for, find_referral, record_my_work, record_search
from cases.access.predicates import REFERABLE, REGIE_HOLDERS, confirms
from cases.access.rules import RULES, allowed, require
from cases.access.seat import Receipt, Seat
from cases.access.seeing import (
    cases_for,
    compartments_for,
    incidents_counted,
    participations_for,
    participations_in,
    readable,
    referrals_for,
    require_coordinator,
    sash_seen,
    visible,
)

__all__ = [
    "REFERABLE",
    "REGIE_HOLDERS",
    "RULES",
    "Receipt",
    "Seat",
    "allowed",
    "cases_for",
    "compartments_for",
    "confirms",
    "find",
    "find_for",
    "find_referral",
    "incidents_counted",
    "participations_for",
    "participations_in",
    "readable",
    "record_my_work",
    "record_search",
    "referrals_for",
    "require",
    "require_coordinator",
    "sash_seen",
    "visible",
]
