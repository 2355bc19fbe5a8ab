"""What is said to be open at closing is the same in the gate of whoever reads it as it is without a wall."""

from contextlib import nullcontext

import pytest

from cases import access, services, wall
from cases.models import Case, TeamMember
from cases.tests.builders import colleague, join

pytestmark = pytest.mark.django_db
MASKED = "informatie bij justitie, vraag Politie Noord-Nederland"


def on_team(case):
    return [member.user for member in TeamMember.objects.of(case).select_related("user")]


def still_open(user, case):
    """Asked as a page asks it: the case is found, and read anew."""
    user = type(user).objects.get(pk=user.pk)
    return services.still_open(access.Seat(user, Case.objects.get(pk=case.pk)))


def test_everybody_is_told_the_same_as_without_the_wall(stage, monkeypatch):
    """Yara, of Veilig Thuis, sees the newest outcome; the justice items that came after it she may not see."""
    yara, case = colleague("Yara", "veilig-thuis-groningen"), stage.own.case
    join(case, stage.anna, yara)
    for found in Case.objects.filter(closed_at=None):
        for user in on_team(found):
            told = still_open(user, found)
            with wall.opened(user):
                assert still_open(user, found) == told, (user, found)
    with wall.opened(yara):
        assert any(MASKED in line for line in still_open(yara, case))
        # The wall is what hides them: without the passage nobody could tell her whom to ask.
        monkeypatch.setattr("cases.access.closing.wall.across", lambda passage: nullcontext())
        assert not any(MASKED in line for line in still_open(yara, case))
