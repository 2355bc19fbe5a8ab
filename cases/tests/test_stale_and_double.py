"""A form sent twice, a form that somebody else overtook, a form sent after the session ended."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from cases import services
from cases.forms import FORMS
from cases.models import Case, TimelineEntry
from cases.tests.builders import colleague, incident, join, staged_case, team_case
from cases.tests.posting import ACTORS, footprint, logged_in, prepare, valid
from cases.verbs import Verb
from conftest import PASSWORD

# These show on a page of their own that the question is settled, and how.
SETTLED = {Verb.ANSWER_HANDOVER, Verb.ANSWER_REFERRAL, Verb.DO_STEP, Verb.SKIP_STEP, Verb.REOPEN_STEP}


@pytest.mark.django_db
@pytest.mark.parametrize("verb", FORMS)
def test_a_second_submit_changes_nothing_and_leads_to_the_same_place(cast, verb):
    staged = staged_case(cast)
    path, client = prepare(verb, staged), logged_in(getattr(cast, ACTORS[verb]))
    given = valid(verb, staged, cast)
    first = client.post(path, given)
    after = footprint()
    second = client.post(path, given, follow=True)
    assert second.status_code == 200
    assert footprint() == after
    if verb in SETTLED:
        assert "cases/settled.html" in [template.name for template in second.templates]
    else:
        assert second.redirect_chain[0][0] == first.url
        assert "Dit was al vastgelegd" in second.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("verb", [Verb.END_PARTICIPATION, Verb.END_MEMBER])
def test_whoever_left_by_a_double_submit_lands_on_his_list(cast, verb):
    """After the first submit the case is no longer theirs to find."""
    case = team_case(cast)
    own = case.participations.get(organisation__slug="veilig-thuis-groningen")
    actor, row = cast.iris, own
    if verb == Verb.END_MEMBER:
        join(case, cast.anna, cast.karim)
        actor, row = cast.karim, own.members.model.objects.get(user=cast.karim)
    path, given = reverse(verb, args=[case.reference, row.pk]), {"once": str(uuid4()), "reason": "Klaar."}
    client = logged_in(actor)
    assert client.post(path, given).url == reverse("list_cases")
    second = client.post(path, given, follow=True)
    assert second.status_code == 200
    assert "Dit was al vastgelegd" in second.content.decode()


@pytest.mark.django_db
def test_the_key_of_another_is_no_key_at_all(cast):
    """The same key from another person, for another verb or on another case makes its own row."""
    case, other, once = team_case(cast), team_case(cast, "Tweede"), uuid4()
    for actor, where in ((cast.bram, case), (cast.iris, case), (cast.bram, other)):
        incident(where, actor, "Bericht", once=once)
    services.add_person(actor=cast.bram, case=case, role="child", name="Fien", relation="child", once=once)
    assert TimelineEntry.objects.filter(verb__in=(Verb.REPORT_INCIDENT, Verb.ADD_PERSON)).count() == 4
    with pytest.raises(services.AlreadyDone):
        incident(case, cast.bram, "Bericht", once=once)


@pytest.mark.django_db
@pytest.mark.parametrize("once", ["", "\0", "geen sleutel", "9" * 5000])
def test_a_broken_key_is_never_an_error_of_ours(cast, once):
    case = team_case(cast)
    path, before = reverse("add_person", args=[case.reference]), footprint()
    given = {"role": "child", "name": "Fien", "relation": "child", "once": once}
    response = logged_in(cast.bram).post(path, given)
    if once:
        assert response.status_code == 200
        assert "once" in response.context["form"].errors
        assert footprint() == before
    else:
        assert response.status_code == 302


def changes(case, **values):
    return {"version": 1, "province": "groningen", "summary": case.facts.summary, "once": str(uuid4()), **values}


@pytest.mark.django_db
def test_the_second_writer_sees_both_texts_and_loses_nothing(cast):
    case = team_case(cast)
    assert case.version == 1
    path = reverse("edit_case", args=[case.reference])
    lieke = colleague("Lieke", "politie-noord-nederland")
    join(case, cast.bram, lieke)
    given = {"summary": "Eerst <Bram>", "victim_contact": cast.iris.pk, "victim_spoken_on": "02-03-2026"}
    first = changes(case, **given, reference_number="BVH-8")
    assert logged_in(cast.bram).post(path, first).status_code == 302
    client = logged_in(lieke)
    mine = changes(case, summary="Daarna Lieke", victim_contact=cast.anna.pk, reference_number="BVH-9")
    response = client.post(path, mine)
    form, page = response.context["form"], response.content.decode()
    assert response.status_code == 200
    assert form["summary"].value() == "Daarna Lieke"
    assert "Nu staat er: Eerst &lt;Bram&gt;" in page
    assert "Iemand anders heeft deze zaak intussen gewijzigd" in page
    said = {name: errors[0] for name, errors in form.errors.items() if name != "__all__"}
    assert said == {
        "summary": "Nu staat er: Eerst <Bram>",
        "victim_contact": "Nu staat er: Iris Bakker",
        "victim_spoken_on": "Nu staat er: 02-03-2026",
        "reference_number": "Nu staat er: BVH-8",
    }
    case.refresh_from_db()
    assert (case.facts.summary, case.version) == ("Eerst <Bram>", 2)
    # What the page sends next carries the new version; the key is the same and was not used up.
    again = {**mine, "version": form["version"].value(), "once": form["once"].value()}
    assert client.post(path, again).status_code == 302
    case.refresh_from_db()
    assert (case.facts.summary, case.facts.victim_contact, case.version) == ("Daarna Lieke", cast.anna, 3)


@pytest.mark.django_db
def test_a_phase_that_was_moved_meanwhile_is_shown_first(cast):
    case = team_case(cast)
    path, client = reverse("move_phase", args=[case.reference]), logged_in(cast.anna)
    services.move_phase(actor=cast.anna, case=case, to_phase="melden", version=1)
    given = {"version": 1, "to_phase": "onderzoek", "reason": "Aangifte is er al", "once": str(uuid4())}
    response = client.post(path, given)
    form = response.context["form"]
    assert "Nu staat er: Melden/Aangifte" in form.errors["to_phase"]
    assert form["reason"].value() == "Aangifte is er al"
    assert Case.objects.get(pk=case.pk).phase == "melden"
    assert client.post(path, {**given, "version": form["version"].value()}).status_code == 302
    assert Case.objects.get(pk=case.pk).phase == "onderzoek"


@pytest.mark.django_db
@pytest.mark.parametrize("version", ["0", "99", "-1", "٣", "9" * 5000, "1.5", "\0", ""])
def test_a_version_that_never_was_changes_nothing(cast, version):
    case = team_case(cast)
    before = footprint()
    response = logged_in(cast.bram).post(
        reverse("edit_case", args=[case.reference]), changes(case, summary="Anders", version=version)
    )
    assert response.status_code == 200
    assert response.context["form"].errors
    assert footprint() == before


def posted_after_the_session(cast, person, given):
    """Posts without a session and logs in as this person; gives the page one lands on."""
    case = Case.objects.get()
    path, client = reverse("report_incident", args=[case.reference]), Client()
    response = client.post(path, given)
    assert response.status_code == 302
    user = getattr(cast, person)
    login = client.post(response.url, {"login": user.email, "password": PASSWORD})
    assert login.url == path
    client.head(path)  # shows nothing, so it does not use the text up either
    return client, path, client.get(path)


@pytest.mark.django_db
def test_a_form_posted_after_the_session_waits_for_its_sender(cast):
    case = team_case(cast)
    path = reverse("report_incident", args=[case.reference])
    sender = logged_in(cast.bram).get(path).context["form"]["sender"].value()
    typed = "Vijftig berichten 📱"
    given = {"kinds": "contact", "text": typed, "occurred_on": "02-03-2026", "compartment": "team", "sender": sender}
    before = footprint()
    client, path, page = posted_after_the_session(cast, "bram", {**given, "once": str(uuid4())})
    assert page.context["form"]["text"].value() == typed
    assert "Uw tekst is bewaard" in page.content.decode()
    assert footprint() == before
    again = {name: page.context["form"][name].value() for name in (*given, "once")}
    assert client.post(path, again).status_code == 302
    assert case.incidents.get().text == typed
    assert typed not in client.get(path).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("sender", ["", "nep:nep", "\0"])
def test_nobody_else_gets_the_text(cast, sender):
    """Neither who logs in next on the same computer, nor whoever makes up a sender."""
    case = team_case(cast)
    path = reverse("report_incident", args=[case.reference])
    real = logged_in(cast.bram).get(path).context["form"]["sender"].value()
    for person, signed in (("iris", real), ("bram", sender)):
        given = {"kinds": "contact", "text": "Vertrouwelijk", "sender": signed}
        _, _, page = posted_after_the_session(cast, person, given)
        assert page.status_code == 200
        assert "Vertrouwelijk" not in page.content.decode()
