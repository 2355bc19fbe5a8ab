from collections.abc import Iterable
from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.enums import JUSTICE_KINDS, OrganisationKind
from cases import access
from cases.alerts.base import Found, Solution, Watch
from cases.alerts.referral import states, zvh_is_asked
from cases.enums import Compartment, IncidentKind, ReferralState
from cases.models import is_minor
from cases.verbs import Verb


class IncidentWatch(Watch):
    """What incidents alone warn of, each with the way to SASH, ZVH and CCB: loudest where there is no SASH."""

    source = gettext_lazy("Melden, politie")
    text_slug = "melden-politie"

    def warn(
        self, seat: access.Seat, since: datetime, title: str, incidents: Iterable[access.Incidents], *, first: str = ""
    ) -> Found:
        ways = _ways(seat)
        note = " ".join(filter(None, [whom_to_call(seat, incidents), first, _next(ways)]))
        solution = next((way for way in ways if _may(seat, way)), None)
        return self.found(since, title, _("iedereen in het team"), red_from=since, note=note, solution=solution)


class _Danger(IncidentWatch):
    """Incidents of one kind. They stay open until the newest SASH reckons with them, and, unless that says laag and no
    partner judges otherwise, the case is referred to the ZVH as well."""

    kind: ClassVar[IncidentKind]
    title: ClassVar[str]

    def find(self, seat: access.Seat) -> Found | None:
        followed = seat.newest is not None and (seat.risk_at_stake is False or zvh_is_asked(seat))
        there = [found for found in seat.incidents if found.has(self.kind)]
        waiting = [found for found in there if not followed or found.uncovered is not None]
        if not waiting:
            return None
        return self.warn(seat, min(found.first for found in waiting), str(self.title), waiting)


class WeaponOpen(_Danger):
    """A weapon (Melden: politie, the SASH and whom to involve)."""

    key = "weapon_open"
    kind = IncidentKind.WEAPON
    title = gettext_lazy("Er is een wapen gemeld")


class ThreatOpen(_Danger):
    """A threat (Melden: politie, the same)."""

    key = "threat_open"
    kind = IncidentKind.THREAT
    title = gettext_lazy("Er is een bedreiging gemeld")


class Pattern(IncidentWatch):
    """A second incident without SASH, or a third in 30 days since the SASH (Melden: politie)."""

    key = "pattern"

    def find(self, seat: access.Seat) -> Found | None:
        if seat.newest is None:
            since, title = second_incident_at(seat), _("Een tweede incident, en er is nog geen SASH")
        else:
            since, title = _third_since_sash(seat), _("Drie incidenten binnen 30 dagen sinds de SASH")
        if since is None:
            return None
        counted = [found for found in seat.incidents if found.later is not None or found.uncovered is not None]
        return self.warn(seat, since, title, counted)


class MinorAtRisk(IncidentWatch):
    """A victim or child under age and an incident, and no decision on a report to Veilig Thuis (Melden: politie)."""

    key = "minor_at_risk"

    def find(self, seat: access.Seat) -> Found | None:
        last = seat.last_incident_on
        if last is None or seat.care_report_is_decided:
            return None
        if not any(is_minor(one.role, one.born, last) for one in seat.young):
            return None
        first = _("Beslis of er een zorgmelding bij Veilig Thuis komt.")
        title = _("Er is een minderjarige bij betrokken en nog niet beslist over een zorgmelding")
        return self.warn(seat, seat.first_incident_at, title, seat.incidents, first=first)


def second_incident_at(seat: access.Seat) -> datetime | None:
    """When the second was recorded that this seat may know of: what a case was opened for is the first."""
    return min((found.later for found in seat.incidents if found.later is not None), default=None)


def _third_since_sash(seat: access.Seat) -> datetime | None:
    moments = sorted(found.uncovered for found in seat.incidents if found.uncovered for _one in range(found.number))
    within = settings.TERMS[Pattern.key]["within"]
    found = (third for first, third in zip(moments, moments[2:], strict=False) if third - first <= within)
    return next(found, None)


def _ways(seat: access.Seat) -> list[Solution]:
    """What is still to be done of SASH, ZVH and CCB."""
    found = []
    if seat.newest is None or seat.uncovered is not None:
        found.append(Solution(Verb.RECORD_SASH, _("SASH vastleggen")))
    if not zvh_is_asked(seat):
        found.append(Solution(Verb.REFER, _("Aanmelden bij het ZVH"), choose=OrganisationKind.ZVH))
    if OrganisationKind.CCB not in seat.kinds_here and ReferralState.SENT not in states(seat, OrganisationKind.CCB):
        found.append(Solution(Verb.REFER, _("CCB betrekken"), choose=OrganisationKind.CCB))
    return found


def _next(ways: list[Solution]) -> str:
    return _("Nog te doen: %(ways)s.") % {"ways": ", ".join(way.label for way in ways)} if ways else ""


def _may(seat: access.Seat, way: Solution) -> bool:
    return way.verb != Verb.RECORD_SASH or seat.is_kind(OrganisationKind.POLICE, OrganisationKind.SAFE_HOME)


def whom_to_call(seat: access.Seat, incidents: Iterable[access.Incidents]) -> str:
    """Of a justice item an outsider learns its kind and whom to call, nothing more."""
    if seat.is_kind(*JUSTICE_KINDS):
        return ""
    hidden = {
        (IncidentKind.in_words(found.kind_flags).lower(), found.organisation)
        for found in incidents
        if found.compartment == Compartment.JUSTICE
    }
    told = _("Soort: %(kind)s. Bel %(organisation)s voor de inhoud.")
    return " ".join(told % {"kind": kind, "organisation": organisation} for kind, organisation in sorted(hidden))
