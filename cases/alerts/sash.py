from datetime import datetime, time

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import access, terms
from cases.alerts.base import Found, Solution, Watch
from cases.alerts.incident import second_incident_at, whom_to_call
from cases.verbs import Verb


class SashMissing(Watch):
    """No outcome at all, from the opening on (Melden: politie; Signaleren: it can be filled in already). From the
    second incident on `pattern` says so."""

    key = "sash_missing"
    text_slug = "melden-politie"
    source = gettext_lazy("Melden, politie")

    def find(self, seat: access.Seat) -> Found | None:
        if seat.newest is not None or second_incident_at(seat) is not None:
            return None
        return self.found(
            seat.case.opened_at,
            _("Er is nog geen SASH vastgelegd"),
            _("politie of Veilig Thuis"),
            solution=Solution(Verb.RECORD_SASH, _("SASH vastleggen")),
        )


class SashStale(Watch):
    """The outcome no longer holds: it does not reckon with an incident, or 90 days passed."""

    key = "sash_stale"
    text_slug = "signaleren-politie"
    source = gettext_lazy("Signaleren, politie")

    def find(self, seat: access.Seat) -> Found | None:
        if not seat.sees_newest:
            return None
        incidents = seat.uncovered
        return self._after(seat, incidents) if incidents is not None else self._old(seat.newest)

    def _after(self, seat: access.Seat, incidents: access.Incidents) -> Found:
        """At once: the age of 90 days is the term of the other half of this warning."""
        since = incidents.uncovered
        if since > seat.newest.recorded_at:
            title = _("Na de SASH is een nieuw incident gemeld")
        else:
            title = _("De SASH is ingevuld voor het laatste incident")
        return Found(since, since, None, title, _("politie of Veilig Thuis"), _renew(), whom_to_call(seat, [incidents]))

    def _old(self, sash: access.Outcome) -> Found:
        term = settings.TERMS[self.key]["warn"]
        begun = timezone.make_aware(datetime.combine(sash.filled_in_on + term, time.min))
        since = max(begun, sash.recorded_at)
        title = _("De SASH is ouder dan %(days)d dagen") % {"days": term.days}
        return Found(since, since, None, title, _("politie of Veilig Thuis"), _renew())


def _renew() -> Solution:
    return Solution(Verb.RECORD_SASH, _("Nieuwe SASH vastleggen"))


class SashUnread(Watch):
    """Risk information that was shared but not read (Signaleren: politie, share your considerations)."""

    key = "sash_unread"
    text_slug = "signaleren-politie"
    source = gettext_lazy("Signaleren, politie")

    def find(self, seat: access.Seat) -> Found | None:
        unread = [(outcome, receipt) for outcome, receipt in seat.given if outcome.is_seen and receipt.read_at is None]
        if not unread:
            return None
        since = min(receipt.shared_at for _outcome, receipt in unread)
        late = [pair for pair in unread if terms.shows_at(self.key, pair[1].shared_at) <= seat.at]
        mine = next((outcome for outcome, receipt in late if seat.works_at(receipt.organisation_id)), None)
        names = ", ".join(receipt.organisation for _outcome, receipt in late)
        title = _("SASH nog niet gelezen door %(organisations)s") % {"organisations": names}
        solution = None
        if mine is not None:
            title = _("Uw organisatie heeft de SASH nog niet gelezen")
            solution = Solution(Verb.READ_SASH, _("SASH lezen"), pk=mine.pk)
        return self.found(since, title, names, red_from=since, solution=solution)


class RegisseurBlind(Watch):
    """Whoever directs sees the current SASH (Signaleren: politie, share it). Told to him and to whom it is of."""

    key = "regisseur_blind"
    text_slug = "signaleren-politie"
    source = gettext_lazy("Signaleren, politie")

    def find(self, seat: access.Seat) -> Found | None:
        since, newest = seat.regisseur_blind_since, seat.newest
        if since is None or not (seat.directs or seat.works_at(newest.organisation_id)):
            return None
        title = _("De regisseur ziet de nieuwste SASH nog niet")
        note, solution = "", Solution(Verb.SHARE_SASH, _("SASH delen"), pk=newest.pk)
        if not newest.is_seen:
            solution = Solution(Verb.REQUEST_SASH, _("SASH opvragen"), pk=newest.pk)
            if any(seat.works_at(receipt.organisation_id) for receipt in newest.receipts):
                note, solution = _("Uw organisatie heeft haar opgevraagd."), None
        return self.found(since, title, newest.organisation, red_from=since, note=note, solution=solution)
