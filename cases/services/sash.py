from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Organisation, User
from cases import access
from cases.enums import Compartment
from cases.models import Case, Participation, SashOutcome, SashReasoning, SashRisk, SashShare, TeamMember
from cases.notifications import tell
from cases.queries.team import watchers
from cases.services.base import Refused, begin, check_day, checked, withdraw_closing, write
from cases.services.compartment import scope
from cases.verbs import Verb
from trail import clock
from trail.recording import Slug


@transaction.atomic
def record_sash(
    *,
    actor: User,
    case: Case,
    level: int,
    filled_in_on: date,
    filled_in_by: str,
    considerations: str,
    compartment: str,
    lowering_reason: str = "",
    share_with: Iterable[Organisation] = (),
    purpose: str = "",
    legal_ground: str = "",
    admitted: User | None = None,
    admission_ground: str = "",
    once: UUID | None = None,
) -> SashOutcome:
    """Records the outcome of a SASH as a new version, and shares it with the organisations named.

    Signaleren, Melden: politie fills it in; Veilig Thuis does or helps. A correction is again a new version. Raises
    Refused on `lowering_reason` where the risk is said to be less than it seemed, as far as the actor knows, without
    a reason: lower than the version before, or as it was before the newest incident.
    """
    case = begin(Verb.RECORD_SASH, actor, case, once=once)
    level, filled_in_by = checked(level, SashRisk.level), checked(filled_in_by, SashRisk.filled_in_by)
    considerations = checked(considerations, SashReasoning.considerations)
    lowering_reason = checked(lowering_reason, SashReasoning.lowering_reason)
    check_day(case, filled_in_on, "filled_in_on")
    items = scope(actor, case, compartment, admitted, admission_ground)
    seat = access.Seat(actor, case)
    _ask_why_lower(seat.sash, level, lowering_reason)
    _ask_why_older(seat, filled_in_on, compartment, lowering_reason)
    outcome = _next_version(
        actor,
        case,
        SashRisk(level=level, filled_in_by=filled_in_by),
        SashReasoning(considerations=considerations, lowering_reason=lowering_reason, **items),
        filled_in_on=filled_in_on,
    )
    shared = _share(outcome, share_with, actor, purpose, legal_ground)
    _write_sash(Verb.RECORD_SASH, actor, case, outcome, shared, once)
    return outcome


@transaction.atomic
def enrich_sash(
    *,
    actor: User,
    outcome: SashOutcome,
    level: int,
    considerations: str,
    compartment: str,
    lowering_reason: str = "",
    once: UUID | None = None,
) -> SashOutcome:
    """Veilig Thuis adds to the outcome of the police (Melden: Veilig Thuis): a new version, for the same readers.

    It is of the same day as that one. Raises Refused on `lowering_reason` where it is lower without a reason.
    """
    case = begin(Verb.ENRICH_SASH, actor, outcome.case, target=outcome, once=once)
    if case.sash_outcomes.filter(version__gt=outcome.version).exists():
        raise Refused(_("Er is intussen een nieuwere uitkomst. Verrijk die."))
    if outcome.organisation_id == actor.work.organisation.pk:
        raise Refused(_("Dit is al een uitkomst van uw eigen organisatie. Leg een nieuwe versie vast."))
    level, considerations = checked(level, SashRisk.level), checked(considerations, SashReasoning.considerations)
    lowering_reason = checked(lowering_reason, SashReasoning.lowering_reason)
    _ask_why_lower(outcome.risk, level, lowering_reason)
    items = scope(actor, case, compartment, None, "")
    enriched = _next_version(
        actor,
        case,
        SashRisk(level=level, filled_in_by=outcome.risk.filled_in_by),
        SashReasoning(considerations=considerations, lowering_reason=lowering_reason, **items),
        enriches=outcome,
        filled_in_on=outcome.filled_in_on,
        reckons_until=outcome.reckons_until,
    )
    shared = [_reshare(enriched, share, actor) for share in outcome.shares.given().select_related("organisation")]
    earlier = outcome.shares.given().order_by("id").first()
    purpose, ground = (earlier.purpose, earlier.legal_ground) if earlier else ("", "")
    give_sash(enriched, outcome.organisation, actor, purpose, ground)
    _write_sash(Verb.ENRICH_SASH, actor, case, enriched, [*filter(None, shared), outcome.organisation], once)
    return enriched


def _ask_why_lower(before: SashRisk | access.Outcome | None, level: int, reason: str) -> None:
    if before is not None and level < before.level and not reason:
        raise Refused(
            _("Deze uitkomst is lager dan de vorige. Schrijf op waarom het risico lager is."), "lowering_reason"
        )


def _ask_why_older(seat: access.Seat, filled_in_on: date, compartment: str, reason: str) -> None:
    """Of incidents that some readers of the reason may not know it does not ask: it would betray them."""
    known = [found for found in seat.incidents if found.compartment in (Compartment.TEAM, compartment)]
    late = [found for found in known if found.last_on > filled_in_on or _missed(found, filled_in_on)]
    if late and not reason:
        raise Refused(
            _("Deze SASH is van voor het laatste incident. Schrijf op waarom u haar nu vastlegt."), "lowering_reason"
        )


def _missed(found: access.Incidents, filled_in_on: date) -> bool:
    """Recorded after the outcome before, and after the day on which this one was filled in."""
    return found.uncovered is not None and timezone.localdate(found.last) > filled_in_on


def _reshare(outcome: SashOutcome, share: SashShare, actor: User) -> Organisation | None:
    """Whoever could see the earlier version can see the enriched one, as long as he takes part."""
    if share.organisation_id == outcome.organisation_id or not _takes_part(outcome.case, share.organisation):
        return None
    give_sash(outcome, share.organisation, actor, share.purpose, share.legal_ground)
    return share.organisation


def _next_version(actor: User, case: Case, risk: SashRisk, reasoning: SashReasoning, **values: Any) -> SashOutcome:
    last = case.sash_outcomes.aggregate(last=Max("version"))["last"] or 0
    outcome = SashOutcome.objects.create(
        case=case,
        version=last + 1,
        organisation=actor.work.organisation,
        recorded_by=actor,
        recorded_at=clock.now(),
        **values,
    )
    risk.outcome = reasoning.outcome = outcome
    reasoning.organisation = outcome.organisation
    risk.save()
    reasoning.save()
    return outcome


def _write_sash(
    verb: Verb, actor: User, case: Case, outcome: SashOutcome, shared: list[Organisation], once: UUID | None
) -> None:
    facts = {"organisations": [organisation.pk for organisation in shared], **withdraw_closing(case)}
    details = {"version": outcome.version, "shared": len(shared)}
    write(verb, actor, case, target=outcome, facts=facts, details=details, day=outcome.filled_in_on, once=once)


@transaction.atomic
def share_sash(
    *,
    actor: User,
    outcome: SashOutcome,
    organisations: Iterable[Organisation],
    purpose: str,
    legal_ground: str,
    once: UUID | None = None,
) -> list[Organisation]:
    """Shares an outcome with organisations that take part, each of which leaves a receipt when it opens it."""
    case = begin(Verb.SHARE_SASH, actor, outcome.case, target=outcome, once=once)
    shared = _share(outcome, organisations, actor, purpose, legal_ground)
    if not shared:
        raise Refused(_("Kies minstens één organisatie die de uitkomst nog niet heeft."), "organisations")
    facts = {"organisations": [organisation.pk for organisation in shared]}
    details = {"version": outcome.version, "organisations": [Slug(organisation.slug) for organisation in shared]}
    write(Verb.SHARE_SASH, actor, case, target=outcome, facts=facts, details=details, once=once)
    return shared


def _share(
    outcome: SashOutcome, organisations: Iterable[Organisation], actor: User, purpose: str, ground: str
) -> list[Organisation]:
    organisations = list(organisations)
    for organisation in organisations:
        if not _takes_part(outcome.case, organisation):
            raise Refused(
                _("%(organisation)s doet niet mee in deze zaak.") % {"organisation": organisation}, "organisations"
            )
    purpose = checked(purpose, SashShare.purpose, "purpose")
    ground = checked(ground, SashShare.legal_ground, "legal_ground")
    if organisations and not (purpose and ground):
        raise Refused(_("Kies een doel en een grondslag om te delen."), "purpose" if not purpose else "legal_ground")
    return [found for found in organisations if give_sash(outcome, found, actor, purpose, ground)]


def give_sash(outcome: SashOutcome, organisation: Organisation, actor: User, purpose: str, ground: str) -> bool:
    """Gives one organisation the outcome; False where it already has it."""
    share = outcome.shares.filter(organisation=organisation).first()
    share = share or SashShare(outcome=outcome, organisation=organisation)
    if organisation.pk == outcome.organisation_id or share.shared_at is not None:
        return False
    share.shared_at, share.shared_by = clock.now(), actor
    share.purpose, share.legal_ground = purpose, ground
    share.save()
    members = TeamMember.objects.of(outcome.case).filter(organisation=organisation)
    tell((member.user for member in members.select_related("user")), outcome.case)
    return True


def _takes_part(case: Case, organisation: Organisation) -> bool:
    return Participation.objects.filter(case=case, organisation=organisation, until=None).exists()


@transaction.atomic
def request_sash(*, actor: User, outcome: SashOutcome, once: UUID | None = None) -> SashShare:
    """Asks for an outcome that is not shared yet (Melden: reclassering, when the suspect is taken into custody)."""
    case = begin(Verb.REQUEST_SASH, actor, outcome.case, target=outcome, once=once)
    share, created = SashShare.objects.get_or_create(
        outcome=outcome,
        organisation=actor.work.organisation,
        defaults={"requested_at": clock.now(), "requested_by": actor},
    )
    if not created:
        raise Refused(_("Uw organisatie heeft deze uitkomst al opgevraagd."))
    write(Verb.REQUEST_SASH, actor, case, target=outcome, once=once)
    holders = TeamMember.objects.of(case).filter(organisation=outcome.organisation)
    tell([*(member.user for member in holders.select_related("user")), *watchers(case)], case)
    return share


@transaction.atomic
def read_sash(*, actor: User, outcome: SashOutcome, once: UUID | None = None) -> None:
    """Leaves the receipt: an organisation has seen an outcome once one of its members has opened its page."""
    unread = outcome.shares.given().filter(organisation=actor.work.organisation, read_at=None)
    if not unread.exists():
        return
    case = begin(Verb.READ_SASH, actor, outcome.case, target=outcome, once=once)
    if unread.update(read_at=clock.now(), read_by=actor):
        write(Verb.READ_SASH, actor, case, target=outcome, once=once)
