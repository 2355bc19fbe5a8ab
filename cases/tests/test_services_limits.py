"""A service that is called without a form keeps to the same limits: it refuses, and the database never has to."""

import re
from datetime import date, timedelta

import pytest
from django import forms
from django.http import QueryDict

from cases import access, services
from cases.forms import FORMS
from cases.models import Case
from cases.tests.builders import staged_case
from cases.tests.posting import ACTORS, footprint, logged_in, prepare, valid
from cases.verbs import Verb
from trail import clock

pytestmark = pytest.mark.django_db

TOO_LONG, NUL, LONE, UNSEEN = "a" * 100_000, "a\0b", "a\ud800b", "\u2060\u3164"
UNKNOWN = ("zzz", "a" * 500, "", 99, -1, None)
DAYS = (date(1, 1, 1), date(1899, 12, 31))
# Counted or signed by the site itself, or the answer yes or no.
NOT_TYPED = {"version", "once", "accept", "weighed"}


@pytest.fixture
def call(cast):
    """Gives a verb's actor, its service and what a right form hands to it."""

    def make(verb):
        staged = staged_case(cast)
        prepare(verb, staged)
        actor, case = getattr(cast, ACTORS[verb]), Case.objects.get(pk=staged.case.pk)
        target = staged.objects.get(verb) or (staged.proposal if verb.row.on == "proposal" else None)
        data = QueryDict(mutable=True)
        for name, value in valid(verb, staged, cast).items():
            data.setlist(name, value if isinstance(value, list) else [value])
        seat = access.Seat(actor, None if verb == Verb.OPEN_CASE else case)
        form = FORMS[verb](data, seat=seat, target=target)
        assert form.is_valid(), form.errors
        given = form.arguments()
        if verb != Verb.OPEN_CASE:
            given[verb.row.on] = target or case
        return {"actor": actor, **given}, form

    return make


def typed(given, form):
    """Each argument that somebody types or chooses: its name in the form, its value, and how to call with another."""
    for name, value in given.items():
        if name in NOT_TYPED:
            continue
        if isinstance(value, dict):
            for part, inner in value.items():
                yield (
                    f"{name}_{part}",
                    inner,
                    lambda other, name=name, part=part, value=value: {
                        **given,
                        name: {**value, part: other},
                    },
                )
        elif name in form.fields:
            yield name, value, lambda other, name=name: {**given, name: other}


def wrong_values(value, field):
    if isinstance(value, date):
        return (*DAYS, clock.today() + timedelta(days=1))
    if isinstance(field, forms.MultipleChoiceField):
        return ([], *([other] for other in UNKNOWN))
    if isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField):
        return UNKNOWN
    if isinstance(value, str):
        return (TOO_LONG, NUL, LONE, *([UNSEEN, ""] if field.required else []))
    return ()


@pytest.mark.parametrize("verb", FORMS)
def test_a_service_refuses_what_its_form_refuses(call, verb):
    given, form = call(verb)
    service, before = getattr(services, verb.value), footprint()
    for name, value, with_other in typed(given, form):
        for wrong in wrong_values(value, form.fields[name]):
            with pytest.raises(services.Refused) as caught:
                service(**with_other(wrong))
            assert caught.value.field == name, (name, str(wrong)[:20])
            assert caught.value.message
    assert footprint() == before
    service(**given)
    assert footprint() != before


@pytest.mark.parametrize(
    ("verb", "values", "field"),
    [
        (Verb.CLOSE_CASE, {}, "reason"),
        (Verb.ANSWER_REFERRAL, {"accept": False}, "reason"),
        (Verb.ANSWER_HANDOVER, {"accept": False, "deputy": None}, "reason"),
        (Verb.MOVE_PHASE, {"to_phase": "onderzoek"}, "reason"),
    ],
)
def test_a_reason_that_shows_nothing_is_no_reason(call, verb, values, field):
    given, _form = call(verb)
    for reason in ("", UNSEEN, "\u00ad \u200b"):
        with pytest.raises(services.Refused) as caught:
            getattr(services, verb.value)(**{**given, **values, field: reason})
        assert caught.value.field == field


def test_a_ground_of_admission_that_shows_nothing_is_no_ground(call):
    given, _form = call(Verb.REPORT_INCIDENT)
    with pytest.raises(services.Refused) as caught:
        services.report_incident(**{**given, "admission_ground": UNSEEN})
    assert caught.value.field == "admission_ground"


def test_no_two_columns_say_differently_how_much_fits():
    """Each field of a form takes what its column takes, neither more nor less."""
    for verb, form in FORMS.items():
        for name, field in form.base_fields.items():
            if isinstance(field, forms.CharField) and not field.widget.is_hidden:
                assert field.column is not None, (verb, name)
                assert field.max_length == field.column.max_length, (verb, name)


SOMETIMES = {
    Verb.MOVE_PHASE: "nodig als u een fase overslaat of teruggaat",
    Verb.ANSWER_REFERRAL: "nodig als u weigert",
    Verb.ANSWER_HANDOVER: "nodig bij nee",
    Verb.CLOSE_CASE: "nodig als er nog iets open staat",
    Verb.ENRICH_SASH: "nodig als de uitkomst lager is dan die van de politie",
    Verb.REPORT_INCIDENT: "nodig als u iemand toelaat",
    Verb.RECORD_SASH: "nodig als u deelt",
}


@pytest.mark.parametrize("verb", SOMETIMES)
def test_a_field_that_is_needed_sometimes_says_when(cast, verb):
    """Not that it may be left empty: then it is refused all the same."""
    staged = staged_case(cast)
    page = logged_in(getattr(cast, ACTORS[verb])).get(prepare(verb, staged))
    form = page.context["form"]
    told = {name for name, field in form.fields.items() if getattr(field, "needed", "")}
    assert any(form.fields[name].needed == SOMETIMES[verb] for name in told)
    for name in told:
        label = str(form.fields[name].label)
        shown = re.search(rf"{re.escape(label)}\s*<span class=.optional.>(.*?)</span>", page.content.decode()).group(1)
        assert shown == f"({form.fields[name].needed})"
