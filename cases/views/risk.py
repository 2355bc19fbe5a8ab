from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from cases import access, services
from cases.enums import Reading, ReferralState, Verb
from cases.models import Case, SashOutcome
from cases.queries.risk import sash_page
from cases.views.base import case_url, perform


def report_incident(request: HttpRequest, reference: str) -> HttpResponse:
    return perform(request, access.find(request.user, reference, Reading.PREPARE), Verb.REPORT_INCIDENT)


def record_sash(request: HttpRequest, reference: str) -> HttpResponse:
    return perform(request, access.find(request.user, reference, Reading.PREPARE), Verb.RECORD_SASH)


def read_sash(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """The outcome's own page: opening it leaves the receipt."""
    case = access.find(request.user, reference, Reading.SHOW_SASH)
    outcome = _outcome(request, case, pk)
    if not access.allowed(Verb.READ_SASH, access.Seat(request.user, case), outcome):
        return redirect("request_sash", reference, pk)
    services.read_sash(actor=request.user, outcome=outcome)
    context = {"case": case, "page": sash_page(access.Seat(request.user, case), outcome)}
    return render(request, "cases/sash.html", context)


def enrich_sash(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    case = access.find(request.user, reference, Reading.PREPARE)
    return perform(request, case, Verb.ENRICH_SASH, _outcome(request, case, pk))


def share_sash(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    case = access.find(request.user, reference, Reading.PREPARE)
    back = reverse("read_sash", args=[reference, pk])
    return perform(request, case, Verb.SHARE_SASH, _outcome(request, case, pk), back=back)


def request_sash(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    case = access.find(request.user, reference, Reading.PREPARE)
    return perform(request, case, Verb.REQUEST_SASH, _outcome(request, case, pk))


def _outcome(request: HttpRequest, case: Case, pk: int) -> SashOutcome:
    return get_object_or_404(SashOutcome.objects.select_related("case", "organisation"), case=case, pk=pk)


def refer(request: HttpRequest, reference: str) -> HttpResponse:
    return perform(request, access.find(request.user, reference, Reading.PREPARE), Verb.REFER)


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
