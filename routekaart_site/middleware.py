from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import BadRequest
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.middleware.gzip import GZipMiddleware
from django.utils import translation

from cases import wall
from trail.staff import MOST_DIGITS

SEARCHED = ("q", "term", "concept")


class LanguageOfTheAddress:
    """The address alone says which language a page is in: no cookie, and what the browser asks for is not looked at.

    Django's own middleware leaves its choice behind in the thread, and answers would vary with Accept-Language.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with translation.override("en" if request.path_info.startswith("/en/") else settings.LANGUAGE_CODE):
            return self.get_response(request)


class PlainQuestions:
    """In the admin a question in the address holds no NUL and no number that is no row: databases answer neither.

    What somebody looks for may be a long number, and a draft that is not there is simply no draft.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *args: object) -> None:
        if "admin" not in request.resolver_match.app_names:
            return
        for name, values in request.GET.lists():
            too_long = name not in SEARCHED and any(len(value) > MOST_DIGITS and value.isdecimal() for value in values)
            if too_long or any("\0" in value for value in (name, *values)):
                raise BadRequest(name)


class SecondWall:
    """On PostgreSQL, one transaction per request in which the database shows what this person may see, and no more.

    Whoever is not logged in gets none: the site's login owns nothing and sees no case by itself.

    A fault of ours undoes all of it; a refusal (404, 403) keeps what was recorded before it. Verbs are savepoints in
    it, and their mail leaves after its end.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            return self.get_response(request)
        with wall.opened(request.user):
            response = self.get_response(request)
            if response.status_code >= 500 and wall.stands():
                transaction.set_rollback(True)
        return response

    def process_view(self, request: HttpRequest, *view: object) -> None:
        """The trail is read as the auditor, by whoever may read it."""
        in_trail = request.resolver_match.view_name.startswith("admin:trail_")
        if in_trail and request.user.has_perm("trail.view_trailevent"):
            wall.audit()


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


class CompressedForAnybody(GZipMiddleware):
    """Compresses pages for visitors who are not logged in: nothing in those is a secret that their length could betray.

    A page made for somebody who is logged in goes as it is: it may hold names, next to what was typed in its address.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        is_page = response.get("Content-Type", "").startswith("text/html")
        if request.user.is_authenticated or not is_page:
            return response
        return super().process_response(request, response)
