from collections.abc import Callable

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse

from accounts import postponed


class LoginRequired(LoginRequiredMiddleware):
    """Everything is closed unless a view is named open; a form posted after the session ended waits for its sender."""

    def handle_no_permission(self, request: HttpRequest, view_func: Callable[..., HttpResponse]) -> HttpResponse:
        response = super().handle_no_permission(request, view_func)
        if request.method == "POST":
            postponed.keep(request, response)
        return response
