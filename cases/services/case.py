from contextlib import suppress
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.enums import Province
from accounts.models import User
from cases import access
from cases.enums import Compartment, Look, PersonRole
from cases.models import (
    Case,
    CaseFacts,
    Closure,
    Participation,
    PhaseChange,
    PossibleDuplicate,
    ReferenceNumber,
    TeamMember,
)
from cases.notifications import tell
from cases.queries.team import team_of
from cases.services.base import (
    UNCHANGED,
    Refused,
    Stale,
    begin,
    check_day,
    checked,
    refuse_repeat,
    replace,
    withdraw_closing,
    write,
)
from cases.services.person import check_person, create_person, is_known, lock_names
from cases.services.step import open_steps
from cases.services.team import ask_for_coordinators
from cases.transitions import needs_reason
from cases.verbs import Verb
from phases.enums import PhaseKey
from trail import clock
from trail.recording import FieldName, record

# One draw in 33 million meets a given case of that year.
_DRAWS = 4

_CHANGEABLE = ("province", "summary", "victim_contact", "victim_spoken_on", "suspect_contact")


class PossiblyKnown(Refused):
    """Somebody of this name and birth date stands in a case already, and no reason to go on is given."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Er loopt mogelijk al een zaak over een van deze personen. Overleg met uw coördinator of met het "
                "Zorg- en Veiligheidshuis. Wilt u toch een nieuwe zaak openen? Schrijf dan op waarom."
            ),
            "go_on_reason",
        )


def open_case(
    *,
    actor: User,
    province: str,
    summary: str,
    victim: dict[str, Any],
    suspect: dict[str, Any] | None = None,
    reference_number: str = "",
    go_on_reason: str = "",
    once: UUID | None = None,
) -> Case:
    """Opens a case in the first phase, with the opener and his organisation on the team.

    `victim` and `suspect` hold name, birth_date and relation. Raises Refused on field `go_on_reason` where somebody of
    the same name and birth date stands in a case already and no reason to go on is given; nothing more is revealed.
    All else must be right by then: whether a name is known is told only by a case that opens or by a line in the trail.
    """
    try:
        with transaction.atomic():
            return _open_case(actor, province, summary, victim, suspect, reference_number, go_on_reason, once)
    except PossiblyKnown:
        # Whoever only tries a name leaves a trace: the answer tells that somebody stands in a case.
        with transaction.atomic():
            record(action=Look.POSSIBLE_DUPLICATE, actor=actor, organisation=actor.work.organisation.name)
        raise
    except IntegrityError:
        with transaction.atomic():
            refuse_repeat(Verb.OPEN_CASE, actor, "", once)  # two submits at the same moment: the other one won
        raise


def _open_case(actor, province, summary, victim, suspect, reference_number, go_on_reason, once) -> Case:
    access.require(Verb.OPEN_CASE, access.Seat(actor))
    province, summary = checked(province, CaseFacts.province), checked(summary, CaseFacts.summary)
    reference_number = checked(reference_number, ReferenceNumber.number, "reference_number")
    go_on_reason = checked(go_on_reason, PossibleDuplicate.reason, "go_on_reason", required=False)
    people = [victim] if suspect is None else [victim, suspect]
    check_person(PersonRole.VICTIM, "victim_", **victim)
    if suspect is not None:
        check_person(PersonRole.SUSPECT, "suspect_", **suspect)
    lock_names(*people)
    refuse_repeat(Verb.OPEN_CASE, actor, "", once)  # under the lock, or a second submit would meet its own victim
    known = any(is_known(person) for person in people)
    if known and not go_on_reason:
        raise PossiblyKnown
    organisation = actor.work.organisation
    now = clock.now()
    case = _under_free_reference(phase_since=now, opened_at=now, opened_by=actor, opened_for=organisation)
    # First of all the opener's own place: what comes next is written by somebody on the team.
    participation = Participation.objects.create(case=case, organisation=organisation, since=now)
    TeamMember.objects.create(participation=participation, user=actor, since=now)
    case.facts = CaseFacts.objects.create(
        case=case, province=province, summary=summary, victim_contact=actor, by=actor, since=now
    )
    case.save(update_fields=["facts"])
    if reference_number:
        _number(actor, case, reference_number)
    create_person(actor, case, PersonRole.VICTIM, **victim)
    if suspect is not None:
        create_person(actor, case, PersonRole.SUSPECT, **suspect)
    entry = PhaseChange.objects.create(case=case, to_phase=case.phase, by=actor, at=now)
    open_steps(case, entry)
    went_on = _keep_reason(actor, case, go_on_reason) if known else None
    write(Verb.OPEN_CASE, actor, case, target=went_on, details={"possible_duplicate": known}, once=once)
    return case


def _under_free_reference(**values: Any) -> Case:
    """References are drawn by chance; one that is taken is drawn again."""
    for _draw in range(_DRAWS):
        with suppress(IntegrityError), transaction.atomic():
            return Case.objects.create(**values)
    return Case.objects.create(**values)


def _keep_reason(actor: User, case: Case, reason: str) -> PossibleDuplicate:
    """Keeps it for the opener's organisation alone: whoever joins must not learn of another case by it."""
    return PossibleDuplicate.objects.create(
        case=case,
        reason=reason,
        by=actor,
        at=clock.now(),
        organisation=actor.work.organisation,
        compartment=Compartment.ORGANISATION,
    )


@transaction.atomic
def edit_case(
    *, actor: User, case: Case, version: int, reference_number: str = "", once: UUID | None = None, **values: Any
) -> Case:
    """Changes the facts on the case, and the number of the actor's own organisation.

    Raises Stale where the case is no longer of `version`: nothing is lost unseen.
    """
    case = begin(Verb.EDIT_CASE, actor, case, once=once)
    reference_number = checked(reference_number, ReferenceNumber.number, "reference_number")
    values |= {
        "summary": checked(values["summary"], CaseFacts.summary),
        "province": checked(values["province"], CaseFacts.province),
    }
    before, own_number = case.facts, case.reference_numbers.number_of(actor.work.organisation)
    if case.version != version:
        current = {name: getattr(before, name) for name in _CHANGEABLE}
        raise Stale(case.version, {**current, "reference_number": own_number})
    if values["victim_spoken_on"] is not None:
        check_day(case, values["victim_spoken_on"], "victim_spoken_on")
    on_team = team_of(case)
    for field in ("victim_contact", "suspect_contact"):
        if values[field] is not None and values[field] not in (*on_team, getattr(before, field)):
            raise Refused(_("Kies iemand uit het team van deze zaak."), field)
    differs = [name for name in _CHANGEABLE if getattr(before, name) != values[name]]
    renumbers = reference_number != own_number
    if not (differs or renumbers):
        raise Refused(UNCHANGED)
    if differs:
        case.facts = replace(before, actor, **{name: values[name] for name in differs})
    case.version += 1
    case.save()
    facts = _facts(case.facts, differs)
    if renumbers:
        _number(actor, case, reference_number)
        facts["reference_number"] = True
    details = {"changed": [FieldName(name) for name in facts]}
    about = case.facts if differs else None
    write(Verb.EDIT_CASE, actor, case, target=about, facts=facts, details=details, once=once)
    return case


def _number(actor: User, case: Case, number: str) -> ReferenceNumber:
    own = actor.work.organisation
    before = case.reference_numbers.of(own).first()
    if before is not None:
        return replace(before, actor, number=number)
    return ReferenceNumber.objects.create(case=case, organisation=own, number=number, by=actor, since=clock.now())


def _facts(version: CaseFacts, changed: list[str]) -> dict[str, Any]:
    """What the timeline says of a change: contacts and dates, of texts only that they changed."""
    facts = {
        "province": Province(version.province),
        "victim_contact": version.victim_contact_id,
        "suspect_contact": version.suspect_contact_id,
        "victim_spoken_on": version.victim_spoken_on,
    }
    return {name: facts.get(name, True) for name in changed}


@transaction.atomic
def move_phase(
    *, actor: User, case: Case, to_phase: str, version: int, reason: str = "", once: UUID | None = None
) -> Case:
    """Moves the case to another phase; any move but to the next one asks for a reason. Open steps are carried over.

    Raises Refused (same phase, no reason), Stale.
    """
    case = begin(Verb.MOVE_PHASE, actor, case, once=once)
    to_phase, reason = checked(to_phase, PhaseChange.to_phase), checked(reason, PhaseChange.reason)
    if case.version != version:
        raise Stale(case.version, {"to_phase": case.get_phase_display()})
    if to_phase == case.phase:
        raise Refused(_("De zaak is al in deze fase."), "to_phase")
    if needs_reason(case.phase, to_phase) and not reason:
        raise Refused(_("Schrijf op waarom u een fase overslaat of teruggaat."), "reason")
    before = case.phase
    case.phase, case.phase_since, case.version = to_phase, clock.now(), case.version + 1
    case.save()
    entry = PhaseChange.objects.create(
        case=case, from_phase=before, to_phase=to_phase, reason=reason, by=actor, at=clock.now()
    )
    open_steps(case, entry)
    facts = withdraw_closing(case)
    details = {"from_phase": PhaseKey(before), "to_phase": PhaseKey(to_phase)}
    write(Verb.MOVE_PHASE, actor, case, target=entry, facts=facts, details=details, once=once)
    tell(team_of(case, but=actor), case)
    return case


@transaction.atomic
def reopen_case(*, actor: User, case: Case, reason: str, once: UUID | None = None) -> Case:
    """Opens a closed case again, in the phase it was in, with the same team."""
    case = begin(Verb.REOPEN_CASE, actor, case, once=once)
    reason = checked(reason, Closure.reason, required=True)
    case.closed_at = None
    case.version += 1
    case.save()
    closure = case.closures.get(until=None)
    closure.until, closure.reopened_by, closure.reason = clock.now(), actor, reason
    closure.save()
    write(Verb.REOPEN_CASE, actor, case, target=closure, once=once)
    tell(team_of(case, but=actor), case)
    ask_for_coordinators(case)
    return case
