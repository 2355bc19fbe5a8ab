"""Who may see a case, and an item in it."""

from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.expressions import ExpressionWrapper

from accounts.enums import JUSTICE_KINDS, OrganisationKind, Role
from accounts.models import User
from cases.enums import Compartment, RegieKind
from cases.models import (
    Case,
    Incident,
    Participation,
    Referral,
    RegieAssignment,
    SashOutcome,
    SashShare,
    TeamMember,
)


def cases_for(user: User) -> QuerySet[Case]:
    """Cases in whose team the user is today, for an organisation where he works today. No role opens more."""
    if user.work is None:
        return Case.objects.none()
    return Case.objects.filter(Exists(seats_of(user).filter(participation__case=OuterRef("pk"))))


def seats_of(user: User) -> QuerySet[TeamMember]:
    """His places on teams, for the organisation he works for today and no other."""
    organisation = user.work.organisation if user.work else None
    return TeamMember.objects.current().filter(user=user, participation__organisation=organisation)


def participations_for(user: User) -> QuerySet[Participation]:
    """What a coordinator sees without being on the team: that the organisation takes part, and with whom."""
    work = user.work
    if work is None or work.role != Role.COORDINATOR:
        return Participation.objects.none()
    return Participation.objects.filter(organisation=work.organisation, until=None)


def participations_in(user: User, case: Case) -> QuerySet[Participation]:
    """The organisations on a case that the user may know of: all for its team, his own for a coordinator beside it."""
    if cases_for(user).filter(pk=case.pk).exists():
        return Participation.objects.filter(case=case)
    return participations_for(user).filter(case=case)


def require_coordinator(user: User) -> None:
    """Raises PermissionDenied for anybody else: an empty list would tell him that his organisation does nothing."""
    if user.work is None or user.work.role != Role.COORDINATOR:
        raise PermissionDenied("Deze lijst is er voor de coördinator van een organisatie.")


def referrals_for(user: User) -> QuerySet[Referral]:
    """Referrals addressed to the user's organisation: their text is open to its coordinators and members."""
    work = user.work
    return Referral.objects.filter(organisation=work.organisation) if work else Referral.objects.none()


def readable(user: User) -> Q:
    """Items in compartments whose content the user may read."""
    work = user.work
    if work is None:
        return Q(pk__in=[])
    allowed = Q(compartment=Compartment.TEAM) | Q(compartment=Compartment.ORGANISATION, organisation=work.organisation)
    if work.organisation.kind in JUSTICE_KINDS:
        allowed |= Q(compartment=Compartment.JUSTICE)
    if work.organisation.kind == OrganisationKind.CCB:
        allowed |= Q(compartment=Compartment.CCB)
    return allowed | Q(compartment=Compartment.JUSTICE, admitted=user)


def visible(user: User, queryset: QuerySet) -> QuerySet:
    """Items of which the user may know that they exist.

    `is_masked` marks a justice item of which an outsider gets one line without content; items of another
    organisation's own or of the CCB are not in the result at all.
    """
    content = readable(user)
    masked = ExpressionWrapper(~content, output_field=models.BooleanField())
    known = content | Q(compartment=Compartment.JUSTICE) if user.work else content
    return queryset.filter(known, case__in=cases_for(user)).annotate(is_masked=masked)


def compartments_for(user: User) -> list[Compartment]:
    """The compartments an author may choose: those he is in himself."""
    kind = user.work.organisation.kind if user.work else None
    choices = [Compartment.TEAM, Compartment.ORGANISATION]
    if kind in JUSTICE_KINDS:
        choices.insert(1, Compartment.JUSTICE)
    if kind == OrganisationKind.CCB:
        choices.append(Compartment.CCB)
    return choices


def incidents_counted(user: User) -> QuerySet[Incident]:
    """Incidents that a warning may rest on: those the user reads, and for the regisseur also those of justice.

    A warning tells the regisseur of a justice item its kind, its age and whom to call, never its content.
    """
    regie = RegieAssignment.objects.held().filter(
        Q(holder=user) | Q(deputy=user), kind=RegieKind.CHAIN, case=OuterRef("case")
    )
    return Incident.objects.filter(readable(user) | (Q(compartment=Compartment.JUSTICE) & Exists(regie)))


def sash_seen(user: User, queryset: QuerySet[SashOutcome]) -> QuerySet[SashOutcome]:
    """Outcomes whose level the user may see: filled in by his organisation or shared with it."""
    if user.work is None:
        return queryset.none()
    organisation = user.work.organisation
    shared = SashShare.objects.given().filter(outcome=OuterRef("pk"), organisation=organisation)
    return queryset.filter(Q(organisation=organisation) | Exists(shared))
