"""What was recorded is put right by a version of its own: the earlier one stays, for the same people."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from cases import access, services
from cases.enums import Compartment, PersonRole
from cases.models import Case, Incident, Person
from cases.tests.builders import incident, join, open_case, said, sash, take_regie, team_case
from cases.tests.posting import footprint, logged_in
from cases.timeline import timeline
from cases.verbs import Verb
from trail import clock
from trail.models import TrailEvent

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(cast):
    return team_case(cast)


def correct(actor, item, **changes):
    if isinstance(item, Incident):
        given = {"incident": item, "kinds": item.kinds, "text": item.text, "occurred_on": item.occurred_on}
        verb = services.correct_incident
    else:
        names = ("role", "name", "birth_date", "relation")
        given = {"person": item, **{name: getattr(item, name) for name in names}}
        verb = services.correct_person
    return verb(actor=actor, **{"version": item.pk, **given, **changes})


def test_the_earlier_version_stays_as_it_was(cast, case):
    first = incident(case, cast.bram, "Hield haar bij de arm vast.")
    second = correct(cast.anna, first, text="Hield haar bij beide armen vast.", kinds=["violence", "contact"])
    first.refresh_from_db()
    assert (first.text, first.kinds, first.until) == ("Hield haar bij de arm vast.", ["contact"], second.since)
    assert (second.recorded_by, second.recorded_at, second.organisation) == (
        cast.bram,
        first.recorded_at,
        first.organisation,
    )
    assert (second.by, second.replaces, first.newest) == (cast.anna, first, second)
    told = said(cast.iris, case, Verb.REPORT_INCIDENT)
    assert told == ["Bellen en berichten: Hield haar bij de arm vast.", "Later verbeterd."]
    told = said(cast.iris, case, Verb.CORRECT_INCIDENT)
    assert told == ["Bellen en berichten, lichamelijk geweld: Hield haar bij beide armen vast."]
    kept = TrailEvent.objects.filter(action=Verb.CORRECT_INCIDENT).get()
    assert kept.details == {"changed": ["kinds", "text"], "occurred_on": f"{clock.today()}"}


def test_what_was_said_of_somebody_stays_readable(cast, case):
    victim = case.persons.get(role=PersonRole.VICTIM)
    corrected = correct(cast.bram, victim, name="Marijke de Boer", birth_date=clock.today().replace(year=1991))
    assert [person.name for person in access.Seat(cast.iris, case).persons] == ["Marijke de Boer", "Belager van Marit"]
    told = said(cast.iris, case, Verb.CORRECT_PERSON)
    assert told[0].startswith("Slachtoffer: Marijke de Boer, ex-partner, geboren: ")
    assert told[1] == "Eerst stond er: Slachtoffer: Marit de Boer, ex-partner, geboren: onbekend"
    again = correct(cast.bram, corrected, name="Marije de Boer")
    assert victim.newest == again
    assert said(cast.iris, case, Verb.CORRECT_PERSON)[-1] == "Later verbeterd."


def test_only_what_holds_today_counts(cast, case):
    """Corrected twice it is still one incident; and a day that was wrong no longer outdates the SASH."""
    first = incident(case, cast.bram, "Een")
    yesterday = clock.today().replace(day=1)
    sash(case, cast.bram, filled_in_on=clock.today())
    corrected = correct(cast.bram, correct(cast.bram, first, text="Twee"), occurred_on=yesterday)
    seat = access.Seat(cast.bram, Case.objects.get(pk=case.pk))
    assert [(found.number, found.last_on) for found in seat.incidents] == [(1, yesterday)]
    assert list(case.incidents.current()) == [corrected]
    assert access.standings_for(cast.bram).get().incidents == 1


def test_who_corrects(cast, case):
    """The organisation that recorded it, or the regisseur: Veilig Thuis and the reclassering do not."""
    item, person = incident(case, cast.bram, "Een"), case.persons.first()
    for target, verb in ((item, Verb.CORRECT_INCIDENT), (person, Verb.CORRECT_PERSON)):
        may = {user for user in cast.everybody() if access.allowed(verb, access.Seat(user, case), target)}
        assert may == {cast.bram, cast.anna}, verb
    for actor in (cast.iris, cast.karim, cast.chris):
        with pytest.raises(PermissionDenied):
            correct(actor, item, text="Twee")


def test_a_regisseur_corrects_nothing_that_he_may_not_read(cast, case):
    hidden = incident(case, cast.hanna, "Een", Compartment.JUSTICE)
    with pytest.raises(PermissionDenied):
        correct(cast.anna, hidden, text="Twee")
    path = reverse(Verb.CORRECT_INCIDENT, args=[case.reference, hidden.pk])
    assert logged_in(cast.anna).get(path).status_code == 404
    admitted = incident(
        case, cast.hanna, "Een", Compartment.JUSTICE, admitted=cast.anna, admission_ground="Zij heeft de regie."
    )
    corrected = correct(cast.anna, admitted, text="Twee")
    assert (corrected.compartment, corrected.admitted) == (Compartment.JUSTICE, cast.anna)
    assert said(cast.iris, case, Verb.CORRECT_INCIDENT) == []
    assert said(cast.joost, case, Verb.CORRECT_INCIDENT) == ["Bellen en berichten: Twee"]


def test_the_right_ends_with_the_place_on_the_team_and_with_the_case(cast, case):
    item = incident(case, cast.bram, "Een")
    lotte = join(case, cast.anna, cast.karim)
    services.end_member(actor=cast.anna, member=case.members.get(user=cast.bram))
    with pytest.raises(PermissionDenied):
        correct(cast.bram, item, text="Twee")
    assert correct(lotte.user, item, text="Twee").text == "Twee"  # a colleague who is on the team
    cast.anna.memberships.update(until=clock.now())
    with pytest.raises(PermissionDenied):
        correct(type(cast.anna).objects.get(pk=cast.anna.pk), item.newest, text="Drie")
    case.closed_at = clock.now()
    case.save()
    with pytest.raises(PermissionDenied):
        correct(lotte.user, item.newest, text="Drie")


def test_a_new_regisseur_may_and_the_old_one_may_no_more(cast, case):
    item = incident(case, cast.bram, "Een")
    role = case.regie.get()
    handover = services.offer_handover(actor=cast.anna, role=role, to=cast.iris)
    services.answer_handover(actor=cast.iris, handover=handover, accept=True)
    with pytest.raises(PermissionDenied):
        correct(cast.anna, item, text="Twee")
    assert correct(cast.iris, item, text="Twee").by == cast.iris


def test_the_second_writer_sees_both_texts(cast, case):
    item = incident(case, cast.bram, "Een")
    path, client = reverse(Verb.CORRECT_INCIDENT, args=[case.reference, item.pk]), logged_in(cast.bram)
    shown = client.get(path).context["form"]
    mine = {
        "version": shown["version"].value(),
        "kinds": ["other"],
        "text": "Mijn tekst",
        "occurred_on": item.occurred_on,
    }
    correct(cast.anna, item, text="Haar tekst")
    page = client.post(path, mine)
    assert page.context["form"]["text"].value() == "Mijn tekst"
    assert page.context["form"].errors["text"] == ["Nu staat er: Haar tekst"]
    assert case.incidents.count() == 2
    assert client.post(path, {**mine, "version": page.context["form"]["version"].value()}).status_code == 302
    assert item.newest.text == "Mijn tekst"
    assert case.incidents.count() == 3


def test_an_address_of_an_earlier_version_shows_what_stands_there_now(cast, case):
    item = incident(case, cast.bram, "Een")
    correct(cast.bram, item, text="Twee")
    page = logged_in(cast.bram).get(reverse(Verb.CORRECT_INCIDENT, args=[case.reference, item.pk]))
    assert page.context["form"]["text"].value() == "Twee"


def test_a_case_keeps_its_victim(cast, case):
    victim = case.persons.get(role=PersonRole.VICTIM)
    with pytest.raises(services.Refused, match="geen slachtoffer") as refused:
        correct(cast.bram, victim, role=PersonRole.OTHER)
    assert refused.value.field == "role"
    services.add_person(actor=cast.bram, case=case, role="victim", name="Fenna", relation="ex_partner")
    assert correct(cast.bram, victim, role=PersonRole.OTHER).role == PersonRole.OTHER


def test_a_correction_that_the_team_may_know_ends_a_proposal_to_close(cast, case):
    item, hidden = incident(case, cast.bram, "Een"), incident(case, cast.bram, "Een", Compartment.ORGANISATION)
    proposal = services.propose_closing(actor=cast.anna, case=case, summary="Rustig.")
    correct(cast.bram, hidden, text="Twee")
    proposal.refresh_from_db()
    assert proposal.ended_at is None
    correct(cast.bram, item, text="Twee")
    proposal.refresh_from_db()
    assert proposal.ended_at is not None


def test_the_timeline_offers_it_to_whoever_may(cast, case):
    item = incident(case, cast.bram, "Een")
    path = reverse(Verb.CORRECT_INCIDENT, args=[case.reference, item.pk])
    for user, offered in ((cast.bram, True), (cast.anna, True), (cast.iris, False)):
        page = logged_in(user).get(reverse("show_timeline", args=[case.reference])).content.decode()
        assert (path in page) == offered, user
    person = reverse(Verb.CORRECT_PERSON, args=[case.reference, case.persons.first().pk])
    for user, offered in ((cast.bram, True), (cast.anna, True), (cast.iris, False)):
        assert (person in logged_in(user).get(reverse("show_case", args=[case.reference])).content.decode()) == offered


def test_the_database_lets_nobody_replace_a_version_twice(cast, case):
    item = incident(case, cast.bram, "Een")
    correct(cast.bram, item, text="Twee")
    with pytest.raises(IntegrityError), transaction.atomic():
        services.base.replace(item, cast.bram, text="Drie")
    assert Person.objects.filter(replaces=None).count() == Person.objects.count()


def test_a_new_regie_means_a_new_deputy_and_the_old_one_is_on_record(cast, case):
    take_regie(case, cast.joost, "criminal", deputy=cast.iris)
    period = case.regie.get(kind="criminal").deputies.get()
    assert (period.user, period.until) == (cast.iris, None)
    services.end_participation(
        actor=cast.anna, participation=case.participations.get(organisation=cast.iris.work.organisation), reason="Klaar"
    )
    period.refresh_from_db()
    assert period.until is not None
    assert case.regie.get(kind="criminal").deputy is None


def test_a_name_that_was_wrong_is_shown_and_known_no_more(cast, case):
    """In the list the corrected one stands; and who opens a case on the old one is not told that it is known."""
    born = clock.today().replace(year=1990)
    victim = correct(cast.bram, case.persons.get(role=PersonRole.VICTIM), birth_date=born)
    correct(cast.bram, victim, name="Marijke de Boer")
    page = logged_in(cast.bram).get(reverse("list_cases")).content.decode()
    assert "Marijke de Boer" in page
    assert "Marit de Boer" not in page
    open_case(cast.iris, victim={"name": "Marit de Boer", "birth_date": born, "relation": "ex_partner"})
    with pytest.raises(services.Refused, match="mogelijk al een zaak"):
        open_case(cast.iris, victim={"name": "Marijke de Boer", "birth_date": born, "relation": "ex_partner"})


def test_days_are_held_against_the_birth_date_as_it_was_corrected(cast, case):
    wrong, right = clock.today() - timedelta(days=1), clock.today().replace(year=1990)
    victim = correct(cast.bram, case.persons.get(role=PersonRole.VICTIM), birth_date=wrong)
    correct(cast.bram, victim, birth_date=right)
    item = incident(case, cast.bram, "Een")
    assert correct(cast.bram, item, occurred_on=clock.today() - timedelta(days=9)).text == "Een"
    with pytest.raises(services.Refused, match="geboorte van het slachtoffer"):
        correct(cast.bram, item.newest, occurred_on=right - timedelta(days=1))


def test_what_changes_nothing_is_no_correction(cast, case):
    """No line, no version, and a proposal to close stands."""
    item, facts = incident(case, cast.bram, "Een"), case.facts
    proposal = services.propose_closing(actor=cast.anna, case=case, summary="Rustig.")
    before = footprint()
    same = {name: getattr(facts, name) for name in ("province", "summary", "victim_contact", "victim_spoken_on")}
    number = case.reference_numbers.get().number
    for nothing in (
        lambda: correct(cast.bram, item),
        lambda: correct(cast.bram, case.persons.first()),
        lambda: services.edit_case(
            actor=cast.bram, case=case, version=1, suspect_contact=None, reference_number=number, **same
        ),
    ):
        with pytest.raises(services.Refused, match="niets gewijzigd"):
            nothing()
    assert footprint() == before
    proposal.refresh_from_db()
    assert proposal.ended_at is None


def test_only_what_holds_is_marked_as_danger(cast, case):
    correct(cast.bram, incident(case, cast.bram, "Een"), text="Twee")
    marked = {line.entry.verb: line.is_danger for line in timeline(access.Seat(cast.anna, case), most=2)}
    assert marked == {Verb.CORRECT_INCIDENT: True, Verb.REPORT_INCIDENT: False}
