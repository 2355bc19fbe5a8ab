from django.utils.translation import gettext as _

from cases.enums import ReferralState
from cases.models import Referral
from cases.timeline.base import Line, Source

SOURCES = {
    "referral": Source(
        lambda seat: Referral.objects.filter(case=seat.case),
        texts={"organisation": "organisation__name", "text": "text", "state": "state", "reason": "answer_reason"},
    )
}


def refer(line: Line) -> None:
    line.say(_("Bij %(organisation)s: %(text)s"), organisation=line.row.organisation, text=line.row.text)


def answer_referral(line: Line) -> None:
    words = {
        ReferralState.ACCEPTED: _("Door %(organisation)s aangenomen"),
        ReferralState.REFUSED: _("Door %(organisation)s geweigerd"),
    }
    line.say(words[line.row.state], organisation=line.row.organisation)
    if line.row.reason:
        line.say(_("Toelichting: %(reason)s"), reason=line.row.reason)
