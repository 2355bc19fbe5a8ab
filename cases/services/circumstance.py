from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from cases.circumstances import QUESTION_OF
from cases.enums import CircumstanceKind
from cases.models import Case, Circumstance
from cases.services.base import Refused, begin, check_day, checked, replace, withdraw_closing, write
from cases.verbs import Verb
from trail import clock
from trail.recording import Slug


@transaction.atomic
def record_circumstance(
    *, actor: User, case: Case, kind: str, value: str, on: date, once: UUID | None = None
) -> Circumstance:
    """Records what is the case from a day on; what was said of it before stays, until now.

    Raises Refused for an answer that the question does not have, or where it is said already.
    """
    case = begin(Verb.RECORD_CIRCUMSTANCE, actor, case, once=once)
    kind = CircumstanceKind(checked(kind, Circumstance.kind, "answer"))
    answer = QUESTION_OF[kind].answer(value)
    if answer is None:
        raise Refused(_("Kies iets uit de lijst."), "answer")
    check_day(case, on, "on", may_lie_ahead=answer.is_planned)
    before = case.circumstances.current().filter(kind=kind).first()
    if before is not None:
        said = replace(before, actor, value=value, on=on)
    else:
        said = Circumstance.objects.create(case=case, kind=kind, value=value, on=on, by=actor, since=clock.now())
    facts, details = withdraw_closing(case), {"kind": kind, "value": Slug(value), "on": on}
    write(Verb.RECORD_CIRCUMSTANCE, actor, case, target=said, facts=facts, details=details, once=once)
    return said
