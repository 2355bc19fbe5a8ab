from datetime import date
from hashlib import blake2b
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from cases import wall
from cases.enums import PersonRole
from cases.models import (
    Case,
    Person,
    name_key,
)
from cases.services.base import EARLIEST_DAY, Refused, begin, changed, checked, newest_seen, replace, write
from cases.verbs import Verb
from trail import clock


def is_known(person: dict[str, Any]) -> bool:
    """Whether somebody of the same name and birth date stands in any case."""
    if person["birth_date"] is None:
        return False
    with wall.across(wall.Passage.DUPLICATES):
        return (
            Person.objects.current().filter(name_key=name_key(person["name"]), birth_date=person["birth_date"]).exists()
        )


def lock_names(*people: dict[str, Any]) -> None:
    """Until the transaction ends nobody else looks whether these people are known.

    Otherwise two who open a case on the same victim at the same moment are both told that nobody has one. SQLite needs
    no lock: it lets in one writer at a time.
    """
    if connection.vendor != "postgresql":
        return
    names = [f"{name_key(person['name'])} {person['birth_date']}" for person in people if person["birth_date"]]
    keys = {int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), signed=True) for name in names}
    with connection.cursor() as cursor:
        for key in sorted(keys):  # always in this order, or two could wait for each other
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [key])


def check_person(role: str, prefix: str = "", *, name: str, birth_date: date | None, relation: str) -> None:
    """Refuses what cannot be said of a person; `prefix` is of the fields in the form."""
    for column, value in ((Person.role, role), (Person.name, name), (Person.relation, relation)):
        checked(value, column, f"{prefix}{column.field.name}")
    if birth_date is not None and birth_date > clock.today():
        raise Refused(_("De geboortedatum ligt in de toekomst."), f"{prefix}birth_date")
    if birth_date is not None and birth_date < EARLIEST_DAY:
        raise Refused(_("Controleer het jaar van de geboortedatum."), f"{prefix}birth_date")


def create_person(actor: User, case: Case, role: str, **particulars: Any) -> Person:
    """`particulars` are name, birth_date and relation."""
    now = clock.now()
    return Person.objects.create(
        case=case, role=role, by=actor, organisation=actor.work.organisation, added_at=now, since=now, **particulars
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
    particulars = {"name": name, "birth_date": birth_date, "relation": relation}
    check_person(role, **particulars)
    person = create_person(actor, case, role, **particulars)
    write(Verb.ADD_PERSON, actor, case, target=person, details={"role": PersonRole(role)}, once=once)
    return person


@transaction.atomic
def correct_person(
    *, actor: User, person: Person, version: int, role: str, once: UUID | None = None, **particulars: Any
) -> Person:
    """Puts right what is said of somebody; what was said before stays readable.

    `version` is the number of the version that the actor saw, `particulars` are name, birth_date and relation. Raises
    Refused where the case would be left without a victim, Stale where somebody else corrected it since.
    """
    case = begin(Verb.CORRECT_PERSON, actor, person.case, target=person, once=once)
    changes = {"role": role, **particulars}
    before = newest_seen(person, version, changes)
    check_person(role, **particulars)
    others = case.persons.current().filter(role=PersonRole.VICTIM).exclude(pk=before.pk)
    if before.role == PersonRole.VICTIM and role != PersonRole.VICTIM and not others.exists():
        raise Refused(_("Dan heeft de zaak geen slachtoffer meer. Voeg eerst het slachtoffer toe."), "role")
    corrected = replace(before, actor, **changes)
    details = {"changed": changed(before, corrected, changes)}
    write(Verb.CORRECT_PERSON, actor, case, target=corrected, details=details, once=once)
    return corrected
