from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Membership, Organisation, User
from accounts.notifications import ask_for_coordinator
from cases import access
from cases.enums import ReferralState
from cases.models import Case, Referral
from cases.notifications import tell
from cases.queries.team import watchers
from cases.services.base import Refused, begin, checked, move, write
from cases.services.team import is_on_team, join, put_on_team
from cases.verbs import Verb
from trail import clock
from trail.recording import Slug


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
    text, purpose = checked(text, Referral.text), checked(purpose, Referral.purpose)
    legal_ground = checked(legal_ground, Referral.legal_ground)
    if organisation.kind not in access.REFERABLE:
        raise Refused(_("Kies een Zorg- en Veiligheidshuis, het CCB of Veilig Thuis."), "organisation")
    if organisation == actor.work.organisation:
        raise Refused(_("U kunt niet bij uw eigen organisatie aanmelden."), "organisation")
    if case.referrals.filter(organisation=organisation, state=ReferralState.SENT).exists():
        raise Refused(_("Deze zaak is daar al aangemeld. Het antwoord volgt nog."), "organisation")
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
    details = {"organisation": Slug(organisation.slug)}
    write(Verb.REFER, actor, case, target=referral, details=details, once=once)
    held = Membership.objects.working_at(organisation)
    people = [membership.user for membership in held.select_related("user")]
    tell(people, case)
    if not people:
        ask_for_coordinator(organisation)
    return referral


@transaction.atomic
def answer_referral(
    *, actor: User, referral: Referral, accept: bool, reason: str = "", once: UUID | None = None
) -> Referral:
    """Accepts a referral, which makes the organisation a participant and the accepter a team member at once, or
    refuses it with a reason."""
    case = begin(Verb.ANSWER_REFERRAL, actor, referral.case, target=referral, once=once)
    reason = checked(reason, Referral.answer_reason, "reason")
    if not accept and not reason:
        raise Refused(_("Schrijf op waarom u de aanmelding weigert."), "reason")
    state = ReferralState.ACCEPTED if accept else ReferralState.REFUSED
    move(referral, ReferralState, state, answered_by=actor, answered_at=clock.now(), answer_reason=reason)
    if accept:
        participation = join(case, referral.organisation, referral.purpose, referral.legal_ground)
        if not is_on_team(participation, actor):
            put_on_team(participation, actor)
    details = {"organisation": Slug(referral.organisation.slug), "state": state}
    write(Verb.ANSWER_REFERRAL, actor, case, target=referral, details=details, once=once)
    tell([referral.sent_by, *(watchers(case) if accept else [])], case)
    return referral
