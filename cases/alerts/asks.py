"""What others ask of an organisation or a person in a case, and wait for."""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from cases import access
from cases.models import ClosingProposal
from cases.verbs import Verb


@dataclass(frozen=True)
class Ask:
    """`verb` on the row `pk` is the answer; `asked_by` is a person where a proposal or an offer waits, else an
    organisation. `kind` is the regie that is offered."""

    verb: Verb
    pk: int
    since: datetime
    asked_by: int
    kind: str = ""


def find_asks(seat: access.Seat) -> Iterator[Ask]:
    """The oldest first of each kind; a closed case asks nothing."""
    if seat.case.is_open:
        yield from _asks(seat, [(proposal, proposal.answered_by) for proposal in seat.closings])


def open_asks(seat: access.Seat) -> Iterator[Ask]:
    """The same on the page of an open case, which has read the proposal to close already."""
    return _asks(seat, [(seat.proposal, seat.proposal.views)] if seat.proposal is not None else [])


def _asks(
    seat: access.Seat, proposals: Iterable[tuple[access.Closing | ClosingProposal, Container[int]]]
) -> Iterator[Ask]:
    """`proposals` to close come each with the organisations that answered."""
    for outcome, receipt in seat.given:  # the newest counts: whoever has a later version need not read the earlier
        if receipt.read_at is None and seat.works_at(receipt.organisation_id):
            yield Ask(Verb.READ_SASH, outcome.pk, receipt.shared_at, outcome.organisation_id)
    for outcome, receipt in _requests(seat):
        yield Ask(Verb.SHARE_SASH, outcome.pk, receipt.requested_at, receipt.organisation_id)
    for proposal, answered in proposals:
        if seat.organisation.pk not in answered:
            yield Ask(Verb.ANSWER_CLOSING, proposal.pk, proposal.proposed_at, proposal.proposed_by_id)
    for offer in seat.offers:
        if seat.user is not None and seat.user.pk == offer.offered_to_id:
            yield Ask(Verb.ANSWER_HANDOVER, offer.pk, offer.offered_at, offer.offered_by_id, offer.kind)


def _requests(seat: access.Seat) -> Iterator[tuple[access.Outcome, access.Receipt]]:
    """Outcomes of one's own that others asked for and did not get, nor a later one."""
    has = {receipt.organisation_id: outcome.version for outcome, receipt in seat.given}
    for outcome in reversed(seat.outcomes):
        for receipt in outcome.receipts:
            waits = receipt.shared_at is None and has.get(receipt.organisation_id, 0) < outcome.version
            if waits and seat.works_at(outcome.organisation_id) and seat.takes_part(receipt.organisation_id):
                yield outcome, receipt
