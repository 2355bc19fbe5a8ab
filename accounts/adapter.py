from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.urls import reverse


class InvitedOnly(DefaultAccountAdapter):
    """Nobody signs up by himself: people are invited by the functional manager."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Whoever works on no cases but keeps the content or the people starts in the admin."""
        if request.user.work is None and request.user.is_staff:
            return reverse("admin:index")
        return super().get_login_redirect_url(request)
