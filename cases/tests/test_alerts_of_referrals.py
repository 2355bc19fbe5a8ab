"""Warnings that wait for another organisation: the CCB, the ZVH, and whoever owes an answer."""

import pytest

from cases import access, services
from cases.enums import SashLevel
from cases.forms import FORMS
from cases.tests.builders import GROUNDS, join, organisation, team_case
from cases.tests.test_alerts import DAY, GONE, HOUR, MINUTE, RED, START, WARN, found, moment, severities, share
from cases.verbs import Verb
from trail import played

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(cast):
    """Bram opened it, Anna has the regie, Iris and Hanna are on the team; no SASH yet."""
    with played.at(START):
        return team_case(cast, others=("iris", "hanna"))


@pytest.mark.parametrize("key", ["ccb_missing", "zvh_missing"])
@pytest.mark.parametrize(
    ("level", "expected"), [(1, [GONE, GONE, GONE]), (2, [WARN, WARN, WARN]), (3, [WARN, WARN, RED])]
)
def test_who_is_missing_at_matig_and_hoog(cast, case, key, level, expected):
    share(case, cast.bram, "zvh-groningen", level=SashLevel(level))
    assert severities(cast.anna, case, key, 0 * DAY, DAY - MINUTE, DAY) == expected
    assert found(cast.hanna, case, key, 9 * DAY) is None


@pytest.mark.parametrize(
    ("key", "slug", "person"), [("ccb_missing", "ccb", "gijs"), ("zvh_missing", "zvh-drenthe", None)]
)
def test_a_referral_makes_them_no_longer_missing_and_a_refusal_does(cast, case, key, slug, person):
    share(case, cast.bram)
    given = {"actor": cast.bram, "case": case, "organisation": organisation(slug), "text": "Help", **GROUNDS}
    assert FORMS[found(cast.bram, case, key).solution.verb]
    with played.at(START + HOUR):
        first = services.refer(**given)
        assert found(cast.bram, case, key, HOUR) is None
        first.state, first.answer_reason = "refused", "Vol"
        first.save()
    again = found(cast.bram, case, key, 2 * HOUR)
    assert again.since == START
    assert "geweigerd" in again.note or key == "ccb_missing" or "doet al mee" in again.note
    with played.at(START + 3 * HOUR):
        second = services.refer(**given)
        if person:
            services.answer_referral(actor=getattr(cast, person), referral=second, accept=True)
    assert found(cast.bram, case, key, 4 * HOUR) is None


def test_the_ccb_is_missing_again_once_it_left(cast, case):
    with played.at(START):
        join(case, cast.anna, cast.gijs)
    share(case, cast.bram)
    assert found(cast.bram, case, "ccb_missing") is None
    with played.at(START + HOUR):
        part = case.participations.get(organisation__slug="ccb")
        services.end_participation(actor=cast.anna, participation=part, reason="Klaar")
    assert found(cast.bram, case, "ccb_missing", 2 * HOUR)


def test_at_stake_counts_from_the_first_outcome_of_the_run(cast, case):
    for days, level in ((0, 2), (1, 1), (2, 2), (4, 3)):
        share(case, cast.bram, level=SashLevel(level), at=START + days * DAY)
    alert = found(cast.bram, case, "zvh_missing", 4 * DAY)
    assert (alert.since, alert.severity) == (START + 2 * DAY, RED)


SENT = [
    # sent on, not yet, shows, not yet red, red
    ("2026-03-05", "2026-03-08", "2026-03-09", "2026-03-11", "2026-03-12"),  # Thursday, over a weekend
    ("2026-12-24", "2026-12-28", "2026-12-29", "2027-01-03", "2027-01-04"),  # over Christmas and New Year
    ("2026-04-23", "2026-04-27", "2026-04-28", "2026-04-30", "2026-05-01"),  # over King's Day on a Monday
]


@pytest.mark.parametrize("days", SENT, ids=lambda days: days[0])
@pytest.mark.parametrize("key", ["referral_unanswered", "handover_pending"])
def test_an_answer_is_waited_for_in_working_days(cast, days, key):
    sent, *moments = (moment(day) for day in days)
    with played.at(sent):
        case = team_case(cast, others=("gijs",))
        if key == "handover_pending":
            asked = services.offer_handover(actor=cast.anna, role=case.regie.get(), to=cast.gijs)
        else:
            ccb = organisation("ccb")
            asked = services.refer(actor=cast.bram, case=case, organisation=ccb, text="Help", **GROUNDS)
    assert severities(cast.bram, case, key, *moments) == [GONE, WARN, WARN, RED]
    theirs, mine = (found(user, case, key, moments[-1]) for user in (cast.bram, cast.gijs))
    assert theirs.since == mine.since == sent
    assert (theirs.solution, mine.solution.pk) == (None, asked.pk)
    assert mine.solution.verb in {Verb.ANSWER_HANDOVER, Verb.ANSWER_REFERRAL}
    with played.at(moments[-1]):
        if key == "handover_pending":
            services.answer_handover(actor=cast.gijs, handover=asked, accept=False, reason="Nee")
        else:
            services.answer_referral(actor=cast.gijs, referral=asked, accept=False, reason="Nee")
    assert found(cast.bram, case, key, moments[-1] + HOUR) is None


def test_an_offer_to_whoever_leaves_the_team_waits_no_more(cast, case):
    with played.at(START):
        services.offer_handover(actor=cast.anna, role=case.regie.get(), to=cast.iris)
    assert found(cast.bram, case, "handover_pending", 6 * DAY)
    with played.at(START + 6 * DAY):
        member = access.cases_for(cast.iris).get().participations.get(organisation__slug="veilig-thuis-groningen")
        services.end_member(actor=cast.anna, member=member.members.get())
    assert found(cast.bram, case, "handover_pending", 7 * DAY) is None
