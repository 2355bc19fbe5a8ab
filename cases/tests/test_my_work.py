"""What waits for somebody over all his cases: each question once, and only as long as it waits."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from cases import services
from cases.models import Participation
from cases.queries.work import PER_PAGE, waiting_for
from cases.tests.builders import colleague, organisation, sash, team_case
from cases.tests.posting import copies, logged_in
from cases.tests.test_standing import DAY, START, leaves
from cases.verbs import Verb
from trail import played

pytestmark = pytest.mark.django_db


def everything(user):
    found, cursor = [], ""
    while True:
        work = waiting_for(user, cursor)
        assert len(work.questions) <= PER_PAGE
        found += work.questions
        cursor = work.after
        if not cursor:
            return found


@pytest.fixture
def case(cast):
    with played.at(START):
        return team_case(cast, others=("iris", "gijs"))


def test_my_work_over_pages_holds_each_question_once(cast, case):
    made = copies(case, 2 * PER_PAGE)
    for new in made:
        sash(new, cast.bram, shared_with=[organisation("zvh-groningen")])
    services.offer_handover(actor=cast.anna, role=case.regie.get(), to=cast.bram)
    found = everything(cast.anna)
    assert sorted(question.reference for question in found) == sorted(new.reference for new in made)
    assert [question.since for question in found] == sorted(question.since for question in found)
    assert [question.verb for question in everything(cast.bram)] == [Verb.ANSWER_HANDOVER]
    for cursor in ("x", "1-2", "1-9-1", "-1-5-3", "٣-٣-٣", "9" * 40 + "-1-1"):
        assert waiting_for(cast.anna, cursor).questions[:1] in ([], found[:1]), cursor


def test_my_work_costs_the_same_with_one_question_and_with_fifty(cast, case):
    client, path = logged_in(cast.anna), reverse("my_work")

    def cost():
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200
        return len(queries)

    sash(case, cast.bram, shared_with=[organisation("zvh-groningen")])
    one = cost()
    for new in copies(case, 2 * PER_PAGE):
        sash(new, cast.bram, shared_with=[organisation("zvh-groningen")])
    assert cost() == one


def test_whoever_has_a_newer_version_need_not_read_the_earlier(cast, case):
    zvh = organisation("zvh-groningen")
    sash(case, cast.bram, shared_with=[zvh])
    newer = sash(case, cast.bram, shared_with=[zvh])
    [question] = everything(cast.anna)
    assert question.url == reverse("read_sash", args=[case.reference, newer.pk])
    services.read_sash(actor=cast.anna, outcome=newer)
    assert everything(cast.anna) == []


def test_a_request_for_what_one_has_a_newer_version_of_waits_no_more(cast, case):
    first = sash(case, cast.bram)
    services.request_sash(actor=cast.iris, outcome=first)
    assert [question.verb for question in everything(cast.bram)] == [Verb.SHARE_SASH]
    sash(case, cast.bram, shared_with=[organisation("veilig-thuis-groningen")])
    assert everything(cast.bram) == []


def test_an_organisation_whose_last_member_leaves_waits_for_its_coordinator(cast, case):
    """On the day itself, also where that was known ahead."""
    lotte = colleague("Lotte", "zvh-groningen", role="coordinator")
    with played.at(START):
        assert everything(lotte) == []
        leaves(cast.anna, START + 7 * DAY)
        assert everything(lotte) == []
    with played.at(START + 7 * DAY):
        own = Participation.objects.get(case=case, organisation__slug="zvh-groningen")
        assert [question.url for question in everything(User.objects.get(pk=lotte.pk))] == [
            reverse("add_member", args=[case.reference, own.pk])
        ]
