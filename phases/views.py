"""The public pages, open to anybody: no name and no case is ever in them. And, behind the login, feedback."""

from collections.abc import Callable
from functools import partial, wraps
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.vary import vary_on_headers

from accounts import postponed
from phases import content, documents, history, queries, services
from phases.content import Content, pick
from phases.forms import FeedbackForm
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
@vary_on_headers("HX-Request")
def show_text(request: HttpRequest, slug: str) -> HttpResponse:
    """The page; or, asked for by htmx, what opens in place on the map. Caches must tell the two apart."""
    now = content.current()
    text = pick(now.texts, slug)
    context = {**queries.text_page(now, text), "own_feedback": queries.own_feedback(request.user, text)}
    template = "phases/text_fragment.html" if request.headers.get("HX-Request") else "phases/text.html"
    return render(request, template, context)


@login_not_required
def show_text_version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A permanent link: what this version said, whatever was published since."""
    now = content.current()
    text = pick(now.texts, slug)
    kept = history.find(text, number)
    if kept is None and number != text.version:
        raise Http404
    page = queries.text_version_page(now, text, kept) if kept else queries.text_page(now, text)
    return render(request, "phases/text.html", {**page, "is_version": True, "newest": text})


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
    return render(request, "phases/audiences.html", queries.audiences_page(content.current()))


@login_not_required
@discreet
def show_audience(request: HttpRequest, slug: str) -> HttpResponse:
    now = content.current()
    return render(request, "phases/audience.html", queries.audience_page(now, pick(now.audiences, slug)))


@login_not_required
def show_page(request: HttpRequest, slug: str) -> HttpResponse:
    now = content.current()
    return render(request, "phases/page.html", queries.loose_page(now, pick(now.pages, slug)))


@login_not_required
def list_terms(request: HttpRequest) -> HttpResponse:
    return render(request, "phases/terms.html", queries.terms_page(content.current()))


def give_feedback(request: HttpRequest, slug: str) -> HttpResponse:
    """Whoever is logged in tells the editors what is missing or wrong in this text."""
    text = pick(content.current().texts, slug)
    data = request.POST if request.method == "POST" else postponed.take(request)
    form = FeedbackForm(data, user=request.user)
    if request.method == "POST" and form.is_valid():
        values = {name: form.cleaned_data[name] for name in ("kind", "message", "once")}
        _given, is_new = services.give_feedback(actor=request.user, text=text, **values)
        sent, repeated = (
            _("Uw reactie is verstuurd. Het antwoord komt bij deze tekst te staan."),
            _("Dit was al verstuurd."),
        )
        messages.success(request, sent if is_new else repeated)
        return redirect(text)
    return render(request, "phases/feedback.html", {"form": form, "text": text})


def list_feedback(request: HttpRequest) -> HttpResponse:
    return render(request, "phases/my_feedback.html", {"feedback": queries.feedback_of(request.user)})


@login_not_required
@never_cache
def search(request: HttpRequest) -> HttpResponse:
    """What somebody looks for is kept nowhere: not in a table, a log or a cache."""
    findings = find(content.current(), request.GET.get("q", ""))
    return render(request, "phases/search.html", {"found": findings, "examples": EXAMPLES, "most_signs": MOST_SIGNS})


@login_not_required
def leave(request: HttpRequest) -> HttpResponse:
    """What "Snel weg" leaves in the history in place of a text that had been opened on the map."""
    return redirect(settings.QUICK_EXIT_URL)
