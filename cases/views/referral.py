from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cases import access
from cases.enums import ReferralState
from cases.models import Referral
from cases.verbs import Verb
from cases.views.base import case_url, perform, show_settled


def answer_referral(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """The addressed organisation sees the referral's own text and nothing else of the case, until it accepts."""
    referral = access.find_referral(request.user, reference, pk)
    if referral.state != ReferralState.SENT or not referral.case.is_open:
        known = access.cases_for(request.user).filter(pk=referral.case_id).first()
        return show_settled(request, known, *_settled(referral, knows_case=known is not None))
    accepts = request.method == "POST" and request.POST.get("accept") == "yes"
    back = case_url(referral.case) if accepts else reverse("my_work")
    return perform(request, referral.case, Verb.ANSWER_REFERRAL, referral, back=back)


def _settled(referral: Referral, *, knows_case: bool) -> tuple[str, str]:
    """What became of it. That the case was closed before there was an answer is told to its team alone."""
    if referral.state == ReferralState.SENT:
        whom = _("Vragen? Bel %(organisation)s.") % {"organisation": referral.sent_for}
        why = _("De zaak is gesloten.") if knows_case else whom
        return _("U hoeft deze aanmelding niet meer te beantwoorden"), why
    told = {
        ReferralState.ACCEPTED: _("Uw organisatie heeft deze aanmelding aangenomen"),
        ReferralState.REFUSED: _("Uw organisatie heeft deze aanmelding geweigerd"),
    }
    day = date_format(timezone.localdate(referral.answered_at), "j F Y")
    return told[ReferralState(referral.state)], _("Dat was op %(day)s.") % {"day": day}
