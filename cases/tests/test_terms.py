"""Terms: what counts as a working day, and the words beside a warning."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.conf import settings
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from cases import alerts, terms

FIRST = datetime(2024, 1, 1, tzinfo=UTC)


def day(moment):
    return timezone.localtime(moment).date()


def at(text, hour=9):
    return timezone.make_aware(datetime.fromisoformat(f"{text}T{hour:02}:00"))


@pytest.mark.parametrize(
    ("now", "days", "before"),
    [
        ("2026-11-26", 2, "2026-11-24"),  # Thursday: Wednesday, Tuesday
        ("2026-11-23", 2, "2026-11-19"),  # Monday: Friday, Thursday
        ("2026-11-22", 2, "2026-11-19"),  # Sunday
        ("2026-11-21", 2, "2026-11-19"),  # Saturday
        ("2026-11-27", 5, "2026-11-20"),
        ("2026-12-29", 2, "2026-12-24"),  # Tuesday: Monday, then Thursday before both days of Christmas and a weekend
        ("2026-12-29", 5, "2026-12-21"),
        ("2027-01-04", 2, "2026-12-30"),  # Monday after New Year's Day on a Friday
        ("2026-04-28", 2, "2026-04-23"),  # King's Day was Monday the 27th
        ("2026-04-07", 1, "2026-04-02"),  # Easter Monday the 6th; Good Friday is no day off for the government's list
        ("2026-05-15", 1, "2026-05-13"),  # Ascension on Thursday the 14th
        ("2026-05-26", 1, "2026-05-22"),  # Whit Monday the 25th
    ],
)
def test_weekends_and_dutch_holidays_do_not_count(now, days, before):
    found = day(terms.working_days_before(at(now), days))
    assert found == date.fromisoformat(before)


@given(
    now=st.integers(min_value=0, max_value=6 * 365 * 24).map(lambda hours: FIRST + timedelta(hours=hours)),
    days=st.integers(min_value=0, max_value=10),
)
def test_working_days_go_back_as_time_goes_on(now, days):
    found = terms.working_days_before(now, days)
    assert now - found >= timedelta(days=days) - timedelta(hours=1)  # one of them may be the day of summer time
    assert now - found <= timedelta(days=2 * days + 10)
    assert terms.working_days_before(now, days + 1) < found
    assert terms.working_days_before(now + timedelta(minutes=30), days) >= found
    if days:
        assert timezone.localtime(found).weekday() < 5


def test_the_change_of_the_clock_keeps_the_hour():
    """Summer time began on 29 March 2026: two working days before Tuesday nine o'clock is Friday nine o'clock."""
    found = terms.working_days_before(at("2026-03-31"), 2)
    assert timezone.localtime(found).hour == 9
    assert day(found) == date(2026, 3, 27)


def test_every_warning_has_a_term_and_every_term_a_warning():
    assert set(settings.TERMS) == set(alerts.KEYS)


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("no_regisseur", "meteen, dringend na 24 uur"),
        ("sash_missing", "meteen, dringend 24 uur na het tweede incident"),
        ("sash_stale", "meteen na een nieuw incident, na 90 dagen"),
        ("sash_unread", "na 24 uur, dringend na 72 uur"),
        ("ccb_missing", "meteen, dringend 24 uur na een SASH hoog"),
        ("zvh_missing", "meteen, dringend 24 uur na een SASH hoog"),
        ("referral_unanswered", "na 2 werkdagen, dringend na 5 werkdagen"),
        ("handover_pending", "na 2 werkdagen, dringend na 5 werkdagen"),
    ],
)
def test_the_term_in_words(key, words):
    assert terms.in_words(key) == words
