"""What waits for one person over all his cases."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from accounts.models import User
from cases import access
from cases.enums import HandoverState, ReferralState
from cases.models import (
    Case,
    ClosingAnswer,
    ClosingProposal,
    Handover,
    Participation,
    Referral,
    SashShare,
    TeamMember,
)


@dataclass(frozen=True)
class Waiting:
    """What waits for one person: each a question that somebody else asked."""

    referrals: QuerySet[Referral]
    handovers: QuerySet[Handover]
    sash: QuerySet[SashShare]
    closings: QuerySet[ClosingProposal]
    # For a coordinator: cases his organisation was asked into, with nobody on the team yet.
    invitations: QuerySet[Participation]
    # Outcomes of one's organisation that others asked for.
    requests: QuerySet[SashShare]


def waiting_for(user: User) -> Waiting:
    cases: QuerySet[Case] = access.cases_for(user).open()
    organisation = user.work.organisation if user.work else None
    somebody = TeamMember.objects.current().filter(participation=OuterRef("pk"))
    answered = ClosingAnswer.objects.filter(proposal=OuterRef("pk"), organisation=organisation)
    return Waiting(
        referrals=access.referrals_for(user)
        .filter(state=ReferralState.SENT, case__closed_at=None)
        .select_related("case", "sent_for", "sent_by"),
        handovers=Handover.objects.filter(case__in=cases, offered_to=user, state=HandoverState.OFFERED).select_related(
            "case", "offered_by"
        ),
        sash=SashShare.objects.given()
        .filter(outcome__case__in=cases, organisation=organisation, read_at=None)
        .select_related("outcome__case", "outcome__organisation"),
        closings=ClosingProposal.objects.filter(~Exists(answered), case__in=cases, ended_at=None).select_related(
            "case", "proposed_by"
        ),
        invitations=access.participations_for(user)
        .filter(~Exists(somebody), case__closed_at=None)
        .select_related("case"),
        requests=SashShare.objects.filter(
            outcome__case__in=cases, outcome__organisation=organisation, shared_at=None
        ).select_related("outcome__case", "organisation"),
    )
