from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from cases import access
from cases.enums import Reading
from cases.queries.team import team
from cases.verbs import Verb
from cases.views.base import perform, repeated


def show_team(request: HttpRequest, reference: str) -> HttpResponse:
    case = access.find(request.user, reference, Reading.SHOW_TEAM)
    seat = access.Seat(request.user, case)
    may_invite = access.allowed(Verb.INVITE_ORGANISATION, seat)
    context = {"case": case, "seat": seat, "team": team(seat), "may_invite": may_invite}
    return render(request, "cases/team.html", context)


def _back(request: HttpRequest, reference: str) -> str:
    """The team page for whoever is on the team; a coordinator who is not goes back to his own list."""
    if access.cases_for(request.user).filter(reference=reference).exists():
        return reverse("show_team", args=[reference])
    if access.participations_for(request.user).filter(case__reference=reference).exists():
        return reverse("list_participations")
    return reverse("list_cases")


def invite_organisation(request: HttpRequest, reference: str) -> HttpResponse:
    case, _ = access.find_for(Verb.INVITE_ORGANISATION, request.user, reference)
    return perform(request, case, Verb.INVITE_ORGANISATION, back=_back(request, reference))


def end_participation(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    if repeated(request, Verb.END_PARTICIPATION, reference):  # whoever left finds the case no more
        return redirect(_back(request, reference))
    case, participation = access.find_for(Verb.END_PARTICIPATION, request.user, reference, pk)
    back = reverse("list_cases") if participation.organisation == request.user.work.organisation else ""
    return perform(request, case, Verb.END_PARTICIPATION, participation, back=back or _back(request, reference))


def add_member(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    case, participation = access.find_for(Verb.ADD_MEMBER, request.user, reference, pk)
    return perform(request, case, Verb.ADD_MEMBER, participation, back=_back(request, reference))


def end_member(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    if repeated(request, Verb.END_MEMBER, reference):  # whoever left finds the case no more
        return redirect(_back(request, reference))
    case, member = access.find_for(Verb.END_MEMBER, request.user, reference, pk)
    back = reverse("list_cases") if member.user == request.user else _back(request, reference)
    return perform(request, case, Verb.END_MEMBER, member, back=back)
