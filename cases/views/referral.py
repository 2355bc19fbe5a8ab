from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from cases import access
from cases.enums import ReferralState
from cases.verbs import Verb
from cases.views.base import case_url, perform


def answer_referral(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """The addressed organisation sees the referral's own text and nothing else of the case, until it accepts."""
    referral = access.find_referral(request.user, reference, pk)
    if referral.state != ReferralState.SENT or not referral.case.is_open:
        known = access.cases_for(request.user).filter(pk=referral.case_id).first()
        context = {"case": known, "state": referral.get_state_display()}
        return render(request, "cases/settled.html", context)
    accepts = request.method == "POST" and request.POST.get("accept") == "yes"
    back = case_url(referral.case) if accepts else reverse("my_work")
    return perform(request, referral.case, Verb.ANSWER_REFERRAL, referral, back=back)
