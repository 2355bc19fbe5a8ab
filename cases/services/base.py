"""What every verb does first: lock the case, check the rule on the locked state, and turn a second submit away."""

from collections.abc import Iterable, Mapping
from copy import copy
from datetime import date
from typing import Any, TypeVar
from uuid import UUID, uuid5

from django.db import models
from django.db.models.query_utils import DeferredAttribute
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from cases import access, alerts, limits
from cases.enums import Compartment, PersonRole
from cases.models import Case, TimelineEntry, Version
from cases.transitions import may_follow
from cases.verbs import Verb
from trail import clock
from trail.recording import FieldName, plain, record

# Nobody on a case was born or did anything before this day: an earlier one is a slip of the keyboard.
EARLIEST_DAY = date(1900, 1, 1)


UNCHANGED = gettext_lazy("U heeft niets gewijzigd.")
Kept = TypeVar("Kept", bound=Version)


class Refused(Exception):
    """The site refuses this, with a Dutch sentence for the field `field` (None: for the whole form)."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class Stale(Exception):
    """Somebody else changed the case since the form was opened. `current` holds what stands there now, by field."""

    def __init__(self, version: int, current: Mapping[str, Any]) -> None:
        super().__init__(version)
        self.version = version
        self.current = current


class AlreadyDone(Exception):
    """The same form was sent before; `entry` is what it led to."""

    def __init__(self, entry: TimelineEntry) -> None:
        super().__init__(entry.pk)
        self.entry = entry


def begin(verb: Verb, actor: User, case: Case, *, target: models.Model | None = None, once: UUID | None = None) -> Case:
    """Locks the case and checks everything on what stands there now; `target` is read again under the lock.

    Returns the locked case. Raises AlreadyDone, PermissionDenied.
    """
    case = lock(case)
    refuse_repeat(verb, actor, case.reference, once)
    if target is not None:
        target.refresh_from_db()
    access.require(verb, access.Seat(actor, case), target)
    return case


def lock(case: Case) -> Case:
    """The case as it stands now, locked until the end of the transaction (SQLite locks all writers at BEGIN)."""
    return Case.objects.select_for_update().get(pk=case.pk)


def refuse_repeat(verb: Verb, actor: User, reference: str, once: UUID | None) -> None:
    entry = find_repeat(verb, actor, reference, once)
    if entry is not None:
        raise AlreadyDone(entry)


def find_repeat(verb: Verb, actor: User, reference: str, once: UUID | None) -> TimelineEntry | None:
    """What this form led to when it was sent before; `reference` is of the case it was on, empty for open_case."""
    key = _own_key(verb, actor, reference, once)
    return TimelineEntry.objects.filter(once=key).first() if key else None


def _own_key(verb: Verb, actor: User, reference: str, once: UUID | None) -> UUID | None:
    """The key as it is kept: the same key of another person, verb or case is another key and never in the way."""
    place = "" if verb == Verb.OPEN_CASE else reference
    return uuid5(once, f"{verb} {actor.pk} {place}") if once else None


def move(row: models.Model, kind: type, to: str, **changes: Any) -> None:
    """Sets the next state of a row that was read under the lock. Raises Refused if it may not follow."""
    if not may_follow(kind, row.state, to):
        raise Refused(_("Dit is al beantwoord of gedaan: %(state)s.") % {"state": row.get_state_display()})
    row.state = to
    for name, value in changes.items():
        setattr(row, name, value)
    row.save()


def replace(version: Kept, actor: User, **changes: Any) -> Kept:
    """The next version of what was read under the lock, with these changes in it; the earlier one stays as it was.

    Raises Refused where nothing would be said that does not stand there already.
    """
    if all(getattr(version, name) == value for name, value in changes.items()):
        raise Refused(UNCHANGED)
    following = copy(version)
    following.pk, following._state.adding = None, True
    following.since, following.by, following.replaces = clock.now(), actor, version
    for name, value in changes.items():
        setattr(following, name, value)
    version.until = following.since
    version.save(update_fields=["until"])
    following.save()
    return following


def newest_seen(version: Kept, seen: int, names: Iterable[str]) -> Kept:
    """The version that holds now of what was read under the lock; `seen` is the number of the one the actor saw.

    Raises Stale, with what is said now under these names, where that one no longer holds.
    """
    newest = version.newest
    if newest.pk != seen:
        raise Stale(newest.pk, {name: getattr(newest, name) for name in names})
    return newest


def changed(before: Version, after: Version, names: Iterable[str]) -> list[FieldName]:
    """Which of these a version says otherwise than the one before it."""
    return [FieldName(name) for name in names if getattr(before, name) != getattr(after, name)]


def write(
    verb: Verb,
    actor: User,
    case: Case,
    *,
    target: models.Model | None = None,
    facts: Mapping[str, Any] | None = None,
    details: Mapping[str, Any] | None = None,
    day: date | None = None,
    once: UUID | None = None,
    **more: Any,
) -> TimelineEntry:
    """Records the verb: its one line in the timeline and its one line in the trail. What lists keep of the case is
    renewed here, so this comes last, once everything else is saved.

    Neither holds free text. `facts` is what the sentence of the line says besides what stands in the target, `details`
    goes to the trail. `day` is on which it happened, unless today. Raises FreeText.
    """
    organisation = actor.work.organisation
    record(
        action=verb,
        actor=actor,
        organisation=organisation.name,
        subject=case.reference,
        target=f"{target._meta.model_name}-{target.pk}" if target is not None else "",
        details=details,
    )
    entry = TimelineEntry.objects.create(
        case=case,
        verb=verb,
        actor=actor,
        organisation=organisation,
        at=clock.now(),
        day=day or clock.today(),
        target_model=target._meta.model_name if target is not None else "",
        target_id=target.pk if target is not None else None,
        facts=plain(facts or {}),
        once=_own_key(verb, actor, case.reference, once),
        **{"compartment": Compartment.TEAM, **more},
    )
    alerts.refresh(case)
    return entry


def withdraw_closing(case: Case) -> dict[str, bool]:
    """Newer facts that the whole team may know end a proposal to close; gives what the timeline says of it."""
    ended = case.closing_proposals.filter(ended_at=None).update(ended_at=clock.now())
    return {"proposal_ended": True} if ended else {}


def checked(value: Any, column: DeferredAttribute, field: str = "", *, required: bool | None = None) -> Any:
    """The value, where it may stand in this column; a text that shows nothing is empty.

    Raises Refused on `field`, the column's name unless told otherwise. `required` is as the column says, unless told.
    """
    required = not column.field.blank if required is None else required
    fault = limits.fault(column.field, value, required=required)
    if fault:
        raise Refused(fault, field or column.field.name)
    return "" if isinstance(value, str) and not limits.shows(value) else value


def check_day(case: Case, day: date | None, field: str, *, may_lie_ahead: bool = False) -> None:
    """Refuses a day in the future, unless it is of something planned, or one before the victim was born."""
    if day is None:
        raise Refused(_("Vul een datum in."), field)
    if day > clock.today() and not may_lie_ahead:
        raise Refused(_("Deze datum ligt in de toekomst."), field)
    if day < EARLIEST_DAY:
        raise Refused(_("Controleer het jaar van deze datum."), field)
    born = list(case.persons.current().filter(role=PersonRole.VICTIM).values_list("birth_date", flat=True))
    if born and all(birth_date is not None and day < birth_date for birth_date in born):
        raise Refused(_("Deze datum ligt voor de geboorte van het slachtoffer."), field)
