from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.core.internal.httpkit import clean_client_ip
from allauth.core.internal.ratelimit import truncate_ip
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import login_trail, services, throttle
from accounts.models import User

# All who reach us without an address, through a socket of the proxy, count as one client.
NO_ADDRESS = "-"


class InvitedOnly(DefaultAccountAdapter):
    """Nobody signs up by himself: people are invited by the functional manager."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "too_many_login_attempts": gettext_lazy(
            "Inloggen is een paar keer niet gelukt. Wacht een minuut en probeer het opnieuw. "
            "Bent u uw wachtwoord kwijt? Kies dan een nieuw wachtwoord."
        ),
    }

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        super().send_mail(template_prefix, email, {"site_url": settings.SITE_URL, **context})

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Whoever works on no cases but keeps the content or the people starts in the admin."""
        if request.user.work is None and request.user.is_staff:
            return reverse("admin:index")
        return super().get_login_redirect_url(request)

    def get_client_ip(self, request: HttpRequest) -> str:
        """The address of whoever asks, as our own proxies saw it.

        Each proxy adds whom it heard it from at the right of X-Forwarded-For; what stands left of what our own
        `TRUSTED_PROXIES` added, the client may have made up. Where fewer stand there than there are proxies, all are
        ours. Never a refusal: without an address everybody counts as one client.
        """
        heard = request.headers.get("x-forwarded-for", "").split(",") if settings.TRUSTED_PROXIES else []
        nearest = heard[-settings.TRUSTED_PROXIES :][0] if heard else ""
        return clean_client_ip(nearest) or clean_client_ip(request.META.get("REMOTE_ADDR", "")) or NO_ADDRESS

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """Also asked where somebody who is in shows his password again."""
        self.attempt = throttle.attempt(request, credentials["email"], truncate_ip(self.get_client_ip(request)))
        user = super().authenticate(request, **credentials)
        if user is not None:
            self.attempt.succeed()
        return user

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        if not self.attempt.start():
            raise self.validation_error("too_many_login_attempts")

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        login_trail.record_failure(credentials["email"])

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        """The password was right, but he cannot come in."""
        login_trail.record_failure(user.email)
        return super().respond_user_inactive(request, user)

    def post_login(self, request: HttpRequest, user: User, **login: Any) -> HttpResponse:
        response = super().post_login(request, user, **login)
        login_trail.record_login(user)
        throttle.remember(response, user.email)
        return response

    def set_password(self, user: User, password: str) -> None:
        services.set_password(user=user, password=password, is_reset=self.request is None or self.request.user != user)

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
