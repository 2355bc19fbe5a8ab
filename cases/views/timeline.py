from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cases import access
from cases.enums import Reading
from cases.forms.timeline import TimelineFilter
from cases.timeline import page


def show_timeline(request: HttpRequest, reference: str) -> HttpResponse:
    case = access.find(request.user, reference, Reading.SHOW_TIMELINE)
    seat, chosen = access.Seat(request.user, case), TimelineFilter(request.GET)
    lines, older = page(seat, chosen.choice, request.GET.get(chosen.page_name, ""))
    tally = chosen.choice.tally(seat)
    context = {
        "case": case,
        "filter": chosen,
        "kinds": chosen.kinds(tally),
        "partners": chosen.partners(tally),
        "number": tally.number(chosen.choice.kind, chosen.choice.partner),
        "timeline": lines,
        "older": chosen.next_page(older),
    }
    return render(request, "cases/timeline.html", context)
