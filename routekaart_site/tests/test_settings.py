"""The site refuses to start half configured, and closes every page as it should."""

import os
import re
import subprocess
import sys

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

START = "import django; django.setup()"
NEEDED = ("SECRET_KEY", "ALLOWED_HOSTS", "CACHE_URL")


def run(*command, **environment):
    """A process that knows nothing of the environment of the tests."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    given = {"DJANGO_SETTINGS_MODULE": "routekaart_site.settings", **kept, **environment}
    return subprocess.run(  # noqa: S603 - our own interpreter and arguments
        [sys.executable, *command], cwd=settings.BASE_DIR, env=given, capture_output=True, text=True, check=False
    )


@pytest.mark.skipif((settings.BASE_DIR / ".env").exists(), reason="an .env file sets what is left out here")
@pytest.mark.parametrize(
    "given", [(), NEEDED[:2], NEEDED[1:], NEEDED[::2]], ids=["nothing", "no cache", "no key", "no hosts"]
)
def test_without_debug_it_does_not_start_on_defaults(complete, given):
    left_out = [name for name in NEEDED if name not in given]
    found = run("-c", START, **{name: complete[name] for name in given})
    assert found.returncode != 0
    message = found.stderr.strip().splitlines()[-1]
    assert "ImproperlyConfigured" in message
    assert [name for name in NEEDED if name in message] == left_out


def test_with_all_of_them_it_passes_the_check_for_deployment(complete):
    assert run("-c", START, **complete).returncode == 0
    found = run("manage.py", "check", "--deploy", "--fail-level", "WARNING", **complete)
    assert found.returncode == 0, found.stderr
    assert "no issues" in found.stdout


@pytest.mark.parametrize(
    ("cache", "starts"),
    [
        *(("locmemcache://", False), ("dummycache://", False), ("filecache:///tmp/cache", False)),
        *(("dbcache://cache", False), ("redis://127.0.0.1:1/0", True)),
    ],
)
def test_without_debug_it_starts_only_on_a_cache_that_counts_for_all_processes(complete, cache, starts):
    """In a folder or a table two processes read the same count and each write one more: a try is lost."""
    found = run("-c", START, **{**complete, "CACHE_URL": cache})
    assert (found.returncode == 0) == starts
    assert ("Zet in CACHE_URL een cache waarin alle processen samen tellen" in found.stderr) == (not starts)
    assert run("-c", START, DEBUG="1", CACHE_URL=cache).returncode == 0


@pytest.mark.parametrize(("given", "starts"), [("0", True), ("2", True), ("-1", False), ("veel", False)])
def test_the_number_of_proxies_is_a_number(complete, given, starts):
    found = run("-c", START, **complete, TRUSTED_PROXIES=given)
    assert (found.returncode == 0) == starts
    assert ("TRUSTED_PROXIES is een aantal" in found.stderr) == (not starts)


@pytest.mark.parametrize(
    ("given", "begins"),
    [
        ({}, "https://routekaart.example"),
        ({"ALLOWED_HOSTS": "[::1],elders.example"}, "https://[::1]"),
        ({"SITE_URL": "https://elders.example:8443"}, "https://elders.example:8443"),
        ({"ALLOWED_HOSTS": "*"}, ""),
        ({"ALLOWED_HOSTS": ".routekaart.example"}, ""),
        ({"SITE_URL": "routekaart.example"}, ""),
        ({"SITE_URL": "https://routekaart.example/"}, ""),
    ],
)
def test_links_in_mail_begin_with_an_address_of_the_site_or_it_does_not_start(complete, given, begins):
    told = run("-c", f"{START}; from django.conf import settings as s; print(s.SITE_URL)", **{**complete, **given})
    assert (told.returncode, told.stdout.strip()) == (0 if begins else 1, begins)
    assert ("Zet SITE_URL in de omgeving" in told.stderr) == (not begins)


GUESSES = f"""{START}
from accounts.throttle import Attempt
print(sum(Attempt("iemand@voorbeeld.nl", "203.0.113.9", is_known=False).start() for _ in range(6)))
"""


@pytest.mark.parametrize("shared", [True, False], ids=["shared", "control"])
def test_processes_count_wrong_passwords_together(tmp_path, shared):
    """Each guesses six times. The first looks at all six; so does the second only if it counts by itself.

    One after the other, so that a folder will do.
    """
    cache = {"CACHE_URL": f"filecache://{tmp_path / 'cache'}"} if shared else {}
    first, second = (int(run("-c", GUESSES, DEBUG="1", **cache).stdout) for _process in range(2))
    assert first == 6
    assert (second < 3) if shared else (second == 6)


def test_what_is_set_without_debug(complete):
    names = ("DEBUG", "DEMO", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME")
    found = run(
        "-c", f"{START}; from django.conf import settings as s; print([getattr(s, n) for n in {names}])", **complete
    )
    assert found.stdout.strip() == "[False, False, True, True, '__Host-session', '__Host-csrf']"


def test_demo_and_development_stay_off_unless_asked_for(complete):
    code = f"{START}; from django.urls import reverse; reverse('show_kit')"
    assert "NoReverseMatch" in run("-c", code, **complete).stderr


ERROR_PAGES = f"""{START}
from django.contrib.auth.decorators import login_not_required
from django.test import Client
from django.urls import path
from routekaart_site import urls
urls.urlpatterns.append(path("stuk/", login_not_required(lambda request: 1 / 0)))
client = Client(SERVER_NAME="127.0.0.1", raise_request_exception=False)
for address in ("/bestaat-niet/", "/stuk/"):
    answer = client.get(address)
    print(answer.status_code, answer.content.decode())
"""


@pytest.mark.parametrize("demo", ["1", "0"], ids=["demo", "development"])
def test_the_demo_shows_our_own_error_pages_and_no_list_of_addresses(complete, demo):
    found = run("-c", ERROR_PAGES, DEBUG="1", DEMO=demo, DATABASE_URL=complete["DATABASE_URL"])
    ours = [words in found.stdout for words in ("Deze pagina is er niet", "Er ging iets mis, en dat ligt aan ons")]
    technical = [words in found.stdout for words in ("URLconf", "ZeroDivisionError")]
    assert (ours, technical) == ([demo == "1"] * 2, [demo == "0"] * 2), found.stderr
    assert "ZeroDivisionError" in found.stderr  # whoever runs the site reads in his terminal what went wrong


FAULT = f"""{START}
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import HttpResponse, HttpResponseServerError
from django.test import Client
from django.urls import path
from routekaart_site import urls
def breaks(request, reference):
    try:
        raise LookupError(request.POST["note"])
    except LookupError as fault:
        raise ValueError("Failing row contains Marit") from fault
def mails(request):
    with transaction.atomic():
        transaction.on_commit(lambda: 1 / len(request.POST["note"][:0]), robust=True)
    return HttpResponse()
urls.urlpatterns += [
    path("stuk/<reference>/", login_not_required(breaks), name="breaks"),
    path("post/", login_not_required(mails)),
]
urls.handler500 = lambda request: HttpResponseServerError()
client = Client(SERVER_NAME="routekaart.example", raise_request_exception=False, HTTP_X_FORWARDED_PROTO="https")
client.post("/stuk/ST-26-7KQ4M/?naam=Marit", {{"note": "Marit belde"}})
client.post("/post/", {{"note": "Marit belde"}})
"""


def test_in_production_a_fault_leaves_its_way_on_stderr_and_nothing_of_whom_it_was_about(complete):
    told = run("-c", FAULT, **complete).stderr
    for words in ("ERROR django.request: POST breaks 500", "in breaks", "builtins.LookupError", "builtins.ValueError"):
        assert words in told, told
    assert "ERROR django.db.backends.base: run_and_clear_commit_hooks" in told
    assert "builtins.ZeroDivisionError" in told
    for words in ("Marit", "ST-26", "naam"):
        assert words not in told, told


@pytest.mark.django_db
def test_every_page_carries_an_enforcing_policy(client, cast):
    inside = Client()
    inside.force_login(cast.bram)
    pages = [client.get(path) for path in ("/", "/hulp/", "/bestaat-niet/", reverse("account_login"))]
    pages += [inside.get(path) for path in ("/mijn-werk/", "/zaken/", "/zaken/openen/", "/zaken/ST-26-00000/")]
    for response in pages:
        policy = dict(part.strip().partition(" ")[::2] for part in response["Content-Security-Policy"].split(";"))
        assert "Content-Security-Policy-Report-Only" not in response
        assert policy["default-src"] == "'none'"
        assert policy["frame-ancestors"] == "'none'"
        assert policy["form-action"] == "'self'"
        for name in ("script-src", "style-src", "img-src", "font-src", "connect-src"):
            assert set(re.sub(r"'nonce-[^']*'", "", policy[name]).split()) <= {"'self'", "data:"}, name
        assert "data:" not in policy["script-src"]
        assert response["X-Frame-Options"] == "DENY"
        # Help is looked for unseen; elsewhere are forms, which need a referrer inside the site.
        unseen = response.request["PATH_INFO"] == "/hulp/"
        assert response["Referrer-Policy"] == ("no-referrer" if unseen else "same-origin")
        assert response["Cross-Origin-Opener-Policy"] == "same-origin"
        assert response["Cross-Origin-Resource-Policy"] == "same-origin"
        assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.django_db
def test_pages_of_people_who_are_logged_in_are_kept_nowhere(client, cast):
    inside = Client()
    inside.force_login(cast.bram)
    for path in ("/", "/mijn-werk/", "/zaken/", "/zaken/ST-26-00000/", "/beheer/", reverse("account_email")):
        assert inside.get(path)["Cache-Control"] == "no-store", path
    assert "no-store" not in client.get("/").get("Cache-Control", "")
