"""What the road map asks of a case: only what asks for an act, settled by whoever does it or by what stands there."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from cases import access, services
from cases.models import Case, CaseStep
from cases.panels.mine import mine
from cases.queries.step import absent, tasks_for
from cases.tests.builders import GROUNDS, join, organisation, said, sash, take_regie, team_case
from cases.tests.posting import logged_in
from cases.tests.test_circumstances import record
from cases.tests.test_services_team import refused
from phases.enums import StepKind
from trail import clock, played

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(cast):
    """Just reported: in the phase Melden."""
    case = team_case(cast)
    services.move_phase(actor=cast.anna, case=case, to_phase="melden", version=case.version)
    return Case.objects.get(pk=case.pk)


def seat(user, case):
    return access.Seat(user, Case.objects.get(pk=case.pk))


def open_slugs(user, case):
    return [step.step_slug for step in seat(user, case).open_steps]


def step(case, slug):
    return case.steps.get(step_slug=slug)


def asked(user, case):
    found = mine(seat(user, case))
    return [str(item.text) for item in (*found["items"], *found["more"])]


def test_only_what_asks_for_an_act_lands_and_only_on_whoever_does_it(cast, case):
    assert not case.steps.filter(kind=StepKind.ATTITUDE).exists()
    assert [found.partner for found in case.steps.filter(step_slug="melden-politie-zorgmelding")] == ["politie"]


@pytest.mark.parametrize(("answer", "reason"), [("yes", ""), ("no", "Zij wil het niet")])
def test_a_decision_keeps_its_answer_and_can_be_revised(cast, case, answer, reason):
    decision = step(case, "melden-politie-zorgmelding")
    services.record_decision(actor=cast.bram, step=decision, answer=answer, reason=reason)
    assert decision.step_slug not in open_slugs(cast.bram, case)
    services.record_decision(actor=cast.anna, step=decision, answer="no", reason="Toch niet")
    assert [row.answer for row in decision.settlements.all()] == [answer, "no"]
    assert any("Toch niet" in line for line in said(cast.iris, case, "record_decision"))


def test_a_decision_against_takes_a_reason_and_an_answer_is_one_of_its_own(cast, case):
    decision, own = step(case, "melden-politie-zorgmelding"), step(case, "melden-politie-normstellend-gesprek")
    refused("waarom", services.record_decision, field="reason", actor=cast.bram, step=decision, answer="no")
    refused("besloten", services.record_decision, field="answer", actor=cast.bram, step=own, answer="yes")
    services.record_decision(actor=cast.bram, step=own, answer="option-2")
    with pytest.raises(PermissionDenied):
        services.record_decision(actor=cast.iris, step=decision, answer="yes")


def test_later_comes_back_on_its_day(cast, case):
    decision = step(case, "melden-politie-zorgmelding")
    later = {"actor": cast.bram, "step": decision, "answer": "later"}
    refused("wanneer", services.record_decision, field="due_on", **later)
    refused("na vandaag", services.record_decision, field="due_on", due_on=clock.today(), **later)
    services.record_decision(due_on=clock.today() + timedelta(days=3), **later)
    assert decision.step_slug not in open_slugs(cast.bram, case)
    assert decision.text not in asked(cast.bram, case)
    with played.at(clock.now() + timedelta(days=3)):
        assert decision.step_slug in open_slugs(cast.bram, case)
        assert "record_decision" in [line.entry.verb for line in []] or decision.step_slug in open_slugs(
            cast.iris, case
        )


def test_one_form_takes_all_that_is_weighed_in_a_phase(cast, case):
    weighed = list(case.steps.filter(partner="reclassering", kind="consideration", condition="always", phase="melden"))
    assert len(weighed) > 2
    given = {one.pk: services.Weighed("no", "Nu niet nodig") for one in weighed}
    one_less = {**given, weighed[0].pk: services.Weighed("yes", "")}
    refused(
        "waarom",
        services.record_consideration,
        field=f"reason_{weighed[0].pk}",
        actor=cast.hanna,
        step=weighed[1],
        weighed=one_less,
    )
    services.record_consideration(actor=cast.hanna, step=weighed[1], weighed=given)
    assert not {one.step_slug for one in weighed} & set(open_slugs(cast.hanna, case))
    (line,) = [line for line in said(cast.iris, case, "record_consideration") if weighed[0].text in line]
    assert "niet. Nu niet nodig" in line


def test_what_others_weigh_is_not_weighed_along(cast, case):
    own = case.steps.filter(partner="reclassering", kind="consideration").first()
    other = case.steps.filter(partner="politie", kind="consideration").first()
    weighed = {other.pk: services.Weighed("yes", "Ja")}
    field = f"chosen_{other.pk}"
    refused("lijst", services.record_consideration, field=field, actor=cast.hanna, step=own, weighed=weighed)


def test_an_act_proves_its_step_and_undoing_it_opens_it_again(cast, case):
    assert "melden-politie-sash-invullen" not in open_slugs(cast.bram, case)  # the same as in Signaleren
    assert "signaleren-politie-sash-overwegen" in open_slugs(cast.bram, case)
    sash(case, cast.bram, shared_with=[cast.iris.work.organisation])
    assert "signaleren-politie-sash-overwegen" not in open_slugs(cast.bram, case)
    assert "melden-veilig-thuis-zvh-aanmelden" in open_slugs(cast.iris, case)
    to_zvh = services.refer(
        actor=cast.iris, case=case, organisation=organisation("zvh-drenthe"), text="Denk mee", **GROUNDS
    )
    assert "melden-veilig-thuis-zvh-aanmelden" not in open_slugs(cast.iris, case)
    type(to_zvh).objects.update(state="refused", answer_reason="Vol")
    assert "melden-veilig-thuis-zvh-aanmelden" in open_slugs(cast.iris, case)


def test_each_kind_of_regie_proves_its_own_step(cast, case):
    assert "melden-politie-casusregisseur" in open_slugs(cast.bram, case)
    take_regie(case, cast.bram, "police")
    assert "melden-politie-casusregisseur" not in open_slugs(cast.bram, case)


def test_aangifte_is_said_once_and_settles_the_decision(cast, case):
    assert "melden-politie-aangifte-opnemen" in open_slugs(cast.bram, case)
    record(cast.bram, case, "report", "yes")
    assert "melden-politie-aangifte-opnemen" not in open_slugs(cast.bram, case)


def test_what_hangs_on_a_circumstance_is_a_question_to_whoever_knows(cast, case):
    where = "Waar is de verdachte?"
    assert where in asked(cast.joost, case)
    assert where not in asked(cast.iris, case)
    assert "melden-reclassering-schorsing" not in open_slugs(cast.hanna, case)
    page = logged_in(cast.joost).get(reverse("show_case", args=[case.reference])).content.decode()
    assert 'value="suspect:custody"' in page
    record(cast.joost, case, "suspect", "custody")
    assert "melden-reclassering-schorsing" in open_slugs(cast.hanna, case)
    assert where not in asked(cast.joost, case)
    record(cast.joost, case, "suspect", "free")
    assert "melden-reclassering-schorsing" not in open_slugs(cast.hanna, case)


def test_without_a_partner_who_knows_the_regisseur_is_asked(cast):
    case = team_case(cast, others=("hanna",))
    services.move_phase(actor=cast.anna, case=case, to_phase="melden", version=case.version)
    services.end_participation(
        actor=cast.bram, participation=case.participations.get(organisation__kind="politie"), reason="Klaar"
    )
    assert "Waar is de verdachte?" in asked(cast.anna, case)


def test_a_circumstance_proposes_its_phase_to_whoever_may_move_the_case(cast, case):
    record(cast.joost, case, "hearing", "yes", ago=-5)
    words = "Wat nu vaststaat, hoort bij de fase Vervolgen/opvolgen"
    assert words in asked(cast.anna, case)
    assert words not in asked(cast.joost, case)


def test_of_one_family_a_case_has_one_step(cast, case):
    family = CaseStep.objects.get(case=case, step_slug="melden-openbaar-ministerie-advies-vragen").family
    services.do_step(actor=cast.joost, step=case.steps.get(family=family))
    case.refresh_from_db()
    services.move_phase(actor=cast.anna, case=case, to_phase="onderzoek", version=case.version)
    assert case.steps.filter(family=family, partner="openbaar-ministerie").count() == 1


def test_a_partner_beside_the_case_is_one_line_and_counts_nowhere(cast, case):
    assert "slachtofferhulp-nederland" in absent(seat(cast.anna, case))
    assert "slachtofferhulp-nederland" not in [group.kind for group in tasks_for(seat(cast.anna, case))]
    assert not [found for found in seat(cast.anna, case).open_steps if found.partner == "slachtofferhulp-nederland"]
    join(case, cast.anna, cast.gijs)
    assert "ccb" not in absent(seat(cast.anna, case))


def test_at_most_five_are_asked_and_the_rest_is_there_too(cast, case):
    sash(case, cast.bram)
    for user in (cast.anna, cast.bram, cast.iris, cast.hanna, cast.joost):
        found = mine(seat(user, case))
        assert len(found["items"]) <= 5
        assert not found["more"] or len(found["items"]) == 5
