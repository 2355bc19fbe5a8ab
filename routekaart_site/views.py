from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was made in another session: the typed text is still in the browser behind "terug"."""
    return render(request, "403_csrf.html", status=403)
