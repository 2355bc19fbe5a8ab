"""An address of e-mail that its owner cannot change himself: two managers, never one, and never the person."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts import services
from accounts.enums import Role
from accounts.models import AddressChange, Membership, Organisation, User
from accounts.tests.people import can_log_in, fresh, hired, is_in, logged_in, second_manager, words
from trail import clock
from trail.models import TrailEvent

pytestmark = pytest.mark.django_db
OLD, NEW = "bram@voorbeeld.nl", "bram@elders.nl"


@pytest.fixture(autouse=True)
def _no_limits_left_over():
    cache.clear()


def addresses(user):
    rows = EmailAddress.objects.filter(user=user)
    return fresh(user).email, [(row.email, row.verified, row.primary) for row in rows]


def lines(action, user):
    return [event.actor_id for event in TrailEvent.objects.filter(action=action, subject=f"user-{user.pk}")]


def propose(manager, user, email=NEW):
    page = reverse("admin:accounts_addresschange_add")
    return logged_in(manager).post(page, {"user": user.pk, "email": email})


def answer(manager, change, button="_confirm"):
    return logged_in(manager).post(reverse("admin:accounts_addresschange_change", args=[change.pk]), {button: "1"})


def test_a_manager_alone_changes_nobodys_address(cast):
    url = reverse("admin:accounts_user_change", args=[cast.bram.pk])
    form = {
        "name": "Bram Postma",
        "email": "eva-leest-mee@elders.nl",
        "job": "agent",
        "telephone": "",
        "is_active": "on",
    }
    assert logged_in(cast.eva).post(url, form).status_code == 302
    assert fresh(cast.bram).job == "agent"
    assert addresses(cast.bram) == (OLD, [(OLD, True, True)])
    with pytest.raises(PermissionError):
        services.change_person(actor=cast.eva, user=cast.bram, changed=["email"])


def test_two_managers_change_it_together_and_the_old_address_hears_of_it_twice(
    cast, django_capture_on_commit_callbacks
):
    inside, ewout = logged_in(cast.bram), second_manager()
    with django_capture_on_commit_callbacks(execute=True):
        assert propose(cast.eva, cast.bram, "Bram@Elders.nl").status_code == 302
    change = AddressChange.objects.get()
    assert addresses(cast.bram) == (OLD, [(OLD, True, True)])
    assert is_in(inside)
    desk = 'proposal">Bram Postma</a>'
    assert desk in words(logged_in(ewout).get(reverse("admin:index")))
    assert desk not in words(logged_in(cast.eva).get(reverse("admin:index")))
    with django_capture_on_commit_callbacks(execute=True):
        assert answer(ewout, change).status_code == 302
    assert addresses(cast.bram) == (NEW, [(NEW, True, True)])
    assert not is_in(inside)
    assert not can_log_in(OLD)
    assert can_log_in(NEW)
    assert [message.to for message in mail.outbox] == [[OLD], [OLD]]
    assert all("Bel dan meteen" in message.body for message in mail.outbox)
    pages = ("account_email", "account_login")  # what is his still, and where he comes in from now on
    for message, page in zip(mail.outbox, pages, strict=True):
        assert f"{settings.SITE_URL}{reverse(page)}" in message.body.splitlines()
    assert (lines("propose_address", cast.bram), lines("confirm_address", cast.bram)) == (
        [str(cast.eva.pk)],
        [str(ewout.pk)],
    )


def test_a_link_for_a_new_password_from_before_works_no_more(cast, client):
    assert cast.bram.email == OLD
    client.post(reverse("account_reset_password"), {"email": OLD})
    link = re.search(r"/account/password/reset/key/\S+", mail.outbox[0].body).group()
    change = services.propose_address(actor=cast.eva, user=cast.bram, email=NEW)
    services.answer_address(actor=second_manager(), change=change, is_confirmed=True)
    assert "Deze link werkt niet meer" in words(logged_in(cast.eva).get(link, follow=True))


def test_the_first_manager_does_not_confirm_his_own_proposal_but_takes_it_back(cast):
    propose(cast.eva, cast.bram)
    change = AddressChange.objects.get()
    page = words(logged_in(cast.eva).get(reverse("admin:accounts_addresschange_change", args=[change.pk])))
    assert "_confirm" not in page
    assert answer(cast.eva, change).status_code == 403
    assert answer(cast.eva, change, "_save").status_code == 403
    assert addresses(cast.bram)[0] == OLD
    assert answer(cast.eva, change, "_refuse").status_code == 302
    change.refresh_from_db()
    assert (change.answered_by, change.is_confirmed) == (cast.eva, False)
    assert answer(second_manager(), change).status_code == 403
    assert addresses(cast.bram)[0] == OLD


def test_a_manager_has_no_part_in_a_change_of_his_own_address(cast):
    ewout, third = second_manager(), hired("eefje", "functional_manager")
    assert "Uw eigen e-mailadres" in words(propose(ewout, ewout))
    propose(cast.eva, ewout, "ewout@elders.nl")
    change = AddressChange.objects.get()
    for button in ("_confirm", "_refuse"):
        assert answer(ewout, change, button).status_code == 403
    with pytest.raises(PermissionError):
        services.propose_address(actor=ewout, user=ewout, email=NEW)
    with pytest.raises(PermissionError):
        services.answer_address(actor=ewout, change=change, is_confirmed=True)
    assert fresh(ewout).email == "ewout@voorbeeld.nl"
    answer(third, change)
    assert fresh(ewout).email == "ewout@elders.nl"


@pytest.mark.parametrize("person", ["anna", "bram", "dora", "faye", "karim"])
def test_nobody_but_a_functional_manager_proposes_or_answers(cast, person):
    somebody, change = (
        getattr(cast, person),
        services.propose_address(actor=cast.eva, user=cast.iris, email="iris@elders.nl"),
    )
    assert propose(somebody, cast.iris).status_code in {302, 403}
    assert answer(somebody, change).status_code in {302, 403}
    with pytest.raises(PermissionError):
        services.propose_address(actor=somebody, user=cast.hanna, email=NEW)
    with pytest.raises(PermissionError):
        services.answer_address(actor=somebody, change=change, is_confirmed=True)
    assert AddressChange.objects.get() == change
    assert fresh(cast.iris).email == "iris@voorbeeld.nl"


@pytest.mark.parametrize(
    ("email", "said"),
    [
        ("iris@voorbeeld.nl", "al in gebruik"),
        ("IRIS@voorbeeld.nl", "al in gebruik"),
        (OLD, "al in gebruik"),
        ("geen adres", "geldig e-mailadres"),
        (f"{'a' * 300}@b.nl", "e-mailadres"),
        ("", "verplicht"),
        ("a\0@b.nl", "Null"),
    ],
)
def test_a_proposal_that_cannot_be_is_refused_in_the_form(cast, email, said):
    assert cast.iris
    page = propose(cast.eva, cast.bram, email)
    assert page.status_code == 200
    assert said.lower() in words(page).lower()
    assert not AddressChange.objects.exists()


def test_one_proposal_at_a_time_and_none_that_time_overtook(cast):
    ewout = second_manager()
    propose(cast.eva, cast.bram)
    assert "staat al een voorstel open" in words(propose(ewout, cast.bram, "bram@derde.nl"))
    change = AddressChange.objects.get()
    services.change_own_address(actor=cast.bram, email="bram@zelf.nl")
    assert "intussen veranderd" in words(answer(ewout, change))
    assert fresh(cast.bram).email == "bram@zelf.nl"
    change.refresh_from_db()
    assert change.answered_at is None


def test_an_address_that_was_taken_meanwhile_is_refused(cast):
    ewout, change = second_manager(), services.propose_address(actor=cast.eva, user=cast.bram, email=NEW)
    services.change_own_address(actor=cast.iris, email=NEW)
    assert "al in gebruik" in words(answer(ewout, change))
    assert fresh(cast.bram).email == OLD
    answer(ewout, change, "_refuse")
    with pytest.raises(ValidationError, match="al beantwoord"):
        services.answer_address(actor=ewout, change=change, is_confirmed=True)


def made_manager(by, name):
    """A second mailbox: invited, and made a manager, by one and the same."""
    user = services.invite_person(actor=by, user=User(email=f"{name}@voorbeeld.nl", name=name.title()))
    held = Membership(user=user, organisation=by.memberships.first().organisation, role=Role.FUNCTIONAL_MANAGER)
    services.save_membership(actor=by, membership=held)
    return fresh(user)


@pytest.mark.parametrize("proposes_herself", [True, False])
def test_a_manager_and_whom_she_made_manager_are_one(cast, proposes_herself):
    """Or she would be two by a mailbox more. Whom she did not make a manager, confirms."""
    second = made_manager(cast.eva, "eefje")
    first, other = (cast.eva, second) if proposes_herself else (second, cast.eva)
    propose(first, cast.bram)
    change = AddressChange.objects.get()
    assert "_confirm" not in words(
        logged_in(other).get(reverse("admin:accounts_addresschange_change", args=[change.pk]))
    )
    page = answer(other, change)
    assert page.status_code == 200
    assert "Een van u maakte de ander beheerder" in words(page)
    with pytest.raises(ValidationError, match="maakte de ander beheerder"):
        services.answer_address(actor=other, change=change, is_confirmed=True)
    change.refresh_from_db()
    assert (change.answered_at, addresses(cast.bram)[0]) == (None, OLD)
    assert answer(second_manager(), change).status_code == 302
    assert addresses(cast.bram)[0] == NEW


def test_whom_she_made_manager_refuses_all_the_same(cast):
    propose(cast.eva, cast.bram)
    change = AddressChange.objects.get()
    assert answer(made_manager(cast.eva, "eefje"), change, "_refuse").status_code == 302
    change.refresh_from_db()
    assert (change.is_confirmed, addresses(cast.bram)[0]) == (False, OLD)


def test_whom_another_made_manager_too_confirms(cast):
    """Then it is not hers alone that he is one."""
    eefje = made_manager(cast.eva, "eefje")
    elsewhere = Organisation.objects.get(slug="ccb")
    again = Membership(user=eefje, organisation=elsewhere, role=Role.FUNCTIONAL_MANAGER)
    services.save_membership(actor=second_manager(), membership=again)
    propose(cast.eva, cast.bram)
    assert answer(fresh(eefje), AddressChange.objects.get()).status_code == 302
    assert addresses(cast.bram)[0] == NEW


def test_a_manager_who_left_is_still_one_with_whom_she_made_manager(cast):
    eefje = made_manager(cast.eva, "eefje")
    propose(cast.eva, cast.bram)
    held = cast.eva.memberships.get()
    held.until = clock.now()
    services.save_membership(actor=second_manager(), membership=held)
    with pytest.raises(ValidationError, match="maakte de ander beheerder"):
        services.answer_address(actor=eefje, change=AddressChange.objects.get(), is_confirmed=True)


@pytest.mark.parametrize(
    "wrong", [{"proposed_by": "bram"}, {"answered_by": "bram"}, {"answered_by": "eva", "is_confirmed": True}]
)
def test_the_database_refuses_a_change_by_one(cast, wrong):
    row = {"user": cast.bram, "email": NEW, "replaces": OLD, "proposed_by": cast.eva}
    row |= {name: getattr(cast, value) if isinstance(value, str) else value for name, value in wrong.items()}
    if "answered_by" in wrong:
        row["answered_at"] = cast.bram.joined_at
    with pytest.raises(IntegrityError), transaction.atomic():
        AddressChange.objects.create(**row)
