"""All the seats at one case: whom what is kept of it is for, and until when they sit there."""

from collections.abc import Iterator
from datetime import datetime

from accounts.models import User
from cases.access import dossier
from cases.access.dossier import Place, Shelf
from cases.access.seat import Seat
from cases.access.told import Judgement, told
from cases.enums import Compartment
from cases.models import Case


def known_to_leave(case: Case, shelf: Shelf, now: datetime) -> list[datetime]:
    """The moments ahead at which somebody on the team stops working there."""
    places = [place for found in shelf.read(dossier.participations, case) for place in found.places]
    return sorted({place.leaves_at for place in places if place.leaves_at is not None and place.leaves_at > now})


def seats_at(case: Case, shelf: Shelf, at: datetime) -> Iterator[tuple[Seat, list[Place]]]:
    """One seat per organisation that takes part, with its people on the team; then one per person who may know more
    than his organisation, or is asked more: the regisseur, his deputy, whoever was let in on an item of justice and
    whoever is offered a regie."""
    present = {found.organisation_id: found.organisation for found in shelf.read(dossier.participations, case)}
    seat = Seat(None, case, at=at, shelf=shelf)
    for organisation in present.values():
        places = [place for place in seat.team if place.organisation_id == organisation.pk]
        yield Seat(None, case, organisation, at, shelf), places
    let_in = [found.admitted_id for found in shelf.read(dossier.incidents, case)]
    knows_more = any(found.compartment == Compartment.JUSTICE for found in shelf.read(dossier.incidents, case))
    if seat.chain and (knows_more or seat.regisseur_blind_since):
        let_in += [seat.chain.holder_id, seat.chain.deputy_id]
    let_in += [one.admitted_id for one in shelf.read(told, case) if isinstance(one, Judgement)]
    let_in += [offer.offered_to_id for offer in seat.offers]
    for place in seat.team:
        if place.user_id in let_in and place.organisation_id in present:
            yield Seat(User(pk=place.user_id), case, present[place.organisation_id], at, shelf), [place]
