from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cases import access
from cases.enums import Reading
from cases.queries.timeline import TIMELINE_PER_PAGE, timeline


def show_timeline(request: HttpRequest, reference: str) -> HttpResponse:
    case = access.find(request.user, reference, Reading.SHOW_TIMELINE)
    before = request.GET.get("voor", "")
    before = int(before) if before.isascii() and before.isdigit() and len(before) <= 18 else None
    entries = timeline(access.Seat(request.user, case), before)
    shown = entries[:TIMELINE_PER_PAGE]
    context = {"case": case, "timeline": shown, "before": shown[-1].pk if len(entries) > len(shown) else None}
    return render(request, "cases/timeline.html", context)
