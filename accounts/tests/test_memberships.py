"""Memberships over time: left, returned, promoted. One after the other, never two at once, and none twice."""

import threading
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, connections, transaction
from django.urls import reverse

from accounts import services
from accounts.enums import Role
from accounts.models import Membership, Organisation, User
from accounts.services import membership as service
from accounts.tests.people import fresh, logged_in, second_manager, words
from trail import clock, played

DAY = timedelta(days=1)


def membership(user, slug="ccb", role=Role.PROFESSIONAL, **dates):
    return Membership(user=user, organisation=Organisation.objects.get(slug=slug), role=role, **dates)


def end(cast, held, moment):
    held.until = moment
    return services.save_membership(actor=cast.eva, membership=held)


def post(cast, held, **form):
    """The change form as the browser sends it: a moment is two fields."""
    moment = form.pop("until", None)
    local = moment and moment.astimezone()
    form |= {"until_0": f"{local:%d-%m-%Y}" if local else "", "until_1": f"{local:%H:%M:%S}" if local else ""}
    return logged_in(cast.eva).post(reverse("admin:accounts_membership_change", args=[held.pk]), form)


def kept(held):
    return Membership.objects.filter(pk=held.pk).values("user", "organisation", "role", "since", "until").get()


@pytest.mark.django_db
def test_left_and_returned_is_a_new_membership_and_the_old_one_stays_as_it_was(cast):
    first = end(cast, cast.bram.memberships.get(), clock.now())
    before = kept(first)
    page = post(cast, first)
    assert page.status_code == 200
    assert "Voeg een nieuw lidmaatschap toe" in words(page)
    assert page.context["adminform"].form.errors.keys() == {"until"}
    for moment in (None, clock.now() + DAY, clock.now() - DAY):
        with pytest.raises(ValidationError, match="voorbij"):
            end(cast, Membership.objects.get(pk=first.pk), moment)
    assert kept(first) == before
    assert fresh(cast.bram).work is None
    with played.at(clock.now() + DAY):
        back = services.save_membership(actor=cast.eva, membership=membership(cast.bram, "politie-noord-nederland"))
        assert fresh(cast.bram).work == back
    assert cast.bram.memberships.count() == 2


@pytest.mark.django_db
def test_an_end_that_has_not_come_can_still_move(cast):
    held = end(cast, cast.bram.memberships.get(), clock.now() + DAY)
    assert post(cast, held, until=clock.now() + 3 * DAY).status_code == 302
    assert post(cast, held).status_code == 302
    assert kept(held)["until"] is None
    assert post(cast, held, until=clock.now() + DAY).status_code == 302
    with played.at(clock.now() + 2 * DAY):
        assert fresh(cast.bram).work is None
        assert post(cast, held).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize(
    "other",
    [
        {"role": Role.COORDINATOR},
        {"role": Role.FUNCTIONAL_MANAGER},
        {"organisation": "ccb"},
        {"user": "iris"},
        {"since": clock.now() - timedelta(days=2000)},
    ],
    ids=lambda other: next(iter(other)),
)
def test_of_a_membership_only_the_end_changes(cast, other):
    held = cast.bram.memberships.get()
    before = kept(held)
    if "user" in other:
        other = {"user": getattr(cast, other["user"])}
    if "organisation" in other:
        other = {"organisation": Organisation.objects.get(slug=other["organisation"])}
    sent = {name: getattr(value, "pk", value) for name, value in other.items() if name != "since"}
    sent |= {"since_0": "2019-01-01", "since_1": "09:00"} if "since" in other else {}
    post(cast, held, **sent)
    assert kept(held) == before
    for name, value in other.items():
        setattr(held, name, value)
    with pytest.raises(ValidationError, match="alleen het einde"):
        services.save_membership(actor=cast.eva, membership=held)
    assert kept(held) == before


@pytest.mark.django_db
def test_promoted_is_the_old_role_ended_and_a_new_one_begun(cast):
    moment = clock.now()
    end(cast, cast.bram.memberships.get(), moment)
    page = logged_in(cast.eva).post(
        reverse("admin:accounts_membership_add"),
        {
            "user": cast.bram.pk,
            "organisation": Organisation.objects.get(slug="politie-noord-nederland").pk,
            "role": Role.COORDINATOR,
            "since_0": f"{clock.today():%d-%m-%Y}",
            "since_1": "23:59:59",
        },
    )
    assert page.status_code == 302, page.context["adminform"].form.errors
    assert [held.role for held in cast.bram.memberships.all()] == [Role.COORDINATOR, Role.PROFESSIONAL]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("dates", "field"),
    [
        ({"since": 5 * DAY}, "since"),
        ({"since": -5 * DAY, "until": 5 * DAY}, "since"),
        ({"since": 9 * DAY, "until": 8 * DAY}, "__all__"),
    ],
    ids=["begins in it", "around it", "ends before it begins"],
)
def test_what_cannot_be_is_refused_by_the_service_too(cast, dates, field):
    end(cast, cast.bram.memberships.get(), clock.now() + 7 * DAY)
    now = clock.now()
    with pytest.raises(ValidationError) as refused:
        services.save_membership(
            actor=cast.eva,
            membership=membership(cast.bram, **{name: now + delta for name, delta in dates.items()}),
        )
    assert field in refused.value.message_dict
    assert cast.bram.memberships.count() == 1


@pytest.mark.django_db
def test_an_end_that_meets_the_next_membership_or_its_own_begin_is_refused_in_the_form(cast):
    held = end(cast, cast.bram.memberships.get(), clock.now() + 2 * DAY)
    services.save_membership(actor=cast.eva, membership=membership(cast.bram, since=clock.now() + 3 * DAY))
    before = kept(held)
    page = post(cast, held, until=clock.now() + 9 * DAY)
    assert page.status_code == 200
    assert "valt samen met ander werk" in words(page)
    page = post(cast, held, until=held.since - DAY)
    assert page.status_code == 200
    assert "Het einde ligt voor het begin" in words(page)
    assert kept(held) == before


@pytest.mark.django_db
def test_what_the_database_refuses_is_a_sentence_in_the_form(cast, monkeypatch):
    """Two managers at once, and the checks before it saw nothing."""
    monkeypatch.setattr(Membership, "full_clean", lambda self, *args, **kwargs: None)
    now = clock.now()
    form = {"user": cast.bram.pk, "organisation": Organisation.objects.get(slug="ccb").pk, "role": "professional"}
    form |= {"since_0": f"{now:%d-%m-%Y}", "since_1": "09:00"}
    page = logged_in(cast.eva).post(reverse("admin:accounts_membership_add"), form)
    assert page.status_code == 200
    assert "Iemand anders heeft dit net ook veranderd" in words(page)
    assert cast.bram.memberships.count() == 1


@pytest.mark.django_db
def test_who_gave_a_membership_is_kept_and_stays_whoever_ends_it(cast):
    ewout, before = second_manager(), cast.bram.memberships.get()
    end(cast, before, clock.now())
    assert Membership.objects.get(pk=before.pk).given_by is None  # from before it was kept
    given = services.save_membership(actor=cast.eva, membership=membership(cast.bram, since=clock.now()))
    page = logged_in(ewout).get(reverse("admin:accounts_membership_change", args=[given.pk]))
    assert "Eva Kramer" in words(page)
    page = logged_in(ewout).get(reverse("admin:accounts_membership_add"))
    assert "given_by" not in words(page)
    given.given_by = ewout
    with pytest.raises(ValidationError, match="alleen het einde"):
        services.save_membership(actor=ewout, membership=given)
    services.save_membership(actor=ewout, membership=Membership.objects.get(pk=given.pk))
    assert Membership.objects.get(pk=given.pk).given_by == cast.eva
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.filter(pk=given.pk).update(given_by=cast.bram)


# -- the race


def race(*memberships):
    """Starts these at the same moment, each checked before as a form does; says how each ended."""
    eva, barrier, ends = User.objects.get(email="eva@voorbeeld.nl"), threading.Barrier(len(memberships)), []

    def run(made):
        try:
            Membership.clean(made)
            barrier.wait(timeout=10)
            services.save_membership(actor=eva, membership=made)
            ends.append("saved")
        except ValidationError:
            ends.append("refused")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[made]) for made in memberships]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return sorted(ends)


@contextmanager
def without_the_check_in_the_service():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Membership, "full_clean", lambda self: None)
        yield


@contextmanager
def without_the_lock():
    """Each looks, waits a little, and saves: as if nobody else were there."""
    look = Membership.full_clean

    def look_and_wait(self):
        look(self)
        threading.Event().wait(0.3)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(service, "locked", lambda pk: User.objects.get(pk=pk))
        patch.setattr(Membership, "full_clean", look_and_wait)
        yield


def two_at_once(cast):
    """Both with an end: the database's own constraint is about open ones only."""
    Membership.objects.filter(user=cast.bram).delete()
    now = clock.now()
    ends = race(
        membership(cast.bram, "ccb", since=now, until=now + DAY),
        membership(cast.bram, "politie-noord-nederland", since=now, until=now + 2 * DAY),
    )
    return ends, cast.bram.memberships.count()


@pytest.mark.django_db(transaction=True)
def test_two_managers_at_once_make_one_membership(cast):
    assert (cast.eva.name, cast.bram.name) == ("Eva Kramer", "Bram Postma")
    assert [two_at_once(cast) for _ in range(4)] == [(["refused", "saved"], 1)] * 4
    with without_the_check_in_the_service():
        assert two_at_once(cast) == (["saved", "saved"], 2)
    with without_the_lock():
        # SQLite lets only one write at a time (BEGIN IMMEDIATE); on PostgreSQL the lock does it.
        assert two_at_once(cast)[1] == (1 if connection.vendor == "sqlite" else 2)
