from datetime import date, datetime, time

from django.conf import settings
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.expressions import Combinable
from django.utils import timezone

from accounts.enums import JUSTICE_KINDS
from accounts.models import User
from cases import access, terms
from cases.alerts.base import Alert, Facts, Solution, Watch
from cases.enums import Compartment
from cases.models import Participation, SashOutcome, SashShare
from cases.verbs import Verb


class SashMissing(Watch):
    """No outcome at all, from the opening on (Melden: politie; Signaleren: it can be filled in already)."""

    key = "sash_missing"
    text_slug = "melden-politie"
    source = "Melden, politie"

    def condition(self, viewer: User, now: datetime) -> Q | Combinable:
        return Q(sash_last_version=None)

    def explain(self, facts: Facts) -> Alert | None:
        if facts.seat.outcomes:
            return None
        # Two incidents make a pattern: from the second on the term for red runs.
        second = facts.incidents[1].recorded_at if len(facts.incidents) > 1 else None
        return self.alert(
            facts,
            "Er is nog geen SASH vastgelegd",
            facts.case.opened_at,
            "politie of Veilig Thuis",
            red=second is not None and second <= terms.red_before(self.key, facts.now),
            solution=Solution(Verb.RECORD_SASH, "SASH vastleggen"),
        )


class SashStale(Watch):
    """The outcome no longer holds: an incident came after it, or 90 days passed."""

    key = "sash_stale"
    text_slug = "signaleren-politie"
    source = "Signaleren, politie"

    def condition(self, viewer: User, now: datetime) -> Q | Combinable:
        newer = access.incidents_counted(viewer).filter(
            case=OuterRef("pk"), recorded_at__gt=OuterRef("sash_recorded_at")
        )
        old = Q(sash_filled_in_on__lte=self._oldest_day(now))
        return Q(sash_version__isnull=False, sash_version=F("sash_last_version")) & (Q(Exists(newer)) | old)

    def explain(self, facts: Facts) -> Alert | None:
        sash = facts.seat.sash
        if sash is None or sash.pk != facts.seat.outcomes[0].pk:
            return None
        newer = [incident for incident in facts.incidents if incident.recorded_at > sash.recorded_at]
        if newer:
            title, since = "Na de SASH is een nieuw incident gemeld", newer[0].recorded_at
        elif sash.filled_in_on <= self._oldest_day(facts.now):
            days = settings.TERMS[self.key]["warn"].days
            title, since = f"De SASH is ouder dan {days} dagen", self._old_since(sash)
        else:
            return None
        return self.alert(
            facts,
            title,
            since,
            "politie of Veilig Thuis",
            red=False,
            note=self._note(facts, newer),
            solution=Solution(Verb.RECORD_SASH, "Nieuwe SASH vastleggen"),
        )

    def _old_since(self, sash: SashOutcome) -> datetime:
        day = sash.filled_in_on + settings.TERMS[self.key]["warn"]
        begun = timezone.make_aware(datetime.combine(day, time.min))
        return max(begun, sash.recorded_at)

    def _oldest_day(self, now: datetime) -> date:
        return timezone.localdate(now) - settings.TERMS[self.key]["warn"]

    def _note(self, facts: Facts, newer: list) -> str:
        """Of a justice item an outsider learns its kind and whom to call, nothing more."""
        if not newer or newer[0].compartment != Compartment.JUSTICE or facts.seat.is_kind(*JUSTICE_KINDS):
            return ""
        return f"Soort: {newer[0].get_kind_display().lower()}. Bel {newer[0].organisation} voor de inhoud."


class SashUnread(Watch):
    """Risk information that was shared but not read (Signaleren: politie, share your considerations)."""

    key = "sash_unread"
    text_slug = "signaleren-politie"
    source = "Signaleren, politie"

    def condition(self, viewer: User, now: datetime) -> Q | Combinable:
        newer = SashShare.objects.given().filter(
            organisation=OuterRef("organisation"),
            outcome__case=OuterRef("outcome__case"),
            outcome__version__gt=OuterRef("outcome__version"),
        )
        takes_part = Participation.objects.filter(
            case=OuterRef("outcome__case"), organisation=OuterRef("organisation"), until=None
        )
        return Exists(
            SashShare.objects.given().filter(
                ~Exists(newer),
                Exists(takes_part),
                outcome__case=OuterRef("pk"),
                outcome__in=access.sash_seen(viewer, SashOutcome.objects.all()),
                shared_at__lte=terms.shows_before(self.key, now),
                read_at=None,
            )
        )

    def explain(self, facts: Facts) -> Alert | None:
        limit = terms.shows_before(self.key, facts.now)
        newest: dict[int, tuple] = {}
        for outcome in facts.seat.outcomes:  # newest first
            for receipt in outcome.receipts:
                if receipt.shared_at is not None and facts.takes_part(receipt.organisation_id):
                    newest.setdefault(receipt.organisation_id, (outcome, receipt))
        unread = [
            (outcome, receipt)
            for outcome, receipt in newest.values()
            if outcome.is_seen and receipt.read_at is None and receipt.shared_at <= limit
        ]
        if not unread:
            return None
        mine = next((pair for pair in unread if facts.seat.works_at(pair[1].organisation_id)), None)
        names = ", ".join(receipt.organisation for _, receipt in unread)
        title = "Uw organisatie heeft de SASH nog niet gelezen" if mine else f"SASH nog niet gelezen door {names}"
        since = min(receipt.shared_at for _, receipt in unread)
        solution = Solution(Verb.READ_SASH, "SASH lezen", pk=mine[0].pk) if mine else None
        return self.alert(facts, title, since, names, solution=solution)
