"""Every verb's page. Most are alike: find the case and the object, show the form, carry it out, go back."""

from collections.abc import Callable
from functools import partial

from django.http import HttpRequest, HttpResponse

from cases import access
from cases.verbs import Verb
from cases.views import referral, regie, sash, step, team
from cases.views.base import perform

# Verbs that find their object, or go on, in a way of their own.
_OWN: dict[Verb, Callable[..., HttpResponse]] = {
    Verb.READ_SASH: sash.read_sash,
    Verb.SHARE_SASH: sash.share_sash,
    Verb.ANSWER_REFERRAL: referral.answer_referral,
    Verb.INVITE_ORGANISATION: team.invite_organisation,
    Verb.END_PARTICIPATION: team.end_participation,
    Verb.ADD_MEMBER: team.add_member,
    Verb.END_MEMBER: team.end_member,
    Verb.ANSWER_HANDOVER: regie.answer_handover,
    Verb.RECORD_DECISION: step.record_decision,
    Verb.RECORD_CONSIDERATION: step.record_consideration,
    Verb.DO_STEP: step.do_step,
    Verb.SKIP_STEP: step.skip_step,
    Verb.REOPEN_STEP: step.reopen_step,
}


def view_of(verb: Verb) -> Callable[..., HttpResponse]:
    return _OWN.get(verb, partial(show_form, verb=verb))


def show_form(request: HttpRequest, verb: Verb, reference: str = "", pk: int | None = None) -> HttpResponse:
    if not reference:
        return perform(request, None, verb)
    case, target = access.find_for(verb, request.user, reference, pk)
    return perform(request, case, verb, target)
