"""What a page says where nothing is left to answer or to do, in words that fit each state in which it is opened."""

import pytest
from django.urls import reverse

from cases import services
from cases.enums import HandoverState, ReferralState, StepState
from cases.models import Case, CaseStep, Handover, Participation, Referral, TeamMember
from cases.tests.builders import closed_case, staged_case
from cases.tests.posting import logged_in
from cases.verbs import Verb
from trail import clock

pytestmark = pytest.mark.django_db


def told(user, staged, verb):
    page = logged_in(user).get(reverse(verb, args=staged.arguments(verb)))
    assert page.status_code == 200
    assert "cases/settled.html" in [template.name for template in page.templates]
    words = page.content.decode()
    assert "wacht op antwoord" not in words
    return words[words.index("<main") : words.index("</main>")]


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (ReferralState.ACCEPTED, "Uw organisatie heeft deze aanmelding aangenomen"),
        (ReferralState.REFUSED, "Uw organisatie heeft deze aanmelding geweigerd"),
    ],
)
@pytest.mark.parametrize("stage", [staged_case, closed_case])
def test_a_referral_that_was_answered(cast, stage, state, words):
    staged = stage(cast)
    reason = "" if state == ReferralState.ACCEPTED else "Vol"
    Referral.objects.update(state=state, answered_by=cast.gijs, answered_at=clock.now(), answer_reason=reason)
    page = told(cast.gijs, staged, Verb.ANSWER_REFERRAL)
    assert words in page
    assert f"Dat was op {clock.today().day} " in page


def test_a_referral_that_nobody_answered_before_the_case_was_closed(cast):
    """Whoever sees nothing of the case but the referral is not told why; on the team they are."""
    staged = closed_case(cast)
    page = told(cast.gijs, staged, Verb.ANSWER_REFERRAL)
    assert "U hoeft deze aanmelding niet meer te beantwoorden" in page
    assert "Vragen? Bel Politie Noord-Nederland." in page
    assert "gesloten" not in page
    assert "Naar mijn werk" in page
    part = Participation.objects.create(case=staged.case, organisation=cast.gijs.work.organisation)
    TeamMember.objects.create(participation=part, user=cast.gijs)
    page = told(cast.gijs, staged, Verb.ANSWER_REFERRAL)
    assert "De zaak is gesloten." in page
    assert "Naar de zaak" in page


@pytest.mark.parametrize("stage", [staged_case, closed_case])
@pytest.mark.parametrize(
    ("state", "words"),
    [
        (HandoverState.ACCEPTED, "U heeft dit aanbod van regie aangenomen"),
        (HandoverState.REFUSED, "U heeft dit aanbod van regie geweigerd"),
        (HandoverState.WITHDRAWN, "Dit aanbod van regie is ingetrokken"),
    ],
)
def test_an_offer_of_regie(cast, stage, state, words):
    staged = stage(cast)
    Handover.objects.update(state=state, answered_at=clock.now(), answer_reason="Geen tijd")
    assert words in told(cast.iris, staged, Verb.ANSWER_HANDOVER)


def test_an_offer_of_regie_in_a_closed_case_says_that_it_is_closed(cast):
    staged = closed_case(cast)
    page = logged_in(cast.iris).get(reverse(Verb.ANSWER_HANDOVER, args=staged.arguments(Verb.ANSWER_HANDOVER)))
    assert page.status_code == 403
    assert "Deze zaak is gesloten" in page.content.decode()


@pytest.mark.parametrize("stage", [staged_case, closed_case])
@pytest.mark.parametrize(
    ("verb", "state", "words"),
    [
        (Verb.DO_STEP, StepState.DONE, "Deze taak is al gedaan"),
        (Verb.SKIP_STEP, StepState.DONE, "Deze taak is al gedaan"),
        (Verb.DO_STEP, StepState.SKIPPED, "Deze taak is overgeslagen"),
        (Verb.REOPEN_STEP, StepState.OPEN, "Deze taak staat nog open"),
    ],
)
def test_a_task(cast, stage, verb, state, words):
    staged = stage(cast)
    step = CaseStep.objects.get(pk=(staged.done_step if state == StepState.DONE else staged.open_step).pk)
    if state == StepState.SKIPPED:
        Case.objects.update(closed_at=None)
        services.skip_step(actor=cast.bram, step=step, reason="Al gedaan")
        Case.objects.filter(pk=staged.case.pk).update(closed_at=clock.now() if stage is closed_case else None)
    staged.open_step = staged.done_step = step
    page = told(cast.bram, staged, verb)
    assert words in page
    assert step.text in page
    assert "Naar de zaak" in page
