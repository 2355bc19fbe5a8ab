"""What a rule asks about a seat and the object of the verb; joined by `&` and `|`."""

from collections.abc import Callable
from typing import Any

from accounts.enums import OrganisationKind, Role
from cases.access.seat import Seat
from cases.access.seeing import reads
from cases.enums import RegieKind

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
opener_is_here = Rule(lambda seat, _: seat.case.opened_for_id in seat.staffed)
of_opener = Rule(lambda seat, _: seat.works_at(seat.case.opened_for_id))
# While there is no regisseur the opening organisation stands in; where nobody of it is on the team any more, everybody
# on it does. Otherwise a closed case could be opened by nobody.
stands_in = Rule(
    lambda seat, _: seat.is_member and seat.chain is None and (of_opener(seat) or not opener_is_here(seat))
)
coordinates = Rule(lambda seat, _: seat.work is not None and seat.work.role == Role.COORDINATOR)
own_participation = Rule(lambda seat, target: target is None or seat.works_at(target.organisation_id))
member_of_own = Rule(lambda seat, target: target is None or seat.works_at(target.participation.organisation_id))
own_outcome = Rule(lambda seat, outcome: seat.works_at(outcome.organisation_id))
sees_outcome = Rule(lambda seat, outcome: seat.sees(outcome))
misses_outcome = Rule(lambda seat, outcome: not sees_outcome(seat, outcome))
holds_role = Rule(lambda seat, role: any(held == role and held.holder_id == seat.user.pk for held in seat.regie))
# Corrected by whose organisation recorded it, or the regisseur; what somebody may not read he corrects no more.
own_item = Rule(lambda seat, item: seat.works_at(item.organisation_id))
reads_item = Rule(lambda seat, item: reads(item, seat.organisation, seat.user.pk))
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
