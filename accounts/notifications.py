"""What every mail of the site needs; and mail about an address of e-mail.

That goes to the address that was in use: its owner is the one who should know.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _


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
