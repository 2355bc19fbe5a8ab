"""What a SASH says, asked of PostgreSQL in plain SQL, is what the page of the outcome shows: its level and who filled
it in for whom it is shared with, its considerations for those of them in the compartment, nothing for the others."""

from contextlib import nullcontext
from datetime import timedelta
from itertools import product

import pytest
from django.db import connection, transaction
from django.urls import reverse

from cases import access, alerts, services, wall
from cases.enums import Compartment, SashLevel
from cases.models import Case, SashOutcome, SashReasoning, SashRisk, Standing
from cases.tests.builders import GROUNDS, incident, organisation, sash, team_case
from cases.tests.posting import logged_in
from cases.tests.walled import asked
from trail import clock, played

pytestmark = pytest.mark.django_db

SHARED = ("zvh-groningen", "veilig-thuis-groningen", "reclassering")
ON_TEAM = ("anna", "bram", "iris", "hanna", "joost")
PEOPLE = (*ON_TEAM, "chris", "karim")
MASKED = "Overwegingen bij justitie, vraag Politie Noord-Nederland."
WITHIN = {
    "niet gedeeld": ((), Compartment.TEAM, None),
    "voor het team": (SHARED, Compartment.TEAM, None),
    "voor justitie": (SHARED, Compartment.JUSTICE, None),
    "met een toegelaten": (SHARED, Compartment.JUSTICE, "iris"),
    "toegelaten, niet gedeeld": (SHARED[:1], Compartment.JUSTICE, "iris"),
    "van de politie": (SHARED, Compartment.ORGANISATION, None),
}


@pytest.fixture
def outcomes(cast):
    """Outcomes of Bram's, each shared and kept in another way: what was considered at them, by their keys."""
    cast.case = team_case(cast)
    for text, (shared, compartment, admitted) in WITHIN.items():
        more = {"admitted": getattr(cast, admitted), "admission_ground": "Zij belt haar"} if admitted else {}
        given = [organisation(slug) for slug in shared]
        sash(cast.case, cast.bram, text=text, compartment=compartment, shared_with=given, **more)
    return dict(SashReasoning.objects.values_list("outcome", "considerations"))


def said(user, statement):
    with wall.opened(user), connection.cursor() as cursor:
        cursor.execute(statement)
        return {pk for (pk,) in cursor.fetchall()}


def by_sql(user):
    """Of which outcomes plain SQL tells this person the level, and of which what was considered."""
    level = said(user, "SELECT outcome_id FROM cases_sashrisk WHERE level = 3 AND filled_in_by <> ''")
    words = "considerations <> '' AND lowering_reason <> ''"
    return level, said(user, f"SELECT outcome_id FROM cases_sashreasoning WHERE {words}")  # noqa: S608


def by_page(user, case, texts):
    """The same of the pages: each outcome asked for at its own address."""
    client, level, words = logged_in(user), set(), set()
    for pk, text in texts.items():
        answer = client.get(reverse("read_sash", args=[case.reference, pk]))
        page = answer.content.decode()
        if answer.status_code == 200 and "Hoog" in page and f"<bdi>{case.opened_by}</bdi>" in page:
            level.add(pk)
        if f"<p>{text}</p>" in page and "Het is rustiger." in page:
            words.add(pk)
    return level, words


def test_plain_sql_says_of_an_outcome_what_its_page_says(cast, outcomes):
    for name in PEOPLE:
        user = getattr(cast, name)
        assert by_sql(user) == by_page(user, cast.case, outcomes), name
    read = {name: sorted(outcomes[pk] for pk in by_sql(getattr(cast, name))[1]) for name in PEOPLE}
    assert read == {
        "anna": ["voor het team"],
        "bram": sorted(WITHIN),
        "iris": ["met een toegelaten", "voor het team"],
        "hanna": ["met een toegelaten", "voor het team", "voor justitie"],
        "joost": [],
        "chris": [],
        "karim": [],
    }
    with wall.opened(cast.joost):
        assert SashOutcome.objects.filter(case=cast.case).count() == len(WITHIN)  # that they are there he does know


@pytest.mark.parametrize(
    ("table", "rule"),
    [
        ("cases_sashrisk", "wall.on_team_of_outcome(outcome_id)"),
        ("cases_sashreasoning", "wall.on_team_of_outcome(outcome_id)"),
        ("cases_sashreasoning", "wall.sees_level(outcome_id)"),
    ],
)
def test_with_a_looser_policy_it_would_say_more(cast, outcomes, table, rule):
    """The control of the comparison above: half of the rule is not enough, nor is the team."""
    found = {name: by_page(getattr(cast, name), cast.case, outcomes) for name in PEOPLE}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DROP POLICY see ON {table}")
        cursor.execute(f"CREATE POLICY see ON {table} FOR SELECT USING ({rule})")
        differs = {name for name in PEOPLE if by_sql(getattr(cast, name)) != found[name]}
        transaction.set_rollback(True)
    assert differs > {"anna"}
    assert not differs & {"bram", "chris"}


def test_whoever_sees_an_outcome_is_told_whom_to_ask_for_its_considerations(cast, outcomes, monkeypatch):
    """The row itself is hidden from Anna; the passage says of it that justice keeps it, and of others nothing."""

    def told(name):
        client, found = logged_in(getattr(cast, name)), set()
        for pk, text in outcomes.items():
            page = client.get(reverse("read_sash", args=[cast.case.reference, pk])).content.decode()
            found |= {text} if MASKED in " ".join(page.split()) else set()
        return found

    assert told("anna") == {"voor justitie", "met een toegelaten", "toegelaten, niet gedeeld"}
    assert told("iris") == {"voor justitie"}
    assert told("hanna") == told("joost") == set()
    monkeypatch.setattr("cases.access.risk.wall.across", lambda passage: nullcontext())
    assert told("anna") == set()


def test_looking_back_through_the_wall_shows_what_was_shared_by_then(cast, outcomes):
    """The wall knows of today only; that something was not shared yet `access` says, on either side of it."""
    start, case = clock.now(), Case.objects.get(pk=cast.case.pk)
    first = SashOutcome.objects.get(case=case, version=1)
    with played.at(start + timedelta(days=2)):
        late = [organisation("om-noord-nederland")]
        services.share_sash(actor=cast.bram, outcome=first, organisations=late, **GROUNDS)
    with played.at(start + timedelta(days=4)):
        levels = {}
        for day, name in product((1, 3), ON_TEAM):
            user, moment = type(cast.bram).objects.get(pk=getattr(cast, name).pk), start + timedelta(days=day)
            with wall.opened(user):
                within = access.then(user, case, moment)
                levels[day, name] = [(found.pk, found.level) for found in within.outcomes]
            without = access.then(user, case, moment)
            assert levels[day, name] == [(found.pk, found.level) for found in without.outcomes]
    assert (first.pk, None) in levels[1, "joost"]
    assert (first.pk, SashLevel.HIGH) in levels[3, "joost"]
    assert {name for name in ON_TEAM if levels[1, name] != levels[3, name]} == {"joost"}


def test_nobody_gives_himself_an_outcome(cast, outcomes):
    """He may ask for it. Whoever has it gives it, and leaves his own receipt."""
    hidden = next(pk for pk, text in outcomes.items() if text == "niet gedeeld")
    ask = (
        "INSERT INTO cases_sashshare (outcome_id, organisation_id, requested_at, shared_at, purpose, legal_ground)"
        " VALUES (%s, %s, now(), {}, '', '')"
    )
    own = [hidden, cast.joost.work.organisation_id]
    assert "row-level security" in str(asked(cast.joost, ask.format("now()"), own))
    assert asked(cast.joost, ask.format("NULL"), own) == 1
    services.request_sash(actor=cast.joost, outcome=SashOutcome.objects.get(pk=hidden))
    give = "UPDATE cases_sashshare SET shared_at = now() WHERE outcome_id = %s"
    take = "UPDATE cases_sashshare SET organisation_id = %s WHERE outcome_id <> %s AND organisation_id = %s"
    taken = [cast.joost.work.organisation_id, hidden, cast.hanna.work.organisation_id]
    assert "row-level security" in str(asked(cast.joost, give, [hidden]))
    assert "row-level security" in str(asked(cast.joost, take, taken))
    assert asked(cast.bram, give, [hidden]) == 1
    read = "UPDATE cases_sashshare SET read_at = now() + interval '1 day' WHERE organisation_id = %s"
    assert asked(cast.hanna, read, [cast.hanna.work.organisation_id]) == len(WITHIN) - 2


def test_what_others_know_of_the_level_stays_when_somebody_who_does_not_changes_the_case(cast, outcomes):
    """Joost sees no level in his gate; of everybody else's row in the list it is kept."""
    with wall.opened(cast.joost):
        incident(cast.case, cast.joost, "Weer")
        assert not SashRisk.objects.exists()
        assert access.Seat(cast.joost, cast.case).sash is None
    kept = dict(Standing.objects.filter(case=cast.case).values_list("user", "sash_level"))
    expected = dict.fromkeys(("anna", "bram", "iris", "hanna"), SashLevel.HIGH) | {"joost": None}
    assert kept == {getattr(cast, name).pk: level for name, level in expected.items()}
    assert alerts.differences(Case.objects.all()) == ([], [])
