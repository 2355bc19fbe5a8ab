"""What the timeline says: made when it is read, from the rows a line is about, and never kept with the line."""

from datetime import UTC, datetime, timedelta

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Organisation
from cases import access, services
from cases.models import Incident, Person, Referral, TimelineEntry
from cases.services.base import write
from cases.tests.builders import GROUNDS, incident, join, organisation, said, sash, staged_case, team_case
from cases.tests.posting import logged_in
from cases.timeline import Choice, page, timeline
from cases.verbs import Verb
from trail import clock, played
from trail.recording import FreeText

pytestmark = pytest.mark.django_db


def lines(user, case, verb):
    return [line for line in timeline(access.Seat(user, case)) if line.entry.verb == verb]


def test_no_line_holds_a_word_that_somebody_typed(cast):
    staged = staged_case(cast)
    kept = [str(value) for row in TimelineEntry.objects.values() for value in row.values()]
    names = [person.name for person in Person.objects.all()] + [found.name for found in Organisation.objects.all()]
    assert not [word for word in (*staged.secrets, *names, "Veiligheid") for value in kept if word in value]
    assert any(staged.secrets[0] in sentence for sentence in said(cast.anna, staged.case))


def test_a_line_refuses_free_text(cast):
    with pytest.raises(FreeText):
        write(Verb.EDIT_CASE, cast.bram, team_case(cast), facts={"summary": "Hij staat weer voor de deur."})


def test_the_words_follow_the_row(cast):
    """One text, kept once: what changes there, or is gone, is so on the line too."""
    case = team_case(cast)
    incident(case, cast.bram, "Hij stond voor de deur")
    services.refer(actor=cast.bram, case=case, organisation=organisation("ccb"), text="Denk mee", **GROUNDS)
    assert said(cast.anna, case, Verb.REPORT_INCIDENT) == ["Bellen en berichten: Hij stond voor de deur"]
    Incident.objects.update(text="verzegeld")
    Referral.objects.all().delete()
    assert said(cast.anna, case, Verb.REPORT_INCIDENT) == ["Bellen en berichten: verzegeld"]
    assert said(cast.anna, case, Verb.REFER) == []
    assert len(lines(cast.anna, case, Verb.REFER)) == 1


def test_a_row_that_one_may_not_read_says_nothing_even_where_the_line_shows(cast):
    """The line and its row each keep their compartment: should they ever differ, the narrower one counts."""
    case = team_case(cast)
    incident(case, cast.bram, "GEHEIM", "organisation")
    TimelineEntry.objects.update(compartment="team")
    assert said(cast.bram, case, Verb.REPORT_INCIDENT) == ["Bellen en berichten: GEHEIM"]
    assert said(cast.anna, case, Verb.REPORT_INCIDENT) == []


def test_every_verb_says_what_it_is_about(cast):
    staged = staged_case(cast)
    case, anna, bram, iris = staged.case, cast.anna, cast.bram, cast.iris
    services.add_person(actor=bram, case=case, role="child", name="Fien", relation="child")
    services.invite_organisation(actor=anna, case=case, organisation=organisation("rvdk"), **GROUNDS)
    services.answer_closing(actor=iris, proposal=staged.proposal, view="not_yet")
    services.answer_referral(actor=cast.gijs, referral=staged.referral, accept=True, reason="Graag.")
    services.answer_handover(actor=iris, handover=staged.handover, accept=False, reason="Geen tijd")
    services.skip_step(actor=bram, step=staged.open_step, reason="Al gedaan")
    services.reopen_step(actor=bram, step=staged.open_step)
    services.move_phase(actor=anna, case=case, to_phase="onderzoek", reason="Aangifte volgt", version=1)
    services.request_sash(actor=cast.hanna, outcome=staged.outcome)
    services.share_sash(actor=bram, outcome=staged.outcome, organisations=[organisation("reclassering")], **GROUNDS)
    task = f"{staged.open_step.text} (Politie)"
    ccb = "Bureau conflict- en crisisbeheersing (CCB)"
    police, safe_home = "Politie Noord-Nederland", "Veilig Thuis Groningen"
    expected = {
        Verb.OPEN_CASE: [],
        Verb.ADD_PERSON: ["Kind: Fien"],
        Verb.REPORT_INCIDENT: ["Bellen en berichten: Veertien berichten aan Marit"],
        Verb.RECORD_SASH: ["Versie 1", f"Gedeeld met Zorg- en Veiligheidshuis Groningen, {safe_home}"],
        Verb.SHARE_SASH: ["Versie 1 met Reclassering Nederland"],
        Verb.REQUEST_SASH: [f"Reclassering Nederland vraagt {police} om versie 1"],
        Verb.REFER: [f"Bij {ccb}: Wilt u meedenken over Marit?"],
        Verb.ANSWER_REFERRAL: [f"Door {ccb} aangenomen", "Toelichting: Graag."],
        Verb.ANSWER_CLOSING: [f"{safe_home}: Nog niet"],
        Verb.PROPOSE_CLOSING: ["Het is rustig rond Marit"],
        Verb.OFFER_HANDOVER: ["Regievoerder van de keten aangeboden aan Iris Bakker"],
        Verb.ANSWER_HANDOVER: ["Regievoerder van de keten door Iris Bakker geweigerd", "Reden: Geen tijd"],
        Verb.SKIP_STEP: [task, "Reden: Al gedaan"],
        Verb.REOPEN_STEP: [task],
        Verb.MOVE_PHASE: [
            "Van Signaleren naar Onderzoek feiten & omstandigheden",
            "Reden: Aangifte volgt",
            "Het voorstel om te sluiten is vervallen",
        ],
    }
    assert {verb: said(anna, case, verb) for verb in expected} == expected
    assert said(anna, case, Verb.INVITE_ORGANISATION)[:2] == [
        "Raad voor de Kinderbescherming",
        "Doel: Veiligheid. Grondslag: Wettelijke taak",
    ]
    assert said(anna, case, Verb.ASSIGN_REGIE)[0].endswith("Joost Haan, Openbaar Ministerie Noord-Nederland")


def test_a_change_of_facts_says_which_and_to_what(cast):
    case = team_case(cast)
    values = {"province": "drenthe", "summary": "Anders", "victim_contact": cast.iris, "suspect_contact": None}
    day, before = clock.today(), case.facts.summary
    services.edit_case(
        actor=cast.bram, case=case, version=1, victim_spoken_on=day, reference_number="GEHEIM-1", **values
    )
    told = said(cast.anna, case, Verb.EDIT_CASE)
    assert told[:2] == ["Provincie: Drenthe", f"Samenvatting bijgewerkt. Eerst stond er: {before}"]
    assert told[2] == "Contact voor het slachtoffer: Iris Bakker"
    assert told[3].startswith("Slachtoffer gesproken op ")
    assert told[4:] == ["Eigen zaaknummer bijgewerkt"]


def test_the_first_step_to_close_has_words_of_its_own(cast):
    staged = staged_case(cast)
    services.close_case(actor=cast.anna, proposal=staged.proposal, reason="Verhuisd.")
    asked = lines(cast.bram, staged.case, Verb.CLOSE_CASE)[0]
    assert (asked.label, asked.sentences) == ("Sluiten gevraagd, een tweede persoon bevestigt", ["Reden: Verhuisd."])
    services.close_case(actor=cast.bram, proposal=staged.proposal)
    closed = lines(cast.bram, staged.case, Verb.CLOSE_CASE)[0]
    assert (closed.label, closed.sentences) == ("Zaak gesloten", ["Bevestigd", "Reden: Verhuisd."])
    services.reopen_case(actor=cast.anna, case=staged.case, reason="Hij is terug")
    assert said(cast.bram, staged.case, Verb.REOPEN_CASE) == ["Reden: Hij is terug"]
    page_of = logged_in(cast.bram).get(reverse("show_timeline", args=[staged.case.reference])).content.decode()
    assert ".." not in page_of.partition("<ol")[2].partition("</ol>")[0]


def test_the_reason_of_a_skipped_task_stays_when_it_opens_again(cast):
    case = team_case(cast)
    step = case.steps.filter(partner="politie").first()
    services.skip_step(actor=cast.bram, step=step, reason="Al gedaan")
    services.reopen_step(actor=cast.bram, step=step)
    services.skip_step(actor=cast.bram, step=step, reason="Toch niet nodig")
    told = said(cast.anna, case, Verb.SKIP_STEP)
    assert [sentence for sentence in told if "Reden" in sentence] == ["Reden: Toch niet nodig", "Reden: Al gedaan"]


def test_the_level_is_for_whom_it_is_shared_with(cast):
    case = team_case(cast)
    sash(case, cast.bram, shared_with=[organisation("zvh-groningen")])
    levels = {user.name: lines(user, case, Verb.RECORD_SASH)[0].level for user in (cast.bram, cast.anna, cast.iris)}
    assert levels == {"Bram Postma": "Hoog", "Anna Hofstra": "Hoog", "Iris Bakker": ""}


def test_one_line_or_many_the_words_take_two_queries(cast):
    staged = staged_case(cast)
    seat = access.Seat(cast.anna, staged.case)
    assert seat.is_regisseur  # read once for the whole page
    for most in (1, 3, 100):
        with CaptureQueriesContext(connection) as queries:
            found = timeline(seat, most=most)
        assert len(queries) <= 2
    assert len({line.entry.target_model for line in found}) > 6


def pages(user, case, choice=Choice()):  # noqa: B008  it never changes
    """Every page of the timeline from the newest line to the oldest, with the addresses between them."""
    found, places, place = [], [], ""
    while True:
        some, place = page(access.Seat(user, case), choice, place)
        found.append(some)
        if not place:
            return found, places
        places.append(place)


def test_the_pages_hold_every_line_once_and_their_address_tells_of_no_gap(cast, monkeypatch):
    """Also with lines of one moment on both sides of a page's edge; what is hidden changes nothing in the address."""
    monkeypatch.setattr("cases.timeline.paging.PER_PAGE", 3)
    case = team_case(cast)
    moment = datetime(2026, 11, 20, 9, tzinfo=UTC)
    TimelineEntry.objects.update(at=moment - timedelta(days=1))
    for hours in (0, 1, 1, 1, 1, 1, 2):
        with played.at(moment + timedelta(hours=hours)):
            incident(case, cast.bram, f"na {hours} uur")
    found, before = pages(cast.anna, case)
    assert [len(some) for some in found[:-1]] == [3] * (len(found) - 1)
    shown = [line.entry.pk for some in found for line in some]
    assert shown == list(TimelineEntry.objects.order_by("-at", "-pk").values_list("pk", flat=True))
    for hours in (0, 1, 2):
        with played.at(moment + timedelta(hours=hours)):
            incident(case, cast.bram, "GEHEIM", "organisation")
    assert pages(cast.anna, case)[1] == before
    assert pages(cast.bram, case)[1] != before


def test_every_target_of_a_line_has_its_words(cast):
    """A verb about a row that no room of the timeline knows would leave its lines silent."""
    staged = staged_case(cast)
    join(staged.case, cast.anna, cast.karim)
    models = {model._meta.model_name for model in apps.get_app_config("cases").get_models()}
    assert set(TimelineEntry.objects.values_list("target_model", flat=True)) <= {"", *models}
    assert all(line.row is not None for line in timeline(access.Seat(cast.bram, staged.case)) if line.entry.target_id)
