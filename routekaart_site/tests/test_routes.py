"""Every route of the site: which are open without login, and who gets what. A new route without a row is red."""

import re
from uuid import uuid4

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from django.urls.exceptions import NoReverseMatch

from accounts.models import AddressChange, User
from cases import urls as case_urls
from phases import history
from phases.models import Feedback, Responsibility
from trail import clock

# Served only with DEBUG.
ONLY_IN_DEVELOPMENT = {"show_kit"}
PUBLIC = {
    "show_map": ([], 200),
    "show_map_pdf": ([], 200),
    "show_phase": (["melden"], 200),
    "show_phase_pdf": (["melden"], 200),
    "show_partner": (["politie"], 200),
    "show_partner_pdf": (["politie"], 200),
    "show_text": (["melden-politie"], 200),
    "show_text_version": (["melden-politie", 1], 200),
    "list_audiences": ([], 200),
    "show_audience": (["slachtoffer"], 200),
    "show_page": (["introductie"], 200),
    "list_terms": ([], 200),
    "search": ([], 200),
    "leave": ([], 302),
    "show_robots": ([], 200),
    "show_security_contact": ([], 404),  # nobody to tell, unless the settings name somebody
    "show_favicon": ([], 302),
}
# allauth's own; what is open of it shows nothing about anybody. Per route: its arguments, anonymous, logged in.
ACCOUNT_OPEN = {
    "account_login": ([], 200, 302),
    "account_logout": ([], 302, 200),
    "account_inactive": ([], 200, 200),
    "account_signup": ([], 200, 302),
    "account_email_verification_sent": ([], 302, 302),  # asks for the code, where one was sent
    "account_reset_password": ([], 200, 200),
    "account_reset_password_done": ([], 200, 200),
    "account_reset_password_from_key": (["1", "bestaat-niet"], 200, 200),
    "account_reset_password_from_key_done": ([], 200, 200),
    "account_confirm_login_code": ([], 302, 302),
}
ACCOUNT_CLOSED = {
    "account_reauthenticate": ([], 302, 200),
    "account_email": ([], 302, 200),
    "account_change_password": ([], 302, 200),
    "account_set_password": ([], 302, 302),
}
# For everybody who is logged in, on no case: what one told the editors.
FEEDBACK = {"give_feedback": (["melden-politie"], 302, 200), "list_feedback": ([], 302, 200)}
ADMIN_PAGES = {
    *("admin:index", "admin:login", "admin:logout", "admin:password_change", "admin:password_change_done"),
    *("admin:autocomplete", "admin:jsi18n", "admin:view_on_site", "admin:app_list", "admin:None"),
}
EDITOR, MANAGER, OFFICER, NOBODY = {"dora"}, {"eva"}, {"faye"}, set()
# Per model in the admin: who sees it, who adds, who changes, who deletes.
ADMIN = {
    "trail_trailevent": (OFFICER, NOBODY, NOBODY, NOBODY),
    "accounts_organisation": (MANAGER, MANAGER, MANAGER, NOBODY),
    "accounts_sharingground": (MANAGER, MANAGER, MANAGER, NOBODY),
    "accounts_user": (MANAGER, MANAGER, MANAGER, NOBODY),
    "accounts_membership": (MANAGER, MANAGER, MANAGER, NOBODY),
    "accounts_addresschange": (MANAGER, MANAGER, MANAGER, NOBODY),
    "phases_phase": (EDITOR, NOBODY, EDITOR, NOBODY),
    "phases_partner": (EDITOR, NOBODY, EDITOR, NOBODY),
    **dict.fromkeys(
        [f"phases_{name}" for name in ("responsibility", "resource", "audience", "page", "term")],
        (EDITOR, EDITOR, EDITOR, EDITOR),
    ),
    "phases_feedback": (EDITOR, NOBODY, EDITOR, NOBODY),
    "phases_notedecision": (EDITOR, NOBODY, NOBODY, NOBODY),
}

# Content whose rows editors put in order.
ORDERED = ("responsibility", "partner", "audience", "page")


def routes(patterns=None, namespace=""):
    """Every route as (name with namespace, view)."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}", pattern.callback
        else:
            inside = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from routes(pattern.url_patterns, inside)


def names():
    return {name for name, _view in routes()} - ONLY_IN_DEVELOPMENT


def logged_in(user):
    client = Client()
    client.force_login(user)
    return client


def test_routes_open_without_login_are_these():
    """Read as the middleware reads it: a view is closed unless it is marked open."""
    found = {name for name, view in routes() if not getattr(view, "login_required", True)}
    assert found - ONLY_IN_DEVELOPMENT == {*PUBLIC, *ACCOUNT_OPEN, "admin:login"}


def test_every_route_has_a_row():
    actions = ("changelist", "add", "history", "delete", "change")
    models = {f"admin:{model}_{action}" for model in ADMIN for action in actions}
    with_versions = {f"phases_{model._meta.model_name}" for model in history.PUBLISHED}
    models |= {f"admin:{model}_{action}" for model in with_versions for action in ("version", "restore", "deleted")}
    models |= {f"admin:phases_{name}_{way}" for name in ORDERED for way in ("up", "down")}
    models |= {"admin:phases_responsibility_decide"}
    cases = {pattern.name for pattern in case_urls.urlpatterns}
    assert names() == {*PUBLIC, *ACCOUNT_OPEN, *ACCOUNT_CLOSED, *FEEDBACK, *ADMIN_PAGES, *models, *cases}


@pytest.mark.django_db
def test_public_and_account_pages_answer_like_this(cast):
    professional = logged_in(cast.bram)
    rows = {name: (args, status, status) for name, (args, status) in PUBLIC.items()}
    rows |= {**ACCOUNT_OPEN, **ACCOUNT_CLOSED, **FEEDBACK}
    got = {
        name: (args, *(client.get(reverse(name, args=args)).status_code for client in (Client(), professional)))
        for name, (args, *_statuses) in rows.items()
    }
    assert got == rows


@pytest.mark.django_db
def test_nobody_signs_up_by_himself(client):
    path = reverse("account_signup")
    before = User.objects.count()
    for form in ({}, {"email": "nieuw@elders.nl", "password1": "een-lang-wachtwoord-9", "password2": "idem"}):
        assert "<input" not in client.get(path).content.decode().split("<main")[1].split("</main>")[0]
        client.post(path, form)
    form["password2"] = form["password1"]
    client.post(path, form)
    assert User.objects.count() == before
    assert "_auth_user_id" not in client.session


def _can_save(page):
    return any(f'name="{button}"' in page for button in ("_save", "_publish", "_confirm"))


@pytest.mark.django_db
def test_what_each_role_finds_in_the_admin(cast):
    people = {name: logged_in(getattr(cast, name)) for name in ("anna", "bram", "karim", "dora", "eva", "faye")}
    text = Responsibility.objects.first()
    Feedback.objects.create(text=text, sender=cast.bram, message="?", sent_at=clock.now(), once=uuid4())
    AddressChange.objects.create(user=cast.bram, email="b@x.nl", replaces=cast.bram.email, proposed_by=cast.karim)
    rows = {f"{model._meta.app_label}_{model._meta.model_name}": model for model in admin.site._registry}
    got = {}
    for name, model in rows.items():
        row = model._default_manager.exclude(user=cast.eva).first() if name == "accounts_membership" else None
        pk = getattr(row or model._default_manager.first(), "pk", 1)
        paths = {"changelist": [], "add": [], "change": [pk], "delete": [pk]}
        found = {}
        for action, args in paths.items():
            answers = {
                person: client.get(reverse(f"admin:{name}_{action}", args=args)) for person, client in people.items()
            }
            found[action] = {
                person
                for person, response in answers.items()
                if response.status_code == 200 and (action != "change" or _can_save(response.content.decode()))
            }
            assert {response.status_code for response in answers.values()} <= {200, 302, 403}, (name, action)
        got[name] = tuple(found.values())
    assert got == ADMIN


@pytest.mark.django_db
def test_the_admin_is_closed_to_whoever_has_no_role_in_it(client, cast):
    paths = [reverse(f"admin:{name}_changelist") for name in ADMIN]
    paths += [reverse("admin:index"), reverse("admin:autocomplete"), "/beheer/bestaat-niet/"]
    for path in paths:
        assert client.get(path).status_code == 302, path
        assert reverse("account_login") in client.get(path, follow=True).redirect_chain[-1][0], path
        assert logged_in(cast.bram).get(path, follow=True).status_code == 403, path


@pytest.mark.django_db
def test_no_page_loads_anything_from_another_host(cast):
    """Links may leave; what the browser fetches by itself may not."""
    fetched = re.compile(r"<(?:link|script|img|iframe|source|video|audio|object|embed|use)\b[^>]*", re.IGNORECASE)
    address = re.compile(r"\b(?:src|srcset|href|data|poster)\s*=\s*[\"']?\s*([^\"'\s>]+)", re.IGNORECASE)
    seen = 0
    for client in (Client(), logged_in(cast.anna), logged_in(cast.dora), logged_in(cast.eva), logged_in(cast.faye)):
        for path in _paths_without_arguments():
            page = client.get(path, follow=True).getvalue().decode(errors="ignore")
            for tag in fetched.findall(page):
                for found in address.findall(tag):
                    seen += 1
                    assert found.startswith(("/", "data:", "#")), (path, tag)
                    assert not found.startswith("//"), (path, tag)
            assert "@import" not in page
    assert seen > 100


def _paths_without_arguments():
    for name in sorted(names() - {"account_logout", "admin:logout"}):
        try:
            yield reverse(name)
        except NoReverseMatch:
            continue
    for name, (args, _status) in PUBLIC.items():
        yield reverse(name, args=args)
