from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.postponed import sign_sender
from cases import access
from cases.enums import Reading
from cases.panels import PANELS
from cases.views.menu import menu


def show_case(request: HttpRequest, reference: str) -> HttpResponse:
    case = access.find(request.user, reference, Reading.SHOW_CASE)
    seat = access.Seat(request.user, case)
    context = {"case": case, "seat": seat, "sender": sign_sender(request.user), "menu": menu(seat)}
    for panel in PANELS.values():
        context |= panel.context(seat)
    return render(request, "cases/case.html", context)


def show_panel(request: HttpRequest, reference: str, name: str) -> HttpResponse:
    """One part of the case page alone, as it stands there."""
    if name not in PANELS:
        raise Http404
    case = access.find(request.user, reference, Reading.SHOW_CASE)
    seat = access.Seat(request.user, case)
    panel = PANELS[name]
    context = {"case": case, "seat": seat, "sender": sign_sender(request.user), **panel.context(seat)}
    return render(request, panel.template, context)
