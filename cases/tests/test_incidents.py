"""What happened: of more than one kind at once, kept so that the database adds them up."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from cases import access, services
from cases.enums import IncidentKind
from cases.models import Incident
from cases.tests.builders import incident, said, team_case
from cases.tests.posting import logged_in
from cases.tests.test_services_team import refused
from trail import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(cast):
    return team_case(cast)


def report(actor, case, kinds):
    given = {"text": "Hij stond er weer.", "occurred_on": clock.today(), "compartment": "team"}
    return services.report_incident(actor=actor, case=case, kinds=kinds, **given)


def test_an_incident_is_of_all_the_kinds_that_hold(cast, case):
    path = reverse("report_incident", args=[case.reference])
    typed = {"kinds": ["weapon", "threat"], "text": "Met een mes.", "occurred_on": f"{clock.today()}"}
    assert logged_in(cast.bram).post(path, {**typed, "compartment": "team"}).status_code == 302
    assert Incident.objects.get().kinds == [IncidentKind.THREAT, IncidentKind.WEAPON]
    assert said(cast.iris, case, "report_incident") == ["Bedreiging, wapen: Met een mes."]


@pytest.mark.parametrize(("kinds", "words"), [([], "Kies wat voor"), (["zzz"], "lijst"), (["threat", "zzz"], "lijst")])
def test_at_least_one_kind_of_the_list(cast, case, kinds, words):
    refused(words, report, field="kinds", actor=cast.bram, case=case, kinds=kinds)
    for flags in (0, 1 << len(IncidentKind)):
        values = {"occurred_on": clock.today(), "recorded_by": cast.bram, "by": cast.bram}
        with pytest.raises(IntegrityError), transaction.atomic():
            Incident(case=case, organisation=cast.bram.work.organisation, kind_flags=flags, **values).save()


def test_correcting_shows_the_kinds_and_what_somebody_else_chose(cast, case):
    item = report(cast.bram, case, ["threat"])
    path, client = reverse("correct_incident", args=[case.reference, item.pk]), logged_in(cast.bram)
    assert client.get(path).context["form"]["kinds"].value() == ["threat"]
    given = {"text": item.text, "occurred_on": item.occurred_on}
    services.correct_incident(actor=cast.anna, incident=item, version=item.pk, kinds=["threat", "online"], **given)
    typed = {**given, "occurred_on": f"{item.occurred_on}", "version": item.pk, "kinds": ["weapon"]}
    page = client.post(path, typed)
    assert "Nu staat er: Bedreiging, Online" in page.content.decode()
    assert page.context["form"]["kinds"].value() == ["weapon"]


def test_digital_and_physical_are_told_apart():
    assert {kind for kind in IncidentKind if kind.is_digital} == {"contact", "online"}
    assert {kind for kind in IncidentKind if kind.is_physical} == {"following", "violence", "damage", "weapon"}


def test_a_violation_is_known_to_whoever_may_know_the_incident(cast, case):
    incident(case, cast.bram, "Belde toch", kind="contact")
    assert not access.Seat(cast.bram, case).has_violation
    incident(case, cast.bram, "Contactverbod", compartment="justice", kind="violation")
    known = {name: access.Seat(getattr(cast, name), case).has_violation for name in ("bram", "anna", "iris")}
    assert known == {"bram": True, "anna": True, "iris": False}
