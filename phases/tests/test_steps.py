"""A task with all that a case asks of it: chosen in the admin, checked, shown, kept and put back."""

import importlib
import json
import re
from html import unescape
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection
from django.urls import reverse
from reversion.models import Version

from phases import comparison, content, history, services
from phases.documents import phase_words
from phases.models import Draft, Edition, Partner, Phase, Responsibility, Step
from phases.tests.admin_forms import address, form_of
from phases.tests.reading import html_of

pytestmark = pytest.mark.django_db
SLUG = "signaleren-veilig-thuis-en-raad-voor-de-kinderbescherming"
PROVEN = {"kind": "decision", "verb": "refer", "verb_partner": "zorg-en-veiligheidshuis", "condition": "custody"}


@pytest.fixture
def text():
    return Responsibility.objects.get(slug=SLUG)


@pytest.fixture
def step(text):
    return text.steps.first()


def partner(slug):
    return str(Partner.objects.get(slug=slug).pk)


def first(values):
    return {f"steps-0-{name}": value for name, value in values.items()}


def errors(page):
    return [unescape(words) for words in re.findall(r'<ul class="errorlist"[^>]*><li>(.*?)</li>', html_of(page))]


def landing_of(html):
    """What the page says of a case: partner -> kind -> lines."""
    part = html[html.index('id="on-case-title"') :].split("</section>")[0]
    found = {}
    for tag, words in re.findall(r"<(h3|strong|li)>(.*?)</\1>", part):
        match tag:
            case "h3":
                kinds = found.setdefault(words, {})
            case "strong":
                lines = kinds.setdefault(words, [])
            case _:
                lines.append(unescape(words))
    return found


def test_an_editor_chooses_all_of_a_task(dora, text, step):
    url = address(text)
    chosen = PROVEN | {"partners": partner("veilig-thuis"), "options": "Wel doen\r\nNiet doen", "family": "zelfde"}
    assert dora.post(url, form_of(dora, url) | first(chosen)).status_code == 302
    step.refresh_from_db()
    assert [str(row.pk) for row in step.partners.all()] == [chosen.pop("partners")]
    assert step.choices == ["Wel doen", "Niet doen"]
    assert step.options == "Wel doen\nNiet doen"
    assert {name: getattr(step, name) for name in chosen if name != "options"} == {
        name: value for name, value in chosen.items() if name != "options"
    }


def test_a_task_belongs_to_partners_of_its_text(dora, text):
    url = address(text)
    form = form_of(dora, url)
    assert sorted(form["steps-0-partners"]) == sorted(form["partners"])
    strange = dora.post(url, form | {"steps-0-partners": [*form["partners"], partner("ccb")]})
    assert errors(strange) == ["Niet van deze tekst: CCB. Vink de partner aan bij de tekst, of hier uit."]
    assert 'value="{}"'.format(partner("ccb")) in html_of(strange).split('id="steps-0"')[1].split('id="steps-1"')[0]
    none = dora.post(url, {name: values for name, values in form.items() if name != "steps-0-partners"})
    assert errors(none) == ["Kies wie dit doet."]
    both = dora.post(
        url, form | {name: [*form["partners"], partner("ccb")] for name in ("partners", "steps-0-partners")}
    )
    assert both.status_code == 302


def test_the_form_offers_only_partners_of_the_text(dora, text):
    form = form_of(dora, address(text))
    html = dora.get(address(text)).content.decode()
    offered = re.findall(r'name="steps-0-partners" value="(\d+)"', html)
    assert sorted(offered) == sorted(form["partners"])
    new = re.findall(r'name="steps-__prefix__-partners" value="(\d+)"[^>]* checked', html)
    assert sorted(new) == sorted(form["partners"])


@pytest.mark.parametrize(
    ("values", "field", "words"),
    [
        ({"options": "Ja\nNee"}, "options", "Alleen een besluit heeft eigen keuzes."),
        ({"kind": "decision", "options": "Een"}, "options", "twee of meer verschillende keuzes"),
        ({"kind": "decision", "options": "Een\nEen"}, "options", "twee of meer verschillende keuzes"),
        ({"kind": "decision", "options": f"Een\n{'x' * 61}"}, "options", "hooguit 60 tekens"),
        ({"kind": "decision", "options": "Een\nTwee\nLater"}, "options", "Laat “later” weg"),
        ({"kind": "attitude", "verb": "refer"}, "verb", "Een houding staat niet op een zaak"),
        ({"verb_partner": "ccb"}, "verb_partner", "alleen een partner bij aanmelden, uitnodigen of regie"),
        ({"verb": "record_sash", "verb_partner": "ccb"}, "verb_partner", "bij aanmelden, uitnodigen of regie"),
    ],
)
def test_what_does_not_go_together_is_refused(step, values, field, words):
    for name, value in values.items():
        setattr(step, name, value)
    with pytest.raises(ValidationError) as refused:
        step.full_clean()
    assert words in refused.value.message_dict[field][0]


@pytest.mark.parametrize(
    "values",
    [
        {"kind": "decision"},
        {"kind": "decision", "options": "Een\n\nTwee\n"},
        {"kind": "decision", "options": f"Een\n{'x' * 60}"},
        {"verb": "invite_organisation", "verb_partner": "ccb"},
        {"verb": "refer"},
    ],
)
def test_what_goes_together_is_accepted(step, values):
    for name, value in values.items():
        setattr(step, name, value)
    step.full_clean()


def test_a_wrong_choice_is_told_at_its_field(dora, text):
    page = dora.post(address(text), form_of(dora, address(text)) | first({"options": "Een"}))
    assert errors(page) == ["Alleen een besluit heeft eigen keuzes."]


def test_the_editor_sees_what_lands_on_a_case(dora, text):
    Step.objects.filter(responsibility=text).exclude(pk=text.steps.first().pk).delete()
    url, shared = address(text), Partner.objects.filter(pk__in=text.partners.all())
    mine = first({**PROVEN, "text": "Beslis", "options": "Een\nTwee\nDrie", "partners": partner("veilig-thuis")})
    proof = "bewezen door: aanmelden (Zorg- en Veiligheidshuis)"
    words = f"Beslis; keuzes: Een / Twee / Drie; als de verdachte vastzit; {proof}"
    expected = {"Veilig Thuis": {"Besluit": [words]}}
    assert landing_of(html_of(dora.post(url, form_of(dora, url) | mine | {"_preview": "1"}))) == expected
    kept = dora.post(url, form_of(dora, url) | mine | {"_draft": "1"}, follow=True)
    assert landing_of(html_of(kept)) == expected
    attitude = {f"steps-0-{name}": "" for name in ("options", "verb", "verb_partner")}
    attitude |= first({"kind": "attitude", "condition": "always", "partners": [str(row.pk) for row in shared]})
    seen = landing_of(html_of(dora.post(url, form_of(dora, url) | attitude | {"_preview": "1"})))
    assert seen == {row.name: {"Houding: staat alleen op de kaart": ["Beslis"]} for row in shared}


def test_the_public_sees_who_does_it_when_and_what_the_choices_are(client, dora, text, step):
    def public():
        html = html_of(client.get(text.get_absolute_url()))
        return html[html.index(f'id="{step.slug}"') :].split("</li>")[0]

    assert "tag" not in public()
    mine = first({**PROVEN, "options": "Een\nTwee", "partners": partner("veilig-thuis")})
    dora.post(address(text), form_of(dora, address(text)) | mine)
    assert "Keuzes: Een / Twee" in public()
    tags = ["Veilig Thuis", "geldt als de verdachte vastzit"]
    assert re.findall(r'<span class="tag">(.*?)</span>', public()) == tags
    words = phase_words(content.current(), Phase.objects.get(slug="signaleren"))
    printed = next(row for row in words["sections"][0]["texts"] if row["key"] == f"tekst-{SLUG}")
    assert printed["steps"][0]["about"] == [*tags, "Een / Twee"]


def test_versions_keep_compare_and_put_back_all_of_a_task(client, dora, text, step):
    url = address(text)
    mine = {**PROVEN, "options": "Een\nTwee", "family": "zelfde", "partners": partner("veilig-thuis")}
    dora.post(url, form_of(dora, url) | first(mine))
    old, new = history.find(text, 1), history.find(text, 2)
    (change,) = comparison.changes(old, new, content.read())
    came = "".join(piece.text for piece in change.pieces if piece.new)
    for words in ("besluit", "Twee", "aanmelden", "Zorg- en Veiligheidshuis", "vastzit", "zelfde"):
        assert words in came
    assert "Raad voor de Kinderbescherming" in "".join(piece.text for piece in change.pieces if piece.gone)
    kept = client.get(reverse("show_text_version", args=[SLUG, 2])).content.decode()
    assert "Een / Twee" in kept
    assert '<span class="tag">Veilig Thuis</span>' in kept
    before = {row.slug for row in text.partners.all()}
    dora.post(reverse("admin:phases_responsibility_restore", args=[old.pk]), {"seen_version": 2})
    step.refresh_from_db()
    assert (step.kind, step.verb, step.options, step.family) == ("action", "", "", "")
    assert {row.slug for row in step.partners.all()} == before


# -- what stood there before tasks were wired to cases


def test_what_was_kept_and_what_waits_gets_the_new_shape(cast, dora, text, step):
    migration = importlib.import_module("phases.migrations.0005_steps_wired_to_cases")
    history.keep_first(text)
    for version in Version.objects.filter(content_type__model="step"):
        (kept,) = json.loads(version.serialized_data)
        for name in ("kind", "partners", "options", "verb", "verb_partner", "family"):
            del kept["fields"][name]
        kept["fields"]["condition"] = "sash_hoog"
        version.serialized_data = json.dumps([kept])
        version.save()
    url = address(text)
    dora.post(url, form_of(dora, url) | {"headline": "Wacht nog", "_draft": "1"})
    draft = Draft.objects.get()
    draft.data = re.sub(r"steps-\d+-(kind|partners)=[^&]*&?", "", draft.data).replace("=always", "=sash_matig_hoog")
    draft.save()
    Step.objects.filter(pk=step.pk).update(condition="sash_hoog")
    step.partners.clear()
    edition = Edition.objects.get().key
    migration.forward(apps, SimpleNamespace(connection=connection))
    step.refresh_from_db()
    assert step.condition == "risk_at_stake"
    assert set(step.partners.all()) == set(text.partners.all())
    assert Edition.objects.get().key != edition
    form = form_of(dora, url)
    assert form["headline"] == ["Wacht nog"]
    assert (form["steps-0-condition"], form["steps-0-kind"]) == (["risk_at_stake"], ["action"])
    assert sorted(form["steps-0-partners"]) == sorted(form["partners"])
    kept = history.find(text, 1)
    assert all(part["condition"] == "risk_at_stake" for part in kept.parts)
    services.restore(actor=cast.dora, kept=kept, seen=1)
    assert set(Step.objects.get(pk=step.pk).partners.all()) == set(text.partners.all())
