"""A SASH that says less than the one before, or that is from before the newest incident, asks for a written reason."""

from datetime import timedelta

import pytest
from django.urls import reverse

from cases import access, alerts, services
from cases.enums import SashLevel
from cases.models import Case
from cases.tests.builders import GROUNDS, incident, organisation, sash, team_case
from cases.tests.posting import logged_in
from cases.tests.test_services_team import refused
from trail import clock, played

pytestmark = pytest.mark.django_db
LOWER, EARLIER = "lager dan de vorige", "van voor het laatste incident"


@pytest.fixture
def case(cast):
    return team_case(cast)


@pytest.fixture
def outcome(cast, case):
    """Hoog, and Veilig Thuis has it too."""
    return sash(case, cast.bram, shared_with=[organisation("veilig-thuis-groningen")])


def record(actor, case, level=SashLevel.HIGH, reason="", days_ago=0):
    day = clock.today() - timedelta(days=days_ago)
    return sash(case, actor, level=level, filled_in_on=day, lowering_reason=reason)


def enrich(actor, outcome, level, reason=""):
    given = {"considerations": "Erbij", "compartment": "team", "lowering_reason": reason}
    return services.enrich_sash(actor=actor, outcome=outcome, level=level, **given)


@pytest.mark.parametrize("level", [SashLevel.LOW, SashLevel.MEDIUM])
@pytest.mark.parametrize("reason", ["", " \u200b "])
def test_a_lower_outcome_is_refused_without_a_reason(cast, case, outcome, level, reason):
    refused(LOWER, record, field="lowering_reason", actor=cast.bram, case=case, level=level, reason=reason)
    refused(LOWER, enrich, field="lowering_reason", actor=cast.iris, outcome=outcome, level=level, reason=reason)
    assert case.sash_outcomes.get() == outcome


def test_a_lower_outcome_keeps_its_reason(cast, case, outcome):
    enriched = enrich(cast.iris, outcome, SashLevel.MEDIUM, "Hij zit vast")
    recorded = record(cast.iris, case, SashLevel.LOW, "Hij is verhuisd")
    kept = case.sash_outcomes.filter(pk__in=[enriched.pk, recorded.pk]).order_by("version")
    assert list(kept.values_list("reasoning__lowering_reason", flat=True)) == ["Hij zit vast", "Hij is verhuisd"]


@pytest.mark.parametrize("level", [SashLevel.MEDIUM, SashLevel.HIGH])
def test_as_high_or_higher_needs_no_reason(cast, case, level):
    first = record(cast.bram, case, SashLevel.MEDIUM)
    services.share_sash(
        actor=cast.bram,
        outcome=first,
        organisations=[cast.iris.work.organisation],
        purpose="Veiligheid",
        legal_ground="Taak",
    )
    assert enrich(cast.iris, first, level).reasoning.lowering_reason == ""
    assert record(cast.bram, case, level).reasoning.lowering_reason == ""


def test_what_one_may_not_see_is_not_told_by_a_refusal(cast, case):
    """The outcome of the police is not shared with Iris: whether hers is lower she does not learn."""
    record(cast.bram, case, SashLevel.HIGH)
    assert record(cast.iris, case, SashLevel.LOW).reasoning.lowering_reason == ""


def test_an_outcome_of_before_the_newest_incident_is_refused_without_a_reason(cast, case):
    incident(case, cast.bram, "Hij stond voor de deur")
    refused(EARLIER, record, field="lowering_reason", actor=cast.bram, case=case, days_ago=1)
    assert not case.sash_outcomes.exists()
    assert record(cast.bram, case, days_ago=1, reason="Toen ingevuld").reasoning.lowering_reason == "Toen ingevuld"
    assert record(cast.bram, case).reasoning.lowering_reason == ""


def test_an_incident_that_one_may_not_see_asks_for_nothing(cast, case):
    incident(case, cast.bram, "Van de politie", compartment="organisation")
    assert record(cast.iris, case, days_ago=1).reasoning.lowering_reason == ""


FORM = {"compartment": "team", "considerations": "De sloten zijn vervangen."}


def send(user, path, **values):
    return logged_in(user).post(path, {**FORM, **values})


def test_the_form_asks_for_the_reason_and_keeps_what_was_typed(cast, case, outcome):
    today, yesterday = clock.today(), clock.today() - timedelta(days=1)
    forms = [
        (cast.bram, reverse("record_sash", args=[case.reference]), {"level": "2", "filled_in_on": f"{today:%d-%m-%Y}"}),
        (cast.iris, reverse("enrich_sash", args=[case.reference, outcome.pk]), {"level": "2"}),
    ]
    incident(case, cast.bram, "Hij stond voor de deur")
    forms.append((cast.bram, forms[0][1], {"level": "3", "filled_in_on": f"{yesterday:%d-%m-%Y}"}))
    for (user, path, values), words in zip(forms, (LOWER, LOWER, EARLIER), strict=True):
        page = send(user, path, filled_in_by="Bram Postma", **values)
        assert page.status_code == 200
        [told] = page.context["form"].errors["lowering_reason"]
        assert words in told
        assert told in page.content.decode()
        assert FORM["considerations"] in page.content.decode()
    assert case.sash_outcomes.get() == outcome
    user, path, values = forms[1]
    assert send(user, path, lowering_reason="Hij zit vast", **values).status_code == 302
    assert case.sash_outcomes.get(enriches=outcome).reasoning.lowering_reason == "Hij zit vast"


def test_an_enrichment_does_not_cure_what_it_does_not_reckon_with(cast, case):
    """The incident is of the day of the SASH, and was reported after it."""
    start = clock.now()
    first = record(cast.bram, case)
    services.share_sash(
        actor=cast.bram, outcome=first, organisations=[organisation("veilig-thuis-groningen")], **GROUNDS
    )
    with played.at(start + timedelta(days=2)):
        services.report_incident(
            actor=cast.bram, case=case, kinds=["contact"], text="Weer", occurred_on=start.date(), compartment="team"
        )
    with played.at(start + timedelta(days=3)):
        enrich(cast.iris, first, SashLevel.HIGH)
        assert "sash_stale" in keys(cast.iris, case)
        # Recording the same old SASH once more asks why; a new one says how it is now.
        refused(EARLIER, record, field="lowering_reason", actor=cast.bram, case=case, days_ago=3)
        record(cast.bram, case)
        assert "sash_stale" not in keys(cast.bram, case)


def test_of_an_incident_that_its_readers_may_not_know_no_reason_is_asked(cast, case):
    """The reason stands on the page of the SASH, for everybody who reads its considerations."""
    incident(case, cast.bram, "GEHEIM", compartment="organisation")
    assert record(cast.bram, case, days_ago=3).reasoning.lowering_reason == ""
    incident(case, cast.iris, "Voor iedereen")
    refused(EARLIER, record, field="lowering_reason", actor=cast.bram, case=case, days_ago=3)


def keys(user, case):
    return {alert.key for alert in alerts.for_case(access.Seat(user, Case.objects.get(pk=case.pk)))}
