from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from cases import access
from cases.enums import HandoverState, Reading, Verb
from cases.models import Handover, RegieAssignment, TeamMember
from cases.queries.team import own_participations, team
from cases.views.base import perform, repeated


def show_team(request: HttpRequest, reference: str) -> HttpResponse:
    case = access.find(request.user, reference, Reading.SHOW_TEAM)
    seat = access.Seat(request.user, case)
    may_invite = access.allowed(Verb.INVITE_ORGANISATION, seat)
    context = {"case": case, "seat": seat, "team": team(seat), "may_invite": may_invite}
    return render(request, "cases/team.html", context)


def list_participations(request: HttpRequest) -> HttpResponse:
    """What a coordinator sees: cases his organisation takes part in, and which colleagues are on the team."""
    access.require_coordinator(request.user)
    access.record_search(request.user, {"list": "participations"})
    return render(request, "cases/participations.html", {"participations": own_participations(request.user)})


def _back(request: HttpRequest, reference: str) -> str:
    """The team page for whoever is on the team; a coordinator who is not goes back to his own list."""
    if access.cases_for(request.user).filter(reference=reference).exists():
        return reverse("show_team", args=[reference])
    if access.participations_for(request.user).filter(case__reference=reference).exists():
        return reverse("list_participations")
    return reverse("list_cases")


def invite_organisation(request: HttpRequest, reference: str) -> HttpResponse:
    case = access.find(request.user, reference, Reading.PREPARE)
    return perform(request, case, Verb.INVITE_ORGANISATION, back=_back(request, reference))


def end_participation(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    if repeated(request, Verb.END_PARTICIPATION, reference):  # whoever left finds the case no more
        return redirect(_back(request, reference))
    case = access.find_for_team(request.user, reference, Reading.PREPARE)
    participation = get_object_or_404(access.participations_in(request.user, case), pk=pk)
    back = reverse("list_cases") if participation.organisation == request.user.work.organisation else ""
    return perform(request, case, Verb.END_PARTICIPATION, participation, back=back or _back(request, reference))


def add_member(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    case = access.find_for_team(request.user, reference, Reading.PREPARE)
    participation = get_object_or_404(access.participations_in(request.user, case), pk=pk)
    return perform(request, case, Verb.ADD_MEMBER, participation, back=_back(request, reference))


def end_member(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    if repeated(request, Verb.END_MEMBER, reference):  # whoever left finds the case no more
        return redirect(_back(request, reference))
    case = access.find_for_team(request.user, reference, Reading.PREPARE)
    member = get_object_or_404(TeamMember, participation__in=access.participations_in(request.user, case), pk=pk)
    back = reverse("list_cases") if member.user == request.user else _back(request, reference)
    return perform(request, case, Verb.END_MEMBER, member, back=back)


def assign_regie(request: HttpRequest, reference: str) -> HttpResponse:
    return perform(request, access.find(request.user, reference, Reading.PREPARE), Verb.ASSIGN_REGIE)


def offer_handover(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    case = access.find(request.user, reference, Reading.PREPARE)
    return perform(request, case, Verb.OFFER_HANDOVER, get_object_or_404(RegieAssignment, case=case, pk=pk))


def answer_handover(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    case = access.find(request.user, reference, Reading.PREPARE)
    handover = get_object_or_404(Handover, case=case, pk=pk, offered_to=request.user)
    if handover.state != HandoverState.OFFERED:
        return render(request, "cases/settled.html", {"case": case, "state": handover.get_state_display()})
    return perform(request, case, Verb.ANSWER_HANDOVER, handover)
