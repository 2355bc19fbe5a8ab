from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cases import access
from cases.forms.filters import CaseFilter
from cases.forms.find import FindForm
from cases.queries import lists
from cases.queries.team import own_participations
from cases.queries.work import waiting_for
from trail import clock


def my_work(request: HttpRequest) -> HttpResponse:
    """What waits for this person over all his cases."""
    access.record_my_work(request.user)
    return render(request, "cases/my_work.html", {"work": waiting_for(request.user, request.GET.get("na", ""))})


def list_participations(request: HttpRequest) -> HttpResponse:
    """What a coordinator sees: cases his organisation takes part in, and which colleagues are on the team."""
    access.require_coordinator(request.user)
    access.record_search(request.user, {"list": "participations"})
    return render(request, "cases/participations.html", {"participations": own_participations(request.user)})


def list_cases(request: HttpRequest) -> HttpResponse:
    """The cases of the viewer, filtered by what stands in the address; or found by what was posted."""
    user, now = request.user, clock.now()
    if user.work is None:
        return render(request, "cases/no_work.html")
    search = FindForm(request.POST) if request.method == "POST" else FindForm()
    if search.is_bound and search.is_valid():
        access.record_search(user, {"list": "found"})
        rows, has_more = lists.find(access.standings_for(user), search.cleaned_data["words"], now)
        return render(request, "cases/found.html", {"search": search, "rows": rows, "has_more": has_more})
    chosen = CaseFilter(request.GET)
    access.record_search(user, chosen.used)
    everything, here = access.standings_for(user), chosen.condition(user, now)
    page = lists.page(everything.filter(here), request.GET.get("na", ""), now, chosen.order)
    counts = lists.counts(everything, here, chosen.behind(user, now), page)
    quick = (
        (chosen.chips("regie", ("zonder",))[0], counts.behind["ownerless"]),
        (chosen.chips("let-op")[0], counts.behind["warned"]),
        (chosen.chips("sash", ("hoog",))[0], counts.behind["high"]),
        (chosen.chips("regie", ("ik",))[0], None),
    )
    context = {
        "search": search,
        "filter": chosen,
        "page": page,
        "counts": counts,
        "quick": quick,
        "next": chosen.next_page(page.after),
    }
    return render(request, "cases/list.html", context)
