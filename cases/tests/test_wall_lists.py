"""What lists keep of a case, behind the second wall: for its reader alone, and renewed by whoever changes the case."""

import pytest

from accounts.models import Membership
from cases import access, alerts, wall
from cases.models import Case
from cases.tests.builders import incident
from cases.tests.walled import MODELS, shown
from trail import clock

pytestmark = pytest.mark.django_db


def test_nobody_comes_back_to_a_row_of_a_list_from_before(stage):
    """Also where nothing was renewed: since when he works there is asked anew each time, by either wall."""
    kept, now, job = shown(stage.iris)["standing"], clock.now(), stage.iris.work
    assert kept
    stage.iris.memberships.update(until=now)
    Membership.objects.create(user=stage.iris, organisation=job.organisation, role=job.role, since=now)
    assert shown(stage.iris)["standing"] == set()
    assert not access.standings_for(type(stage.iris).objects.get(pk=stage.iris.pk)).exists()
    assert MODELS["standing"].objects.filter(pk__in=kept).count() == len(kept)


def test_whoever_changes_a_case_changes_what_others_see_of_it(stage):
    """Through the gate Bram sees only his own row, and none of what only others know."""
    before = dict(stage.own.case.standings.values_list("user", "incidents"))
    with wall.opened(stage.bram):
        incident(stage.own.case, stage.bram, "Weer")
        assert {row.user_id for row in stage.own.case.standings.all()} == {stage.bram.pk}
    after = dict(stage.own.case.standings.values_list("user", "incidents"))
    assert len(before) > 3
    assert after == {user: number + 1 for user, number in before.items()}
    assert alerts.differences(Case.objects.all()) == ([], [])
