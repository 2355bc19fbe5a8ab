"""Links in the texts that lead to a page of this site that is not there."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.urls import reverse

from phases import models, richtext
from phases.content import Content


@dataclass(frozen=True)
class DeadLink:
    row: models.Published
    label: str
    href: str


def dead_links(content: Content) -> list[DeadLink]:
    """Every internal link of the content that leads nowhere. Whether another site still stands is not asked."""
    pages = set(_pages(content))
    found = []
    for row in _rows(content):
        for one in row._meta.fields:
            if isinstance(one, models.RichTextField):
                hrefs = richtext.links(getattr(row, one.name))
                found += [DeadLink(row, str(one.verbose_name), href) for href in hrefs if _is_dead(href, pages)]
    return found


def _is_dead(href: str, pages: set[str]) -> bool:
    link = urlsplit(href)
    if link.scheme or link.netloc or (not link.path and link.fragment):
        return False
    return link.path.removeprefix("/en") not in pages


def _rows(content: Content) -> Iterator[models.Published]:
    for rows in (content.texts, content.phases, content.partners, content.audiences, content.pages, content.terms):
        yield from rows


def _pages(content: Content) -> Iterator[str]:
    yield from (reverse(name) for name in ("show_map", "list_audiences", "list_terms"))
    for rows in (content.texts, content.phases, content.partners, content.audiences, content.pages):
        yield from (row.get_absolute_url() for row in rows)
