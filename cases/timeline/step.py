from types import SimpleNamespace

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.enums import OrganisationKind
from cases.enums import Chosen, StepState
from cases.models import StepSettlement
from cases.models.step import answers_of
from cases.timeline.base import Line, Source

SOURCES = {
    "stepsettlement": Source(
        lambda seat: StepSettlement.objects.filter(step__case=seat.case),
        texts={
            **{"text": "step__text", "partner": "step__partner", "options": "step__options"},
            **{"state": "state", "answer": "answer", "reason": "reason"},
        },
        days={"due_on": "due_on"},
    )
}


def do_step(line: Line) -> None:
    line.say(_("%(task)s (%(partner)s)"), task=line.row.text, partner=OrganisationKind(line.row.partner).label)


reopen_step = do_step


def skip_step(line: Line) -> None:
    do_step(line)
    _because(line, line.row)


def record_decision(line: Line) -> None:
    do_step(line)
    row = line.row
    if row.state == StepState.LATER:
        line.say(_("Later: komt terug op %(day)s"), day=date_format(row.due_on, "j F Y"))
    else:
        line.say(_("Besluit: %(answer)s"), answer=answers_of(row.options)[row.answer])
    _because(line, row)


def record_consideration(line: Line) -> None:
    for number in line.facts["settlements"]:
        row = line.rows["stepsettlement", number]
        line.say(
            _("%(task)s: %(chosen)s. %(reason)s"),
            task=row.text,
            chosen=Chosen(row.answer).label.lower(),
            reason=row.reason,
        )


def _because(line: Line, row: SimpleNamespace) -> None:
    if row.reason:
        line.say(_("Reden: %(reason)s"), reason=row.reason)
