"""Opening a case where chance is against it."""

import secrets
from itertools import chain, repeat

import pytest
from django.db import IntegrityError

from cases.models import Case
from cases.tests.builders import open_case
from cases.tests.posting import footprint

pytestmark = pytest.mark.django_db


@pytest.fixture
def drawn(monkeypatch):
    """Lets the next references be these, and random ones after."""
    by_chance = secrets.choice

    def draw(references):
        signs = (sign for reference in references for sign in reference.rpartition("-")[2])
        monkeypatch.setattr(secrets, "choice", lambda alphabet: next(signs, None) or by_chance(alphabet))

    return draw


def test_a_reference_that_is_taken_is_drawn_again(cast, drawn):
    first = open_case(cast.bram)
    drawn([first.reference, first.reference])
    second = open_case(cast.bram, "Tweede")
    assert second.reference != first.reference
    assert Case.objects.count() == 2


def test_where_every_draw_is_taken_nothing_is_left_behind(cast, drawn):
    first = open_case(cast.bram)
    before = footprint()
    drawn(chain.from_iterable(repeat([first.reference])))
    with pytest.raises(IntegrityError):
        open_case(cast.bram, "Tweede")
    assert footprint() == before
