"""The public pages. They are open to anybody: no name and no case is ever in them."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from phases import content, queries
from phases.content import pick


@login_not_required
def show_map(request: HttpRequest) -> HttpResponse:
    """The chosen partner stands in the address, so that a route can be kept and passed on."""
    road_map = queries.road_map(content.current(), request.GET.get("partner", ""))
    return render(request, "phases/map.html", {"map": road_map})


@login_not_required
def show_phase(request: HttpRequest, slug: str) -> HttpResponse:
    now = content.current()
    return render(request, "phases/phase.html", queries.phase_page(now, pick(now.phases, slug)))


@login_not_required
def show_partner(request: HttpRequest, slug: str) -> HttpResponse:
    now = content.current()
    return render(request, "phases/partner.html", queries.partner_page(now, pick(now.partners, slug)))


@login_not_required
def show_text(request: HttpRequest, slug: str) -> HttpResponse:
    now = content.current()
    return render(request, "phases/text.html", queries.text_page(now, pick(now.texts, slug)))


def discreet(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For whoever looks for help unseen: no copy stays in the browser, and no next page hears of this one."""

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response.headers["Cache-Control"] = "no-store"
        # Whoever is logged in can log out here, and Chromium would post that form with "Origin: null".
        if not request.user.is_authenticated:
            response.headers["Referrer-Policy"] = "no-referrer"
        return response

    return answer


@login_not_required
@discreet
def list_audiences(request: HttpRequest) -> HttpResponse:
    now = content.current()
    return render(request, "phases/audiences.html", {"audiences": now.audiences, "calls": queries.telephones(now)})


@login_not_required
@discreet
def show_audience(request: HttpRequest, slug: str) -> HttpResponse:
    now = content.current()
    return render(request, "phases/audience.html", queries.audience_page(now, pick(now.audiences, slug)))


@login_not_required
def show_page(request: HttpRequest, slug: str) -> HttpResponse:
    now = content.current()
    return render(request, "phases/page.html", {"page": pick(now.pages, slug), "terms": now.abbreviations})


@login_not_required
def list_terms(request: HttpRequest) -> HttpResponse:
    now = content.current()
    return render(request, "phases/terms.html", {"all_terms": now.terms, "terms": now.abbreviations})
