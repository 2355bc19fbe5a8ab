"""Two who open a case on the same people at the same moment: the second is asked too, and a double submit is not."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date, timedelta
from functools import partial
from uuid import uuid4

import pytest
from django.db import connection

from cases.models import Case
from cases.services import case as case_services
from cases.tests.builders import open_case
from cases.tests.test_races import ROUNDS, guarded, no_key, race
from trail.models import TrailEvent

pytestmark = pytest.mark.django_db(transaction=True)


@contextmanager
def names_not_locked() -> Iterator[None]:
    """On PostgreSQL without the lock on the name both look before either writes. SQLite lets one in at a time, from its
    first statement on: there the look itself is taken too early."""
    met = threading.Barrier(2)

    def look(found: Callable[[dict], bool], who: dict) -> bool:
        known = found(who)
        with suppress(threading.BrokenBarrierError):
            met.wait(timeout=1)
        return known

    with pytest.MonkeyPatch.context() as patch:
        if connection.vendor == "postgresql":
            patch.setattr(case_services, "lock_names", lambda *people: None)
            patch.setattr(case_services, "is_known", partial(look, case_services.is_known))
        else:
            patch.setattr(case_services, "is_known", lambda who: False)
        yield


def test_the_second_who_opens_a_case_on_the_same_victim_is_asked_too(cast):
    def one_round():
        born, before = date(1990, 1, 1) + timedelta(days=Case.objects.count()), Case.objects.count()
        victim = {"name": "Sanne Vos", "birth_date": born, "relation": "ex_partner"}
        suspect = {"name": "Koen Bos", "birth_date": born, "relation": "ex_partner"}
        # The other way round for the other: who waits for whom must not depend on the order.
        ends = race(
            partial(open_case, cast.bram, victim=victim, suspect=suspect),
            partial(open_case, cast.iris, victim={**suspect, "name": "KOEN  bos"}, suspect=victim),
        )
        return ends, Case.objects.count() - before, True

    guarded(one_round, names_not_locked)


def test_a_form_sent_twice_is_no_try_of_a_name(cast):
    """The second submit meets the victim of the first, which is its own."""
    lines = TrailEvent.objects.filter(action="possible_duplicate")

    def tries():
        lines_before, born = lines.count(), date(1990, 1, 1) + timedelta(days=Case.objects.count())
        victim = {"name": "Sanne Vos", "birth_date": born, "relation": "ex_partner"}
        call = partial(open_case, cast.bram, victim=victim, once=uuid4())
        assert race(call, call) == ["told", "won"]
        return lines.count() - lines_before

    assert [tries() for _ in range(ROUNDS)] == [0] * ROUNDS
    with no_key():
        assert tries() == 1
