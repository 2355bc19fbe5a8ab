from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cases import access, alerts
from cases.forms.filters import CaseFilter
from cases.queries import lists
from cases.queries.team import own_participations
from cases.queries.work import waiting_for
from trail import clock


def my_work(request: HttpRequest) -> HttpResponse:
    """What waits for this person over all his cases."""
    access.record_my_work(request.user)
    return render(request, "cases/my_work.html", {"waiting": waiting_for(request.user)})


def list_participations(request: HttpRequest) -> HttpResponse:
    """What a coordinator sees: cases his organisation takes part in, and which colleagues are on the team."""
    access.require_coordinator(request.user)
    access.record_search(request.user, {"list": "participations"})
    return render(request, "cases/participations.html", {"participations": own_participations(request.user)})


def list_cases(request: HttpRequest) -> HttpResponse:
    """The cases of the viewer, filtered by what stands in the address."""
    if request.user.work is None:
        return render(request, "cases/no_work.html")
    everything = lists.with_row(alerts.annotate(access.cases_for(request.user), request.user, clock.now()))
    chosen = CaseFilter(request.GET)
    access.record_search(request.user, chosen.used)
    page = lists.page(chosen.apply(everything, request.user), request.GET.get("na", ""))
    counts = lists.chip_counts(everything, chosen.behind(request.user))
    quick = (
        (chosen.chips("regie", ("zonder",))[0], counts["ownerless"]),
        (chosen.chips("let-op")[0], counts["warned"]),
        (chosen.chips("sash", ("hoog",))[0], counts["high"]),
        (chosen.chips("regie", ("ik",))[0], None),
    )
    context = {"filter": chosen, "page": page, "quick": quick, "next": chosen.next_page(page.after)}
    return render(request, "cases/list.html", context)
