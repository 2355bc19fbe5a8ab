from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from cases import access
from cases.enums import Reading, StepState, Verb
from cases.models import CaseStep
from cases.queries.work import waiting_for
from cases.views.base import case_url, perform


def my_work(request: HttpRequest) -> HttpResponse:
    """What waits for this person over all his cases."""
    return render(request, "cases/my_work.html", {"waiting": waiting_for(request.user)})


def do_step(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    return _settle(request, reference, pk, Verb.DO_STEP)


def skip_step(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    return _settle(request, reference, pk, Verb.SKIP_STEP)


def reopen_step(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    return _settle(request, reference, pk, Verb.REOPEN_STEP)


def _settle(request: HttpRequest, reference: str, pk: int, verb: Verb) -> HttpResponse:
    case = access.find(request.user, reference, Reading.PREPARE)
    step = get_object_or_404(CaseStep.objects.select_related("case"), case=case, pk=pk)
    if (step.state == StepState.OPEN) == (verb == Verb.REOPEN_STEP):
        return render(request, "cases/settled.html", {"case": case, "state": step.get_state_display()})
    # Back to the list the button stood in, still unfolded.
    place = "#mijn-taken" if "mijn" in request.GET else f"?partner={step.partner}#taken-{step.partner}"
    return perform(request, case, verb, step, back=case_url(case) + place)
