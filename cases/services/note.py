from uuid import UUID

from django.db import transaction

from accounts.models import User
from cases.enums import NoteKind
from cases.models import Case, Note
from cases.services.base import begin, checked, write
from cases.services.compartment import scope
from cases.verbs import Verb
from trail import clock


@transaction.atomic
def write_note(
    *,
    actor: User,
    case: Case,
    kind: str,
    text: str,
    compartment: str,
    admitted: User | None = None,
    admission_ground: str = "",
    once: UUID | None = None,
) -> Note:
    """Keeps a note or a telephone contact on the timeline. It is no incident: nothing is warned of by it."""
    case = begin(Verb.WRITE_NOTE, actor, case, once=once)
    kind, text = checked(kind, Note.kind), checked(text, Note.text)
    items = scope(actor, case, compartment, admitted, admission_ground)
    note = Note.objects.create(
        case=case, kind=kind, text=text, at=clock.now(), by=actor, organisation=actor.work.organisation, **items
    )
    write(Verb.WRITE_NOTE, actor, case, target=note, details={"kind": NoteKind(kind)}, once=once, **items)
    return note
