from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static

# What is open is for everybody, search engines included. The rest answers nobody without a login.
CLOSED_PATHS = ("/zaken/", "/mijn-werk/", "/beheer/", "/account/")
PLAIN = "text/plain; charset=utf-8"


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was made in another session: the typed text is still in the browser behind "terug"."""
    return render(request, "403_csrf.html", status=403)


def change_password(request: HttpRequest, extra_context: object = None) -> HttpResponse:
    """The admin has a page of its own for this; the site's leaves a line in the trail and ends the sessions."""
    return redirect("account_change_password")


@login_not_required
def show_robots(request: HttpRequest) -> HttpResponse:
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in CLOSED_PATHS)]
    return HttpResponse("\n".join([*lines, ""]), content_type=PLAIN)


@login_not_required
def show_security_contact(request: HttpRequest) -> HttpResponse:
    """Where to report a hole in this site (RFC 9116). Without a contact there is nothing to say."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    lines = [f"Contact: {contact}" for contact in settings.SECURITY_CONTACT]
    lines += [f"Expires: {settings.SECURITY_EXPIRES}", "Preferred-Languages: nl, en", ""]
    return HttpResponse("\n".join(lines), content_type=PLAIN)


@login_not_required
def show_favicon(request: HttpRequest) -> HttpResponse:
    """Browsers ask for this address by themselves where a page names no icon."""
    return redirect(static("site/mark.svg"))
