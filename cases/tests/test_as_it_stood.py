"""Who knew what, and when: the case as it stood on a day of the past, for everybody, is what their page showed then."""

from datetime import timedelta

import pytest
from django.template.loader import render_to_string

from accounts.models import User
from cases import access
from cases.models import Case
from cases.panels import PANELS
from cases.queries.team import team
from cases.tests.year import START, play
from trail import played

PEOPLE = ("anna", "bram", "chris", "eva", "gijs", "hanna", "iris", "joost", "karim")


@pytest.fixture
def users(cast):
    return {name: getattr(cast, name) for name in PEOPLE}


def shown(seat):
    """Everything that the page of a case and that of its team show to whoever sits there."""
    context = {"case": seat.case, "seat": seat, "user": seat.user, "sender": ""}
    page = {
        name: " ".join(render_to_string(panel.template, context | panel.context(seat)).split())
        for name, panel in PANELS.items()
    }
    page["team"] = [(row, [member.user_id for member in row.members]) for row in team(seat)]
    return page


def looks(user, case):
    """What the page shows him now; None where he finds none."""
    user, case = User.objects.get(pk=user.pk), access.cases_for(User.objects.get(pk=user.pk)).filter(pk=case.pk).first()
    return shown(access.Seat(user, case)) if case is not None else None


def looks_back(user, case, moment):
    seat = access.then(User.objects.get(pk=user.pk), Case.objects.get(pk=case.pk), moment)
    return shown(seat) if seat is not None else None


def played_year(users, *, every_day):
    """What everybody saw on each day: right after something happened, or on the night of it."""
    seen = {}
    for number, (moment, stage) in enumerate(play(users, every_day=every_day)):
        later = moment + timedelta(hours=20) if number % 2 else moment
        with played.at(later):
            seen[later] = {name: looks(user, stage.case) for name, user in users.items()}
    return stage.case, seen


@pytest.mark.django_db
@pytest.mark.parametrize("every_day", [False, pytest.param(True, marks=pytest.mark.deep)])
def test_a_year_later_each_day_shows_to_everybody_what_it_showed(users, every_day):
    case, seen = played_year(users, every_day=every_day)
    with played.at(START + timedelta(days=500)):
        for moment, pages in seen.items():
            for name, page in pages.items():
                found = looks_back(users[name], case, moment)
                assert (found is None) == (page is None), (moment, name)
                for part in page or ():
                    assert found[part] == page[part], (moment, name, part)
    # Each of them saw something at some time, but for the strangers; and not all of them the same.
    saw = {name: [page for page in (pages[name] for pages in seen.values()) if page] for name in users}
    assert {name for name, pages in saw.items() if not pages} == {"chris", "eva", "karim"}
    iris = [moment for moment, pages in seen.items() if pages["iris"]]
    assert not any(START + timedelta(days=310) <= moment < START + timedelta(days=330) for moment in iris)
    assert max(iris) > START + timedelta(days=365)
    assert saw["gijs"][-1]["wat-er-gebeurde"] != saw["bram"][-1]["wat-er-gebeurde"]


@pytest.mark.django_db
def test_before_the_opening_and_for_a_stranger_there_was_nothing(users):
    case, _seen = next(((stage.case, moment) for moment, stage in play(users)))
    assert access.then(users["bram"], case, START - timedelta(days=1)) is None
    assert access.then(users["chris"], case, START + timedelta(days=1)) is None
