"""Mail says that there is something, never what: the case reference, one recipient each, rights checked at sending."""

from collections.abc import Iterable

from django.core.mail import send_mail
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.notifications import after_commit, link
from cases import access, wall
from cases.enums import ReferralState
from cases.models import Case
from cases.verbs import Verb


def tell(users: Iterable[User], case: Case) -> None:
    """After the commit, tells each of these people that there is something in this case."""
    for pk in {user.pk for user in users}:
        after_commit(_send, pk, case.reference)


def _send(user_pk: int, reference: str) -> None:
    user = User.objects.get(pk=user_pk)
    with wall.opened(user):
        page = _page_for(user, reference)
    if page is not None:
        send_mail(
            subject=_("Er is iets voor u in %(reference)s") % {"reference": reference},
            message=_("Er is iets voor u in zaak %(reference)s.\n\nLog in om het te bekijken:\n%(page)s")
            % {"reference": reference, "page": page},
            from_email=None,
            recipient_list=[user.email],
        )


def _page_for(user: User, reference: str) -> str | None:
    """Where he finds it: in the case, in what was referred to his organisation, or in the list of what that takes part
    in. None for whoever may not know of it, or no longer."""
    if access.cases_for(user).filter(reference=reference).exists():
        return link("show_case", reference)
    referral = access.referrals_for(user).filter(case__reference=reference).first()
    takes_part = access.participations_for(user).filter(case__reference=reference).exists()
    if referral is not None and (referral.state == ReferralState.SENT or not takes_part):
        return link(Verb.ANSWER_REFERRAL, reference, referral.pk)
    return link("list_participations") if takes_part else None
