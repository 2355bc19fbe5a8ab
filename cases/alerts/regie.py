from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import access
from cases.alerts.base import Found, Solution, Watch
from cases.enums import RegieKind
from cases.verbs import Verb


class NoRegisseur(Watch):
    """Any open case, any phase: a regisseur is assigned (introduction; Onderzoek: CCB; Veroordeling)."""

    key = "no_regisseur"
    text_slug = "onderzoek-ccb"
    source = gettext_lazy("Onderzoek, CCB")

    def find(self, seat: access.Seat) -> Found | None:
        since = seat.ownerless_since
        if since is None:
            return None
        return self.found(
            since,
            _("Deze zaak heeft geen regisseur"),
            _("iedereen in het team"),
            red_from=since,
            solution=Solution(Verb.ASSIGN_REGIE, _("Regie beleggen"), choose=RegieKind.CHAIN),
        )


class HandoverPending(Watch):
    """A hand-over nobody accepted: the old regisseur stays, and the case waits."""

    key = "handover_pending"
    text_slug = "onderzoek-ccb"
    source = gettext_lazy("Onderzoek, CCB")

    def find(self, seat: access.Seat) -> Found | None:
        if not seat.offers:
            return None
        oldest = min(seat.offers, key=lambda row: row.offered_at)
        title = _("%(person)s heeft het aanbod van regie nog niet beantwoord") % {"person": oldest.offered_to}
        solution = None
        if seat.user is not None and oldest.offered_to_id == seat.user.pk:
            title = _("U heeft het aanbod van regie nog niet beantwoord")
            solution = Solution(Verb.ANSWER_HANDOVER, _("Antwoord geven"), pk=oldest.pk)
        since = oldest.offered_at
        return self.found(since, title, str(oldest.offered_to), red_from=since, solution=solution)
