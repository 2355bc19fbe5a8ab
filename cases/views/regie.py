from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cases import access
from cases.enums import HandoverState
from cases.verbs import Verb
from cases.views.base import perform


def answer_handover(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    case, handover = access.find_for(Verb.ANSWER_HANDOVER, request.user, reference, pk)
    if handover.state != HandoverState.OFFERED:
        return render(request, "cases/settled.html", {"case": case, "state": handover.get_state_display()})
    return perform(request, case, Verb.ANSWER_HANDOVER, handover)
