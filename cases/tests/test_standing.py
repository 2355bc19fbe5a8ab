"""What is kept of a case for lists: right after every verb, as time passes, and whoever changes it at once."""

import json
import threading
from datetime import datetime, timedelta
from functools import partial
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts import changes
from accounts.models import Membership, User
from cases import access, alerts, services
from cases.alerts import standing
from cases.enums import Compartment
from cases.models import Case, Standing
from cases.tests.builders import GROUNDS, colleague, incident, join, open_case, organisation, sash, team_case
from cases.tests.posting import copies, logged_in
from trail import clock, played

START = datetime.fromisoformat("2026-03-05T09:00+01:00")  # a Thursday
DAY = timedelta(days=1)

pytestmark = pytest.mark.django_db


def row(user, case, at):
    """What this person's list says of the case at a moment, nothing being written since."""
    with played.at(at):
        return access.standings_for(User.objects.get(pk=user.pk)).get(case=case)


def shows(user, case, key, *moments):
    found = [row(user, case, at).warnings.get(key) for at in moments]
    return [bool(one) and datetime.fromisoformat(one[1]) <= at for one, at in zip(found, moments, strict=True)]


def is_right():
    return alerts.differences(Case.objects.all()) == ([], [])


def leaves(user, at):
    """A functional manager sets the end of somebody's work: `accounts` tells whoever keeps something of it."""
    Membership.objects.filter(user=user, until=None).update(until=at)
    changes.tell(user.pk)


@pytest.fixture
def case(cast):
    with played.at(START):
        return team_case(cast, others=("iris", "gijs"))


def test_a_term_passes_in_the_night(cast, case):
    with played.at(START):
        to = organisation("zvh-drenthe")
        services.refer(actor=cast.bram, case=case, organisation=to, text="Denk mee", **GROUNDS)
    monday = START + 4 * DAY
    moments = (START, monday - timedelta(minutes=1), monday)
    assert shows(cast.anna, case, "referral_unanswered", *moments) == [False, False, True]
    rows = list(Standing.objects.values())
    with played.at(monday + 3 * DAY):
        assert row(cast.anna, case, clock.now()).reddens_at <= clock.now()
        assert is_right()
    assert list(Standing.objects.values()) == rows


def test_a_regisseur_who_leaves_on_a_day_that_is_known_is_gone_on_that_day(cast, case):
    end = START + 7 * DAY
    with played.at(START):
        leaves(cast.anna, end)
    just_before = end - timedelta(seconds=1)
    assert shows(cast.bram, case, "no_regisseur", START, just_before, end) == [False, False, True]
    assert [row(cast.bram, case, at).regisseur for at in (just_before, end)] == [cast.anna, None]
    assert row(cast.bram, case, end + DAY).reddens_at <= end + DAY
    with played.at(end + DAY):
        listed = logged_in(cast.bram).get(f"{reverse('list_cases')}?regie=zonder").context["page"].rows
        assert [(found.reference, found.regisseur) for found in listed] == [(case.reference, "")]
        assert is_right()


def test_the_last_of_the_ccb_who_leaves_makes_it_missing(cast, case):
    with played.at(START):
        sash(case, cast.bram, shared_with=[organisation("zvh-groningen")])
        leaves(cast.gijs, START + 7 * DAY)
    moments = (START + 6 * DAY, START + 7 * DAY)
    assert shows(cast.anna, case, "ccb_missing", *moments) == [False, True]
    assert shows(cast.iris, case, "ccb_missing", *moments) == [False, False]  # she was not given the level


def test_with_the_regisseur_the_deputy_loses_what_justice_keeps(cast, case):
    """Outside justice he knows of its incidents as long as he stands in for somebody."""
    with played.at(START):
        case.regie.update(deputy=cast.iris)
        incident(case, cast.bram, "GEHEIM", Compartment.JUSTICE)
        leaves(cast.anna, START + 7 * DAY)
    team = {"anna": 1, "iris": 1, "bram": 1, "gijs": 1}
    assert {name: row(getattr(cast, name), case, START).incidents for name in team} == team
    after = START + 7 * DAY
    assert [row(getattr(cast, name), case, after).incidents for name in ("iris", "bram", "gijs")] == [0, 1, 1]


def test_whoever_is_let_in_has_a_row_of_his_own_and_his_colleague_has_not(cast, case):
    with played.at(START):
        mees = colleague("Mees", "veilig-thuis-groningen")
        join(case, cast.anna, mees)
        let_in = {"admitted": cast.iris, "admission_ground": "Zij spreekt haar"}
        incident(case, cast.bram, "GEHEIM", Compartment.JUSTICE, **let_in)
    assert [row(user, case, START).incidents for user in (cast.iris, mees)] == [1, 0]
    assert "GEHEIM" not in json.dumps(list(Standing.objects.values()), default=str)


def test_of_what_only_some_know_no_other_row_says_anything(cast, case):
    with played.at(START):
        before = {found.organisation.slug: standing._says(found, START) for found in Standing.objects.all()}
        incident(case, cast.bram, "GEHEIM", Compartment.ORGANISATION, kind="weapon")
        after = {found.organisation.slug: standing._says(found, START) for found in Standing.objects.all()}
    assert {slug for slug in before if before[slug] != after[slug]} == {"politie-noord-nederland"}


def test_work_that_ends_by_hand_reaches_every_case(cast, case):
    with played.at(START):
        other = team_case(cast, "Tjitske", others=())
        Membership.objects.filter(user=cast.anna).update(until=START)
        assert not is_right()  # the control: nothing was told
        changes.tell(cast.anna.pk)
        assert is_right()
        for found in (case, other):
            assert row(cast.bram, found, START).regisseur is None


def test_two_who_write_at_once_leave_it_right(transactional_db, cast):
    """Each works out what is kept from what stands there under the lock, the other's work included."""
    case = open_case(cast.bram)
    join(case, cast.bram, cast.iris)

    for turn in range(4):
        case.referrals.all().delete()
        alerts.refresh(case)
        _race(case, cast)
        assert is_right()
        assert (case.incidents.count(), case.referrals.count()) == (turn + 1, 1)
    case.referrals.all().delete()
    early = list(standing._rows([case], clock.now()))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(standing, "_rows", lambda cases, now: iter(early))  # the control: worked out before the lock
        _race(case, cast)
    assert not is_right()


def _race(case, cast):
    barrier = threading.Barrier(2)
    ccb = organisation("ccb")
    verbs = (
        partial(incident, case, cast.iris, "Bericht"),
        partial(services.refer, actor=cast.bram, case=case, organisation=ccb, text="Denk mee", **GROUNDS),
    )
    threads = [threading.Thread(target=_at_once, args=[barrier, verb]) for verb in verbs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)


def _at_once(barrier, verb):
    try:
        barrier.wait(timeout=10)
        verb()
    finally:
        connection.close()


def test_made_anew_by_hand(cast, case):
    Standing.objects.filter(organisation__slug="ccb").update(warns_at=None, warnings={})
    Standing.objects.filter(organisation__slug="zvh-groningen").delete()
    out = StringIO()
    with played.at(START), pytest.raises(CommandError, match="3 "):
        call_command("refresh_alerts", "--check", stdout=out)
    assert case.reference in out.getvalue()
    with played.at(START):
        call_command("refresh_alerts", stdout=out)
        assert is_right()
        call_command("refresh_alerts", "--check", stdout=out)


def test_after_a_change_of_the_terms_they_are_made_anew_as_the_manual_says(cast, settings):
    with played.at(START):
        case = open_case(cast.bram)
        settings.TERMS = settings.TERMS | {"sash_missing": {"warn": 5 * DAY, "red": 9 * DAY}}
        days = [START + number * DAY for number in (1, 6)]
        assert shows(cast.bram, case, "sash_missing", *days) == [True, True]  # lists go by the old terms
        with pytest.raises(CommandError):
            call_command("refresh_alerts", "--check", stdout=StringIO())
        call_command("refresh_alerts", stdout=StringIO())
        assert shows(cast.bram, case, "sash_missing", *days) == [False, True]
        call_command("refresh_alerts", "--check", stdout=StringIO())
    manual = (settings.BASE_DIR / "README.md").read_text()
    assert "`python manage.py refresh_alerts`" in manual
    assert "`python manage.py refresh_alerts --check`" in manual


def test_many_cases_are_made_anew_in_as_many_queries_as_one(cast, case):
    def cost(cases):
        with CaptureQueriesContext(connection) as queries:
            alerts.refresh_together(cases)
        return sum(query["sql"].startswith("SELECT") for query in queries)

    made = copies(case, 20)
    Standing.objects.all().delete()
    assert cost([case]) == cost(made)
    assert Standing.objects.values("case").distinct().count() == 21
