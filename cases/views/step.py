from functools import partial

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from cases import access
from cases.enums import WAITING, StepState
from cases.verbs import Verb
from cases.views.base import case_url, perform, show_settled

_SETTLED = {
    StepState.OPEN: _("Deze taak staat nog open"),
    StepState.LATER: _("Deze taak staat nog open"),
    StepState.DONE: _("Deze taak is al gedaan"),
    StepState.SKIPPED: _("Deze taak is overgeslagen"),
}

# What was decided or weighed can be decided or weighed otherwise.
_ALWAYS = {Verb.RECORD_DECISION, Verb.RECORD_CONSIDERATION}


def settle(request: HttpRequest, reference: str, pk: int, verb: Verb) -> HttpResponse:
    case, step = access.find_for(verb, request.user, reference, pk)
    is_open = step.state in WAITING
    if verb not in _ALWAYS and is_open == (verb == Verb.REOPEN_STEP):
        return show_settled(request, case, _SETTLED[StepState(step.state)], step.text)
    # Back to the list the button stood in, still unfolded.
    place = "#mijn-taken" if "mijn" in request.GET else f"?partner={step.partner}#taken-{step.partner}"
    return perform(request, case, verb, step, back=case_url(case) + place)


record_decision = partial(settle, verb=Verb.RECORD_DECISION)
record_consideration = partial(settle, verb=Verb.RECORD_CONSIDERATION)
do_step = partial(settle, verb=Verb.DO_STEP)
skip_step = partial(settle, verb=Verb.SKIP_STEP)
reopen_step = partial(settle, verb=Verb.REOPEN_STEP)
