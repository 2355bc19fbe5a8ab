"""Who sees the level of a SASH: whoever filled it in and whoever it is shared with; nobody else, on no page."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from cases import access, alerts, services
from cases.enums import Compartment, SashLevel
from cases.models import SashRisk, SashShare
from cases.tests.builders import GROUNDS, incident, organisation, sash, take_regie, team_case
from cases.tests.test_compartments import CHANGING
from trail import clock
from trail.played import at

WITHOUT, WITH = ("hanna", "joost"), ("anna", "bram", "iris")
QUERIES = ("", "?sash=hoog", "?zvh=needed")


@pytest.fixture
def stage(cast):
    """Bram's outcome, shared with the ZVH and Veilig Thuis; reclassering and OM do not have it."""
    cast.case = team_case(cast)
    take_regie(cast.case, cast.bram, "police")
    shared_with = [organisation("zvh-groningen"), organisation("veilig-thuis-groningen")]
    cast.outcome = sash(cast.case, cast.bram, shared_with=shared_with, text="Dreigt met geweld.")
    return cast


def logged_in(user):
    client = Client()
    client.force_login(user)
    return client


def pages(cast, name):
    client, reference = logged_in(getattr(cast, name)), [cast.case.reference]
    paths = [reverse(view, args=reference) for view in ("show_case", "show_timeline", "show_team")]
    paths += [reverse("list_cases") + query for query in QUERIES]
    paths += [reverse("my_work"), reverse("request_sash", args=[*reference, cast.outcome.pk])]
    return {path: CHANGING.sub("", client.get(path).content.decode()) for path in paths}


def rows(cast, name, query):
    return cast.case.reference in logged_in(getattr(cast, name)).get(reverse("list_cases") + query).content.decode()


def keys(cast, name):
    return {warning.key for warning in alerts.for_case(access.Seat(getattr(cast, name), cast.case))}


@pytest.mark.django_db
def test_for_whoever_does_not_have_it_every_level_looks_the_same(stage):
    """Page, timeline, list, filters, counts, ZVH flag, tasks and warnings, an hour later and four days later."""
    seen = {name: [] for name in ("hanna", "anna")}
    for later in (timedelta(hours=1), timedelta(days=4)):
        with at(clock.now() + later):
            for level in (SashLevel.LOW, SashLevel.HIGH):
                SashRisk.objects.update(level=level)
                for name, found in seen.items():
                    found.append(pages(stage, name))
    for name, (low, high, later_low, later_high) in seen.items():
        same = (low == high) and (later_low == later_high)
        assert same is (name == "hanna"), name


@pytest.mark.django_db
def test_what_the_level_does_to_warnings_and_lists(stage):
    assert {name: keys(stage, name) for name in (*WITH, *WITHOUT)} == {
        **{name: {"ccb_missing", "zvh_missing"} for name in WITH},
        **{name: set() for name in WITHOUT},
    }
    flags = {name: access.Seat(getattr(stage, name), stage.case).zvh_flag.value for name in (*WITH, *WITHOUT)}
    assert flags == {**dict.fromkeys(WITH, "needed"), **dict.fromkeys(WITHOUT, "unknown")}
    for query, expected in (("?sash=hoog", WITH), ("?sash=laag", ()), ("?zvh=needed", WITH), ("?let-op=ja", WITH)):
        assert {name for name in (*WITH, *WITHOUT) if rows(stage, name, query)} == set(expected), query


@pytest.mark.django_db
def test_the_chip_counts_follow_the_level_one_may_see(stage):
    counted = {}
    for name in (*WITH, *WITHOUT):
        page = logged_in(getattr(stage, name)).get(reverse("list_cases")).content.decode()
        chip = re.search(r"href=\"\?sash=hoog\"[^>]*>(.*?)</a>", page, re.DOTALL).group(1)
        counted[name] = re.sub(r"<[^>]*>", "", chip).split()[-1]
    assert counted == {**dict.fromkeys(WITH, "1"), **dict.fromkeys(WITHOUT, "0")}


@pytest.mark.django_db
def test_without_it_one_is_told_whom_to_ask_and_gets_one_button(stage):
    page = pages(stage, "hanna")[reverse("show_case", args=[stage.case.reference])]
    assert "Er is een uitkomst van Politie Noord-Nederland" in " ".join(page.split())
    assert page.count(reverse("request_sash", args=[stage.case.reference, stage.outcome.pk])) == 1
    assert reverse("read_sash", args=[stage.case.reference, stage.outcome.pk]) not in page


@pytest.mark.django_db
def test_asking_sharing_and_reading(stage, django_capture_on_commit_callbacks):
    """The whole way: asked by mail without content, shared, seen; the receipt only once its own page is opened."""
    hanna, args = logged_in(stage.hanna), [stage.case.reference, stage.outcome.pk]
    read = reverse("read_sash", args=args)
    assert hanna.get(read).url == reverse("request_sash", args=args)
    with django_capture_on_commit_callbacks(execute=True):
        assert hanna.post(reverse("request_sash", args=args)).status_code == 302
    share = SashShare.objects.get(organisation__slug="reclassering")
    assert (share.requested_by, share.shared_at, share.read_at) == (stage.hanna, None, None)
    assert sorted(message.to for message in mail.outbox) == [[stage.anna.email], [stage.bram.email]]
    assert mail.outbox[0].subject == f"Er is iets voor u in {stage.case.reference}"
    assert "Marit" not in mail.outbox[0].body
    assert "oog" not in mail.outbox[0].body.replace("Log in", "")
    assert "Uw organisatie heeft haar opgevraagd" in hanna.get(reverse("show_case", args=args[:1])).content.decode()

    form = {
        "organisations": ["reclassering"],
        "purpose": "risico-inschatten",
        "legal_ground": "grondslag-wettelijke-taak",
    }
    assert logged_in(stage.bram).post(reverse("share_sash", args=args), form).status_code == 302
    for name, query in (("show_case", ""), ("show_timeline", "")):
        assert "hoog" in hanna.get(reverse(name, args=args[:1]) + query).content.decode().lower()
    assert rows(stage, "hanna", "?sash=hoog")
    assert not rows(stage, "joost", "?sash=hoog")
    share.refresh_from_db()
    assert share.shared_by == stage.bram
    assert share.read_at is None

    assert "Dreigt met geweld." in hanna.get(read).content.decode()
    share.refresh_from_db()
    first = share.read_at
    assert share.read_by == stage.hanna
    hanna.get(read)
    share.refresh_from_db()
    assert share.read_at == first


@pytest.mark.django_db
def test_an_unread_outcome_warns_whoever_may_know(stage):
    with at(clock.now() + timedelta(hours=25)):
        assert {name for name in (*WITH, *WITHOUT) if "sash_unread" in keys(stage, name)} == set(WITH)
        services.read_sash(actor=stage.anna, outcome=stage.outcome)
        services.read_sash(actor=stage.iris, outcome=stage.outcome)
        assert not [name for name in (*WITH, *WITHOUT) if "sash_unread" in keys(stage, name)]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("compartment", "reads", "is_told"),
    [
        (Compartment.TEAM, {"anna", "bram", "iris", "hanna"}, set()),
        (Compartment.JUSTICE, {"bram", "hanna"}, {"anna", "iris"}),
        (Compartment.ORGANISATION, {"bram"}, set()),
    ],
)
def test_considerations_follow_their_compartment_the_level_its_sharing(stage, compartment, reads, is_told):
    names = ("anna", "bram", "iris", "hanna")
    outcome = sash(
        stage.case,
        stage.bram,
        text="Kocht een wapen.",
        compartment=compartment,
        shared_with=[getattr(stage, name).work.organisation for name in names if name != "bram"],
    )
    path = reverse("read_sash", args=[stage.case.reference, outcome.pk])
    seen = {name: logged_in(getattr(stage, name)).get(path).content.decode() for name in names}
    assert {name for name, page in seen.items() if "Kocht een wapen." in page} == reads
    assert {name for name, page in seen.items() if "bij justitie, vraag Politie" in " ".join(page.split())} == is_told
    assert all("Hoog" in page for page in seen.values())
    for name in set(names) - reads:
        assert not [path for path, page in pages(stage, name).items() if "Kocht een wapen." in page]


@pytest.mark.django_db
def test_an_admitted_person_reads_the_considerations(stage):
    outcome = sash(
        stage.case,
        stage.bram,
        text="Kocht een wapen.",
        compartment=Compartment.JUSTICE,
        shared_with=[organisation("veilig-thuis-groningen"), organisation("zvh-groningen")],
        admitted=stage.iris,
        admission_ground="Veiligheidsplan",
    )
    path = reverse("read_sash", args=[stage.case.reference, outcome.pk])
    assert "Kocht een wapen." in logged_in(stage.iris).get(path).content.decode()
    assert "Kocht een wapen." not in logged_in(stage.anna).get(path).content.decode()


@pytest.mark.django_db
def test_a_newer_version_that_is_not_shared_stays_unseen(stage):
    """Iris keeps what she was given, and is told that there is something newer."""
    sash(stage.case, stage.bram, level=SashLevel.LOW)
    seat = access.Seat(stage.iris, stage.case)
    assert seat.sash.pk == stage.outcome.pk
    assert "ccb_missing" in keys(stage, "iris")
    assert "ccb_missing" not in keys(stage, "bram")
    incident(stage.case, stage.bram, "Weer berichten")
    assert "sash_stale" not in keys(stage, "iris")
    assert "sash_stale" in keys(stage, "bram")


@pytest.mark.django_db
def test_inviting_offers_to_share_the_outcome_one_may_share(stage):
    services.invite_organisation(
        actor=stage.anna, case=stage.case, organisation=organisation("ccb"), share=stage.outcome, **GROUNDS
    )
    assert stage.outcome.shares.get(organisation__slug="ccb").shared_at is not None


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["head", "options", "put", "delete", "patch"])
def test_only_opening_the_page_leaves_the_receipt(cast, client, method):
    case = team_case(cast)
    outcome = sash(case, cast.bram, shared_with=[organisation("veilig-thuis-groningen")])
    client.force_login(cast.iris)
    path = reverse("read_sash", args=[case.reference, outcome.pk])
    response = getattr(client, method)(path)
    assert response.content == b""
    assert outcome.shares.get().read_at is None
    client.get(path)
    assert outcome.shares.get().read_at is not None


@pytest.mark.django_db
def test_veilig_thuis_enriches_only_what_it_sees(cast):
    case = team_case(cast)
    outcome = sash(case, cast.bram)
    given = {"level": SashLevel.HIGH, "considerations": "De kinderen slapen slecht.", "compartment": "team"}
    with pytest.raises(PermissionDenied):
        services.enrich_sash(actor=cast.iris, outcome=outcome, **given)
    share = {"organisations": [organisation("veilig-thuis-groningen")], **GROUNDS}
    services.share_sash(actor=cast.bram, outcome=outcome, **share)
    assert services.enrich_sash(actor=cast.iris, outcome=outcome, **given).enriches == outcome
