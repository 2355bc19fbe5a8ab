"""What the trail keeps of cases: each change, each reading and its purpose, nothing of what was read."""

from datetime import UTC, datetime

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from accounts.models import Organisation
from cases import services
from cases.enums import Reading
from cases.models import TimelineEntry
from cases.tests.builders import GROUNDS, case_of_others, incident, open_case, staged_case
from trail.models import TrailEvent
from trail.played import at


@pytest.mark.django_db
def test_a_line_says_who_for_whom_when_and_about_what(cast):
    moment = datetime(2026, 11, 23, 9, tzinfo=UTC)
    case = open_case(cast.bram)
    with at(moment):
        found = incident(case, cast.bram, "Hij stond weer voor de deur")
    event = TrailEvent.objects.first()
    assert (event.at, event.action, event.subject) == (moment, "report_incident", case.reference)
    assert (event.actor_id, event.actor_name) == (str(cast.bram.pk), "Bram Postma")
    assert (event.organisation, event.target) == ("Politie Noord-Nederland", f"incident-{found.pk}")
    assert "deur" not in str(event.details)


@pytest.mark.django_db
def test_a_line_goes_with_its_change(cast):
    """Both or neither: what is rolled back was never recorded, and a refusal leaves nothing."""
    case = open_case(cast.bram)
    before = TrailEvent.objects.count(), TimelineEntry.objects.count()
    with transaction.atomic():
        incident(case, cast.bram, "Weer berichten")
        assert TrailEvent.objects.count() == before[0] + 1
        transaction.set_rollback(True)
    assert (TrailEvent.objects.count(), TimelineEntry.objects.count()) == before
    zvh = Organisation.objects.get(slug="zvh-groningen")
    services.invite_organisation(actor=cast.bram, case=case, organisation=zvh, **GROUNDS)
    with pytest.raises(services.Refused):
        services.invite_organisation(actor=cast.bram, case=case, organisation=zvh, **GROUNDS)
    assert TrailEvent.objects.count() == before[0] + 1


@pytest.mark.django_db
def test_every_reading_leaves_one_line_with_its_purpose(cast):
    staged = staged_case(cast)
    client = Client()
    client.force_login(cast.bram)
    purposes = {
        "show_case": Reading.SHOW_CASE,
        "show_timeline": Reading.SHOW_TIMELINE,
        "show_team": Reading.SHOW_TEAM,
        "read_sash": Reading.SHOW_SASH,
        "edit_case": Reading.PREPARE,
    }
    for name, purpose in purposes.items():
        before = TrailEvent.objects.count()
        assert client.get(reverse(name, args=staged.arguments(name))).status_code == 200
        event = TrailEvent.objects.first()
        assert TrailEvent.objects.count() == before + 1, name
        assert (event.action, event.purpose, event.subject) == ("read", purpose, staged.case.reference)
        assert (event.actor_name, event.organisation) == ("Bram Postma", "Politie Noord-Nederland")


@pytest.mark.django_db
def test_the_reading_of_a_referral_and_a_search_are_recorded_without_what_was_found(cast):
    staged = staged_case(cast)
    client = Client()
    client.force_login(cast.gijs)
    client.get(reverse("answer_referral", args=staged.arguments("answer_referral")))
    event = TrailEvent.objects.first()
    assert (event.purpose, event.target) == (Reading.SHOW_REFERRAL, f"referral-{staged.referral.pk}")
    client.get(reverse("list_cases"), {"sash": "hoog", "regie": "geheim woord", "onbekend": "x"})
    event = TrailEvent.objects.first()
    assert (event.action, event.subject, event.details) == ("search", "", {"sash": "hoog"})


@pytest.mark.django_db
@pytest.mark.parametrize("person", ["chris", "karim", "eva"])
def test_a_refused_reading_leaves_no_line(cast, person):
    staged, others = staged_case(cast), case_of_others()
    client = Client()
    client.force_login(getattr(cast, person))
    before = TrailEvent.objects.count()
    for found in (staged, others):
        for name in ("show_case", "show_timeline", "read_sash", "answer_referral", "edit_case"):
            assert client.get(reverse(name, args=found.arguments(name))).status_code == 404
    assert client.get("/zaken/ST-26-00000/").status_code == 404
    assert TrailEvent.objects.count() == before


OBJECTS = (
    *("read_sash", "enrich_sash", "share_sash", "request_sash", "offer_handover", "answer_handover"),
    *("end_participation", "add_member", "end_member", "do_step", "skip_step", "reopen_step", "answer_referral"),
)


@pytest.mark.django_db
@pytest.mark.parametrize("name", OBJECTS)
def test_a_row_of_another_case_is_no_reading_of_ones_own(cast, name):
    """Whoever tries numbers in the address of his own case gets a 404 and nothing is said to have been opened."""
    staged, others = staged_case(cast), case_of_others()
    for person in ("bram", "anna", "karim"):  # on the team, regisseur, coordinator beside the team
        client = Client()
        client.force_login(getattr(cast, person))
        for pk in (others.arguments(name)[1], 10**17):
            before = TrailEvent.objects.count()
            assert client.get(reverse(name, args=[staged.case.reference, pk])).status_code == 404
            assert TrailEvent.objects.count() == before, person


@pytest.mark.django_db
def test_a_coordinator_beside_the_team_reads_nothing_of_the_others_on_it(cast):
    """His own organisation's part is the control."""
    staged = staged_case(cast)
    client = Client()
    client.force_login(cast.karim)
    theirs = staged.case.participations.exclude(pk=staged.police.pk).first()
    for name, own, other in (
        ("add_member", staged.police.pk, theirs.pk),
        ("end_member", staged.member.pk, theirs.members.get().pk),
    ):
        before = TrailEvent.objects.count()
        assert client.get(reverse(name, args=[staged.case.reference, other])).status_code == 404
        assert TrailEvent.objects.count() == before
        assert client.get(reverse(name, args=[staged.case.reference, own])).status_code == 200
        assert TrailEvent.objects.count() == before + 1


@pytest.mark.django_db
def test_my_work_is_read_on_record(cast):
    staged_case(cast)
    client = Client()
    client.force_login(cast.bram)
    before = TrailEvent.objects.count()
    assert client.get(reverse("my_work")).status_code == 200
    event = TrailEvent.objects.first()
    assert TrailEvent.objects.count() == before + 1
    assert (event.action, event.purpose, event.subject, event.details) == ("read", Reading.MY_WORK, "", {})
    assert (event.actor_name, event.organisation) == ("Bram Postma", "Politie Noord-Nederland")
    client.force_login(cast.dora)  # works on no case: there is nothing to read
    assert client.get(reverse("my_work")).status_code == 200
    assert TrailEvent.objects.count() == before + 1


@pytest.mark.django_db
def test_the_privacy_officer_reads_the_trail_and_writes_nothing(cast):
    open_case(cast.bram)
    event = TrailEvent.objects.first()
    client = Client()
    client.force_login(cast.faye)
    path = reverse("admin:trail_trailevent_change", args=[event.pk])
    assert event.subject in client.get(reverse("admin:trail_trailevent_changelist")).content.decode()
    assert client.get(path).status_code == 200
    for post in (
        path,
        reverse("admin:trail_trailevent_add"),
        reverse("admin:trail_trailevent_delete", args=[event.pk]),
    ):
        assert client.post(post, {"action": "x", "post": "yes"}).status_code == 403
    assert TrailEvent.objects.filter(pk=event.pk, action="open_case").exists()
