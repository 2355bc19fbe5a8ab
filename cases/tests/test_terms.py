"""Terms: what counts as a working day, and the words beside a warning."""

from datetime import UTC, date, datetime, timedelta

import holidays
import pytest
from django.conf import settings
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from cases import alerts, terms

FIRST = datetime(2024, 1, 1, tzinfo=UTC)
DAY = timedelta(days=1)
HOLIDAYS = holidays.country_holidays("NL")


def day(moment):
    return timezone.localtime(moment).date()


def at(text, hour=9):
    return timezone.make_aware(datetime.fromisoformat(f"{text}T{hour:02}:00"))


@pytest.mark.parametrize(
    ("since", "days", "due"),
    [
        ("2026-11-24", 2, "2026-11-26"),  # Tuesday: Wednesday, Thursday
        ("2026-11-19", 2, "2026-11-23"),  # Thursday: Friday, Monday
        ("2026-11-20", 5, "2026-11-27"),
        ("2026-11-21", 2, "2026-11-25"),  # Saturday: both days of the week that begins, so as Tuesday has ended
        ("2026-12-24", 2, "2026-12-29"),  # Thursday: Monday, Tuesday, after both days of Christmas and a weekend
        ("2026-12-21", 5, "2026-12-29"),
        ("2026-12-30", 2, "2027-01-04"),  # over New Year's Day on a Friday
        ("2026-04-23", 2, "2026-04-28"),  # King's Day was Monday the 27th
        ("2026-04-02", 1, "2026-04-07"),  # over Good Friday and Easter Monday
        ("2026-05-13", 1, "2026-05-15"),  # Ascension on Thursday the 14th
        ("2026-05-22", 1, "2026-05-26"),  # Whit Monday the 25th
    ],
)
def test_weekends_and_dutch_holidays_do_not_count(since, days, due):
    found = terms.working_days_after(at(since), days)
    assert day(found) == date.fromisoformat(due)


def working_days_before(now, days):
    """The other way round, so that each checks the other: on a free day as if the last working day had just ended."""
    moment = timezone.localtime(now)
    if not works(moment):
        moment = moment.replace(hour=0, minute=0, second=0, microsecond=0)
        while not works(moment - DAY):
            moment -= DAY
    while days:
        moment -= DAY
        days -= works(moment)
    return moment


def works(moment):
    return moment.weekday() < 5 and moment.date() not in HOLIDAYS


@given(
    since=st.integers(min_value=0, max_value=6 * 365 * 24 * 60).map(lambda minutes: FIRST + timedelta(minutes=minutes)),
    at_midnight=st.booleans(),
    days=st.integers(min_value=1, max_value=10),
)
def test_due_is_the_first_moment_from_which_so_many_working_days_have_passed(since, at_midnight, days):
    if at_midnight:
        since = timezone.localtime(since).replace(hour=0, minute=0)
    due = terms.working_days_after(since, days)
    just_before = due - timedelta(microseconds=1)
    assert working_days_before(due, days).astimezone(UTC) >= since.astimezone(UTC)
    assert working_days_before(just_before, days).astimezone(UTC) < since.astimezone(UTC)


def test_the_change_of_the_clock_keeps_the_hour():
    """Summer time began on 29 March 2026: two working days after Friday nine o'clock is Tuesday nine o'clock."""
    found = terms.working_days_after(at("2026-03-27"), 2)
    assert timezone.localtime(found).hour == 9
    assert day(found) == date(2026, 3, 31)


def test_every_warning_has_a_term_and_every_term_a_warning():
    assert set(settings.TERMS) == set(alerts.KEYS)


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("no_regisseur", "meteen, dringend na 24 uur"),
        ("regisseur_blind", "meteen, dringend na 24 uur"),
        ("weapon_open", "meteen, en meteen dringend"),
        ("pattern", "meteen, dringend na 24 uur"),
        ("sash_missing", "meteen"),
        ("sash_stale", "meteen na een nieuw incident, na 90 dagen"),
        ("sash_unread", "na 24 uur, dringend na 72 uur"),
        ("ccb_missing", "meteen, dringend 24 uur na een SASH hoog"),
        ("zvh_missing", "meteen, dringend 24 uur na een hoog risico"),
        ("referral_unanswered", "na 2 werkdagen, dringend na 5 werkdagen"),
        ("handover_pending", "na 2 werkdagen, dringend na 5 werkdagen"),
    ],
)
def test_the_term_in_words(key, words):
    assert terms.in_words(key) == words
