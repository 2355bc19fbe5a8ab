"""What is the case with a case: said by whoever knows, dated, told in the head, and never overwritten."""

from datetime import timedelta

import pytest
from django.urls import reverse

from cases import services
from cases.circumstances import CONDITIONS, QUESTIONS
from cases.enums import CircumstanceKind, CircumstanceValue
from cases.models import Circumstance
from cases.tests.builders import said, team_case
from cases.tests.posting import logged_in
from cases.tests.test_services_team import refused
from phases.enums import Condition
from trail import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(cast):
    return team_case(cast)


def record(actor, case, kind, value, *, ago=0):
    day = clock.today() - timedelta(days=ago)
    return services.record_circumstance(actor=actor, case=case, kind=kind, value=value, on=day)


def head(user, case):
    page = logged_in(user).get(reverse("show_case", args=[case.reference])).content.decode()
    return page[: page.index("Wat er gebeurde")]


def test_the_head_says_what_holds_and_since_when(cast, case):
    record(cast.bram, case, "report", "yes", ago=3)
    record(cast.joost, case, "suspect", "custody", ago=1)
    record(cast.joost, case, "appeal", "no")
    for user in (cast.anna, cast.iris):
        assert "verdachte vast sinds" in head(user, case)
        assert head(user, case).index("aangifte ") < head(user, case).index("verdachte vast")
        assert "hoger beroep" not in head(user, case)


def test_a_later_answer_takes_its_place_and_the_first_stays(cast, case):
    record(cast.bram, case, "suspect", "custody", ago=9)
    record(cast.hanna, case, "suspect", "suspended")
    assert "geschorst onder voorwaarden sinds" in head(cast.bram, case)
    assert "verdachte vast" not in head(cast.bram, case)
    first, second = Circumstance.objects.order_by("pk")
    assert (first.value, first.by, second.by, second.replaces) == ("custody", cast.bram, cast.hanna, first)
    lines = said(cast.iris, case, "record_circumstance")
    assert lines == ["Waar is de verdachte? Geschorst onder voorwaarden", "Waar is de verdachte? Zit vast"]


def test_what_stands_there_already_is_no_news(cast, case):
    record(cast.bram, case, "report", "yes")
    refused("niets gewijzigd", record, actor=cast.iris, case=case, kind="report", value="yes")


@pytest.mark.parametrize(
    ("kind", "value"), [("report", "custody"), ("suspect", "yes"), ("report", "zzz"), ("zzz", "yes")]
)
def test_each_question_has_its_own_answers(cast, case, kind, value):
    refused("lijst", record, field="answer", actor=cast.bram, case=case, kind=kind, value=value)
    assert not Circumstance.objects.exists()


def test_only_what_is_planned_may_lie_ahead(cast, case):
    refused("toekomst", record, field="on", actor=cast.bram, case=case, kind="verdict", value="yes", ago=-7)
    assert record(cast.joost, case, "hearing", "yes", ago=-7).on > clock.today()


def test_a_circumstance_ends_a_proposal_to_close(cast, case):
    services.propose_closing(actor=cast.anna, case=case, summary="Rustig")
    record(cast.joost, case, "suspect", "free")
    assert not case.closing_proposals.filter(ended_at=None).exists()
    assert "Het voorstel om te sluiten is vervallen" in said(cast.anna, case, "record_circumstance")


def test_every_kind_has_its_question_and_every_answer_its_word():
    assert [question.kind for question in QUESTIONS] == list(CircumstanceKind)
    assert all(question.known_by and len(question.answers) > 1 for question in QUESTIONS)
    assert {answer.value for question in QUESTIONS for answer in question.answers} == set(CircumstanceValue)


# What a case knows without being told: its SASH, its incidents and the phase it is in.
KNOWN = {Condition.ALWAYS, Condition.RISK_AT_STAKE, Condition.NEW_SIGNALS, Condition.VIOLATION}


def test_every_condition_of_the_road_map_can_be_answered_by_a_case():
    assert KNOWN | set(CONDITIONS) == set(Condition)
    for kind, value in CONDITIONS.values():
        assert any(question.kind == kind and question.answer(value) for question in QUESTIONS)
