"""Each warning: when it shows, when it turns red, what makes it go, and who never gets to know of it."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from accounts.models import Membership, User
from cases import access, alerts, services
from cases.enums import Compartment, Severity
from cases.models import Case, SashOutcome
from cases.tests.builders import incident, join, open_case, organisation, sash, take_regie, team_case
from cases.verbs import Verb
from phases.enums import PhaseKey
from phases.models import Responsibility
from trail import played

START = datetime.fromisoformat("2026-03-05T09:00+01:00")  # a Thursday
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
MINUTE = timedelta(minutes=1)
WARN, RED, GONE = Severity.WARN, Severity.RED, None

pytestmark = pytest.mark.django_db


def moment(text, hour=9):
    return timezone.make_aware(datetime.fromisoformat(f"{text}T{hour:02}:00"))


def found(user, case, key, after=timedelta(0)):
    """The warning as this person gets it so long after the start, everything read anew."""
    with played.at(after if isinstance(after, datetime) else START + after):
        seat = access.Seat(User.objects.get(pk=user.pk), Case.objects.get(pk=case.pk))
        return next((alert for alert in alerts.for_case(seat) if alert.key == key), None)


def severities(user, case, key, *moments):
    return [alert.severity if (alert := found(user, case, key, at)) else GONE for at in moments]


@pytest.fixture
def case(cast):
    """Bram opened it, Anna has the regie, Iris and Hanna are on the team; no SASH yet."""
    with played.at(START):
        return team_case(cast, others=("iris", "hanna"))


def share(case, actor, *slugs, at=START, **more):
    with played.at(at):
        return sash(case, actor, shared_with=[organisation(slug) for slug in slugs], **more)


@pytest.mark.parametrize("watch", alerts.WATCHES, ids=lambda watch: watch.key)
def test_the_source_of_a_warning_is_a_text_of_the_map(watch):
    text = Responsibility.objects.get(slug=watch.text_slug)
    phase, partner = watch.source.split(", ")
    assert PhaseKey(text.phase.slug).short == phase
    assert partner.casefold() in [other.name.casefold() for other in text.partners.all()]


def test_a_closed_case_warns_of_nothing(cast, case):
    assert found(cast.anna, case, "sash_missing")
    Case.objects.update(closed_at=START + HOUR)
    assert found(cast.anna, case, "sash_missing", 3 * DAY) is None


def test_no_regisseur(cast):
    with played.at(START):
        case = open_case(cast.bram)
    assert severities(cast.bram, case, "no_regisseur", 0 * DAY, DAY - MINUTE, DAY) == [WARN, WARN, RED]
    assert found(cast.bram, case, "no_regisseur").solution.verb == Verb.ASSIGN_REGIE
    with played.at(START + HOUR):
        join(case, cast.bram, cast.anna)
        role = take_regie(case, cast.anna)
    assert severities(cast.bram, case, "no_regisseur", HOUR, 9 * DAY) == [GONE, GONE]
    with played.at(START + 2 * DAY):  # an offer nobody accepted yet fills nothing
        services.offer_handover(actor=cast.anna, role=role, to=cast.bram)
    Membership.objects.filter(user=cast.anna).update(until=START + 3 * DAY)
    assert severities(cast.bram, case, "no_regisseur", 3 * DAY - MINUTE, 3 * DAY, 4 * DAY) == [GONE, WARN, RED]
    assert found(cast.bram, case, "no_regisseur", 5 * DAY).since == START + 3 * DAY


def test_no_regisseur_counts_from_the_day_the_organisation_left(cast, case):
    with played.at(START + 2 * DAY):
        own = case.participations.get(organisation__slug="zvh-groningen")
        services.end_participation(actor=cast.anna, participation=own, reason="Klaar")
    alert = found(cast.bram, case, "no_regisseur", 2 * DAY + HOUR)
    assert (alert.severity, alert.since) == (WARN, START + 2 * DAY)


def test_sash_missing_becomes_a_pattern_at_the_second_incident(cast, case):
    assert severities(cast.hanna, case, "sash_missing", 0 * DAY, 30 * DAY) == [WARN, WARN]
    assert found(cast.hanna, case, "sash_missing").solution.verb == Verb.RECORD_SASH
    assert found(cast.hanna, case, "pattern", 30 * DAY) is None
    # What the case was opened for is the first: the one that is reported next is the second.
    for hours in (3, 5):
        with played.at(START + hours * HOUR):
            incident(case, cast.iris, "Bericht")
    after = (3 * HOUR, DAY + 2 * HOUR, DAY + 3 * HOUR)
    assert severities(cast.hanna, case, "pattern", *after) == [WARN, WARN, RED]
    assert severities(cast.hanna, case, "sash_missing", *after) == [GONE, GONE, GONE]
    share(case, cast.bram, at=START + 4 * DAY)
    # It is there now, also for whoever it is not shared with.
    for key in ("sash_missing", "pattern"):
        assert [found(user, case, key, 5 * DAY) for user in (cast.bram, cast.hanna)] == [None, None]


@pytest.mark.parametrize(
    ("compartment", "red_for"),
    [
        (Compartment.TEAM, {"anna", "bram", "iris", "hanna"}),
        (Compartment.JUSTICE, {"anna", "bram", "hanna"}),  # Anna because she has the regie
        (Compartment.ORGANISATION, {"bram"}),
    ],
)
def test_an_incident_counts_for_whoever_may_know_it(cast, case, compartment, red_for):
    with played.at(START):
        incident(case, cast.bram, "GEHEIM", compartment=compartment)
    team = ("anna", "bram", "iris", "hanna")
    red = {name for name in team if (alert := found(getattr(cast, name), case, "pattern", 2 * DAY)) and alert.is_red}
    assert red == red_for
    with played.at(START):
        incident(case, cast.iris, "Voor iedereen")
    share(case, cast.bram, "veilig-thuis-groningen", "zvh-groningen", "reclassering", at=START - HOUR)
    SashOutcome.objects.update(recorded_at=START - HOUR)
    stale = {name: found(getattr(cast, name), case, "sash_stale", HOUR) for name in team}
    assert {name for name, alert in stale.items() if alert} == set(team)  # of the incident everybody reads
    case.incidents.filter(compartment=Compartment.TEAM).exclude(text="GEHEIM").update(recorded_at=START - DAY)
    stale = {name: alert for name in team if (alert := found(getattr(cast, name), case, "sash_stale", HOUR))}
    assert set(stale) == red_for
    assert not any("GEHEIM" in repr(alert) for alert in stale.values())
    assert "Bel Politie" in stale["anna"].note if compartment == Compartment.JUSTICE else True
    assert not stale["bram"].note


def test_sash_stale_after_an_incident_or_ninety_days(cast, case):
    share(case, cast.bram, "zvh-groningen")
    assert severities(cast.anna, case, "sash_stale", 0 * DAY, 89 * DAY, 90 * DAY) == [GONE, GONE, WARN]
    assert found(cast.hanna, case, "sash_stale", 90 * DAY) is None  # not shared: nothing is said of it
    with played.at(START + 2 * DAY):
        incident(case, cast.iris, "Weer voor de deur")
    alert = found(cast.anna, case, "sash_stale", 3 * DAY)
    assert (alert.severity, alert.since, alert.solution.verb) == (WARN, START + 2 * DAY, Verb.RECORD_SASH)
    share(case, cast.iris, "politie-noord-nederland", at=START + 4 * DAY)
    assert found(cast.bram, case, "sash_stale", 5 * DAY) is None
    assert found(cast.anna, case, "sash_stale", 5 * DAY) is None  # there is a newer one, which she may not see


def test_a_sash_from_before_an_incident_does_not_make_the_warning_go(cast, case):
    """Recorded later, but filled in earlier: it cannot reckon with what happened since."""
    share(case, cast.bram, "zvh-groningen")
    with played.at(START + 2 * DAY):
        incident(case, cast.iris, "Weer voor de deur")
    late = {"filled_in_on": (START + DAY).date(), "lowering_reason": "Zo was het vorige week"}
    share(case, cast.bram, "zvh-groningen", at=START + 3 * DAY, **late)
    alert = found(cast.anna, case, "sash_stale", 4 * DAY)
    assert (alert.since, "voor het laatste incident" in alert.title) == (START + 2 * DAY, True)
    share(case, cast.bram, "zvh-groningen", at=START + 4 * DAY)  # of that day itself
    assert found(cast.anna, case, "sash_stale", 5 * DAY) is None


def test_sash_unread(cast, case):
    outcome = share(case, cast.bram, "zvh-groningen", "veilig-thuis-groningen")
    terms = (DAY - MINUTE, DAY, 3 * DAY - MINUTE, 3 * DAY)
    assert severities(cast.anna, case, "sash_unread", *terms) == [GONE, WARN, WARN, RED]
    mine, theirs = found(cast.anna, case, "sash_unread", DAY), found(cast.bram, case, "sash_unread", DAY)
    assert (mine.solution.verb, mine.solution.pk, theirs.solution) == (Verb.READ_SASH, outcome.pk, None)
    assert mine.since == theirs.since == START
    assert found(cast.hanna, case, "sash_unread", 9 * DAY) is None
    with played.at(START + DAY):
        services.read_sash(actor=cast.anna, outcome=outcome)
    assert "Zorg" not in found(cast.bram, case, "sash_unread", 2 * DAY).title
    with played.at(START + 2 * DAY):
        part = case.participations.get(organisation__slug="veilig-thuis-groningen")
        services.end_participation(actor=cast.anna, participation=part, reason="Klaar")
    assert found(cast.bram, case, "sash_unread", 3 * DAY) is None


def test_only_the_newest_outcome_an_organisation_got_is_unread(cast, case):
    share(case, cast.bram, "zvh-groningen")
    second = share(case, cast.bram, "zvh-groningen", at=START + 2 * DAY)
    assert severities(cast.anna, case, "sash_unread", 2 * DAY + HOUR, 3 * DAY, 5 * DAY) == [GONE, WARN, RED]
    with played.at(START + 3 * DAY):
        services.read_sash(actor=cast.anna, outcome=second)
    assert found(cast.anna, case, "sash_unread", 5 * DAY) is None
