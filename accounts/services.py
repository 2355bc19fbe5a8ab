"""Changes of people and memberships. Each leaves a line in the trail, in the same transaction."""

from allauth.account.models import EmailAddress
from django.db import transaction

from accounts.enums import OrganisationKind, Role
from accounts.models import Membership, Organisation, User
from trail.recording import FieldName, Slug, record


@transaction.atomic
def invite_person(*, actor: User, user: User) -> User:
    """Adds a person who sets his own password by the mail that follows. Nobody signs up by himself."""
    user.set_unusable_password()
    user.save()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    record(action="invite_person", actor=actor, subject=f"user-{user.pk}")
    return user


@transaction.atomic
def change_person(*, actor: User, user: User, changed: list[str]) -> User:
    """Saves changed particulars; a new address of e-mail is the one to log in with."""
    user.save()
    if "email" in changed:
        EmailAddress.objects.update_or_create(user=user, primary=True, defaults={"email": user.email, "verified": True})
    record(action="change_person", actor=actor, subject=f"user-{user.pk}", details={"changed": _fields(changed)})
    return user


@transaction.atomic
def save_organisation(*, actor: User, organisation: Organisation, changed: list[str]) -> Organisation:
    organisation.save()
    details = {"kind": OrganisationKind(organisation.kind), "changed": _fields(changed)}
    record(action="save_organisation", actor=actor, subject=organisation.slug, details=details)
    return organisation


@transaction.atomic
def save_membership(*, actor: User, membership: Membership) -> Membership:
    """Starts, changes or ends a membership. Raises PermissionError for one's own: nobody gives rights to himself."""
    if membership.user_id == actor.pk:
        raise PermissionError("own membership")
    membership.save()
    record(
        action="save_membership",
        actor=actor,
        subject=f"user-{membership.user_id}",
        target=f"membership-{membership.pk}",
        details={
            "organisation": Slug(membership.organisation.slug),
            "role": Role(membership.role),
            "since": membership.since,
            "until": membership.until,
        },
    )
    return membership


def _fields(changed: list[str]) -> list[FieldName]:
    return [FieldName(name) for name in changed]
