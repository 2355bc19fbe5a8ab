from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts import changes
from accounts.enums import AccountAction, Role
from accounts.models import Membership, User
from accounts.services.base import end_sessions, key_of, locked
from trail import clock
from trail.recording import Slug, record

# Said once, at the start. Whoever gets another role or comes back gets a new membership: an old one that is filled
# in anew would give back, unseen, all that was seen under it.
_FIXED = ("user_id", "organisation_id", "role", "since", "given_by_id")


@transaction.atomic
def save_membership(*, actor: User, membership: Membership) -> Membership:
    """Starts a membership, or says when it ends. Whoever is logged in as that person logs in again.

    Raises PermissionError for one's own: nobody gives rights to himself. Raises ValidationError where it overlaps
    with other work, where it has ended already, where anything but its end is changed, and for whoever is inactive.
    """
    if membership.user_id == actor.pk:
        raise PermissionError("own membership")
    user = locked(membership.user_id)
    if membership._state.adding:
        membership.given_by = actor
    _require_open(membership, user)
    membership.full_clean()
    _keep(actor, membership)
    end_sessions(user)
    changes.tell(user.pk)
    return membership


@transaction.atomic
def end_memberships(*, actor: User, user: User) -> None:
    """Ends at once all that somebody has or was to get, for good.

    Each leaves the line that ending it alone would leave. Whether it overlaps with other work is not asked: that
    would be no reason to leave it. Raises PermissionError for one's own.
    """
    if user.pk == actor.pk:
        raise PermissionError("own memberships")
    user, now = locked(user.pk), clock.now()
    for membership in user.memberships.unended(now).select_related("organisation"):
        membership.until = max(now, membership.since)
        _keep(actor, membership)
    end_sessions(user)
    changes.tell(user.pk)


def _keep(actor: User, membership: Membership) -> None:
    membership.save()
    record(
        action=AccountAction.SAVE_MEMBERSHIP,
        actor=actor,
        subject=key_of(membership.user),
        target=f"membership-{membership.pk}",
        details={
            "organisation": Slug(membership.organisation.slug),
            "role": Role(membership.role),
            "since": membership.since,
            "until": membership.until,
        },
    )


def _require_open(membership: Membership, user: User) -> None:
    stored = Membership.objects.filter(pk=membership.pk).first()
    if stored is None:
        if not user.is_active:
            raise ValidationError({"user": _("Deze persoon staat uit. Zet deze persoon eerst weer aan.")})
        return
    if stored.until is not None and stored.until <= clock.now():
        raise ValidationError(
            {"until": _("Dit lidmaatschap is voorbij en gaat niet opnieuw open. Voeg een nieuw lidmaatschap toe.")}
        )
    if any(getattr(stored, name) != getattr(membership, name) for name in _FIXED):
        raise ValidationError(
            _("Van een lidmaatschap verandert alleen het einde. Beëindig het en voeg een nieuw lidmaatschap toe.")
        )
