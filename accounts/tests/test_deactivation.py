"""Making somebody inactive ends what he had for good: all of it takes a new membership to come back."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.urls import reverse

from accounts import changes, services
from accounts.enums import Role
from accounts.models import Membership, Organisation
from accounts.tests.people import fresh, logged_in, words
from trail import clock, played
from trail.models import TrailEvent

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def membership(user, slug="ccb", role=Role.PROFESSIONAL, **dates):
    return Membership(user=user, organisation=Organisation.objects.get(slug=slug), role=role, **dates)


def page_of(user):
    return reverse("admin:accounts_user_change", args=[user.pk])


def switch(cast, user, active, by=None):
    """By the form, as the browser sends it."""
    form = {"name": user.name, "job": user.job, "telephone": user.telephone, **({"is_active": "on"} if active else {})}
    return logged_in(by or cast.eva).post(page_of(user), form)


def lines():
    return [event.target for event in TrailEvent.objects.filter(action="save_membership")]


@pytest.fixture
def held(cast):
    """Bram works until a day that is known, goes to the CCB after that, is editor besides, and was so before."""
    now, work = clock.now(), cast.bram.memberships.get()
    work.until = now + 10 * DAY
    services.save_membership(actor=cast.eva, membership=work)
    was = membership(cast.bram, "rvdk", Role.CONTENT_EDITOR, since=now - 20 * DAY, until=now - 10 * DAY)
    was.save()
    editor, planned = membership(cast.bram, role=Role.CONTENT_EDITOR), membership(cast.bram, since=now + 30 * DAY)
    for made in (editor, planned):
        services.save_membership(actor=cast.eva, membership=made)
    return {"was": was, "work": work, "editor": editor, "planned": planned}


def ends(held):
    return {name: Membership.objects.get(pk=row.pk).until for name, row in held.items()}


def test_what_he_had_and_was_to_get_ends_with_a_line_for_each(cast, held):
    before, told = ends(held), len(lines())
    with played.at(clock.now() + DAY):
        now = clock.now()
        assert switch(cast, cast.bram, False).status_code == 302
        after = ends(held)
        assert after == {"was": before["was"], "work": now, "editor": now, "planned": held["planned"].since}
        assert sorted(lines()[: len(lines()) - told]) == sorted(
            f"membership-{held[name].pk}" for name in ("work", "editor", "planned")
        )
    with played.at(held["planned"].since + DAY):
        assert fresh(cast.bram).work is None


_told = []


def test_the_floor_above_hears_of_it_once_after_all_has_ended(cast, held, monkeypatch):
    _told.clear()
    monkeypatch.setattr(changes, "_answers", [f"{__name__}.note"])
    switch(cast, cast.bram, False)
    assert _told == [(cast.bram.pk, 0)]
    switch(cast, cast.bram, True)  # nothing comes back, so there is nothing to tell
    assert len(_told) == 1


def note(user_pk):
    _told.append((user_pk, Membership.objects.filter(user=user_pk, until=None).count()))


def test_made_active_again_he_has_nothing_until_he_gets_a_new_membership(cast, held):
    switch(cast, cast.bram, False)
    with played.at(clock.now() + DAY):
        switch(cast, cast.bram, True)
        assert fresh(cast.bram).is_active
        assert fresh(cast.bram).roles == frozenset()
        assert logged_in(fresh(cast.bram)).get(reverse("open_case")).status_code == 403
    with played.at(clock.now() + 40 * DAY):
        assert fresh(cast.bram).work is None
    with played.at(clock.now() + 2 * DAY):
        back = services.save_membership(actor=cast.eva, membership=membership(cast.bram, "politie-noord-nederland"))
        assert fresh(cast.bram).work == back


def test_what_somebody_had_on_a_day_stays_readable(cast):
    at = Membership.objects.filter(user=cast.bram).at
    start = clock.now()
    for day, active in ((1, False), (5, True)):
        with played.at(start + day * DAY):
            switch(cast, cast.bram, active)
    assert [at(start + day * DAY).exists() for day in (0, 1, 2, 6)] == [True, False, False, False]


def test_whoever_is_inactive_gets_no_membership(cast):
    switch(cast, cast.bram, False)
    form = {"user": cast.bram.pk, "organisation": Organisation.objects.get(slug="ccb").pk, "role": "professional"}
    form |= {"since_0": f"{clock.today() + DAY:%d-%m-%Y}", "since_1": "09:00"}
    page = logged_in(cast.eva).post(reverse("admin:accounts_membership_add"), form)
    assert page.status_code == 200
    assert page.context["adminform"].form.errors.keys() == {"user"}
    assert "staat uit" in words(page)
    with pytest.raises(ValidationError, match="staat uit"):
        services.save_membership(actor=cast.eva, membership=membership(cast.bram, since=clock.now() + DAY))
    assert cast.bram.memberships.count() == 1


def test_nobody_makes_himself_inactive(cast):
    page = switch(cast, cast.eva, False, by=cast.eva)
    assert page.status_code == 200
    assert "uzelf" in words(page)
    eva = fresh(cast.eva)
    eva.is_active = False
    with pytest.raises(PermissionError):
        services.change_person(actor=cast.eva, user=eva, changed=["is_active"])
    assert fresh(cast.eva).is_active
    assert fresh(cast.eva).roles == {Role.FUNCTIONAL_MANAGER}
    assert switch(cast, cast.eva, True, by=cast.eva).status_code == 302  # what else is on that page stays his


def test_the_form_says_what_it_does(cast):
    page = words(logged_in(cast.eva).get(page_of(cast.bram)))
    assert "Alle lidmaatschappen eindigen dan, en die komen niet terug" in page


def test_whoever_got_two_jobs_at_once_by_mistake_can_still_be_made_inactive(cast):
    """What a form would refuse to end, as it overlaps, is no reason to leave somebody his rights."""
    membership(cast.bram, since=clock.now(), until=clock.now() + DAY).save()
    with played.at(clock.now() + timedelta(hours=1)):
        assert switch(cast, cast.bram, False).status_code == 302
        assert not fresh(cast.bram).is_active
        assert not Membership.objects.filter(user=cast.bram).at(clock.now()).exists()


def test_what_was_left_to_the_inactive_by_an_earlier_version_ends_as_well(cast, held):
    cast.bram.is_active = False
    cast.bram.save()
    iris, before = cast.iris.memberships.get(), ends(held)
    with played.at(clock.now() + DAY):
        import_module("accounts.migrations.0004_memberships_of_the_inactive_end").end_what_came_back(apps, None)
        now = clock.now()
    assert ends(held) == {"was": before["was"], "work": now, "editor": now, "planned": held["planned"].since}
    assert Membership.objects.get(pk=iris.pk).until is None
