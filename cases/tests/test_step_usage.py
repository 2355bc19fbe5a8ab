"""What the road map's editors change in a task that stands in open cases: they are told, and the cases keep it."""

import pytest
from django.test import Client

from cases.models import Case, CaseStep
from cases.tests.builders import open_case
from phases.models import Responsibility, Step
from phases.tests.admin_forms import address, form_of
from trail import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def dora(cast):
    client = Client()
    client.force_login(cast.dora)
    return client


@pytest.fixture
def text():
    return Responsibility.objects.get(slug="signaleren-politie")


@pytest.fixture
def step_in_use(cast, text):
    """The first task of the police in the phase in which a case is opened."""
    open_case(cast.bram)
    return text.steps.exclude(kind="attitude").first()


def row_of(data, step):
    """The place of its row in the form."""
    return next(
        name.removesuffix("-id") for name, value in data.items() if name.endswith("-id") and value == [str(step.pk)]
    )


def test_changing_a_step_in_use_asks_first_and_the_case_keeps_its_words(dora, text, step_in_use):
    url, words = address(text), step_in_use.text
    data = form_of(dora, url)
    data |= {f"{row_of(data, step_in_use)}-text": "Heel andere woorden"}
    refused = dora.post(url, data)
    assert "staat in 1 open zaak" in refused.content.decode()
    assert Step.objects.get(pk=step_in_use.pk).text == words
    assert dora.post(url, data | {"usage_seen": "1"}).status_code == 302
    assert Step.objects.get(pk=step_in_use.pk).text == "Heel andere woorden"
    assert CaseStep.objects.get(step_slug=step_in_use.slug).text == words


def test_taking_a_step_in_use_away_asks_first(dora, text, step_in_use):
    data = form_of(dora, address(text))
    data |= {f"{row_of(data, step_in_use)}-DELETE": "on"}
    assert "staat in 1 open zaak" in dora.post(address(text), data).content.decode()
    dora.post(address(text), data | {"usage_seen": "1"})
    assert not Step.objects.filter(slug=step_in_use.slug).exists()


def test_a_step_of_no_open_case_changes_without_a_question(dora, text, step_in_use):
    Case.objects.update(closed_at=clock.now())
    assert dora.post(address(text), form_of(dora, address(text)) | {"steps-0-text": "Anders"}).status_code == 302
