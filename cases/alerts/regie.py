from datetime import datetime

from django.db.models import Exists, OuterRef, Q
from django.db.models.expressions import Combinable

from accounts.models import User
from cases import terms
from cases.alerts.base import Alert, Facts, Solution, Watch
from cases.enums import HandoverState, RegieKind
from cases.models import Handover, RegieAssignment
from cases.verbs import Verb


class NoRegisseur(Watch):
    """Any open case, any phase: a regisseur is assigned (introduction; Onderzoek: CCB; Veroordeling)."""

    key = "no_regisseur"
    text_slug = "onderzoek-ccb"
    source = "Onderzoek, CCB"

    def condition(self, viewer: User, now: datetime) -> Q | Combinable:
        return ~Exists(RegieAssignment.objects.held(now).filter(case=OuterRef("pk"), kind=RegieKind.CHAIN))

    def explain(self, facts: Facts) -> Alert | None:
        if facts.seat.chain is not None:
            return None
        return self.alert(
            facts,
            "Deze zaak heeft geen regisseur",
            self._since(facts),
            "iedereen in het team",
            solution=Solution(Verb.ASSIGN_REGIE, "Regie beleggen", choose=RegieKind.CHAIN),
        )

    def _since(self, facts: Facts) -> datetime:
        """When the regie fell open: the opening, the end of the last one, or the day its holder left the job."""
        held = [role for role in facts.seat.regie_history if role.kind == RegieKind.CHAIN]
        if not held:
            return facts.case.opened_at
        last = held[-1]
        if last.until is not None:
            return last.until
        return max(last.left_at, last.since) if last.left_at else last.since


class HandoverPending(Watch):
    """A hand-over nobody accepted: the old regisseur stays, and the case waits."""

    key = "handover_pending"
    text_slug = "onderzoek-ccb"
    source = "Onderzoek, CCB"

    def condition(self, viewer: User, now: datetime) -> Q | Combinable:
        return Exists(
            Handover.objects.filter(
                case=OuterRef("pk"),
                state=HandoverState.OFFERED,
                offered_at__lte=terms.shows_before(self.key, now),
            )
        )

    def explain(self, facts: Facts) -> Alert | None:
        limit = terms.shows_before(self.key, facts.now)
        waiting = [row for row in facts.seat.offers if row.offered_at <= limit]
        if not waiting:
            return None
        oldest = min(waiting, key=lambda row: row.offered_at)
        title = f"{oldest.offered_to} heeft het aanbod van regie nog niet beantwoord"
        solution = None
        if oldest.offered_to_id == facts.seat.user.pk:
            title = "U heeft het aanbod van regie nog niet beantwoord"
            solution = Solution(Verb.ANSWER_HANDOVER, "Antwoord geven", pk=oldest.pk)
        return self.alert(facts, title, oldest.offered_at, str(oldest.offered_to), solution=solution)
