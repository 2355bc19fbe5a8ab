from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


class PrivateResponses:
    """A page made for somebody who is logged in is kept in no cache, the browser's included."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if request.user.is_authenticated:
            response.headers["Cache-Control"] = "no-store"
        return response
