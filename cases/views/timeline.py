from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cases import access
from cases.enums import Reading
from cases.timeline import page


def show_timeline(request: HttpRequest, reference: str) -> HttpResponse:
    case = access.find(request.user, reference, Reading.SHOW_TIMELINE)
    lines, older = page(access.Seat(request.user, case), request.GET.get("voor", ""))
    return render(request, "cases/timeline.html", {"case": case, "timeline": lines, "before": older})
