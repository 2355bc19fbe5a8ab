"""Values that may not exist, whatever writes them: the database itself refuses."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from cases.tests.builders import organisation, sash, team_case
from trail import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(cast):
    return team_case(cast)


def refuses(constraint, rows, **values):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        rows.update(**values)


def test_nobody_reads_what_was_never_shared(cast, case):
    outcome = sash(case, cast.bram)
    asked = outcome.shares.create(organisation=organisation("reclassering"), requested_at=clock.now())
    rows = outcome.shares.filter(pk=asked.pk)
    refuses("sash_is_read_after_it_is_shared", rows, read_at=clock.now())
    refuses("sash_is_read_after_it_is_shared", rows, shared_at=clock.now(), read_at=clock.now() - timedelta(days=1))
    assert rows.update(shared_at=clock.now(), read_at=clock.now()) == 1


def test_nobody_leaves_the_team_before_he_joined(cast, case):
    rows = cast.iris.team_memberships.all()
    refuses("teammember_ends_after_it_starts", rows, until=rows.get().since - timedelta(seconds=1))
    assert rows.update(until=rows.get().since) == 1


def test_nobody_is_offered_a_regie_with_himself_as_deputy(cast, case):
    offer = case.handovers.create(kind="chain", offered_by=cast.anna, offered_to=cast.iris)
    rows = case.handovers.filter(pk=offer.pk)
    refuses("handover_deputy_is_somebody_else", rows, deputy=cast.iris)
    assert rows.update(deputy=cast.hanna) == 1
