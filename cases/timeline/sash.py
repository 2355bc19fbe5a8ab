from django.db.models import Case, When
from django.utils.translation import gettext as _

from cases import access
from cases.enums import SashLevel
from cases.models import SashOutcome
from cases.timeline.base import Line, Source
from cases.timeline.closing import proposal_ended


def _outcomes(seat: access.Seat):
    """That there is an outcome is for the whole team; its level for whom it is shared with."""
    level = Case(When(access.level_seen(seat.organisation, seat.then), then="risk__level"))
    return SashOutcome.objects.filter(case=seat.case).annotate(seen_level=level)


SOURCES = {
    "sashoutcome": Source(
        _outcomes,
        texts={"organisation": "organisation__name"},
        numbers={"version": "version", "level": "seen_level"},
        days={"filled_in_on": "filled_in_on"},
    )
}


def record_sash(line: Line) -> None:
    _show_level(line)
    if line.level:
        line.happened, line.day = _("Ingevuld op"), line.row.filled_in_on
    line.say(_("Versie %(version)s"), version=line.row.version)
    if line.facts["organisations"]:
        line.say(_("Gedeeld met %(organisations)s"), organisations=line.organisations())
    proposal_ended(line)


enrich_sash = record_sash


def share_sash(line: Line) -> None:
    _show_level(line)
    line.say(
        _("Versie %(version)s met %(organisations)s"), version=line.row.version, organisations=line.organisations()
    )


def read_sash(line: Line) -> None:
    _show_level(line)
    line.say(
        _("Versie %(version)s door %(organisation)s"),
        version=line.row.version,
        organisation=line.entry.organisation,
    )


def request_sash(line: Line) -> None:
    line.say(
        _("%(asks)s vraagt %(holder)s om versie %(version)s"),
        asks=line.entry.organisation,
        holder=line.row.organisation,
        version=line.row.version,
    )


def _show_level(line: Line) -> None:
    if line.row.level is not None:
        line.level = SashLevel(line.row.level).label
