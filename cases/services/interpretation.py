from uuid import UUID

from django.db import transaction

from accounts.models import User
from cases.enums import Compartment, SashLevel
from cases.models import Case, Interpretation
from cases.services.base import begin, checked, replace, withdraw_closing, write
from cases.services.compartment import scope
from cases.verbs import Verb
from trail import clock

_NOBODY_ADMITTED = {"admitted": None, "admitted_for_id": None, "admission_ground": ""}


@transaction.atomic
def record_interpretation(
    *,
    actor: User,
    case: Case,
    level: int,
    reason: str,
    compartment: str,
    admitted: User | None = None,
    admission_ground: str = "",
    once: UUID | None = None,
) -> Interpretation:
    """Records how high the actor's organisation judges the risk, and why; what it told the same readers before stays,
    until now. Matig or hoog puts the risk at stake for whoever may read it, whatever the SASH says."""
    case = begin(Verb.RECORD_INTERPRETATION, actor, case, once=once)
    level, reason = checked(level, Interpretation.level), checked(reason, Interpretation.reason)
    items = scope(actor, case, compartment, admitted, admission_ground)
    own = {"organisation": actor.work.organisation, "compartment": compartment}
    before = case.interpretations.current().filter(**own).first()
    since = clock.now() if SashLevel(level).is_at_stake else None
    if since is not None and before is not None:
        since = before.at_stake_since or since
    said = {"level": level, "reason": reason, "at_stake_since": since}
    if before is not None:
        judged = replace(before, actor, **said, **{**_NOBODY_ADMITTED, **items})
    else:
        judged = Interpretation.objects.create(case=case, by=actor, since=clock.now(), **said, **{**own, **items})
    facts = withdraw_closing(case) if compartment == Compartment.TEAM else {}
    write(Verb.RECORD_INTERPRETATION, actor, case, target=judged, facts=facts, once=once, **items)
    return judged
