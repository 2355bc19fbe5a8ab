from django.utils.translation import gettext as _

from accounts.enums import OrganisationKind
from cases.models import StepSettlement
from cases.timeline.base import Line, Source

SOURCES = {
    "stepsettlement": Source(
        lambda seat: StepSettlement.objects.filter(step__case=seat.case),
        texts={"text": "step__text", "partner": "step__partner", "reason": "reason"},
    )
}


def do_step(line: Line) -> None:
    line.say(_("%(task)s (%(partner)s)"), task=line.row.text, partner=OrganisationKind(line.row.partner).label)


reopen_step = do_step


def skip_step(line: Line) -> None:
    do_step(line)
    line.say(_("Reden: %(reason)s"), reason=line.row.reason)
