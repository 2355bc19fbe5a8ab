"""A note or a telephone contact on the timeline: for whom its author chose, and no reason to warn."""

import pytest
from django.core.exceptions import PermissionDenied

from cases import access, alerts, services
from cases.enums import Compartment, NoteKind
from cases.models import Case
from cases.tests.builders import said, team_case
from cases.timeline import timeline
from cases.verbs import Verb
from trail import clock
from trail.models import TrailEvent

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(cast):
    return team_case(cast)


def write(actor, case, text="Zij belt morgen terug.", kind=NoteKind.PHONE, compartment=Compartment.TEAM, **more):
    return services.write_note(actor=actor, case=case, kind=kind, text=text, compartment=compartment, **more)


def test_it_stands_on_the_timeline_by_its_own_word(cast, case):
    write(cast.bram, case)
    write(cast.iris, case, "Let op de hond.", NoteKind.NOTE)
    lines = timeline(access.Seat(cast.anna, case), most=2)
    assert [(line.label, line.sentences) for line in lines] == [
        ("Notitie", ["Let op de hond."]),
        ("Telefonisch contact", ["Zij belt morgen terug."]),
    ]
    assert TrailEvent.objects.filter(action=Verb.WRITE_NOTE).latest("pk").details == {"kind": "note"}


@pytest.mark.parametrize(
    ("author", "compartment", "readers"),
    [
        ("bram", Compartment.TEAM, {"anna", "bram", "iris", "hanna", "joost"}),
        ("bram", Compartment.JUSTICE, {"bram", "hanna", "joost"}),
        ("iris", Compartment.ORGANISATION, {"iris"}),
    ],
)
def test_who_reads_it(cast, case, author, compartment, readers):
    write(getattr(cast, author), case, compartment=compartment)
    people = {name: getattr(cast, name) for name in ("anna", "bram", "iris", "hanna", "joost", "chris")}
    assert {name for name, user in people.items() if said(user, case, Verb.WRITE_NOTE)} == readers


def test_one_person_from_outside_justice_may_be_let_in(cast, case):
    write(cast.bram, case, compartment=Compartment.JUSTICE, admitted=cast.iris, admission_ground="Zij belt haar.")
    assert said(cast.iris, case, Verb.WRITE_NOTE) == ["Zij belt morgen terug."]
    assert said(cast.anna, case, Verb.WRITE_NOTE) == []


def test_it_is_no_incident(cast, case):
    """No warning comes or goes by it, and a proposal to close stands."""
    services.propose_closing(actor=cast.anna, case=case, summary="Rustig.")
    before = [alert.key for alert in alerts.for_case(access.Seat(cast.anna, case))]
    write(cast.bram, case)
    now = access.Seat(cast.anna, Case.objects.get(pk=case.pk))
    assert [alert.key for alert in alerts.for_case(now)] == before
    assert now.proposal is not None
    assert now.last_incident_at is None


def test_who_left_writes_no_more(cast, case):
    cast.bram.memberships.update(until=clock.now())
    with pytest.raises(PermissionDenied):
        write(type(cast.bram).objects.get(pk=cast.bram.pk), case)
    services.end_member(actor=cast.anna, member=case.members.get(user=cast.iris))
    for stranger in (cast.iris, cast.chris, cast.karim):
        with pytest.raises(PermissionDenied):
            write(stranger, case)
