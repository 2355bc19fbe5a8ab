"""The public pages. They are open to anybody: no name and no case is ever in them."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.vary import vary_on_headers

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
@vary_on_headers("HX-Request")
def show_text(request: HttpRequest, slug: str) -> HttpResponse:
    """The page; or, asked for by htmx, what opens in place on the map. Caches must tell the two apart."""
    now = content.current()
    template = "phases/text_fragment.html" if request.headers.get("HX-Request") else "phases/text.html"
    return render(request, template, queries.text_page(now, pick(now.texts, slug)))


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
def leave(request: HttpRequest) -> HttpResponse:
    """What "Snel weg" leaves in the history in place of a text that had been opened on the map."""
    return redirect(settings.QUICK_EXIT_URL)
