"""Who may do what: one rule per verb."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied

from accounts.enums import OrganisationKind, Role
from cases.access.seat import Seat
from cases.enums import RegieKind, Verb

# Which kind of organisation may hold a kind of regie; the regievoerder of the chain may be any partner.
REGIE_HOLDERS: dict[str, frozenset[str]] = {
    RegieKind.CHAIN: frozenset(OrganisationKind.values),
    RegieKind.POLICE: frozenset({OrganisationKind.POLICE}),
    RegieKind.CRIMINAL: frozenset({OrganisationKind.PROSECUTION}),
}

# Partners to whom a case is referred (Signaleren, Melden, Onderzoek).
REFERABLE = (OrganisationKind.ZVH, OrganisationKind.CCB, OrganisationKind.SAFE_HOME)


class Rule:
    """A question about a seat and, where there is one, the object of the verb; joined by `&` and `|`."""

    def __init__(self, test: Callable[[Seat, Any], bool]) -> None:
        self.test = test

    def __call__(self, seat: Seat, target: Any = None) -> bool:
        return self.test(seat, target)

    def __and__(self, other: "Rule") -> "Rule":
        return Rule(lambda seat, target: self(seat, target) and other(seat, target))

    def __or__(self, other: "Rule") -> "Rule":
        return Rule(lambda seat, target: self(seat, target) or other(seat, target))


works = Rule(lambda seat, _: seat.organisation is not None)
is_open = Rule(lambda seat, _: seat.case.is_open)
is_closed = Rule(lambda seat, _: not seat.case.is_open)
on_team = Rule(lambda seat, _: seat.is_member)
member = is_open & on_team
regisseur = Rule(lambda seat, _: seat.is_regisseur)
stands_in = Rule(lambda seat, _: seat.is_member and seat.chain is None and seat.works_at(seat.case.opened_for_id))
coordinates = Rule(lambda seat, _: bool(seat.user.work) and seat.user.work.role == Role.COORDINATOR)
own_participation = Rule(lambda seat, target: target is None or seat.works_at(target.organisation_id))
member_of_own = Rule(lambda seat, target: target is None or seat.works_at(target.participation.organisation_id))
own_outcome = Rule(lambda seat, outcome: seat.works_at(outcome.organisation_id))
sees_outcome = Rule(lambda seat, outcome: any(known.pk == outcome.pk and known.is_seen for known in seat.outcomes))
misses_outcome = Rule(lambda seat, outcome: not sees_outcome(seat, outcome))
holds_role = Rule(lambda seat, role: role is not None and role.until is None and role.holder_id == seat.user.pk)
is_asked = Rule(lambda seat, handover: handover.offered_to_id == seat.user.pk)
is_addressed = Rule(lambda seat, referral: seat.works_at(referral.organisation_id))
partner_of_step = Rule(lambda seat, step: seat.is_kind(step.partner))
has_proposal = Rule(lambda seat, proposal: proposal is not None and proposal.ended_at is None)
confirms = Rule(
    lambda seat, proposal: (
        seat.is_member
        and proposal.reason_by_id not in (None, seat.user.pk)
        and not seat.works_at(proposal.reason_for_id)
    )
)


def of_kind(*kinds: str) -> Rule:
    return Rule(lambda seat, _: seat.is_kind(*kinds))


manages = is_open & (regisseur | stands_in)
runs_team = regisseur | (coordinates & own_participation)

RULES: dict[Verb, Rule] = {
    Verb.OPEN_CASE: works,
    Verb.EDIT_CASE: member,
    Verb.ADD_PERSON: member,
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
    Verb.RECORD_SASH: member & of_kind(OrganisationKind.POLICE, OrganisationKind.SAFE_HOME),
    Verb.ENRICH_SASH: member & of_kind(OrganisationKind.SAFE_HOME) & sees_outcome,
    Verb.SHARE_SASH: member & sees_outcome & (own_outcome | regisseur),
    Verb.READ_SASH: on_team & sees_outcome,
    Verb.REQUEST_SASH: member & misses_outcome,
    Verb.REFER: member,
    Verb.ANSWER_REFERRAL: is_open & is_addressed,
    Verb.DO_STEP: member & (partner_of_step | regisseur),
    Verb.SKIP_STEP: member & (partner_of_step | regisseur),
    Verb.REOPEN_STEP: member & (partner_of_step | regisseur),
}


def allowed(verb: Verb, seat: Seat, target: Any = None) -> bool:
    return RULES[verb](seat, target)


def require(verb: Verb, seat: Seat, target: Any = None) -> None:
    """Raises PermissionDenied, with a sentence for the screen, where the rule says no."""
    if not allowed(verb, seat, target):
        raise PermissionDenied(_refusal(verb, seat))


def _refusal(verb: Verb, seat: Seat) -> str:
    if seat.case is not None and not seat.case.is_open and verb != Verb.REOPEN_CASE:
        return "Deze zaak is gesloten. Heropen de zaak eerst als er iets moet veranderen."
    if seat.case is None:
        return "U werkt nu niet aan zaken. Vraag de functioneel beheerder om een lidmaatschap."
    return "U kunt dit in deze zaak niet doen. Vraag het de regisseur."
