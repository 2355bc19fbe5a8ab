from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.enums import OrganisationKind
from cases import access, terms
from cases.alerts.base import Found, Solution, Watch
from cases.enums import ReferralState, SashLevel
from cases.verbs import Verb


class CcbMissing(Watch):
    """In Noord-Nederland the CCB is involved in every case with SASH matig or hoog (Onderzoek: CCB)."""

    key = "ccb_missing"
    text_slug = "onderzoek-ccb"
    source = gettext_lazy("Onderzoek, CCB")

    def find(self, seat: access.Seat) -> Found | None:
        if seat.sash_at_stake_since is None:
            return None
        invited = [found for found in seat.participations if found.organisation.kind == OrganisationKind.CCB]
        if any(found.organisation_id in seat.staffed for found in invited):
            return None
        if ReferralState.SENT in states(seat, OrganisationKind.CCB):
            return None
        note = _("Het CCB is uitgenodigd, maar er zit nog niemand van het CCB in het team.") if invited else ""
        level = SashLevel(seat.sash.level)
        title = _("Het CCB is nog niet betrokken, SASH %(level)s") % {"level": level.label.lower()}
        solution = Solution(Verb.REFER, _("CCB betrekken"), choose=OrganisationKind.CCB)
        return _found(self, seat.sash_at_stake_since, level, title, solution, note)


class ZvhMissing(Watch):
    """Where risk is at stake, by the SASH or by a partner's own judgement, the case is referred to the ZVH
    (Melden: VT, reclassering, OM; Onderzoek)."""

    key = "zvh_missing"
    text_slug = "melden-veilig-thuis"
    source = gettext_lazy("Melden, Veilig Thuis")

    def find(self, seat: access.Seat) -> Found | None:
        if not seat.risk_at_stake or zvh_is_asked(seat):
            return None
        note = ""
        if OrganisationKind.ZVH in seat.kinds_here:
            note = _("Het ZVH doet al mee, maar de aanmelding zelf is nog niet vastgelegd.")
        elif ReferralState.REFUSED in states(seat, OrganisationKind.ZVH):
            note = _("Een eerdere aanmelding is geweigerd.")
        level = seat.highest_risk
        if seat.sash is not None and seat.sash.level == level:
            title = _("Deze zaak is nog niet aangemeld bij het ZVH, SASH %(level)s")
        else:
            title = _("Deze zaak is nog niet aangemeld bij het ZVH, een partner schat het risico in als %(level)s")
        title = title % {"level": level.label.lower()}
        solution = Solution(Verb.REFER, _("Aanmelden bij het ZVH"), choose=OrganisationKind.ZVH)
        return _found(self, seat.at_stake_since, level, title, solution, note)


def states(seat: access.Seat, kind: str) -> set[str]:
    return {row.state for row in seat.referrals if row.organisation.kind == kind}


def zvh_is_asked(seat: access.Seat) -> bool:
    return bool(states(seat, OrganisationKind.ZVH) & {ReferralState.SENT, ReferralState.ACCEPTED})


def _found(watch: Watch, since: datetime, level: SashLevel, title: str, solution: Solution, note: str) -> Found:
    """At once, since the risk is at stake without a break, as far as this viewer may see it; red when hoog."""
    red_from = since if level == SashLevel.HIGH else None
    return watch.found(since, title, _("iedereen in het team"), red_from=red_from, note=note, solution=solution)


class ReferralUnanswered(Watch):
    """A referral is accepted or refused, never just sent."""

    key = "referral_unanswered"
    text_slug = "melden-veilig-thuis"
    source = gettext_lazy("Melden, Veilig Thuis")

    def find(self, seat: access.Seat) -> Found | None:
        waiting = [row for row in seat.referrals if row.state == ReferralState.SENT]
        if not waiting:
            return None
        oldest = min(waiting, key=lambda row: row.sent_at)
        solution = None
        if seat.works_at(oldest.organisation_id):
            solution = Solution(Verb.ANSWER_REFERRAL, _("Antwoord geven"), pk=oldest.pk)
        names = ", ".join(str(row.organisation) for row in waiting if terms.shows_at(self.key, row.sent_at) <= seat.at)
        title = _("Aanmelding nog niet beantwoord door %(organisations)s") % {"organisations": names}
        return self.found(oldest.sent_at, title, names, red_from=oldest.sent_at, solution=solution)
