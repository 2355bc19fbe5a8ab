from django.utils.translation import gettext as _

from cases.enums import ClosingView
from cases.models import ClosingProposal, Closure
from cases.timeline.base import Line, Source

SOURCES = {
    "closingproposal": Source(
        lambda seat: ClosingProposal.objects.filter(case=seat.case), texts={"summary": "summary", "reason": "reason"}
    ),
    "closure": Source(lambda seat: Closure.objects.filter(case=seat.case), texts={"reason": "reason"}),
}


def propose_closing(line: Line) -> None:
    line.say(line.row.summary)


def answer_closing(line: Line) -> None:
    view = ClosingView(line.facts["view"]).label
    line.say(_("%(organisation)s: %(view)s"), organisation=line.entry.organisation, view=view)


def close_case(line: Line) -> None:
    if line.facts.get("waits"):
        line.label = _("Sluiten gevraagd, een tweede persoon bevestigt")
    elif line.facts["confirmed"]:
        line.say(_("Bevestigd"))
    else:
        line.say(_("Alles was afgerond"))
        return
    line.say(_("Reden: %(reason)s"), reason=line.row.reason)


def proposal_ended(line: Line) -> None:
    """Said on the line of whatever ended a proposal to close."""
    if line.facts.get("proposal_ended"):
        line.say(_("Het voorstel om te sluiten is vervallen"))
