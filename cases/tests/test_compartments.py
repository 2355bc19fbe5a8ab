"""Items in compartments: what shows of them, to whom, on every page that a case has.

Pages are compared with and without the hidden item, at one moment of the clock: whoever is outside sees no difference.
"""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from accounts.enums import OrganisationKind, Role
from cases import access, alerts, services
from cases.enums import Compartment, SashLevel
from cases.models import Incident
from cases.queries import lists
from cases.queries.step import tasks_for
from cases.queries.work import waiting_for
from cases.tests.builders import colleague, incident, join, sash, take_regie, team_case
from cases.timeline import timeline
from cases.verbs import Verb
from trail import clock
from trail.models import TrailEvent
from trail.played import at

TEAM = ("anna", "bram", "iris", "hanna", "gijs", "lotte")
JUSTICE = {"bram", "hanna", "gijs", "lotte"}
SECRET = "Vuurwapen onder het bed"
CHANGING = re.compile(r"name=\"(?:csrfmiddlewaretoken|once|sender)\"[^>]*value=\"[^\"]*\"|nonce=\"[^\"]*\"")


@pytest.fixture
def stage(cast):
    """A case with all kinds of viewers on it, an outcome shared with all; Lotte works with Bram."""
    cast.lotte = colleague("Lotte", "politie-noord-nederland")
    case = team_case(cast, others=["iris", "hanna", "gijs"])
    join(case, cast.anna, cast.lotte)
    take_regie(case, cast.bram, "police")
    sash(case, cast.bram, level=SashLevel.MEDIUM, shared_with=[who(cast, name) for name in ("anna", "iris", "gijs")])
    sash(case, cast.bram, level=SashLevel.HIGH, shared_with=[who(cast, name) for name in TEAM[:5] if name != "bram"])
    cast.case = case
    return cast


def who(cast, name):
    return getattr(cast, name).work.organisation


def pages(cast, name):
    """Every page about the case, and the lists it is in, as one person sees them."""
    client = Client()
    client.force_login(getattr(cast, name))
    reference = [cast.case.reference]
    paths = [reverse(view, args=reference) for view in ("show_case", "show_timeline")]
    paths += [f"{reverse('list_cases')}?let-op=ja", reverse("my_work")]
    return {path: CHANGING.sub("", client.get(path).content.decode()) for path in paths}


def knows(cast, name):
    """What the page rests on: warnings, counts of tasks, the row and the chips of the list."""
    user = getattr(cast, name)
    seat = access.Seat(user, type(cast.case).objects.get(pk=cast.case.pk))
    return {
        "warnings": alerts.for_case(seat),
        "tasks": [(group.kind, group.open, len(group.tasks)) for group in tasks_for(seat)],
        "row": lists.page(access.standings_for(user), "", clock.now()).rows,
        "kept": [row.shown(clock.now()) for row in access.standings_for(user)],
        "timeline": [(line.entry.verb, line.is_masked, line.sentences) for line in timeline(seat)],
        "incidents": seat.incidents,
        "work": waiting_for(user),
    }


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("compartment", "author", "insiders"),
    [
        (Compartment.ORGANISATION, "bram", {"bram", "lotte"}),
        (Compartment.ORGANISATION, "iris", {"iris"}),
        (Compartment.CCB, "gijs", {"gijs"}),
    ],
)
def test_of_hidden_items_nothing_shows_to_others_anywhere(stage, compartment, author, insiders):
    moment = clock.now() + timedelta(hours=1)
    with at(moment):
        before = {name: (pages(stage, name), knows(stage, name)) for name in TEAM}
        for _twice in range(2):
            incident(stage.case, getattr(stage, author), SECRET, compartment, kind="weapon")
        after = {name: (pages(stage, name), knows(stage, name)) for name in TEAM}
    assert {name for name in TEAM if before[name] != after[name]} == insiders
    shown = {name for name in TEAM for page in after[name][0].values() if SECRET in page}
    assert shown == insiders


@pytest.mark.django_db
def test_a_team_item_shows_to_everybody(stage):
    """The control of the comparison above."""
    with at(clock.now() + timedelta(hours=1)):
        incident(stage.case, stage.bram, SECRET)
        for name in TEAM:
            assert SECRET in pages(stage, name)[reverse("show_case", args=[stage.case.reference])]
            assert "sash_stale" in {warning.key for warning in knows(stage, name)["warnings"]}


@pytest.mark.django_db
def test_of_a_justice_item_outsiders_get_one_line_without_content(stage):
    with at(clock.now() + timedelta(hours=1)):
        incident(stage.case, stage.bram, SECRET, Compartment.JUSTICE, kind="weapon")
        for name in TEAM:
            seen = pages(stage, name)
            for view in ("show_case", "show_timeline"):
                page = seen[reverse(view, args=[stage.case.reference])]
                line = next(part for part in page.split("<li")[1:] if SECRET in part or "bij justitie, vraag" in part)
                if name in JUSTICE:
                    assert SECRET in line
                    continue
                words = " ".join(re.sub(r"<[^>]*>|^[^>]*>", " ", line.partition("</li>")[0]).split())
                assert words.partition("Informatie")[2] == " bij justitie, vraag Politie Noord-Nederland"
                # Nor does it say what kind of line it is.
                assert 'class="red' not in line
                assert "ncident" not in line
            if name not in JUSTICE:
                assert not [path for path, page in seen.items() if SECRET in page or "Wapen:" in page]


@pytest.mark.django_db
def test_a_warning_on_a_justice_item_reaches_the_regisseur_without_content(stage):
    moment = clock.now() + timedelta(hours=1)
    with at(moment):
        incident(stage.case, stage.bram, SECRET, Compartment.JUSTICE, kind="weapon")
        stale = {
            name: next((found for found in knows(stage, name)["warnings"] if found.key == "sash_stale"), None)
            for name in TEAM
        }
        marked = {name for name in TEAM if "sash_stale" in knows(stage, name)["kept"][0]}
        page = pages(stage, "anna")[reverse("show_case", args=[stage.case.reference])]
    assert {name for name, warning in stale.items() if warning} == marked == JUSTICE | {"anna"}
    assert stale["anna"].note == "Soort: wapen. Bel Politie Noord-Nederland voor de inhoud."
    assert stale["anna"].since == moment
    assert stale["anna"].note in page
    assert SECRET not in page
    assert stale["bram"].note == ""


@pytest.mark.django_db
def test_the_deputy_gets_the_warning_of_the_regisseur(stage):
    stage.case.regie.filter(kind="chain").update(deputy=stage.iris)
    incident(stage.case, stage.bram, SECRET, Compartment.JUSTICE)
    assert "sash_stale" in {warning.key for warning in knows(stage, "iris")["warnings"]}


@pytest.mark.django_db
def test_an_admitted_person_sees_the_item_and_nobody_else_of_his_organisation(stage):
    stage.maud = colleague("Maud", "veilig-thuis-groningen")
    join(stage.case, stage.anna, stage.maud)
    incident(
        stage.case, stage.bram, SECRET, Compartment.JUSTICE, admitted=stage.iris, admission_ground="Veiligheidsplan"
    )
    path = reverse("show_case", args=[stage.case.reference])
    assert {name: SECRET in pages(stage, name)[path] for name in ("iris", "maud", "anna")} == {
        "iris": True,
        "maud": False,
        "anna": False,
    }
    event = TrailEvent.objects.filter(action=Verb.REPORT_INCIDENT).first()
    assert event.target == f"incident-{Incident.objects.get(text=SECRET).pk}"
    assert SECRET not in str(event.details)


@pytest.mark.django_db
@pytest.mark.parametrize("kind", OrganisationKind.values)
def test_an_author_chooses_among_the_compartments_he_is_in(cast, kind):
    author = cast.bram
    author.work.organisation.kind = kind
    justice = kind in {"politie", "openbaar-ministerie", "reclassering", "ccb", "rechterlijke-macht"}
    expected = {"team", "organisation"} | ({"justice"} if justice else set()) | ({"ccb"} if kind == "ccb" else set())
    assert {choice.value for choice in access.compartments_for(author)} == expected


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("author", "compartment"),
    [
        ("iris", Compartment.JUSTICE),
        ("anna", Compartment.JUSTICE),
        ("bram", Compartment.CCB),
        ("iris", Compartment.CCB),
    ],
)
def test_the_service_refuses_a_compartment_one_is_not_in(stage, author, compartment):
    with pytest.raises(services.Refused):
        incident(stage.case, getattr(stage, author), SECRET, compartment)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("compartment", "admitted", "ground", "field"),
    [
        (Compartment.TEAM, "iris", "Nodig", "admitted"),
        (Compartment.JUSTICE, "iris", "", "admission_ground"),
        (Compartment.JUSTICE, "chris", "Nodig", "admitted"),
    ],
)
def test_an_admission_is_for_a_justice_item_one_team_member_and_a_ground(stage, compartment, admitted, ground, field):
    person = getattr(stage, admitted)
    with pytest.raises(services.Refused) as refusal:
        incident(stage.case, stage.bram, SECRET, compartment, admitted=person, admission_ground=ground)
    assert refusal.value.field == field


@pytest.mark.django_db
def test_no_role_and_no_stranger_sees_an_item(stage):
    incident(stage.case, stage.bram, SECRET)
    for name in ("chris", "dora", "eva", "faye", "karim"):
        user = getattr(stage, name)
        assert not access.visible(user, Incident.objects.all()).exists(), name
        assert not access.cases_for(user).exists(), name
    assert stage.eva.roles == {Role.FUNCTIONAL_MANAGER}
