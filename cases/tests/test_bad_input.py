"""Whatever is typed or tampered with: a Dutch sentence at the field, the text kept, nothing half saved."""

from datetime import timedelta
from itertools import zip_longest

import pytest
from django import forms
from django.apps import apps
from django.urls import reverse
from django.utils.html import escape

from cases import limits
from cases.enums import PersonRole, RegieKind
from cases.forms import FORMS
from cases.models import Person, TimelineEntry
from cases.tests.builders import case_of_others, staged_case, team_case
from cases.tests.posting import ACTORS, NOTHING_REQUIRED, footprint, logged_in, prepare, valid
from cases.verbs import Verb
from trail import clock

TYPED = "Dit heb ik getypt en wil ik houden."
# Empty is right where nobody is left to share with; the browser sends no box that is not ticked.
MAY_BE_EMPTY = {(Verb.RECORD_SASH, "organisations"), (Verb.RECORD_SASH, "purpose"), (Verb.RECORD_SASH, "legal_ground")}
TEXTS = {
    "overlong": lambda most: "a" * (most + 1),
    "hundred thousand": lambda most: "a" * 100_000,
    "nul": lambda most: f"{TYPED}\0",
    "control": lambda most: f"{TYPED}\x1b[0m",
    "turning": lambda most: f"{TYPED}\u202egnat",
    "isolating": lambda most: f"{TYPED}\u2066gnat",
}
# A space of no width, a word joiner, a soft hyphen, fillers, an empty Braille pattern, a mark on nothing, a blank line.
UNSEEN = (
    "\u200b",
    "\u2060",
    "\u00ad",
    "\u3164",
    "\u115f \uffa0",
    "\u2800",
    "\u0301",
    "\u2028",
    "\U000e0020\ufeff",
    "\ufe0f",
)
DAYS = ("31-02-2026", "overmorgen", "0001-01-01", "01-01-0001", "٠١-٠١-٢٠٢٦x", "\0", "9" * 5000, "2026-13-01")
UNKNOWN = ("zzz", "\0", "9" * 25, "-1", "1 OR 1=1", "٣٣٣")
BORN, BEFORE_BIRTH = "1990-10-10", "09-10-1990"
# What exists, but cannot be chosen here: a person of another case, an organisation in or out, a word of another list.
ELSEWHERE = {
    "organisation": "reclassering",
    "organisations": "veilig-thuis-friesland",
    "purpose": "grondslag-samenwerking",
    "legal_ground": "veiligheid-slachtoffer",
    "compartment": "ccb",
}


def wrong_values(name, field, stranger):
    match field:
        case forms.DateField():
            yield from DAYS
            yield f"{clock.today() + timedelta(days=1):%d-%m-%Y}"
            if not name.endswith("birth_date"):
                yield BEFORE_BIRTH
        case forms.ModelChoiceField():
            yield from (*UNKNOWN, ELSEWHERE.get(name, stranger.pk))
        case forms.ChoiceField():
            yield from (*UNKNOWN, ELSEWHERE.get(name, "chain"))
        case forms.CharField():
            yield from (make(field.max_length) for make in TEXTS.values())
            yield from UNSEEN if field.required else ()
    if field.required:
        yield from ("", " \t  ")


@pytest.fixture
def staged(cast):
    found = staged_case(cast)
    Person.objects.filter(role=PersonRole.VICTIM).update(birth_date=BORN)
    return found


def refused(response, field):
    """The form came back with an error at this field."""
    assert response.status_code == 200, field
    form = response.context["form"]
    assert field in form.errors, (field, form[field].value(), form.errors)
    assert escape(form.errors[field][0]) in response.content.decode()
    return form


def is_empty(value):
    return not str(value).strip()


def wrong_fields(verb, good, stranger):
    """Each field somebody sees, with its wrong values."""
    for name, field in FORMS[verb].base_fields.items():
        if field.widget.is_hidden or (verb == Verb.ENRICH_SASH and name not in good):
            continue  # enriching does not ask whom to let in
        values = wrong_values(name, field, stranger)
        yield name, [value for value in values if not (is_empty(value) and (verb, name) in MAY_BE_EMPTY)]


@pytest.mark.django_db
@pytest.mark.parametrize("verb", FORMS)
def test_a_wrong_value_is_refused_at_its_field(cast, staged, verb):
    """Each wrong value, and then nothing at all; not one of them leaves anything behind.

    The wrong values of all fields go together, one of each at a time: every field says what is wrong with it. What a
    form lets through and the service does not, is asked again beside right values.
    """
    stranger = case_of_others().case.opened_by
    path, client = prepare(verb, staged), logged_in(getattr(cast, ACTORS[verb]))
    good, before = valid(verb, staged, cast), footprint()
    wrong = dict(wrong_fields(verb, good, stranger))
    for values in zip_longest(*wrong.values()):
        typed = {name: value for name, value in zip(wrong, values, strict=True) if value is not None}
        together = client.post(path, {**good, **typed})
        for name, value in typed.items():
            told = together if name in together.context["form"].errors else client.post(path, {**good, name: value})
            form = refused(told, name)
            if isinstance(form.fields[name], forms.CharField) and not is_empty(value):
                assert form[name].value() == value
    if verb not in NOTHING_REQUIRED:
        page = client.post(path)
        assert page.context["form"].errors
        assert 'class="summary"' in page.content.decode()
    assert footprint() == before


# Verbs of which the timeline tells what was typed, to whoever may read it.
TOLD = {
    Verb.ADD_PERSON,
    Verb.CORRECT_PERSON,
    Verb.CORRECT_INCIDENT,
    Verb.RECORD_INTERPRETATION,
    Verb.REPORT_INCIDENT,
    Verb.WRITE_NOTE,
    Verb.REFER,
    Verb.ANSWER_REFERRAL,
    Verb.END_PARTICIPATION,
    Verb.MOVE_PHASE,
    Verb.PROPOSE_CLOSING,
    Verb.CLOSE_CASE,
    Verb.REOPEN_CASE,
    Verb.RECORD_DECISION,
    Verb.SKIP_STEP,
}
OTHER_SCRIPTS = "Zij 👩‍👧 سارة שרה e\u0301 Þórður"


@pytest.mark.django_db
@pytest.mark.parametrize("verb", FORMS)
def test_what_is_right_is_kept_as_typed(cast, staged, verb):
    """In any script; one submit is one line, in the timeline and in the trail. Without this the refusals prove
    nothing."""
    good = valid(verb, staged, cast)
    names = [
        name
        for name, field in FORMS[verb].base_fields.items()
        if isinstance(field, forms.CharField) and name in good and not field.widget.is_hidden
    ]
    path, client, before = prepare(verb, staged), logged_in(getattr(cast, ACTORS[verb])), footprint()
    response = client.post(path, {**good, **dict.fromkeys(names, OTHER_SCRIPTS)})
    assert response.status_code == 302, response.context["form"].errors
    after = footprint()
    assert after["verbs"] == before["verbs"] + 1
    assert after["TimelineEntry"] == before["TimelineEntry"] + 1
    rows = [row for model in apps.get_app_config("cases").get_models() for row in model.objects.values()]
    kept = sum(OTHER_SCRIPTS in str(value) for row in rows for value in row.values())
    assert kept >= len(names)
    line = TimelineEntry.objects.filter(verb=verb).latest("pk")
    page = client.get(reverse("show_timeline", args=[line.case.reference])).content.decode()
    assert (OTHER_SCRIPTS in page) == (verb in TOLD)


@pytest.mark.django_db
def test_what_cannot_be_says_why_in_words(cast, staged):
    """A hand-over to somebody not on the team, a move to the phase the case is in, a role that is taken."""
    anna = logged_in(cast.anna)
    stranger = case_of_others().case.opened_by
    before = footprint()
    for verb, field, value, words in (
        (Verb.OFFER_HANDOVER, "to", stranger.pk, "zit niet in het team van deze zaak"),
        (Verb.OFFER_HANDOVER, "to", cast.chris.pk, "zit niet in het team van deze zaak"),
        (Verb.MOVE_PHASE, "to_phase", "signaleren", "al in deze fase"),
        (Verb.ASSIGN_REGIE, "kind", RegieKind.CHAIN, "al bezet"),
    ):
        response = anna.post(prepare(verb, staged), {**valid(verb, staged, cast), field: value})
        assert words in str(refused(response, field).errors[field])
    assert footprint() == before


@pytest.mark.django_db
def test_dates_may_be_today_and_the_day_of_birth(cast, staged):
    client, path = logged_in(cast.bram), prepare(Verb.REPORT_INCIDENT, staged)
    for day in (BORN, f"{clock.today():%Y-%m-%d}"):
        good = valid(Verb.REPORT_INCIDENT, staged, cast)
        assert client.post(path, {**good, "occurred_on": day}).status_code == 302


QUERIES = ("%00", "a" * 5000, "٣٣٣", "-1", "9" * 30, "99999999999999999-999999999999999999", "%ff%fe", "1-1", "'", "☃")


@pytest.mark.django_db
def test_nothing_in_the_address_breaks_a_page(cast, staged):
    """The test client raises what would be a 500."""
    client, reference = logged_in(cast.anna), staged.case.reference
    names = ("na", "stand", "regie", "let-op", "fase", "provincie", "sash", "zvh", "voor", "choose", "partner", "mijn")
    paths = [reverse(name) for name in ("list_cases", "my_work", "list_participations", "open_case", "show_map")]
    paths += [reverse(name, args=[reference]) for name in ("show_case", "show_timeline", "show_team")]
    paths += [reverse(name, args=[reference]) for name in ("refer", "assign_regie", "report_incident")]
    paths += [reverse("share_sash", args=staged.arguments("share_sash"))]
    for query in QUERIES:
        ask = "&".join(f"{name}={query}" for name in names)
        for path in paths:
            assert client.get(f"{path}?{ask}").status_code == 200, (path, query[:20])


@pytest.mark.django_db
@pytest.mark.parametrize("number", ["9" * 18, "9" * 30, "0", "٣"])
def test_a_row_number_that_is_no_row_is_not_found(cast, staged, number):
    client = logged_in(cast.anna)
    for name, row in staged.objects.items():
        path = reverse(name, args=staged.arguments(name))
        wrong = f"{path.removesuffix(f'/{row.pk}/')}/{number}/"
        assert client.get(wrong).status_code == 404
        assert client.post(wrong).status_code == 404


@pytest.mark.django_db
def test_a_row_of_another_case_is_not_found(cast, staged):
    """On the team of both cases, and still: each row belongs to the case in the path."""
    second = team_case(cast, "Tweede")
    for verb in set(staged.objects) - {"read_sash", "answer_referral"}:
        user = getattr(cast, ACTORS[verb])
        path = reverse(verb, args=[second.reference, staged.objects[verb].pk])
        assert logged_in(user).get(path).status_code == 404, verb


@pytest.mark.parametrize("text", [*UNSEEN, "", " \t\n", "\u00a0\u3000"])
def test_a_text_that_shows_nothing_is_empty(text):
    assert not limits.shows(text)
    # Beside something that is seen they are welcome: names are written with joiners, pictures with selectors.
    for seen in ("a", "٣", "👍", "-", "ب"):
        assert limits.shows(f"{text}{seen}{text}")
