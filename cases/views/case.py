from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.postponed import sign_sender
from cases import access, alerts
from cases.enums import Reading, Verb
from cases.queries.case import TIMELINE_ON_CASE, TIMELINE_PER_PAGE, CasePage, timeline
from cases.views.base import perform
from cases.views.menu import menu
from trail import clock


def open_case(request: HttpRequest) -> HttpResponse:
    return perform(request, None, Verb.OPEN_CASE)


def show_case(request: HttpRequest, reference: str) -> HttpResponse:
    case = access.find(request.user, reference, Reading.SHOW_CASE)
    page = CasePage(case, request.user)
    warnings = alerts.for_case(page.seat, clock.now())
    context = {
        "case": case,
        "page": page,
        "warnings": [(warning, solves(warning, page.seat)) for warning in warnings],
        "menu": menu(page),
        "may_invite": access.allowed(Verb.INVITE_ORGANISATION, page.seat),
        "may_close": access.allowed(Verb.CLOSE_CASE, page.seat, page.proposal),
        "sender": sign_sender(request.user),
        "now": clock.now(),
        "timeline": page.timeline[:TIMELINE_ON_CASE],
        "has_more_timeline": len(page.timeline) > TIMELINE_ON_CASE,
    }
    return render(request, "cases/case.html", context)


def solves(warning: alerts.Alert, seat: access.Seat) -> alerts.Solution | None:
    """The button beside a warning, for whoever may press it."""
    solution = warning.solution
    if solution is None:
        return None
    target = next((outcome for outcome in seat.outcomes if outcome.pk == solution.pk), None)
    if solution.verb == Verb.ANSWER_HANDOVER:
        target = next(row for row in seat.case.handovers.all() if row.pk == solution.pk)
    elif solution.verb == Verb.ANSWER_REFERRAL:
        target = next(row for row in seat.case.referrals.all() if row.pk == solution.pk)
    return solution if access.allowed(solution.verb, seat, target) else None


def show_timeline(request: HttpRequest, reference: str) -> HttpResponse:
    case = access.find(request.user, reference, Reading.SHOW_TIMELINE)
    before = request.GET.get("voor", "")
    before = int(before) if before.isascii() and before.isdigit() and len(before) <= 18 else None
    entries = timeline(access.Seat(request.user, case), before)
    shown = entries[:TIMELINE_PER_PAGE]
    context = {"case": case, "timeline": shown, "before": shown[-1].pk if len(entries) > len(shown) else None}
    return render(request, "cases/timeline.html", context)


def edit_case(request: HttpRequest, reference: str) -> HttpResponse:
    return perform(request, access.find(request.user, reference, Reading.PREPARE), Verb.EDIT_CASE)


def add_person(request: HttpRequest, reference: str) -> HttpResponse:
    return perform(request, access.find(request.user, reference, Reading.PREPARE), Verb.ADD_PERSON)


def move_phase(request: HttpRequest, reference: str) -> HttpResponse:
    return perform(request, access.find(request.user, reference, Reading.PREPARE), Verb.MOVE_PHASE)


def propose_closing(request: HttpRequest, reference: str) -> HttpResponse:
    return perform(request, access.find(request.user, reference, Reading.PREPARE), Verb.PROPOSE_CLOSING)


def answer_closing(request: HttpRequest, reference: str) -> HttpResponse:
    case = access.find(request.user, reference, Reading.PREPARE)
    return perform(request, case, Verb.ANSWER_CLOSING, case.closing_proposals.filter(ended_at=None).first())


def close_case(request: HttpRequest, reference: str) -> HttpResponse:
    case = access.find(request.user, reference, Reading.PREPARE)
    return perform(request, case, Verb.CLOSE_CASE, case.closing_proposals.filter(ended_at=None).first())


def reopen_case(request: HttpRequest, reference: str) -> HttpResponse:
    return perform(request, access.find(request.user, reference, Reading.PREPARE), Verb.REOPEN_CASE)
