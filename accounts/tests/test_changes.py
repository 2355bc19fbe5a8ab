"""The floor above hears of every change of somebody's work; and what of an organisation and a ground is on record."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.urls import reverse

from accounts import changes, services
from accounts.models import Membership, Organisation, SharingGround, User
from accounts.tests.people import logged_in
from trail import clock
from trail.models import TrailEvent

DAY = timedelta(days=1)


def end(cast, held, moment):
    held.until = moment
    return services.save_membership(actor=cast.eva, membership=held)


def at_the_ccb(user):
    return Membership(user=user, organisation=Organisation.objects.get(slug="ccb"), since=clock.now())


_TOLD = []


def note(user_pk):
    _TOLD.append((user_pk, connection.in_atomic_block, User.objects.get(pk=user_pk).is_active))


def fail(user_pk):
    raise RuntimeError("the floor above could not follow")


@pytest.fixture
def told(monkeypatch):
    monkeypatch.setattr(changes, "_answers", [])
    _TOLD.clear()
    changes.tell_with(f"{__name__}.note")
    changes.tell_with(f"{__name__}.note")
    return _TOLD


@pytest.mark.django_db
def test_the_floor_above_is_told_once_of_every_change_of_somebodys_work(cast, told):
    held = end(cast, cast.bram.memberships.get(), clock.now() + DAY)
    end(cast, held, clock.now())
    services.save_membership(actor=cast.eva, membership=at_the_ccb(cast.bram))
    cast.bram.is_active = False
    services.change_person(actor=cast.eva, user=cast.bram, changed=["is_active"])
    assert told == [(cast.bram.pk, True, True)] * 3 + [(cast.bram.pk, True, False)]
    services.change_person(actor=cast.eva, user=cast.bram, changed=["job"])
    with pytest.raises(ValidationError):
        end(cast, held, None)
    assert len(told) == 4


@pytest.mark.django_db
def test_what_the_floor_above_raises_undoes_the_change(cast, monkeypatch):
    monkeypatch.setattr(changes, "_answers", [f"{__name__}.fail"])
    held, before = cast.bram.memberships.get(), TrailEvent.objects.count()
    with pytest.raises(RuntimeError):
        end(cast, held, clock.now())
    assert Membership.objects.get(pk=held.pk).until is None
    assert TrailEvent.objects.count() == before


@pytest.mark.django_db
def test_the_kind_of_an_organisation_is_chosen_once(cast):
    police = Organisation.objects.get(slug="politie-noord-nederland")
    form = {"name": police.name, "province": "", "telephone": "0900-8844", "kind": "ccb", "slug": "andere-sleutel"}
    path = reverse("admin:accounts_organisation_change", args=[police.pk])
    assert logged_in(cast.eva).post(path, form).status_code == 302
    now = Organisation.objects.get(pk=police.pk)
    assert (now.kind, now.slug, now.telephone) == ("politie", "politie-noord-nederland", "0900-8844")
    now.kind = "ccb"
    with pytest.raises(ValidationError, match="soort"):
        services.save_organisation(actor=cast.eva, organisation=now, changed=["kind"])
    assert Organisation.objects.get(pk=police.pk).kind == "politie"


@pytest.mark.django_db
def test_a_change_of_the_grounds_for_sharing_is_on_record(cast):
    form = {"slug": "nieuw-doel", "kind": "purpose", "label": "Een nieuw doel", "is_active": "on", "position": "9"}
    eva = logged_in(cast.eva)
    assert eva.post(reverse("admin:accounts_sharingground_add"), form).status_code == 302
    event = TrailEvent.objects.get(action="save_ground")
    assert (event.subject, event.actor_id, event.details["is_active"]) == ("nieuw-doel", str(cast.eva.pk), True)
    row = SharingGround.objects.get(slug="nieuw-doel")
    changed = {"label": "Anders", "position": "9", "kind": "legal", "slug": "x"}
    assert eva.post(reverse("admin:accounts_sharingground_change", args=[row.pk]), changed).status_code == 302
    row.refresh_from_db()
    assert (row.label, row.kind, row.slug, row.is_active) == ("Anders", "purpose", "nieuw-doel", False)
    event = TrailEvent.objects.filter(action="save_ground").first()
    assert set(event.details["changed"]) == {"label", "is_active"}
