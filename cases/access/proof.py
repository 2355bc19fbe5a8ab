"""What shows that a step of the road map was taken: an act that stands in the case, so that nobody records it twice."""

from collections.abc import Callable
from typing import Any

from accounts.enums import OrganisationKind
from cases.circumstances import DECIDED_BY
from cases.enums import ReferralState, RegieKind
from cases.models import CaseStep
from phases.enums import ProvingVerb

_REGIE_OF = {OrganisationKind.POLICE: RegieKind.POLICE, OrganisationKind.PROSECUTION: RegieKind.CRIMINAL}


def _shared(seat: Any, _step: CaseStep) -> bool:
    return seat.newest is not None and any(receipt.shared_at for receipt in seat.newest.receipts)


def _requested(seat: Any, step: CaseStep) -> bool:
    """Asked for by the step's partner, or given to it without asking."""
    own = {found.organisation_id for found in seat.participations if found.organisation.kind == step.partner}
    return seat.newest is not None and any(receipt.organisation_id in own for receipt in seat.newest.receipts)


def _referred(seat: Any, step: CaseStep) -> bool:
    sent = (row for row in seat.referrals if row.state != ReferralState.REFUSED)
    return any(step.verb_partner in ("", row.organisation.kind) for row in sent)


def _invited(seat: Any, step: CaseStep) -> bool:
    """On the case, or asked by a referral: an accepted one makes it take part."""
    return _referred(seat, step) or step.verb_partner in seat.kinds_here


def regie_of(step: CaseStep) -> RegieKind:
    """Which regie a step asks for, by the partner it names; without one that of the chain."""
    return _REGIE_OF.get(step.verb_partner, RegieKind.CHAIN)


def _directed(seat: Any, step: CaseStep) -> bool:
    return any(role.kind == regie_of(step) for role in seat.regie)


_PROOFS: dict[str, Callable[[Any, CaseStep], bool]] = {
    ProvingVerb.RECORD_SASH: lambda seat, _step: seat.newest is not None,
    ProvingVerb.ENRICH_SASH: lambda seat, _step: seat.newest is not None and seat.newest.enriches_id is not None,
    ProvingVerb.SHARE_SASH: _shared,
    ProvingVerb.REQUEST_SASH: _requested,
    ProvingVerb.REFER: _referred,
    ProvingVerb.INVITE_ORGANISATION: _invited,
    ProvingVerb.ASSIGN_REGIE: _directed,
}


def decided_by(step: CaseStep) -> str:
    """The circumstance whose answer is the answer to this step; empty where there is none."""
    return DECIDED_BY[step.family][0] if step.family in DECIDED_BY else ""


def proves(seat: Any, step: CaseStep) -> bool:
    """Whether what this seat knows of the case proves the step; undoing it opens the step again."""
    if step.family in DECIDED_BY:
        kind, values = DECIDED_BY[step.family]
        said = seat.circumstances.get(kind)
        return said is not None and said.value in values
    return step.verb in _PROOFS and _PROOFS[step.verb](seat, step)
