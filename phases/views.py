"""The public pages. They are open to anybody: no name and no case is ever in them."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from phases import content, queries
from phases.content import pick
from phases.search import EXAMPLES, MOST_SIGNS, find


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


@login_not_required
def list_audiences(request: HttpRequest) -> HttpResponse:
    now = content.current()
    return render(request, "phases/audiences.html", {"audiences": now.audiences, "calls": queries.telephones(now)})


@login_not_required
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


@login_not_required
@never_cache
def search(request: HttpRequest) -> HttpResponse:
    """What somebody looks for is kept nowhere: not in a table, a log or a cache."""
    findings = find(content.current(), request.GET.get("q", ""))
    return render(request, "phases/search.html", {"found": findings, "examples": EXAMPLES, "most_signs": MOST_SIGNS})
