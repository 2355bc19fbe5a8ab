from django.utils.translation import gettext as _

from cases.enums import HandoverState, RegieKind
from cases.models import Handover, RegieAssignment
from cases.timeline.base import Line, Source

SOURCES = {
    "regieassignment": Source(
        lambda seat: RegieAssignment.objects.filter(case=seat.case),
        texts={"kind": "kind", "holder": "holder__name", "organisation": "organisation__name"},
    ),
    "handover": Source(
        lambda seat: Handover.objects.filter(case=seat.case),
        texts={"kind": "kind", "asked": "offered_to__name", "state": "state", "reason": "answer_reason"},
    ),
}


def assign_regie(line: Line) -> None:
    """Filled at once, or offered to somebody else."""
    if line.entry.target_model == "handover":
        offer_handover(line)
    else:
        line.say(
            _("%(role)s: %(holder)s, %(organisation)s"),
            role=RegieKind(line.row.kind).label,
            holder=line.row.holder,
            organisation=line.row.organisation,
        )


def offer_handover(line: Line) -> None:
    line.say(_("%(role)s aangeboden aan %(asked)s"), role=RegieKind(line.row.kind).label, asked=line.row.asked)


def answer_handover(line: Line) -> None:
    words = {
        HandoverState.ACCEPTED: _("%(role)s door %(asked)s aanvaard"),
        HandoverState.REFUSED: _("%(role)s door %(asked)s geweigerd"),
    }
    line.say(words[line.row.state], role=RegieKind(line.row.kind).label, asked=line.row.asked)
    if line.row.state == HandoverState.REFUSED:
        line.say(_("Reden: %(reason)s"), reason=line.row.reason)
