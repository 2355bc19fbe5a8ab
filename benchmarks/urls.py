"""The site's own addresses, and the unit: the least that a page for somebody who is logged in can cost."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import path

from routekaart_site.urls import urlpatterns as pages_of_the_site
from trail.recording import record


def show_unit(request: HttpRequest) -> HttpResponse:
    """Session, user and one line in the trail."""
    with transaction.atomic():
        record(action="unit", actor=request.user)
    return HttpResponse(request.user.name)


urlpatterns = [path("eenheid/", show_unit), *pages_of_the_site]
