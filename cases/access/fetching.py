"""Fetches a case, checks the right to see it and records the reading, in one call. Strangers get 404."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.shortcuts import get_object_or_404

from accounts.models import User
from cases.access.seeing import cases_for, participations_for, participations_in, referrals_for, visible
from cases.enums import Look, Reading
from cases.models import (
    Case,
    CaseStep,
    ClosingProposal,
    Handover,
    Incident,
    Person,
    Referral,
    RegieAssignment,
    SashOutcome,
    TeamMember,
)
from cases.verbs import Verb
from trail.recording import Slug, record

# The object of a verb (`Verb.row.on`), as this person may find it on a case.
_OBJECTS: dict[str, Callable[[User, Case], QuerySet]] = {
    "participation": participations_in,
    "member": lambda user, case: TeamMember.objects.filter(participation__in=participations_in(user, case)),
    "role": lambda _user, case: RegieAssignment.objects.filter(case=case),
    "handover": lambda user, case: Handover.objects.filter(case=case, offered_to=user),
    "outcome": lambda _user, case: SashOutcome.objects.filter(case=case).select_related(
        "case", "organisation", "recorded_by", "risk"
    ),
    "person": lambda _user, case: Person.objects.filter(case=case).select_related("case"),
    "incident": lambda user, case: visible(user, Incident.objects.filter(case=case)).filter(is_masked=False),
    "step": lambda _user, case: CaseStep.objects.filter(case=case).select_related("case"),
    "proposal": lambda _user, case: ClosingProposal.objects.filter(case=case, ended_at=None),
}
# A coordinator manages his colleagues on a case without being on its team: these he finds, and nothing else.
_OF_A_TEAM = frozenset({"participation", "member"})


def find(user: User, reference: str, purpose: Reading) -> Case:
    """Fetches a case for somebody on its team. Raises Http404 for anybody else."""
    cases = cases_for(user).select_related("opened_for", "facts__victim_contact", "facts__suspect_contact")
    case = get_object_or_404(cases, reference=reference)
    _record(user, case, purpose)
    return _known_to_be_seen(user, case)


def find_for(
    verb: Verb, user: User, reference: str, pk: int | None = None, purpose: Reading = Reading.PREPARE
) -> tuple[Case, Any]:
    """The case and the object of a verb. A row of another case, or out of this person's sight, is a 404.

    The reading is recorded once both were found.
    """
    of_a_team = verb.row.on in _OF_A_TEAM
    cases = _for_team(user) if of_a_team else cases_for(user)
    case = get_object_or_404(cases, reference=reference)
    target = None
    if verb.row.numbered:
        target = get_object_or_404(_OBJECTS[verb.row.on](user, case), pk=pk)
    elif verb.row.on in _OBJECTS:
        target = _OBJECTS[verb.row.on](user, case).first()
    _record(user, case, purpose)
    return case if of_a_team else _known_to_be_seen(user, case), target


def _for_team(user: User) -> QuerySet[Case]:
    through = Exists(participations_for(user).filter(case=OuterRef("pk")))
    return Case.objects.filter(Q(pk__in=cases_for(user).values("pk")) | through)


def find_referral(user: User, reference: str, pk: int) -> Referral:
    """A referral addressed to the user's organisation, of which the reading is recorded. Raises Http404."""
    rows = referrals_for(user).select_related("case", "sent_by", "sent_for")
    referral = get_object_or_404(rows, pk=pk, case__reference=reference)
    _record(user, referral.case, Reading.SHOW_REFERRAL, target=f"referral-{pk}")
    return referral


def record_search(user: User, filters: dict[str, str]) -> None:
    """Leaves a line that somebody looked through the list, and by which filters; never what was found."""
    chosen = {name: Slug(value) for name, value in filters.items()}
    with transaction.atomic(savepoint=False):
        record(action=Look.SEARCH, actor=user, organisation=user.work.organisation.name, details=chosen)


def record_my_work(user: User) -> None:
    """Leaves a line that somebody saw what waits for him over all his cases."""
    if user.work is not None:
        with transaction.atomic(savepoint=False):
            record(action=Look.READ, actor=user, organisation=user.work.organisation.name, purpose=Reading.MY_WORK)


def _known_to_be_seen(user: User, case: Case) -> Case:
    case.found_for = user.pk
    return case


def _record(user: User, case: Case, purpose: Reading, target: str = "") -> None:
    with transaction.atomic(savepoint=False):
        record(
            action=Look.READ,
            actor=user,
            organisation=user.work.organisation.name,
            subject=case.reference,
            target=target,
            purpose=purpose,
        )
