from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.models import User
from cases import wall
from cases.enums import PersonRole
from cases.models import (
    Case,
    Person,
    name_key,
)
from cases.services.base import EARLIEST_DAY, Refused, begin, write
from cases.verbs import Verb
from trail import clock


def is_known(person: dict[str, Any]) -> bool:
    """Whether somebody of the same name and birth date stands in any case."""
    if person["birth_date"] is None:
        return False
    with wall.across(wall.Passage.DUPLICATES):
        return Person.objects.filter(name_key=name_key(person["name"]), birth_date=person["birth_date"]).exists()


def create_person(
    case: Case, role: str, prefix: str = "", *, name: str, birth_date: date | None, relation: str
) -> Person:
    if birth_date is not None and birth_date > clock.today():
        raise Refused("De geboortedatum ligt in de toekomst.", f"{prefix}birth_date")
    if birth_date is not None and birth_date < EARLIEST_DAY:
        raise Refused("Controleer het jaar van de geboortedatum.", f"{prefix}birth_date")
    return Person.objects.create(
        case=case, role=role, name=name, birth_date=birth_date, relation=relation, added_at=clock.now()
    )


@transaction.atomic
def add_person(
    *,
    actor: User,
    case: Case,
    role: str,
    name: str,
    relation: str,
    birth_date: date | None = None,
    once: UUID | None = None,
) -> Person:
    case = begin(Verb.ADD_PERSON, actor, case, once=once)
    person = create_person(case, role, name=name, birth_date=birth_date, relation=relation)
    write(Verb.ADD_PERSON, actor, case, target=person, details={"role": PersonRole(role)}, once=once)
    return person
