from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.enums import WORK_ROLES
from accounts.models import Membership, Organisation, User
from cases import access
from cases.enums import Compartment, IncidentKind, ReferralState, Verb
from cases.models import Case, Incident, Participation, Referral, TeamMember
from cases.notifications import tell
from cases.queries.team import watchers
from cases.services.base import Refused, begin, check_compartment, check_day, move, withdraw_closing, write
from trail import clock


@transaction.atomic
def report_incident(
    *,
    actor: User,
    case: Case,
    kind: str,
    text: str,
    occurred_on: date,
    compartment: str,
    admitted: User | None = None,
    admission_ground: str = "",
    once: UUID | None = None,
) -> Incident:
    """Records one incident: when it occurred and when it was recorded are kept apart."""
    case = begin(Verb.REPORT_INCIDENT, actor, case, once=once)
    check_day(case, occurred_on, "occurred_on")
    items = scope(actor, case, compartment, admitted, admission_ground)
    incident = Incident.objects.create(
        case=case,
        kind=kind,
        text=text,
        occurred_on=occurred_on,
        recorded_at=clock.now(),
        recorded_by=actor,
        organisation=actor.work.organisation,
        **items,
    )
    detail = f"{IncidentKind(kind).label}: {text}"
    if compartment == Compartment.TEAM:
        detail += withdraw_closing(case)
    details = {"occurred_on": occurred_on}
    write(
        Verb.REPORT_INCIDENT,
        actor,
        case,
        target=incident,
        detail=detail,
        details=details,
        once=once,
        occurred_on=occurred_on,
        **items,
    )
    return incident


def scope(actor: User, case: Case, compartment: str, admitted: User | None, ground: str) -> dict[str, Any]:
    """Who may see an item, checked, as values for its row."""
    check_compartment(actor, compartment, admitted, ground)
    on_team = TeamMember.objects.current().filter(participation__case=case)
    if admitted is not None and not on_team.filter(user=admitted).exists():
        raise Refused("Kies iemand uit het team van deze zaak.", "admitted")
    return {
        "compartment": compartment,
        "admitted": admitted,
        "admission_ground": ground if admitted is not None else "",
    }


@transaction.atomic
def refer(
    *,
    actor: User,
    case: Case,
    organisation: Organisation,
    text: str,
    purpose: str,
    legal_ground: str,
    once: UUID | None = None,
) -> Referral:
    """Refers the case to the ZVH, the CCB or Veilig Thuis, with a short text of its own.

    The addressed organisation sees that text and nothing else of the case, until it accepts.
    """
    case = begin(Verb.REFER, actor, case, once=once)
    if organisation.kind not in access.REFERABLE:
        raise Refused("Kies een Zorg- en Veiligheidshuis, het CCB of Veilig Thuis.", "organisation")
    if organisation == actor.work.organisation:
        raise Refused("U kunt niet bij uw eigen organisatie aanmelden.", "organisation")
    if case.referrals.filter(organisation=organisation, state=ReferralState.SENT).exists():
        raise Refused("Deze zaak is daar al aangemeld. Het antwoord volgt nog.", "organisation")
    referral = Referral.objects.create(
        case=case,
        organisation=organisation,
        text=text,
        purpose=purpose,
        legal_ground=legal_ground,
        sent_by=actor,
        sent_for=actor.work.organisation,
        sent_at=clock.now(),
    )
    detail = f"Bij {organisation}: {text}"
    details = {"organisation": organisation.slug}
    write(Verb.REFER, actor, case, target=referral, detail=detail, details=details, once=once)
    held = Membership.objects.current().filter(organisation=organisation, role__in=WORK_ROLES)
    tell((membership.user for membership in held.select_related("user")), case)
    return referral


@transaction.atomic
def answer_referral(
    *, actor: User, referral: Referral, accept: bool, reason: str = "", once: UUID | None = None
) -> Referral:
    """Accepts a referral, which makes the organisation a participant and the accepter a team member at once, or
    refuses it with a reason."""
    case = begin(Verb.ANSWER_REFERRAL, actor, referral.case, target=referral, once=once)
    if not accept and not reason:
        raise Refused("Schrijf op waarom u de aanmelding weigert.", "reason")
    state = ReferralState.ACCEPTED if accept else ReferralState.REFUSED
    move(referral, ReferralState, state, answered_by=actor, answered_at=clock.now(), answer_reason=reason)
    if accept:
        participation, _ = Participation.objects.get_or_create(
            case=case,
            organisation=referral.organisation,
            until=None,
            defaults={
                "purpose": referral.purpose,
                "legal_ground": referral.legal_ground,
                "since": clock.now(),
            },
        )
        TeamMember.objects.get_or_create(
            participation=participation, user=actor, until=None, defaults={"since": clock.now()}
        )
    outcome = "aangenomen" if accept else "geweigerd"
    detail = f"Door {referral.organisation} {outcome}" + (f". Toelichting: {reason}" if reason else "")
    details = {"organisation": referral.organisation.slug, "state": state}
    write(Verb.ANSWER_REFERRAL, actor, case, target=referral, detail=detail, details=details, once=once)
    tell([referral.sent_by, *(watchers(case) if accept else [])], case)
    return referral
