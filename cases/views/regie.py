from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from cases import access
from cases.enums import HandoverState
from cases.verbs import Verb
from cases.views.base import perform, show_settled

_SETTLED = {
    HandoverState.ACCEPTED: _("U heeft dit aanbod van regie aangenomen"),
    HandoverState.REFUSED: _("U heeft dit aanbod van regie geweigerd"),
    HandoverState.WITHDRAWN: _("Dit aanbod van regie is ingetrokken. U hoeft niets te doen"),
}


def answer_handover(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    case, handover = access.find_for(Verb.ANSWER_HANDOVER, request.user, reference, pk)
    if handover.state != HandoverState.OFFERED:
        return show_settled(request, case, _SETTLED[HandoverState(handover.state)])
    return perform(request, case, Verb.ANSWER_HANDOVER, handover)
