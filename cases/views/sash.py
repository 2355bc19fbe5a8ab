from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from cases import access, services
from cases.enums import Reading
from cases.queries.sash import sash_page
from cases.verbs import Verb
from cases.views.base import perform


def read_sash(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """The outcome's own page: opening it leaves the receipt; a HEAD, which shows nothing, does not."""
    case, outcome = access.find_for(Verb.READ_SASH, request.user, reference, pk, purpose=Reading.SHOW_SASH)
    if not access.allowed(Verb.READ_SASH, access.Seat(request.user, case), outcome):
        return redirect("request_sash", reference, pk)
    if request.method == "GET":
        services.read_sash(actor=request.user, outcome=outcome)
    context = {"case": case, "page": sash_page(access.Seat(request.user, case), outcome)}
    return render(request, "cases/sash.html", context)


def share_sash(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    case, outcome = access.find_for(Verb.SHARE_SASH, request.user, reference, pk)
    return perform(request, case, Verb.SHARE_SASH, outcome, back=reverse("read_sash", args=[reference, pk]))
