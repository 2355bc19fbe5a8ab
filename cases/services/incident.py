from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from cases.enums import Compartment, IncidentKind
from cases.models import Case, Incident
from cases.notifications import tell
from cases.queries.team import who_may_know
from cases.services.base import (
    Refused,
    begin,
    changed,
    check_day,
    checked,
    newest_seen,
    replace,
    withdraw_closing,
    write,
)
from cases.services.compartment import scope
from cases.verbs import Verb
from trail import clock

# That it was one of these nobody was told yet, where a correction says so.
_DANGERS = {IncidentKind.WEAPON, IncidentKind.THREAT}
# What a correction may change.
_SAID = ("kinds", "text", "occurred_on")


@transaction.atomic
def report_incident(
    *,
    actor: User,
    case: Case,
    kinds: Iterable[str],
    text: str,
    occurred_on: date,
    compartment: str,
    admitted: User | None = None,
    admission_ground: str = "",
    once: UUID | None = None,
) -> Incident:
    """Records one incident: when it occurred and when it was recorded are kept apart. Whoever may read it is told at
    once that there is something."""
    case = begin(Verb.REPORT_INCIDENT, actor, case, once=once)
    flags, text = _flags(kinds), checked(text, Incident.text)
    check_day(case, occurred_on, "occurred_on")
    items = scope(actor, case, compartment, admitted, admission_ground)
    incident = Incident.objects.create(
        case=case,
        kind_flags=flags,
        text=text,
        occurred_on=occurred_on,
        recorded_at=clock.now(),
        recorded_by=actor,
        since=clock.now(),
        by=actor,
        organisation=actor.work.organisation,
        **items,
    )
    facts = withdraw_closing(case) if compartment == Compartment.TEAM else {}
    details = {"occurred_on": occurred_on}
    write(
        Verb.REPORT_INCIDENT,
        actor,
        case,
        target=incident,
        facts=facts,
        details=details,
        day=occurred_on,
        once=once,
        **items,
    )
    tell(who_may_know(incident, but=actor), case)
    return incident


@transaction.atomic
def correct_incident(
    *,
    actor: User,
    incident: Incident,
    version: int,
    kinds: Iterable[str],
    text: str,
    occurred_on: date,
    once: UUID | None = None,
) -> Incident:
    """Puts right what was recorded; the earlier version stays readable, for the same people.

    `version` is the number of the version that the actor saw. Raises Stale where somebody else corrected it since.
    """
    case = begin(Verb.CORRECT_INCIDENT, actor, incident.case, target=incident, once=once)
    before = newest_seen(incident, version, _SAID)
    changes = {"kind_flags": _flags(kinds), "text": checked(text, Incident.text), "occurred_on": occurred_on}
    check_day(case, occurred_on, "occurred_on")
    corrected = replace(before, actor, **changes)
    facts = withdraw_closing(case) if corrected.compartment == Compartment.TEAM else {}
    write(
        Verb.CORRECT_INCIDENT,
        actor,
        case,
        target=corrected,
        facts=facts,
        details={"changed": changed(before, corrected, _SAID), "occurred_on": occurred_on},
        day=occurred_on,
        once=once,
        compartment=corrected.compartment,
        admitted=corrected.admitted,
        admitted_for=corrected.admitted_for,
        admission_ground=corrected.admission_ground,
    )
    if not _DANGERS & set(before.kinds) and _DANGERS & set(corrected.kinds):
        tell(who_may_know(corrected, but=actor), case)
    return corrected


def _flags(kinds: Iterable[str]) -> int:
    """These kinds as a row keeps them. Raises Refused where there is none, or one that is not on the list."""
    chosen = set(kinds)
    if not chosen:
        raise Refused(_("Kies wat voor incident het is."), "kinds")
    if not chosen <= set(IncidentKind.values):
        raise Refused(_("Kies iets uit de lijst."), "kinds")
    return sum(IncidentKind(kind).flag for kind in chosen)
