"""The whole public content in memory: the map is small, so a page costs one query, for the key of the edition.

Everything that publishes renews the edition; every process then reads the content again at its next request. What is
read is never changed: pages of all visitors share it.
"""

from dataclasses import dataclass
from functools import cached_property
from threading import Lock
from typing import TypeVar
from uuid import UUID

from django.http import Http404

from phases.models import Audience, Edition, Gap, Page, Partner, Phase, Resource, Responsibility, Term
from phases.models.base import Keyed

Row = TypeVar("Row", bound=Keyed)


@dataclass(frozen=True)
class Content:
    """One edition, with all relations of its rows already read."""

    edition: Edition | None
    phases: list[Phase]
    partners: list[Partner]
    texts: list[Responsibility]
    gaps: list[Gap]
    resources: list[Resource]
    audiences: list[Audience]
    pages: list[Page]
    terms: list[Term]

    @cached_property
    def abbreviations(self) -> dict[str, str]:
        """Words that are abbreviations and have a meaning, for the filter `explained`."""
        known = {term.word: term.meaning for term in self.terms if term.meaning}
        return {word: meaning for word, meaning in known.items() if " " not in word and sum(map(str.isupper, word)) > 1}

    def texts_of(self, partner: Partner) -> list[Responsibility]:
        return [text for text in self.texts if partner in text.partners.all()]

    def texts_mentioning(self, partner: Partner) -> list[Responsibility]:
        return [text for text in self.texts if partner in text.mentions.all()]


def pick(rows: list[Row], slug: str) -> Row:
    """The row with this key. Raises Http404."""
    for row in rows:
        if row.slug == slug:
            return row
    raise Http404(slug)


def read() -> Content:
    """The content as the database holds it now, past the memory: for a preview, and to fill the memory."""
    # The edition first: content that is newer than its key is read again, content that is older would stay.
    edition = Edition.objects.first()
    return Content(
        edition=edition,
        phases=list(Phase.objects.all()),
        partners=list(Partner.objects.all()),
        texts=list(
            Responsibility.objects.select_related("phase").prefetch_related(
                "partners", "mentions", "steps__partners", "resources"
            )
        ),
        gaps=list(Gap.objects.select_related("partner", "phase")),
        resources=list(Resource.objects.all()),
        audiences=list(Audience.objects.prefetch_related("resources", "regional_help")),
        pages=list(Page.objects.all()),
        terms=list(Term.objects.all()),
    )


class _Memory:
    def __init__(self) -> None:
        self.content: Content | None = None
        self.lock = Lock()

    def of(self, key: UUID) -> Content | None:
        content = self.content
        return content if content and content.edition and content.edition.key == key else None


_memory = _Memory()


def current() -> Content:
    """The content that is public now."""
    key = Edition.objects.values_list("key", flat=True).first()
    content = _memory.of(key)
    if content is None:
        with _memory.lock:
            content = _memory.of(key) or read()
            _memory.content = content
    return content
