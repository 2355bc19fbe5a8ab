"""Who may do what: one rule per verb."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from accounts.enums import OrganisationKind
from cases.access.predicates import (
    Rule,
    confirms,
    coordinates,
    has_proposal,
    holds_role,
    is_addressed,
    is_asked,
    is_closed,
    is_open,
    manages,
    member,
    member_of_own,
    misses_outcome,
    of_kind,
    on_team,
    own_item,
    own_outcome,
    own_participation,
    partner_of_step,
    reads_item,
    regisseur,
    runs_team,
    sees_outcome,
    stands_in,
    works,
)
from cases.access.seat import Seat
from cases.verbs import Verb

RULES: dict[Verb, Rule] = {
    Verb.OPEN_CASE: works,
    Verb.EDIT_CASE: member,
    Verb.ADD_PERSON: member,
    Verb.CORRECT_PERSON: member & (own_item | regisseur),
    Verb.MOVE_PHASE: manages,
    Verb.PROPOSE_CLOSING: manages,
    Verb.ANSWER_CLOSING: member & has_proposal,
    Verb.CLOSE_CASE: is_open & has_proposal & (regisseur | confirms),
    Verb.REOPEN_CASE: is_closed & (regisseur | stands_in),
    Verb.INVITE_ORGANISATION: manages,
    Verb.END_PARTICIPATION: manages | (is_open & (on_team | coordinates) & own_participation),
    # Also on a closed case: otherwise nobody could open it again once its team has changed jobs.
    Verb.ADD_MEMBER: runs_team,
    Verb.END_MEMBER: is_open & (regisseur | (coordinates & member_of_own)),
    Verb.ASSIGN_REGIE: member,
    Verb.OFFER_HANDOVER: member & holds_role,
    Verb.ANSWER_HANDOVER: member & is_asked,
    Verb.REPORT_INCIDENT: member,
    Verb.CORRECT_INCIDENT: member & reads_item & (own_item | regisseur),
    Verb.RECORD_CIRCUMSTANCE: member,
    Verb.RECORD_INTERPRETATION: member,
    Verb.WRITE_NOTE: member,
    Verb.RECORD_SASH: member & of_kind(OrganisationKind.POLICE, OrganisationKind.SAFE_HOME),
    Verb.ENRICH_SASH: member & of_kind(OrganisationKind.SAFE_HOME) & sees_outcome,
    Verb.SHARE_SASH: member & sees_outcome & (own_outcome | regisseur),
    Verb.READ_SASH: on_team & sees_outcome,
    Verb.REQUEST_SASH: member & misses_outcome,
    Verb.REFER: member,
    Verb.ANSWER_REFERRAL: is_open & is_addressed,
    **dict.fromkeys(
        (Verb.RECORD_DECISION, Verb.RECORD_CONSIDERATION, Verb.DO_STEP, Verb.SKIP_STEP, Verb.REOPEN_STEP),
        member & (partner_of_step | regisseur),
    ),
}


def allowed(verb: Verb, seat: Seat, target: Any = None) -> bool:
    return RULES[verb](seat, target)


def require(verb: Verb, seat: Seat, target: Any = None) -> None:
    """Raises PermissionDenied, with a sentence for the screen, where the rule says no."""
    if not allowed(verb, seat, target):
        raise PermissionDenied(_refusal(verb, seat))


def _refusal(verb: Verb, seat: Seat) -> str:
    """Why not, and whom to ask. Somebody beside the team does not learn whether there is a regisseur."""
    if seat.case is None:
        return _("U werkt nu niet aan zaken. Vraag de functioneel beheerder om een lidmaatschap.")
    if not seat.case.is_open and verb != Verb.REOPEN_CASE:
        return _("Deze zaak is gesloten. Heropen de zaak eerst als er iets moet veranderen.")
    if not seat.is_member:
        return _("U kunt dit in deze zaak niet doen.")
    if seat.chain is not None:
        return _("U kunt dit in deze zaak niet doen. Vraag het de regisseur.")
    if seat.case.is_open:
        return _("U kunt dit in deze zaak niet doen. De zaak heeft geen regisseur. Beleg eerst de regie.")
    return _("U kunt dit in deze zaak niet doen. Vraag het %(who)s.") % {"who": seat.case.opened_for}
