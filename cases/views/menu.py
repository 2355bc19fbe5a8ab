"""The buttons of a case page: only those that work for whoever sees them."""

from dataclasses import dataclass

from django.urls import reverse

from cases import access
from cases.enums import Verb
from cases.forms import FORMS
from cases.queries.case import CasePage

_ON_THE_CASE = (
    Verb.EDIT_CASE,
    Verb.ADD_PERSON,
    Verb.RECORD_SASH,
    Verb.REFER,
    Verb.INVITE_ORGANISATION,
    Verb.MOVE_PHASE,
    Verb.ASSIGN_REGIE,
    Verb.PROPOSE_CLOSING,
    Verb.REOPEN_CASE,
)


@dataclass(frozen=True)
class Button:
    label: str
    url: str


def menu(page: CasePage) -> list[Button]:
    """What this person can do with the case now. A verb that nothing is left for is not offered."""
    pointless = set()
    if page.proposal is not None:
        pointless.add(Verb.PROPOSE_CLOSING)
    if len(page.seat.regie) == len(access.REGIE_HOLDERS):
        pointless.add(Verb.ASSIGN_REGIE)
    return [
        Button(FORMS[verb].title, reverse(verb, args=[page.case.reference]))
        for verb in _ON_THE_CASE
        if verb not in pointless and access.allowed(verb, page.seat)
    ]
