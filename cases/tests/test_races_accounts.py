"""A manager ends somebody's work while that person writes in a case: both are carried out, neither waits for ever."""

import threading

import pytest
from django.db import connection, transaction

from accounts.models import Membership, User
from accounts.services import membership as memberships
from accounts.services import save_membership
from cases.models import Case, Standing
from cases.services import base
from cases.tests.builders import incident, team_case
from cases.tests.test_races import race
from trail import clock

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="on SQLite one transaction writes at a time"),
]


def meet(cast, case, monkeypatch):
    """Each takes his first lock, the person and the case, before either goes on to what the other holds."""
    person, dossier = threading.Event(), threading.Event()
    ends = memberships.end_sessions

    def told(user):
        ends(user)
        person.set()
        dossier.wait(timeout=10)

    monkeypatch.setattr(memberships, "end_sessions", told)
    membership = Membership.objects.get(user=cast.bram)
    membership.until = clock.now()

    def write():
        with transaction.atomic():
            base.lock(case)
            dossier.set()
            person.wait(timeout=10)
            incident(case, cast.bram, "Hij belde aan")

    return race(lambda: save_membership(actor=cast.eva, membership=membership), write)


def test_the_end_of_somebodys_work_and_his_last_words_do_not_wait_for_each_other(cast, monkeypatch):
    case, _manager = team_case(cast), cast.eva
    assert meet(cast, case, monkeypatch) == ["won", "won"]
    assert case.incidents.count() == 1
    assert User.objects.get(pk=cast.bram.pk).work is None
    assert not Standing.objects.holding(clock.now()).filter(case=Case.objects.get(), user=cast.bram).exists()


def test_they_did_as_long_as_the_whole_row_of_the_person_was_locked(cast, monkeypatch):
    """Every line in a case names its writer, so it waits for that row."""
    case, _manager = team_case(cast), cast.eva
    monkeypatch.setattr(memberships, "locked", lambda pk: User.objects.select_for_update().get(pk=pk))
    assert meet(cast, case, monkeypatch) == ["OperationalError", "won"]
