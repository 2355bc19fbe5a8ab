"""The public pages. They are open to anybody: no name, no case, no search is ever in them."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from phases import queries
from phases.models import Audience, Page, Partner, Phase, Responsibility, Term


@login_not_required
def show_map(request: HttpRequest) -> HttpResponse:
    """The chosen partner stands in the address, so that a route can be kept and passed on."""
    return render(request, "phases/map.html", {"map": queries.road_map(request.GET.get("partner", ""))})


@login_not_required
def show_phase(request: HttpRequest, slug: str) -> HttpResponse:
    phase = get_object_or_404(Phase, slug=slug)
    return render(request, "phases/phase.html", {"phase": phase, **queries.phase_page(phase)})


@login_not_required
def show_partner(request: HttpRequest, slug: str) -> HttpResponse:
    partner = get_object_or_404(Partner, slug=slug)
    return render(request, "phases/partner.html", {"partner": partner, **queries.partner_page(partner)})


@login_not_required
def show_text(request: HttpRequest, slug: str) -> HttpResponse:
    text = get_object_or_404(Responsibility.objects.for_reading(), slug=slug)
    return render(request, "phases/text.html", {"text": text, **queries.text_page(text)})


@login_not_required
def list_audiences(request: HttpRequest) -> HttpResponse:
    audiences = Audience.objects.all()
    return render(request, "phases/audiences.html", {"audiences": audiences, "calls": queries.telephones()})


@login_not_required
def show_audience(request: HttpRequest, slug: str) -> HttpResponse:
    audience = get_object_or_404(Audience.objects.prefetch_related("resources", "regional_help"), slug=slug)
    return render(request, "phases/audience.html", {"audience": audience, **queries.audience_page(audience)})


@login_not_required
def show_page(request: HttpRequest, slug: str) -> HttpResponse:
    page = get_object_or_404(Page, slug=slug)
    return render(request, "phases/page.html", {"page": page, "terms": queries.abbreviations()})


@login_not_required
def list_terms(request: HttpRequest) -> HttpResponse:
    return render(request, "phases/terms.html", {"all_terms": Term.objects.all()})
