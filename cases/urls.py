"""Paths are Dutch, names are the verbs: the address of a verb follows from its row in `cases.verbs`."""

from django.urls import path, register_converter
from django.views.decorators.http import require_http_methods

from cases.verbs import Verb
from cases.views import case, lists, team, timeline
from cases.views.verbs import view_of


class Reference:
    """A case reference, so that nothing else ever reaches the database."""

    regex = r"ST-[0-9]{2}-[0-9A-Z]{5}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class Number:
    """A row number that fits the database on either side."""

    regex = r"[0-9]{1,18}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


register_converter(Reference, "reference")
register_converter(Number, "number")

_ON_A_CASE = "zaken/<reference:reference>/"


def _address(verb: Verb) -> str:
    if verb == Verb.OPEN_CASE:
        return f"zaken/{verb.row.path}/"
    return f"{_ON_A_CASE}{verb.row.path}/" + ("<number:pk>/" if verb.row.numbered else "")


# A page answers to nothing else: to any other method it would do what opening it does.
_asked = require_http_methods(["GET", "HEAD", "POST"])

urlpatterns = [
    path("mijn-werk/", _asked(lists.my_work), name="my_work"),
    path("zaken/", _asked(lists.list_cases), name="list_cases"),
    path("zaken/organisatie/", _asked(lists.list_participations), name="list_participations"),
    path(_ON_A_CASE, _asked(case.show_case), name="show_case"),
    path(f"{_ON_A_CASE}deel/<slug:name>/", _asked(case.show_panel), name="show_panel"),
    path(f"{_ON_A_CASE}tijdlijn/", _asked(timeline.show_timeline), name="show_timeline"),
    path(f"{_ON_A_CASE}team/", _asked(team.show_team), name="show_team"),
    *(path(_address(verb), _asked(view_of(verb)), name=verb) for verb in Verb),
]
