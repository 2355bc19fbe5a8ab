"""The public pages. They are open to anybody: no name and no case is ever in them."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag

from phases import content, documents, queries
from phases.content import Content, pick


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
def show_map_pdf(request: HttpRequest) -> HttpResponse:
    now = content.current()
    return _pdf(request, now, "routekaart-stalking", partial(documents.map_words, now))


@login_not_required
def show_phase_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    now = content.current()
    return _pdf(request, now, f"fase-{slug}", partial(documents.phase_words, now, pick(now.phases, slug)))


@login_not_required
def show_partner_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    now = content.current()
    return _pdf(request, now, f"partner-{slug}", partial(documents.partner_words, now, pick(now.partners, slug)))


def _pdf(request: HttpRequest, now: Content, name: str, words: Callable[[], dict[str, Any]]) -> HttpResponse:
    """The document as it is kept; a visitor who has this edition already is told so."""
    fingerprint = documents.fingerprint(now)
    etag = quote_etag(fingerprint) if fingerprint else None
    response = get_conditional_response(request, etag=etag)
    if response is None:
        response = HttpResponse(documents.kept(now, name, words), content_type="application/pdf")
        response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
        response["Cache-Control"] = "no-cache"
        if etag:
            response["ETag"] = etag
    return response


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
