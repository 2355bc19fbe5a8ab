"""The demonstration: what it makes, what it leaves alone and where it refuses."""

from datetime import timedelta
from io import StringIO

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import authenticate
from django.core import mail
from django.core.management import CommandError, call_command

from accounts.enums import JUSTICE_KINDS, Province, Role
from accounts.models import User
from cases import access, alerts, services
from cases.demo import cast as demo_cast
from cases.enums import Compartment, PersonRole, RegieKind, SashLevel, StepState
from cases.models import (
    Case,
    Incident,
    Participation,
    Person,
    PhaseChange,
    RegieAssignment,
    SashRisk,
    SashShare,
    TeamMember,
    TimelineEntry,
)
from cases.transitions import needs_reason
from cases.verbs import Verb
from phases.enums import PhaseKey
from trail import clock
from trail.models import TrailEvent

VICTIM = {"name": "Marit de Boer", "birth_date": None, "relation": "ex_partner"}


@pytest.fixture(autouse=True)
def _demo_site(settings):
    settings.DEMO = True


def run():
    told = StringIO()
    call_command("demo", stdout=told)
    return told.getvalue()


def rows():
    return [model.objects.count() for model in (User, Case, TimelineEntry, TrailEvent, TeamMember, SashShare)]


@pytest.mark.django_db
def test_makes_the_demonstration_once(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True) as callbacks:
        told = run()
    check_people(told)
    check_spread()
    check_rules()
    check_moments()
    check_warnings()
    assert callbacks == []
    assert mail.outbox == []
    before = rows()
    anna = User.objects.get(email="anna@demo.example")
    User.objects.filter(pk=anna.pk).update(job="gewijzigd")
    again = run()
    assert rows() == before
    assert User.objects.get(pk=anna.pk).job == "gewijzigd"
    assert "niets veranderd" in again
    assert demo_cast.PASSWORD in again


def check_people(told):
    users = User.objects.filter(email__endswith=demo_cast.DOMAIN)
    assert users.count() == len(demo_cast.PARTS)
    assert EmailAddress.objects.filter(user__in=users, verified=True, primary=True).count() == len(demo_cast.PARTS)
    assert all(user.telephone.startswith("06-0000 00") for user in users)
    assert set(Role) == {role for user in users for role in user.roles}
    assert all(user.email in told for user in users)
    assert demo_cast.PASSWORD in told
    assert "alleen voor demonstratie" in told
    assert authenticate(None, email="anna@demo.example", password=demo_cast.PASSWORD).name == "Anna Hofstra"


def check_spread():
    cases = Case.objects.all()
    assert 23 <= cases.count() <= 27
    assert {case.phase for case in cases if case.is_open} == set(PhaseKey)
    assert {case.facts.province for case in cases} == set(Province)
    assert sum(not case.is_open for case in cases) == 2
    assert TimelineEntry.objects.filter(verb=Verb.REOPEN_CASE, case__closed_at=None).count() == 1
    assert PhaseChange.objects.filter(from_phase=PhaseKey.INVESTIGATE, to_phase=PhaseKey.REPORT).exists()
    assert set(SashRisk.objects.values_list("level", flat=True)) == set(SashLevel)
    assert set(Incident.objects.values_list("compartment", flat=True)) == set(Compartment)
    assert set(Person.objects.values_list("role", flat=True)) == set(PersonRole)
    assert cases.exclude(persons__role=PersonRole.SUSPECT).exists()
    unplayed = set(Verb) - set(TimelineEntry.objects.values_list("verb", flat=True))
    assert unplayed == {Verb.END_MEMBER, Verb.REOPEN_STEP}


def check_rules():
    """What the services hold to, looked at from the outside."""
    for role in RegieAssignment.objects.filter(until=None, case__closed_at=None).select_related("holder"):
        on_team = TeamMember.objects.filter(case=role.case, user=role.holder, until=None)
        assert on_team.exists()
        assert role.organisation.kind in access.REGIE_HOLDERS[role.kind]
        assert role.holder.work is not None or role.holder.email == "wout@demo.example"
    for share in SashShare.objects.given().select_related("outcome"):
        assert Participation.objects.filter(case=share.outcome.case, organisation=share.organisation).exists()
        assert share.purpose
        assert share.legal_ground
    for change in PhaseChange.objects.exclude(from_phase=""):
        assert change.reason or not needs_reason(change.from_phase, change.to_phase)
    for item in Incident.objects.filter(compartment=Compartment.JUSTICE).select_related("organisation"):
        assert item.organisation.kind in JUSTICE_KINDS
    assert all(entry.actor.work or entry.actor.name == "Wout Terpstra" for entry in TimelineEntry.objects.all())


def check_moments():
    """Everything happened in working hours of the past year, and the trail stands in the order of what happened."""
    now = clock.now()
    for case in Case.objects.all():
        moments = list(case.timeline.order_by("id").values_list("at", flat=True))
        assert moments == sorted(moments)
        assert now - timedelta(days=366) < moments[0] == case.opened_at
        assert moments[-1] < now
        assert all(moment.weekday() < 5 and 6 <= moment.hour <= 17 for moment in moments)
    trail = list(TrailEvent.objects.order_by("id").values_list("at", flat=True))
    assert trail == sorted(trail)


def check_warnings():
    now = clock.now()
    found = set()
    for case in Case.objects.open():
        members = TeamMember.objects.of(case).select_related("user")
        assert members
        for member in members:
            found |= {alert.key for alert in alerts.for_case(access.Seat(member.user, case))}
    assert found == set(alerts.KEYS)
    check_showcase(now)


def check_showcase(now):
    """The case of Anna and Bram has everything to show."""
    case = Case.objects.get(persons__name=VICTIM["name"])
    bram = User.objects.get(email="bram@demo.example")
    seat = access.Seat(bram, case)
    assert case.phase == PhaseKey.INVESTIGATE
    assert {role.kind for role in seat.regie} == set(RegieKind)
    assert seat.chain.holder.name == "Anna Hofstra"
    assert (seat.sash.level, seat.sash.version) == (SashLevel.HIGH, 2)
    assert seat.sash.enriches_id is not None
    assert {"ccb_missing", "sash_unread"} <= {alert.key for alert in alerts.for_case(seat)}
    assert case.facts.victim_contact == bram
    assert case.facts.suspect_contact is not None
    assert case.facts.victim_spoken_on is not None
    assert set(case.steps.values_list("state", flat=True)) == set(StepState)


@pytest.mark.django_db
def test_refuses_without_demo(settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="DEMO=1"):
        run()
    assert not User.objects.exists()


@pytest.mark.django_db
def test_refuses_beside_a_real_case(cast):
    services.open_case(actor=cast.bram, province=Province.DRENTHE, summary="Echt.", victim=VICTIM)
    before = rows()
    with pytest.raises(CommandError, match="echte zaken"):
        run()
    assert rows() == before
