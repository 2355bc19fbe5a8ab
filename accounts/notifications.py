"""Mail about an address of e-mail goes to the address that was in use: its owner is the one who should know."""

from functools import partial

from django.core.mail import send_mail
from django.db import transaction
from django.utils.translation import gettext as _


def tell_of_proposal(old: str) -> None:
    _tell(
        old,
        _("Voorstel: een ander e-mailadres"),
        _(
            "Een functioneel beheerder stelt voor om het e-mailadres te veranderen waarmee u inlogt. Er verandert pas "
            "iets als een tweede beheerder dat bevestigt.\n\nHebt u daar niet om gevraagd? Bel dan meteen uw "
            "functioneel beheerder of de privacyfunctionaris."
        ),
    )


def tell_of_change(old: str) -> None:
    _tell(
        old,
        _("Uw e-mailadres is veranderd"),
        _(
            "Het e-mailadres waarmee u inlogt, is veranderd. Met dit adres logt u niet meer in, en u bent overal "
            "uitgelogd.\n\nHebt u daar niet om gevraagd? Bel dan meteen uw functioneel beheerder of de "
            "privacyfunctionaris."
        ),
    )


def _tell(address: str, subject: str, message: str) -> None:
    """After the commit: nobody hears of what did not happen."""
    send = partial(send_mail, subject=subject, message=message, from_email=None, recipient_list=[address])
    transaction.on_commit(send, robust=True)
