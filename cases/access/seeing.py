"""Who may see a case, and an item in it."""

from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.expressions import ExpressionWrapper
from django.utils.translation import gettext as _

from accounts.enums import JUSTICE_KINDS, WORK_ROLES, OrganisationKind, Role
from accounts.models import Organisation, User
from cases.enums import Compartment
from cases.models import Case, Participation, Referral, SashShare, Standing, TeamMember, begun
from trail import clock


def cases_for(user: User) -> QuerySet[Case]:
    """Cases in whose team the user is today, for an organisation where he works today. No role opens more."""
    if user.work is None:
        return Case.objects.none()
    return Case.objects.filter(Exists(seats_of(user).filter(case=OuterRef("pk"))))


def seats_of(user: User) -> QuerySet[TeamMember]:
    """His places on teams, for the organisation he works for today and no other.

    What `TeamMember.objects.current()` asks of a membership is asked here of the one that is in hand already.
    """
    work = user.work
    if work is None:
        return TeamMember.objects.none()
    places = TeamMember.objects.filter(user=user, organisation=work.organisation_id, since__gte=_works_since(user))
    return places.filter(until=None, participation__until=None)


def _works_since(user: User) -> datetime:
    """Since when he works where he works today: places from before an earlier end do not come back."""
    same = (held for held in user.current_memberships if held.organisation_id == user.work.organisation_id)
    return min(held.since for held in same if held.role in WORK_ROLES)


def standings_for(user: User) -> QuerySet[Standing]:
    """How his cases stand today as he may know it, one row each. Each row names its reader, so this asks no table but
    that one: as `seats_of` finds his places, so these are his rows."""
    if user.work is None:
        return Standing.objects.none()
    rows = Standing.objects.holding(clock.now())
    return rows.filter(user=user, organisation=user.work.organisation_id, joined_at__gte=_works_since(user))


def unstaffed_for(user: User) -> QuerySet[Standing]:
    """For a coordinator: open cases that his organisation takes part in with nobody of it on the team."""
    work = user.work
    if work is None or work.role != Role.COORDINATOR:
        return Standing.objects.none()
    return Standing.objects.holding(clock.now()).filter(organisation=work.organisation_id, user=None)


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
        raise PermissionDenied(_("Deze lijst is er voor de coördinator van een organisatie."))


def referrals_for(user: User) -> QuerySet[Referral]:
    """Referrals addressed to the user's organisation: their text is open to its coordinators and members."""
    work = user.work
    return Referral.objects.filter(organisation=work.organisation) if work else Referral.objects.none()


def grants(organisation: Organisation | None, user_pk: int | None = None) -> list[dict[str, Any]]:
    """The rule of the compartments, the only one there is: what an item must be for somebody of this organisation to
    read it, or for this person there. One of these is enough."""
    if organisation is None:
        return []
    found: list[dict[str, Any]] = [
        {"compartment": Compartment.TEAM},
        {"compartment": Compartment.ORGANISATION, "organisation_id": organisation.pk},
    ]
    if organisation.kind in JUSTICE_KINDS:
        found.append({"compartment": Compartment.JUSTICE})
    if organisation.kind == OrganisationKind.CCB:
        found.append({"compartment": Compartment.CCB})
    if user_pk is not None:
        # Whoever was let in takes it along to no other employer.
        found.append({"compartment": Compartment.JUSTICE, "admitted_id": user_pk, "admitted_for_id": organisation.pk})
    return found


def readable(user: User) -> Q:
    """Items in compartments whose content the user may read."""
    return _granted(user.work.organisation if user.work else None, user.pk)


def _granted(organisation: Organisation | None, user_pk: int) -> Q:
    return reduce(or_, (Q(**grant) for grant in grants(organisation, user_pk)), Q(pk__in=[]))


def reads(item: Any, organisation: Organisation | None, user_pk: int | None) -> bool:
    """The same of one item in hand, for an organisation as such or for a person there."""
    allowed = grants(organisation, user_pk)
    return any(all(getattr(item, name) == value for name, value in grant.items()) for grant in allowed)


def visible(user: User, queryset: QuerySet) -> QuerySet:
    """Items of which the user may know that they exist.

    `is_masked` marks a justice item of which an outsider gets one line without content; items of another
    organisation's own or of the CCB are not in the result at all.
    """
    on_his_cases = queryset.filter(case__in=seats_of(user).values("case"))
    return known_to(user.work.organisation if user.work else None, user.pk, on_his_cases)


def known_to(organisation: Organisation | None, user_pk: int, queryset: QuerySet) -> QuerySet:
    """The same, for somebody who works for this organisation, on cases that he sees."""
    content = _granted(organisation, user_pk)
    masked = ExpressionWrapper(~content, output_field=models.BooleanField())
    known = content | Q(compartment=Compartment.JUSTICE) if organisation else content
    return queryset.filter(known).annotate(is_masked=masked)


def level_seen(organisation: Organisation | None, then: datetime | None = None) -> Q:
    """Outcomes whose level an organisation may see: filled in by it, or shared with it (by a moment in the past)."""
    if organisation is None:
        return Q(pk__in=[])
    shared = SashShare.objects.given().filter(
        begun(then, "shared_at"), outcome=OuterRef("pk"), organisation=organisation.pk
    )
    return Q(organisation=organisation.pk) | Exists(shared)


def compartments_for(user: User) -> list[Compartment]:
    """The compartments an author may choose: those he is in himself."""
    kind = user.work.organisation.kind if user.work else None
    choices = [Compartment.TEAM, Compartment.ORGANISATION]
    if kind in JUSTICE_KINDS:
        choices.insert(1, Compartment.JUSTICE)
    if kind == OrganisationKind.CCB:
        choices.append(Compartment.CCB)
    return choices
