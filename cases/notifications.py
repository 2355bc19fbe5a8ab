"""Mail says that there is something, never what: the case reference, one recipient each, rights checked at sending."""

from collections.abc import Iterable
from functools import partial

from django.core.mail import send_mail
from django.db import transaction

from accounts.models import User
from cases import access, wall
from cases.models import Case


def tell(users: Iterable[User], case: Case) -> None:
    """After the commit, tells each of these people that there is something in this case."""
    for pk in {user.pk for user in users}:
        transaction.on_commit(partial(_send, pk, case.reference), robust=True)


def _send(user_pk: int, reference: str) -> None:
    user = User.objects.get(pk=user_pk)
    with wall.opened(user):
        knows = (
            access.cases_for(user).filter(reference=reference).exists()
            or access.referrals_for(user).filter(case__reference=reference).exists()
            or access.participations_for(user).filter(case__reference=reference).exists()
        )
    if knows:
        send_mail(
            subject=f"Er is iets voor u in {reference}",
            message=f"Er is iets voor u in zaak {reference}.\n\nLog in om het te bekijken.",
            from_email=None,
            recipient_list=[user.email],
        )
