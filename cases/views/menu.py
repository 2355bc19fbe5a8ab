"""The buttons of a case page: only those that work for whoever sees them."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from cases import access
from cases.forms import FORMS
from cases.verbs import Verb


@dataclass(frozen=True)
class Button:
    label: str
    url: str


def menu(seat: access.Seat) -> list[Button]:
    """What this person can do with the case now. A verb that nothing is left for is not offered."""
    pointless = set()
    if seat.proposal is not None:
        pointless.add(Verb.PROPOSE_CLOSING)
    if len(seat.regie) == len(access.REGIE_HOLDERS):
        pointless.add(Verb.ASSIGN_REGIE)
    found = [
        Button(FORMS[verb].title, reverse(verb, args=[seat.case.reference]))
        for verb in Verb
        if verb.row.in_menu and verb not in pointless and access.allowed(verb, seat)
    ]
    return found + [
        Button(
            _("%(name)s verbeteren") % {"name": person},
            reverse(Verb.CORRECT_PERSON, args=[seat.case.reference, person.pk]),
        )
        for person in seat.persons
        if access.allowed(Verb.CORRECT_PERSON, seat, person)
    ]
