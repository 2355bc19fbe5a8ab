"""What can be found: every piece of the public content as an entry, with its texts and where they weigh in."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from phases import richtext
from phases.content import Content
from phases.enums import ResourceKind
from phases.models import Audience, Partner, Phase, Resource, Responsibility, Step, Term

PARTNERS, TERMS, RESOURCES, HELP, ABOUT = "partners", "begrippen", "folders", "hulp", "over"
# After the phases, in this order.
GROUPS = {
    PARTNERS: gettext_lazy("Partners"),
    TERMS: gettext_lazy("Begrippen"),
    RESOURCES: gettext_lazy("Folders en adressen"),
    HELP: gettext_lazy("Hulp voor u"),
    ABOUT: gettext_lazy("Over de routekaart"),
}


class Part(IntEnum):
    """Where a word stands; the value is what it weighs there."""

    BODY = 1
    STEP = 4
    NAME = 8


@dataclass(frozen=True, eq=False)
class Field:
    part: Part
    text: str
    step: Step | None = None
    partner: Partner | None = None


@dataclass(frozen=True)
class Entry:
    """`group` is a phase's slug or a key of GROUPS; the first of `fields` is the title."""

    group: str
    kind: str
    url: str
    fields: list[Field] = field(default_factory=list)


def entries(content: Content) -> Iterator[Entry]:
    """Everything that is public, in the order in which equal hits are shown."""
    for phase in content.phases:
        yield _phase(phase)
    for text in content.texts:
        yield _text(text)
    for partner in content.partners:
        yield Entry(
            PARTNERS,
            "partner",
            partner.get_absolute_url(),
            _fields(partner.name, partner.description, partner.subtitle),
        )
    for term in content.terms:
        yield _term(term)
    for resource in content.resources:
        yield _resource(resource, content)
    for audience in content.audiences:
        yield _audience(audience)
    for page in content.pages:
        yield Entry(ABOUT, "page", page.get_absolute_url(), _fields(page.title, page.body, page.footnote))


def _fields(title: str, *bodies: str) -> list[Field]:
    """The title and the bodies that are filled, as plain text; bodies are clean HTML or plain."""
    return [
        Field(Part.NAME, _text_of(title)),
        *(Field(Part.BODY, _text_of(body, html=True)) for body in bodies if body),
    ]


def _text_of(text: str, *, html: bool = False) -> str:
    return unicodedata.normalize("NFC", richtext.plain(text) if html else text)


def _phase(phase: Phase) -> Entry:
    stop = Field(Part.STEP, _text_of(phase.victim_stop))
    fields = _fields(phase.name, phase.summary, phase.victim_text)
    return Entry(phase.slug, "phase", phase.get_absolute_url(), [*fields, stop])


def _text(text: Responsibility) -> Entry:
    partners = [Field(Part.NAME, _text_of(partner.name), partner=partner) for partner in text.partners.all()]
    steps = [Field(Part.STEP, _text_of(step.text), step=step) for step in text.steps.all()]
    fields = _fields(text.headline, text.what, text.note)
    return Entry(text.phase.slug, "text", text.get_absolute_url(), [*fields, *partners, *steps])


def _term(term: Term) -> Entry:
    meaning = [Field(Part.STEP, _text_of(term.meaning))] if term.meaning else []
    title, *explanation = _fields(term.word, term.explanation)
    return Entry(TERMS, "term", term.get_absolute_url(), [title, *meaning, *explanation])


def _resource(resource: Resource, content: Content) -> Entry:
    number = f" {resource.telephone}" if resource.telephone else ""
    body = f"{resource.get_kind_display()}{number}. {resource.note}"
    title = Field(Part.NAME, _text_of(resource.title))
    return Entry(RESOURCES, resource.kind, _resource_url(resource, content), [title, Field(Part.BODY, _text_of(body))])


def _resource_url(resource: Resource, content: Content) -> str:
    """Its own address or number, or else the first page that shows it."""
    if resource.kind == ResourceKind.TELEPHONE and resource.telephone:
        return f"tel:{''.join(sign for sign in resource.telephone if sign.isdigit() or sign == '+')}"
    places = [row for row in (*content.texts, *content.audiences) if resource in row.resources.all()]
    return resource.url or next((place.get_absolute_url() for place in places), "")


def _audience(audience: Audience) -> Entry:
    regions = (f"{help_.get_province_display()}: {help_.text}" for help_ in audience.regional_help.all())
    title, *bodies = _fields(audience.title, audience.intro, audience.body)
    name = Field(Part.NAME, _text_of(audience.name))
    region = [Field(Part.BODY, _text_of(_("Hulp in de buurt. {place}").format(place=text))) for text in regions]
    return Entry(HELP, "audience", audience.get_absolute_url(), [title, name, *bodies, *region])
