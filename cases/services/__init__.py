"""Every change of a case: one function per verb, named like it."""

from cases.services.base import AlreadyDone, Refused, Stale, find_repeat
from cases.services.case import add_person, edit_case, move_phase, open_case
from cases.services.closing import answer_closing, close_case, hinders, propose_closing, reopen_case
from cases.services.risk import answer_referral, refer, report_incident
from cases.services.sash import enrich_sash, read_sash, record_sash, request_sash, share_sash
from cases.services.team import (
    add_member,
    answer_handover,
    assign_regie,
    end_member,
    end_participation,
    invite_organisation,
    offer_handover,
)
from cases.services.work import do_step, reopen_step, skip_step

__all__ = [
    "AlreadyDone",
    "Refused",
    "Stale",
    "add_member",
    "add_person",
    "answer_closing",
    "answer_handover",
    "answer_referral",
    "assign_regie",
    "close_case",
    "do_step",
    "edit_case",
    "end_member",
    "end_participation",
    "enrich_sash",
    "find_repeat",
    "hinders",
    "invite_organisation",
    "move_phase",
    "offer_handover",
    "open_case",
    "propose_closing",
    "read_sash",
    "record_sash",
    "refer",
    "reopen_case",
    "reopen_step",
    "report_incident",
    "request_sash",
    "share_sash",
    "skip_step",
]
