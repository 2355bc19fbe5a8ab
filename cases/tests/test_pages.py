"""Pages that stay cheap, and that never offer a way that leads nowhere."""

import re
from collections import Counter

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import resolve, reverse

from cases import services
from cases.enums import RegieKind
from cases.tests.builders import (
    GROUNDS,
    closed_case,
    incident,
    join,
    open_case,
    organisation,
    sash,
    staged_case,
    take_regie,
    team_case,
)

LIKE_EACH_OTHER = {"do_step", "skip_step", "reopen_step", "show_text"}
LINK = re.compile(r"<(?:a|form)\b[^>]*?\s(?:href|action)=\"([^\"]*)\"")


def logged_in(user):
    client = Client()
    client.force_login(user)
    return client


def cost(client, path):
    client.get(path)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


def waits_for_iris(cast, mark):
    """One of each thing that can wait for somebody: a hand-over, a SASH to read, a closing and a referral."""
    case = team_case(cast, mark, others=["iris"])
    sash(case, cast.bram, shared_with=[organisation("veilig-thuis-groningen")])
    services.offer_handover(actor=cast.anna, role=case.regie.get(), to=cast.iris)
    services.propose_closing(actor=cast.anna, case=case, summary="Rustig.")
    services.refer(
        actor=cast.bram, case=case, organisation=organisation("veilig-thuis-groningen"), text="Help.", **GROUNDS
    )
    return case


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "person"), [("list_cases", "iris"), ("my_work", "iris"), ("list_participations", "anna")]
)
def test_a_list_of_three_costs_what_a_list_of_one_costs(cast, name, person):
    client, path = logged_in(getattr(cast, person)), reverse(name)
    references = [waits_for_iris(cast, "Een").reference]
    one = cost(client, path)
    references += [waits_for_iris(cast, mark).reference for mark in ("Twee", "Drie")]
    three = cost(client, path)
    page = client.get(path).content.decode()
    assert all(reference in page for reference in references)
    assert one == three


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["show_timeline", "show_case"])
def test_a_longer_case_costs_no_more_queries(cast, name):
    case = team_case(cast, others=["iris", "gijs"])
    incident(case, cast.bram, "Eerste bericht")
    sash(case, cast.bram, shared_with=[organisation("zvh-groningen")])
    client, path = logged_in(cast.anna), reverse(name, args=[case.reference])
    one = cost(client, path)
    for text in ("Tweede bericht", "Derde bericht"):
        incident(case, cast.iris, text, kind="weapon")
        incident(case, cast.gijs, text, compartment="justice")
        sash(case, cast.bram, shared_with=[organisation("zvh-groningen")])
    join(case, cast.anna, cast.hanna)
    assert cost(client, path) == one


def leads(page):
    """Addresses on our own site that a page offers."""
    links = (found.replace("&amp;", "&").partition("#")[0] for found in LINK.findall(page))
    return [link for link in links if link.startswith("/")]


def crawl(client, *starts):
    """Follows every link and form on pages about cases; gives what answered anything but 200.

    Of the buttons beside tasks, which are all alike, the first two of each kind.
    """
    seen, waiting, wrong, alike_so_far = set(), list(starts), {}, Counter()
    while waiting:
        path = waiting.pop(0)
        found = resolve(path.partition("?")[0])
        alike = (found.url_name, found.kwargs.get("reference"))
        if path in seen or found.url_name == "account_logout" or alike_so_far[alike] == 2:
            continue
        seen.add(path)
        alike_so_far[alike] += found.url_name in LIKE_EACH_OTHER
        response = client.get(path)
        if response.status_code != 200:
            wrong[path] = response.status_code
        elif path.startswith(("/zaken/", "/mijn-werk/")):
            waiting += leads(response.content.decode())
    return seen, wrong


@pytest.mark.django_db
@pytest.mark.parametrize("person", ["anna", "bram", "iris", "hanna", "joost", "gijs", "karim"])
def test_every_button_leads_to_a_page_that_works(cast, person):
    """From the case, its team and its SASH, for whoever sees them; also beside the team and once it is closed."""
    user = getattr(cast, person)
    staged, closed = staged_case(cast), closed_case(cast)
    starts = [reverse("my_work"), reverse("list_cases")]  # the coordinator finds his own list by a link
    on_team = person not in ("gijs", "karim")
    if on_team:
        for case in (staged, closed):
            starts += [reverse(name, args=[case.case.reference]) for name in ("show_case", "show_team")]
    if person in ("anna", "bram", "iris"):
        starts.append(reverse("read_sash", args=staged.arguments("read_sash")))
    seen, wrong = crawl(logged_in(user), *starts)
    assert wrong == {}
    assert len(seen) > (25 if on_team else 8)


@pytest.mark.django_db
@pytest.mark.parametrize("person", ["bram", "anna"])
def test_every_button_beside_a_warning_leads_somewhere(cast, person):
    """A young case without regisseur; then one that wants the CCB and the ZVH, with a deputy."""
    young = open_case(cast.bram)
    join(young, cast.bram, cast.anna)
    older = team_case(cast, "Wiebe", others=["iris"])
    role = take_regie(young, cast.bram, RegieKind.POLICE, deputy=cast.anna)
    assert role.deputy == cast.anna
    sash(older, cast.bram, shared_with=[organisation("zvh-groningen")])
    starts = [reverse("show_case", args=[case.reference]) for case in (young, older)]
    seen, wrong = crawl(logged_in(getattr(cast, person)), *starts)
    assert wrong == {}
    for choice in ("choose=chain", "choose=ccb", "choose=zorg-en-veiligheidshuis"):
        assert any(choice in path for path in seen), choice
