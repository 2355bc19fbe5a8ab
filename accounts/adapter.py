from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class InvitedOnly(DefaultAccountAdapter):
    """Nobody signs up by himself: people are invited by the functional manager."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
