from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts import services
from accounts.models import User


class InvitedOnly(DefaultAccountAdapter):
    """Nobody signs up by himself: people are invited by the functional manager."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Whoever works on no cases but keeps the content or the people starts in the admin."""
        if request.user.work is None and request.user.is_staff:
            return reverse("admin:index")
        return super().get_login_redirect_url(request)

    def set_password(self, user: User, password: str) -> None:
        services.set_password(user=user, password=password, is_reset=self.request.user != user)

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        """The owner typed the code that was mailed to this address. A new address means logging in anew, with it."""
        user = email_address.user
        if email_address.email == user.email:
            return super().confirm_email(request, email_address)
        try:
            services.change_own_address(actor=user, email=email_address.email)
        except ValidationError as refused:
            messages.error(request, " ".join(refused.messages))
            return False
        self.logout(request)
        messages.success(request, _("Uw e-mailadres is veranderd. Log in met het nieuwe adres."))
        return True
