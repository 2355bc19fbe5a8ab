from datetime import date

from django.utils import formats
from django.utils.translation import gettext as _

from accounts.enums import Province
from cases.models import CaseFacts, PhaseChange, PossibleDuplicate
from cases.timeline.base import Line, Source
from cases.timeline.closing import proposal_ended
from phases.enums import PhaseKey

SOURCES = {
    "phasechange": Source(
        lambda seat: PhaseChange.objects.filter(case=seat.case),
        texts={"before": "from_phase", "after": "to_phase", "reason": "reason"},
    ),
    "casefacts": Source(
        lambda seat: CaseFacts.objects.filter(case=seat.case), texts={"was_summary": "replaces__summary"}
    ),
    "possibleduplicate": Source(
        lambda seat: seat.visible(PossibleDuplicate.objects.filter(case=seat.case)),
        texts={"reason": "reason"},
    ),
}


def open_case(line: Line) -> None:
    if line.row is not None:
        line.say(_("Toch geopend: %(reason)s"), reason=line.row.reason)


def edit_case(line: Line) -> None:
    """Contacts and dates in full; of the summary what stood there, for the new one stands on the page."""
    facts, nobody = line.facts, _("niemand")
    if "province" in facts:
        line.say(_("Provincie: %(province)s"), province=Province(facts["province"]).label)
    if "summary" in facts:
        line.say(_("Samenvatting bijgewerkt. Eerst stond er: %(before)s"), before=line.row.was_summary)
    if "victim_contact" in facts:
        line.say(_("Contact voor het slachtoffer: %(name)s"), name=line.person("victim_contact") or nobody)
    if facts.get("victim_spoken_on"):
        day = formats.date_format(date.fromisoformat(facts["victim_spoken_on"]), "j F Y")
        line.say(_("Slachtoffer gesproken op %(day)s"), day=day)
    elif "victim_spoken_on" in facts:
        line.say(_("Datum van het laatste gesprek weggehaald"))
    if "suspect_contact" in facts:
        line.say(_("Contact voor de verdachte: %(name)s"), name=line.person("suspect_contact") or nobody)
    if "reference_number" in facts:
        line.say(_("Eigen zaaknummer bijgewerkt"))


def move_phase(line: Line) -> None:
    before, after = PhaseKey(line.row.before).label, PhaseKey(line.row.after).label
    line.say(_("Van %(before)s naar %(after)s"), before=before, after=after)
    if line.row.reason:
        line.say(_("Reden: %(reason)s"), reason=line.row.reason)
    proposal_ended(line)


def reopen_case(line: Line) -> None:
    line.say(_("Reden: %(reason)s"), reason=line.row.reason)
