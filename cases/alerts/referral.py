from datetime import datetime

from django.db.models import Exists, OuterRef, Q
from django.db.models.expressions import Combinable

from accounts.enums import OrganisationKind
from accounts.models import User
from cases import terms
from cases.alerts.base import Alert, Facts, Solution, Watch
from cases.enums import ReferralState, SashLevel
from cases.models import Referral, TeamMember
from cases.verbs import Verb


class CcbMissing(Watch):
    """In Noord-Nederland the CCB is involved in every case with SASH matig or hoog (Onderzoek: CCB)."""

    key = "ccb_missing"
    text_slug = "onderzoek-ccb"
    source = "Onderzoek, CCB"

    def condition(self, viewer: User, now: datetime) -> Q | Combinable:
        takes_part = TeamMember.objects.current(now).filter(
            participation__case=OuterRef("pk"), participation__organisation__kind=OrganisationKind.CCB
        )
        asked = Referral.objects.filter(
            case=OuterRef("pk"), organisation__kind=OrganisationKind.CCB, state=ReferralState.SENT
        )
        return Q(sash_level__gte=SashLevel.MEDIUM) & ~Exists(takes_part) & ~Exists(asked)

    def explain(self, facts: Facts) -> Alert | None:
        if facts.level is None or not facts.level.is_at_stake:
            return None
        invited = [found for found in facts.seat.participations if found.organisation.kind == OrganisationKind.CCB]
        if any(found.has_member for found in invited):
            return None
        kinds = {(row.organisation.kind, row.state) for row in facts.seat.referrals}
        if (OrganisationKind.CCB, ReferralState.SENT) in kinds:
            return None
        note = "Het CCB is uitgenodigd, maar er zit nog niemand van het CCB in het team." if invited else ""
        return _risk_alert(self, facts, "Het CCB is nog niet betrokken", OrganisationKind.CCB, "CCB betrekken", note)


class ZvhMissing(Watch):
    """At SASH matig or hoog the case is referred to the ZVH (Melden: VT, reclassering, OM; Onderzoek)."""

    key = "zvh_missing"
    text_slug = "melden-veilig-thuis"
    source = "Melden, Veilig Thuis"

    def condition(self, viewer: User, now: datetime) -> Q | Combinable:
        referred = Referral.objects.filter(
            case=OuterRef("pk"),
            organisation__kind=OrganisationKind.ZVH,
            state__in=(ReferralState.SENT, ReferralState.ACCEPTED),
        )
        return Q(sash_level__gte=SashLevel.MEDIUM) & ~Exists(referred)

    def explain(self, facts: Facts) -> Alert | None:
        if facts.level is None or not facts.level.is_at_stake:
            return None
        states = {row.state for row in facts.seat.referrals if row.organisation.kind == OrganisationKind.ZVH}
        if states & {ReferralState.SENT, ReferralState.ACCEPTED}:
            return None
        note = ""
        if any(found.organisation.kind == OrganisationKind.ZVH for found in facts.seat.participations):
            note = "Het ZVH doet al mee, maar de aanmelding zelf is nog niet vastgelegd."
        elif ReferralState.REFUSED in states:
            note = "Een eerdere aanmelding is geweigerd."
        title = "Deze zaak is nog niet aangemeld bij het ZVH"
        return _risk_alert(self, facts, title, OrganisationKind.ZVH, "Aanmelden bij het ZVH", note)


def _risk_alert(watch: Watch, facts: Facts, title: str, kind: str, label: str, note: str = "") -> Alert:
    """At once, and red after the term when the level is hoog."""
    since = _at_stake_since(facts)
    red = facts.level == SashLevel.HIGH and since <= terms.red_before(watch.key, facts.now)
    solution = Solution(Verb.REFER, label, choose=kind)
    title = f"{title}, SASH {facts.level.label.lower()}"
    return watch.alert(facts, title, since, "iedereen in het team", red=red, note=note, solution=solution)


def _at_stake_since(facts: Facts) -> datetime:
    """When the present run of outcomes at stake began, as far as this viewer may see them."""
    since = facts.seat.sash.recorded_at
    for outcome in facts.seat.outcomes:
        if outcome.is_seen:
            if not SashLevel(outcome.level).is_at_stake:
                break
            since = outcome.recorded_at
    return since


class ReferralUnanswered(Watch):
    """A referral is accepted or refused, never just sent."""

    key = "referral_unanswered"
    text_slug = "melden-veilig-thuis"
    source = "Melden, Veilig Thuis"

    def condition(self, viewer: User, now: datetime) -> Q | Combinable:
        return Exists(
            Referral.objects.filter(
                case=OuterRef("pk"), state=ReferralState.SENT, sent_at__lte=terms.shows_before(self.key, now)
            )
        )

    def explain(self, facts: Facts) -> Alert | None:
        limit = terms.shows_before(self.key, facts.now)
        waiting = [row for row in facts.seat.referrals if row.state == ReferralState.SENT and row.sent_at <= limit]
        if not waiting:
            return None
        oldest = min(waiting, key=lambda row: row.sent_at)
        solution = None
        if facts.seat.works_at(oldest.organisation_id):
            solution = Solution(Verb.ANSWER_REFERRAL, "Antwoord geven", pk=oldest.pk)
        names = ", ".join(str(row.organisation) for row in waiting)
        title = f"Aanmelding nog niet beantwoord door {names}"
        return self.alert(facts, title, oldest.sent_at, names, solution=solution)
