"""Every page of the admin: it answers the questions it names and no others, and no value breaks it."""

import re
from html import unescape
from uuid import uuid4

import pytest
from django.contrib.auth.hashers import make_password
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.urls import reverse

from accounts.enums import Role
from accounts.models import AddressChange, Membership, Organisation
from cases.tests.builders import open_case
from conftest import LONG_AGO
from phases.models import Feedback, NoteDecision, Responsibility
from routekaart_site.urls import admin  # with what it unregisters
from trail import clock
from trail.enums import Review
from trail.models import TrailEvent
from trail.staff import StaffAdmin

pytestmark = pytest.mark.django_db
MODELS = {f"{model._meta.app_label}_{model._meta.model_name}": model for model in admin.site._registry}
KEEPERS = {"accounts": "eva", "phases": "dora", "trail": "faye"}
# What a person's browser never sends by itself, and PostgreSQL or Python refuses to take.
ODD = {"nul": "\0", "5000 digits": "9" * 5000, "25 digits": "9" * 25}
EVERY_LIST = ("q", "p", "o", "_to_field", "_changelist_filters")
EVERY_FORM = ("concept", "_popup", "_to_field", "_changelist_filters")

per_model = pytest.mark.parametrize("name", MODELS)
odd = pytest.mark.parametrize("value", ODD.values(), ids=ODD)


def keeper(cast, name):
    """Whoever keeps these rows in the admin, with a browser that shows a 500 as a 500."""
    client = Client(raise_request_exception=False)
    client.force_login(getattr(cast, KEEPERS[name.partition("_")[0]]))
    return client


@pytest.fixture
def rows(cast):
    """Something in every list."""
    open_case(cast.bram)
    Feedback.objects.create(
        text=Responsibility.objects.first(), sender=cast.bram, message="?", sent_at=clock.now(), once=uuid4()
    )
    NoteDecision.objects.create(text_slug="melden-politie", note="?", decision="Zo laten.", decided_at=clock.now())
    AddressChange.objects.create(user=cast.bram, email="b@x.nl", replaces=cast.bram.email, proposed_by=cast.karim)
    return cast


def url(name, action, *args):
    return reverse(f"admin:{name}_{action}", args=args)


def a_row(cast, name):
    rows = MODELS[name]._default_manager.order_by("pk")
    return rows.exclude(user=cast.eva).first() if name == "accounts_membership" else rows.first()


def test_every_model_in_the_admin_has_our_base():
    assert [name for name, model in MODELS.items() if not isinstance(admin.site._registry[model], StaffAdmin)] == []


@per_model
def test_a_list_answers_no_question_that_it_does_not_name(rows, name):
    """By its own fields, letter by letter, or along what points to it: who holds what, who is in which case."""
    client, model = keeper(rows, name), MODELS[name]
    fields = model._meta.get_fields(include_hidden=True)
    named = {lookup.partition("__")[0] for lookup in admin.site._registry[model].allowed_lookups}
    asked = {f"{field.name}__{how}" for field in fields for how in ("regex", "isnull")}
    asked |= {field.name for field in fields if field.name not in named} | {"id__gt", "pk__in"}
    asked -= set(admin.site._registry[model].allowed_lookups)
    answers = {lookup: client.get(url(name, "changelist"), {lookup: "1"}).status_code for lookup in sorted(asked)}
    assert {lookup: status for lookup, status in answers.items() if status != 400} == {}
    assert len(asked) > 10


def test_passwords_and_cases_are_no_question(rows):
    eva = keeper(rows, "accounts_user")
    for query in (
        *("password__regex=^argon2", "password__startswith=argon2", "password=x", "is_superuser__exact=1"),
        *("team_memberships__isnull=False", "regie__isnull=True", "memberships__role__exact=professional"),
        *("last_login__gte=2026-01-01", "session_round__gt=0", "emailaddress__email__startswith=b"),
    ):
        assert eva.get(f"{url('accounts_user', 'changelist')}?{query}").status_code == 400, query
    for query in ("sash_shares__isnull=False", "participations__case__reference__startswith=ST", "memberships__user=1"):
        assert eva.get(f"{url('accounts_organisation', 'changelist')}?{query}").status_code == 400, query


def shown(page):
    return re.findall(r"/beheer/accounts/user/(\d+)/change/", page.content.decode())


def test_neither_searching_nor_ordering_goes_beyond_what_the_list_shows(rows):
    eva, users = keeper(rows, "accounts_user"), url("accounts_user", "changelist")
    rows.iris.password = make_password("vier paarden op het dak")
    rows.iris.save()
    piece = rows.iris.password.split("$")[-1][:12]
    assert set(shown(eva.get(users, {"q": "iris"}))) == {str(rows.iris.pk)}
    for word in (piece, "argon2", "professional"):
        assert shown(eva.get(users, {"q": word})) == []
    unordered = shown(eva.get(users, {"o": "99"}))
    for order in ("password", "-password", "memberships__role", "pk__password", "session_round"):
        assert shown(eva.get(users, {"o": order})) == unordered, order


@per_model
def test_every_filter_and_every_column_of_a_list_still_works(rows, name):
    client, path = keeper(rows, name), url(name, "changelist")
    page = unescape(client.get(path).content.decode())
    links = set(re.findall(r'href="(\?[^"]*)"', page))
    answers = {link: client.get(f"{path}{link}").status_code for link in links}
    assert {link: status for link, status in answers.items() if status != 200} == {}
    filters = admin.site._registry[MODELS[name]].list_filter
    assert not filters or [link for link in links if "=" in link and "o=" not in link]


def relations(model):
    return [field.name for field in model._meta.fields + model._meta.many_to_many if field.is_relation]


@per_model
@odd
def test_no_value_in_an_address_is_a_500(rows, name, value):
    client, model, row = keeper(rows, name), MODELS[name], a_row(rows, name)
    asked = [(url(name, "changelist"), {key: value}) for key in EVERY_LIST]
    asked += [(url(name, "changelist"), {key: value}) for key in admin.site._registry[model].allowed_lookups]
    asked += [(url(name, "add"), {key: value}) for key in relations(model)]
    asked += [(url(name, "add"), dict.fromkeys([field.name for field in model._meta.fields], value))]
    for path in (url(name, "add"), url(name, "change", row.pk), url(name, "history", row.pk)):
        asked += [(path, dict.fromkeys(EVERY_FORM, value))]
    got = {(path, str(data)[:40]): client.get(path, data).status_code for path, data in asked}
    for action in ("change", "history", "delete"):
        path = url(name, action, 1).replace("/1/", f"/{value}/").replace("\0", "%00")
        got[action] = client.get(path).status_code
    assert {key: status for key, status in got.items() if status >= 500} == {}


def kept(model):
    """The rows of a model; that somebody read the trail is itself a line in it."""
    rows = model._default_manager.order_by("pk")
    return list((rows.exclude(action__in=list(Review)) if model is TrailEvent else rows).values())


@per_model
@odd
def test_no_value_in_a_form_is_a_500_and_nothing_is_saved(rows, name, value):
    client, model, row = keeper(rows, name), MODELS[name], a_row(rows, name)
    before = kept(model)
    fields = [field.name for field in model._meta.fields + model._meta.many_to_many]
    parts = [f"{field}_{part}" for field in fields for part in (0, 1)]
    more = ["concept", "seen_version", "steps-TOTAL_FORMS", "steps-INITIAL_FORMS", "steps-0-id"]
    everything = dict.fromkeys([*fields, *parts, *more], value)
    got = {}
    for path in (url(name, "add"), url(name, "change", row.pk)):
        for button in ("_save", "_publish", "_preview", "_discard"):
            got[(path, button)] = client.post(path, {**everything, button: "1"}).status_code
        for field in relations(model):
            got[(path, field)] = client.post(path, {field: value, "_save": "1"}).status_code
    for form in (
        {"action": value, "_selected_action": value, "index": value},
        {"form-TOTAL_FORMS": value, "form-INITIAL_FORMS": value, "_save": "1"},
        {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "1", "form-0-id": value, "_save": "1"},
    ):
        got[str(list(form))] = client.post(url(name, "changelist"), form).status_code
    assert {key: status for key, status in got.items() if status >= 500} == {}
    assert kept(model) == before


@odd
def test_no_value_breaks_what_helps_the_forms(rows, value):
    eva, dora = keeper(rows, "accounts_user"), keeper(rows, "phases_page")
    person = {"app_label": "accounts", "model_name": "membership", "field_name": "user", "term": "a", "page": "1"}
    for key in person:
        assert eva.get(reverse("admin:autocomplete"), {**person, key: value}).status_code < 500, key
    kind = ContentType.objects.get_for_model(Responsibility).pk
    safe = value.replace("\0", "%00")
    for path in (f"/beheer/r/{kind}/{safe}/", f"/beheer/r/{safe}/1/", f"/beheer/{safe}/", f"/beheer/{safe}/x/"):
        assert dora.get(path).status_code < 500, path
    text = Responsibility.objects.first()
    for path in (f"/beheer/phases/responsibility/{text.pk}/versie/1/", url("phases_responsibility", "deleted")):
        assert dora.get(path, {"met": value}).status_code < 500, path
    for path in (f"{text.pk}/versie/{safe}/", f"{safe}/versie/1/", f"versie/{safe}/terugzetten/"):
        assert dora.post(f"/beheer/phases/responsibility/{path}").status_code < 500, path
    assert dora.get("/beheer/jsi18n/", {"language": value}).status_code < 500


def test_whoever_holds_two_roles_keeps_both_lists(rows):
    """The base looks at the list, not at who looks."""
    zvh = Organisation.objects.get(slug="zvh-groningen")
    Membership.objects.create(user=rows.eva, organisation=zvh, role=Role.PRIVACY_OFFICER, since=LONG_AGO)
    eva = keeper(rows, "accounts_user")
    assert eva.get(url("trail_trailevent", "changelist"), {"action": "save_membership"}).status_code == 200
    assert eva.get(url("trail_trailevent", "changelist"), {"actor_name__startswith": "B"}).status_code == 400
