"""What every mail of the site needs; mail to functional managers, and mail about an address of e-mail.

That last goes to the address that was in use: its owner is the one who should know.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.enums import Role
from accounts.models import Membership, Organisation


def link(page: str, *arguments: Any) -> str:
    """The whole address of a page, as it stands in a mail. Whoever is not logged in comes there by logging in."""
    return settings.SITE_URL + reverse(page, args=arguments)


def after_commit(send: Callable[..., None], *arguments: Any) -> None:
    """Nobody hears of what did not happen; and mail that cannot be sent undoes nothing and breaks no page.

    A function of its own, as Django tells the name of what failed: a partial has none, and would fail once more.
    """

    def later() -> None:
        send(*arguments)

    transaction.on_commit(later, robust=True)


def ask_for_coordinator(organisation: Organisation) -> None:
    """Asks the functional managers for a coordinator, where an organisation has none who stays.

    Call it where there is work that only a coordinator can take on. A manager learns that there is, never what work.
    """
    if not Membership.objects.coordinating().filter(organisation=organisation, until=None).exists():
        for membership in _managers_of(organisation):
            after_commit(_ask_manager, membership.user.email, organisation)


def _managers_of(organisation: Organisation) -> QuerySet[Membership]:
    """Its own functional managers; those of all where it has none."""
    managers = Membership.objects.current().filter(role=Role.FUNCTIONAL_MANAGER).select_related("user")
    own = managers.filter(organisation=organisation)
    return own if own.exists() else managers


def _ask_manager(address: str, organisation: Organisation) -> None:
    if Membership.objects.coordinating().filter(organisation=organisation).exists():
        lacking = _("%(organisation)s heeft straks geen coördinator meer.")
    else:
        lacking = _("%(organisation)s heeft geen coördinator.")
    todo = _("Er wacht werk dat alleen een coördinator kan verdelen.\n\nLog in en maak daar iemand coördinator:")
    page = link("admin:accounts_membership_add") + f"?organisation={organisation.pk}&role={Role.COORDINATOR}"
    send_mail(
        _("Een organisatie heeft een coördinator nodig"),
        f"{lacking % {'organisation': organisation}} {todo}\n{page}",
        None,
        [address],
    )


def tell_of_proposal(old: str) -> None:
    _tell(
        old,
        _("Voorstel: een ander e-mailadres"),
        _(
            "Een functioneel beheerder stelt voor om het e-mailadres te veranderen waarmee u inlogt. Er verandert pas "
            "iets als een tweede beheerder dat bevestigt.\n\nHebt u daar niet om gevraagd? Bel dan meteen uw "
            "functioneel beheerder of de privacyfunctionaris.\n\nUw e-mailadres van nu staat hier:\n%(link)s"
        )
        % {"link": link("account_email")},
    )


def tell_of_change(old: str) -> None:
    _tell(
        old,
        _("Uw e-mailadres is veranderd"),
        _(
            "Het e-mailadres waarmee u inlogt, is veranderd. Met dit adres logt u niet meer in, en u bent overal "
            "uitgelogd.\n\nHebt u daar niet om gevraagd? Bel dan meteen uw functioneel beheerder of de "
            "privacyfunctionaris.\n\nMet uw nieuwe adres logt u hier in:\n%(link)s"
        )
        % {"link": link("account_login")},
    )


def _tell(address: str, subject: str, message: str) -> None:
    after_commit(send_mail, subject, message, None, [address])
