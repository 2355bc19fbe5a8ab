"""Person x URL x own, other or closed case, GET and POST. A URL without a row is red.

404 for what one may not know, 403 for what one may see but not do, 302 to the login for whoever is not logged in.
"""

import logging

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from cases import urls
from cases.models import TimelineEntry
from cases.tests.builders import case_of_others, closed_case, staged_case
from conftest import CAST
from trail.models import TrailEvent

# On the team: Anna (regisseur), Bram (opened it), Iris (offered the regie), Hanna and Joost (SASH not shared).
# Around it: Gijs, whose CCB has a referral to answer, and Karim, whose colleague Bram is on the team.
AROUND = ("anna", "bram", "iris", "hanna", "joost", "gijs", "karim")
STRANGERS = ("chris", "dora", "eva", "faye")
TEAM = AROUND[:5]

ALL_OF_TEAM = "200 200 200 200 200 404 404"
REGISSEUR_ONLY = "200 403 403 403 403 404 404"
NOBODY = "403 403 403 403 403 404 404"

#                          anna bram iris hann joos gijs karim
OPEN = {
    "show_case": ALL_OF_TEAM,
    "show_panel": ALL_OF_TEAM,
    "show_timeline": ALL_OF_TEAM,
    "show_team": ALL_OF_TEAM,
    "edit_case": ALL_OF_TEAM,
    "add_person": ALL_OF_TEAM,
    "report_incident": ALL_OF_TEAM,
    "record_circumstance": ALL_OF_TEAM,
    "record_interpretation": ALL_OF_TEAM,
    "write_note": ALL_OF_TEAM,
    "refer": ALL_OF_TEAM,
    "assign_regie": ALL_OF_TEAM,
    "answer_closing": ALL_OF_TEAM,
    "move_phase": REGISSEUR_ONLY,
    "propose_closing": REGISSEUR_ONLY,
    "close_case": REGISSEUR_ONLY,
    "invite_organisation": REGISSEUR_ONLY,
    "offer_handover": REGISSEUR_ONLY,
    "reopen_case": NOBODY,
    "answer_handover": "404 404 200 404 404 404 404",
    "answer_referral": "404 404 404 404 404 200 404",
    "end_participation": "200 200 403 403 403 404 200",
    "add_member": "     200 403 403 403 403 404 200",
    "end_member": "     200 403 403 403 403 404 200",
    "record_sash": "    403 200 200 403 403 404 404",
    "correct_person": " 200 200 403 403 403 404 404",
    "correct_incident": "200 200 403 403 403 404 404",
    "read_sash": "      200 200 200 302 302 404 404",
    "enrich_sash": "    403 403 200 403 403 404 404",
    "share_sash": "     200 200 403 403 403 404 404",
    "request_sash": "   403 403 403 200 200 404 404",
    "record_decision": "200 200 403 403 403 404 404",
    "record_consideration": "200 200 403 403 403 404 404",
    "do_step": "        200 200 403 403 403 404 404",
    "skip_step": "      200 200 403 403 403 404 404",
    "reopen_step": "    200 200 403 403 403 404 404",
}
# Verbs whose form has nothing to fill in: an empty POST carries them out.
OPEN_POSTED = {
    **OPEN,
    "end_member": "     302 403 403 403 403 404 302",
    "request_sash": "   403 403 403 302 302 404 404",
    "do_step": "        302 302 403 403 403 404 404",
    "reopen_step": "    302 302 403 403 403 404 404",
}
CLOSED = {
    **dict.fromkeys(OPEN, NOBODY),
    "show_case": ALL_OF_TEAM,
    "show_panel": ALL_OF_TEAM,
    "show_timeline": ALL_OF_TEAM,
    "show_team": ALL_OF_TEAM,
    "reopen_case": REGISSEUR_ONLY,
    "read_sash": "      200 200 200 302 302 404 404",
    "answer_handover": "404 404 403 404 404 404 404",
    "answer_referral": "404 404 404 404 404 200 404",
    "end_participation": "403 403 403 403 403 404 403",
    "add_member": "     200 403 403 403 403 404 200",
    "end_member": "     403 403 403 403 403 404 403",
}
OTHER = dict.fromkeys(OPEN, "404 404 404 404 404 404 404")
#                          anna bram iris hann joos gijs kari chri dora eva  faye
LISTS = {
    "my_work": "           200 200 200 200 200 200 200 200 200 200 200",
    "list_cases": "        200 200 200 200 200 200 200 200 200 200 200",
    "list_participations": "200 403 403 403 403 403 200 403 403 403 403",
    "open_case": "         200 200 200 200 200 200 200 200 403 403 403",
}


@pytest.fixture(autouse=True)
def _refusals_are_expected(monkeypatch):
    """A log line with its traceback per refusal costs more than the request."""
    monkeypatch.setattr(logging.getLogger("django.request"), "disabled", True)


def clients(cast):
    found = {"anonymous": Client()}
    for name in CAST:
        found[name] = Client()
        found[name].force_login(getattr(cast, name))
    return found


def expected(table):
    """The table as what each person should get; strangers find nothing, whatever it is."""
    rows = {}
    for name, row in table.items():
        cells = dict(zip(AROUND, map(int, row.split()), strict=True))
        rows[name] = {"anonymous": 302, **cells, **dict.fromkeys(STRANGERS, 404)}
    return rows


def ask(client, method, path):
    """One request, of which nothing stays behind."""
    with transaction.atomic():
        response = getattr(client, method)(path)
        transaction.set_rollback(True)
    return response


def walk(table, method, staged, people):
    """What each person gets on each URL; whoever is not on the team must not get a word of the case."""
    got = {}
    for name in table:
        path = reverse(name, args=staged.arguments(name))
        got[name] = {}
        for person, client in people.items():
            response = ask(client, method, path)
            got[name][person] = response.status_code
            page = response.content.decode()
            if person == "anonymous":
                assert response.url == f"{reverse('account_login')}?next={path}"
            if person not in TEAM and (person, name) != ("gijs", "answer_referral"):
                assert not [secret for secret in staged.secrets if secret in page], (person, name)
    return got


def test_every_url_has_a_row():
    names = {pattern.name: str(pattern.pattern) for pattern in urls.urlpatterns}
    assert len(names) == len(urls.urlpatterns)
    assert set(OPEN) == {name for name, path in names.items() if "reference" in path}
    assert set(LISTS) == {name for name, path in names.items() if "reference" not in path}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("stage", "get", "post"),
    [(staged_case, OPEN, OPEN_POSTED), (closed_case, CLOSED, CLOSED), (lambda cast: case_of_others(), OTHER, OTHER)],
    ids=["open", "closed", "others"],
)
def test_who_gets_what(cast, stage, get, post):
    staged = stage(cast)
    people = clients(cast)
    written = TimelineEntry.objects.count(), TrailEvent.objects.count()
    assert walk(get, "get", staged, people) == expected(get)
    assert walk(post, "post", staged, people) == expected(post)
    assert (TimelineEntry.objects.count(), TrailEvent.objects.count()) == written


@pytest.mark.django_db
def test_the_team_does_see_the_words_that_others_may_not(cast):
    """Without this the silence of the walk above would prove nothing."""
    staged = staged_case(cast)
    people = clients(cast)
    for person in TEAM:
        for name in ("show_case", "show_timeline"):
            page = people[person].get(reverse(name, args=staged.arguments(name))).content.decode()
            assert all(secret in page for secret in staged.secrets), (person, name)
        page = people[person].get(reverse("show_case", args=[staged.case.reference])).content.decode()
        assert "Marit de Boer" in page
        assert "Belager van Marit" in page
    sent = people["gijs"].get(reverse("answer_referral", args=staged.arguments("answer_referral"))).content.decode()
    assert "Wilt u meedenken over Marit?" in sent
    assert "de Boer" not in sent


@pytest.mark.django_db
def test_lists_hold_only_what_one_may_know(cast):
    """Per page: whose team, whose referral, whose colleague. Equality, over everybody."""
    own, others = staged_case(cast), case_of_others()
    people = clients(cast)
    knows = {
        "my_work": {"anna", "bram", "iris", "hanna", "joost", "gijs"},
        "list_cases": set(TEAM),
        "list_participations": {"anna", "karim"},
        "open_case": set(),
    }
    for name, row in LISTS.items():
        got = {person: people[person].get(reverse(name)) for person in (*AROUND, *STRANGERS)}
        assert [response.status_code for response in got.values()] == [int(cell) for cell in row.split()], name
        pages = {person: response.content.decode() for person, response in got.items()}
        assert {person for person, page in pages.items() if own.case.reference in page} == knows[name], name
        assert {person for person, page in pages.items() if "Marit" in page} == (
            set(TEAM) if name == "list_cases" else set()
        )
        assert not [person for person, page in pages.items() if others.case.reference in page], name
        assert not [person for person, page in pages.items() if "Tjitske" in page], name
        assert people["anonymous"].get(reverse(name)).status_code == 302


@pytest.mark.django_db
def test_a_case_of_others_answers_like_a_case_that_does_not_exist(cast):
    others = case_of_others()
    for person in (cast.bram, cast.karim):
        client = Client()
        client.force_login(person)
        for name in OPEN:
            there, nowhere = others.arguments(name), ["ST-26-00000", *others.arguments(name)[1:]]
            real, none = (client.get(reverse(name, args=args)) for args in (there, nowhere))
            assert (real.status_code, _still(real)) == (none.status_code, _still(none)), name


def _still(response):
    """The page without what differs on every request."""
    page = response.content.decode()
    token = str(response.context["csrf_token"]) if response.context else ""
    return page.replace(token, "")


@pytest.mark.django_db
@pytest.mark.parametrize("person", ["anna", "bram", "iris", "gijs", "karim"])
def test_a_row_of_another_case_is_not_found_under_ones_own(cast, person):
    own, others = staged_case(cast), closed_case(cast)
    client = Client()
    client.force_login(getattr(cast, person))
    for name, row in others.objects.items():
        for method in ("get", "post"):
            response = ask(client, method, reverse(name, args=[own.case.reference, row.pk]))
            assert response.status_code == 404, (name, method)


@pytest.mark.django_db
def test_a_coordinator_finds_only_his_own_organisation(cast):
    """He knows that his organisation takes part; who else does, is of the case."""
    staged = staged_case(cast)
    client = Client()
    client.force_login(cast.karim)
    for participation in staged.case.participations.exclude(pk=staged.police.pk):
        rows = [("add_member", participation), ("end_participation", participation)]
        rows += [("end_member", member) for member in participation.members.all()]
        for name, row in rows:
            for method in ("get", "post"):
                response = ask(client, method, reverse(name, args=[staged.case.reference, row.pk]))
                assert response.status_code == 404, (name, method)
