"""Whoever chooses the address of e-mail can have a new password sent to it: an owner chooses his own, and for
somebody else it takes two managers, who did not make each other manager.

Of one person there is one address, in `User.email` and in allauth's table.
"""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts import notifications
from accounts.enums import AccountAction, Role
from accounts.models import AddressChange, Membership, User
from accounts.services.base import end_sessions, key_of, locked
from trail import clock
from trail.recording import record


def require_free(email: str, *, but: User | None = None) -> None:
    """Raises ValidationError where somebody logs in with this address, or did so before."""
    own = but.pk if but else None
    people = User.objects.filter(email__iexact=email).exclude(pk=own)
    addresses = EmailAddress.objects.filter(email__iexact=email, verified=True).exclude(user_id=own)
    if people.exists() or addresses.exists():
        raise ValidationError({"email": _("Dit e-mailadres is al in gebruik.")})


@transaction.atomic
def change_own_address(*, actor: User, email: str) -> None:
    """The owner showed that he reads mail at the new address. Raises ValidationError when it is taken."""
    user = locked(actor.pk)
    require_free(email, but=user)
    _move(user, email)
    record(action=AccountAction.CHANGE_OWN_ADDRESS, actor=actor, subject=key_of(user))


@transaction.atomic
def propose_address(*, actor: User, user: User, email: str) -> AddressChange:
    """The first of two managers. Nothing changes yet; the person hears of it at the address he has.

    Raises PermissionError for whoever is no manager or means himself; ValidationError for an address that is taken
    or his already, and while another proposal waits.
    """
    _require_manager(actor, user)
    user = locked(user.pk)
    change = AddressChange(user=user, email=email.lower(), replaces=user.email, proposed_by=actor)
    change.full_clean()
    require_free(change.email)
    change.save()
    record(
        action=AccountAction.PROPOSE_ADDRESS, actor=actor, subject=key_of(user), target=f"address-change-{change.pk}"
    )
    notifications.tell_of_proposal(user.email)
    return change


@transaction.atomic
def answer_address(*, actor: User, change: AddressChange, is_confirmed: bool) -> AddressChange:
    """The second manager confirms or refuses; the first may only take his proposal back.

    Raises PermissionError as `propose_address`, and for a first manager who confirms; ValidationError for a second one
    who does not count as such (`are_one`), where it was answered already, or the address was taken or changed
    meanwhile.
    """
    _require_manager(actor, change.user)
    user = locked(change.user_id)
    change = AddressChange.objects.select_for_update().get(pk=change.pk)
    if is_confirmed and change.proposed_by_id == actor.pk:
        raise PermissionError("own proposal")
    if change.answered_at is not None:
        raise ValidationError(_("Dit voorstel is al beantwoord."))
    if is_confirmed and are_one(actor, change):
        raise ValidationError(
            _("U kunt dit niet bevestigen. Een van u maakte de ander beheerder. Vraag een andere beheerder.")
        )
    change.answered_by, change.answered_at, change.is_confirmed = actor, clock.now(), is_confirmed
    change.save()
    if is_confirmed:
        if user.email != change.replaces:
            raise ValidationError(_("Het e-mailadres van deze persoon is intussen veranderd. Doe een nieuw voorstel."))
        require_free(change.email, but=user)
        _move(user, change.email)
    action = AccountAction.CONFIRM_ADDRESS if is_confirmed else AccountAction.REFUSE_ADDRESS
    record(action=action, actor=actor, subject=key_of(user), target=f"address-change-{change.pk}")
    return change


def are_one(actor: User, change: AddressChange) -> bool:
    """Whether this manager and the one who proposed were made manager one by the other, and by nobody else: with a
    second mailbox somebody would be two."""
    first = change.proposed_by_id
    return _is_made_by(first, actor.pk, clock.now()) or _is_made_by(actor.pk, first, change.proposed_at)


def _is_made_by(maker: int, manager: int, moment: datetime) -> bool:
    held = Membership.objects.at(moment).filter(user=manager, role=Role.FUNCTIONAL_MANAGER)
    return {membership.given_by_id for membership in held} == {maker}


def _require_manager(actor: User, user: User) -> None:
    if Role.FUNCTIONAL_MANAGER not in actor.roles or actor.pk == user.pk:
        raise PermissionError("only a functional manager, and never his own")


def _move(user: User, email: str) -> None:
    """From here on this is the one address: no other logs in or gets a link, and every session has ended."""
    old, user.email = user.email, email.lower()
    user.save(update_fields=["email"])
    EmailAddress.objects.filter(user=user).delete()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    end_sessions(user)
    notifications.tell_of_change(old)
