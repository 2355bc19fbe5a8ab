"""The rows of tasks on a case page: what each says, and its buttons for whoever may press them."""

import re

import pytest
from django.urls import reverse

from cases import services
from cases.models import CaseStep
from cases.tests.builders import staged_case
from cases.tests.posting import logged_in
from cases.verbs import Verb
from phases.enums import PhaseKey
from trail import clock, played

pytestmark = pytest.mark.django_db


@pytest.fixture
def staged(cast):
    return staged_case(cast)


def row(user, step):
    """The row of this task as this person sees it, without the spaces between."""
    page = logged_in(user).get(reverse("show_case", args=[step.case.reference])).content.decode()
    steps = page[page.index("Taken in") : page.index("Wat er gebeurde")]
    found = [item for item in re.findall(r"<li>.*?</li>", steps, re.DOTALL) if step.text in item]
    assert len(found) == 1
    return re.sub(r">\s+", ">", found[0])


def test_an_open_task_has_its_buttons_for_its_partner_alone(cast, staged):
    step = staged.open_step
    own, other = row(cast.bram, step), row(cast.hanna, step)
    for verb in (Verb.DO_STEP, Verb.SKIP_STEP):
        address = reverse(verb, args=[staged.case.reference, step.pk])
        assert f'"{address}"' in own
        assert address not in other
    assert "csrfmiddlewaretoken" in own
    assert 'name="sender"' in own
    assert reverse("show_text", args=[step.text_slug]) in other


def test_buttons_among_ones_own_tasks_lead_back_there(cast, staged):
    page = logged_in(cast.bram).get(reverse("show_case", args=[staged.case.reference])).content.decode()
    mine = page[page.index("Van u gevraagd") : page.index("Taken in")]
    assert re.search(r"taak-gedaan/\d+/\?mijn\"", mine)
    assert "?mijn" not in page[page.index("Taken in") :]


def test_a_settled_task_says_when_and_why_and_can_be_opened_again(cast, staged):
    late = clock.now().replace(month=3, day=5, hour=23, minute=30)  # past midnight in the Netherlands
    with played.at(late):
        services.skip_step(actor=cast.bram, step=staged.open_step, reason="<b>Al gedaan</b>")
    found = row(cast.bram, staged.open_step)
    assert 'class="state skipped"' in found
    assert "overgeslagen 6 maart" in found
    assert "&lt;b&gt;Al gedaan&lt;/b&gt;" in found
    assert reverse(Verb.REOPEN_STEP, args=[staged.case.reference, staged.open_step.pk]) in found
    assert 'class="state done"' in row(cast.bram, staged.done_step)


def test_what_came_along_says_from_where(cast, staged):
    CaseStep.objects.filter(pk=staged.open_step.pk).update(text="<i>Bel</i> haar & luister")
    staged.open_step.text = "&lt;i&gt;Bel&lt;/i&gt; haar &amp; luister"
    before = PhaseKey(staged.case.phase).short
    staged.case.refresh_from_db()
    values = {"to_phase": PhaseKey.INVESTIGATE, "version": staged.case.version, "reason": "Verder"}
    services.move_phase(actor=cast.anna, case=staged.case, **values)
    assert f"meegenomen uit {before}" in row(cast.bram, staged.open_step)
