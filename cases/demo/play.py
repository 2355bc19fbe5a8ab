"""Plays every story in the order of its moments, with the trail's clock on each of them."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from random import Random

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from cases import alerts, terms
from cases.demo.stage import Beat, Stage, Story
from cases.demo.stories import STORIES
from trail import played

_FIRST_MINUTE, _LAST_MINUTE = 8 * 60 + 30, 17 * 60

Scene = tuple[datetime, Stage, Beat]


def play(users: dict[str, User], now: datetime, stories: Iterable[Story] = STORIES) -> int:
    """Plays the stories up to now and returns how many there are. Call it inside a transaction."""
    variety = Random(2018)  # noqa: S311  the same demonstration each time
    stages = [(Stage(users), story) for story in stories]
    scenes = [scene for stage, story in stages for scene in _scenes(stage, story, now, variety)]
    with _nobody_is_told(), alerts.once_at_the_end():
        for moment, stage, beat in sorted(scenes, key=lambda scene: scene[0]):
            with played.at(moment):
                beat(stage)
    return len(stages)


def _scenes(stage: Stage, story: Story, now: datetime, variety: Random) -> Iterator[Scene]:
    """Each beat with its moment, in working hours of a working day before today."""
    for day in story:
        on = _working_days_before(now, day.before)
        minutes = sorted(variety.sample(range(_FIRST_MINUTE, _LAST_MINUTE), len(day.beats)))
        for minute, beat in zip(minutes, day.beats, strict=True):
            moment = datetime.combine(on, time(minute // 60, minute % 60))
            yield timezone.make_aware(moment), stage, beat


def _working_days_before(now: datetime, days: int) -> date:
    found = timezone.localdate(now)
    while days > 0:
        found -= timedelta(days=1)
        days -= terms.is_working_day(found)
    return found


@contextmanager
def _nobody_is_told() -> Iterator[None]:
    """Drops the mails that would go out after the commit: nobody is written to about a played past."""
    connection = transaction.get_connection()
    waiting = len(connection.run_on_commit)
    yield
    connection.run_on_commit = connection.run_on_commit[:waiting]
