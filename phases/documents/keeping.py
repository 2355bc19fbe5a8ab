"""Keeps what is made: once per edition, and made again when the way of making changes."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.db import transaction

from phases.content import Content
from phases.documents.making import make
from phases.models import Document, Edition
from trail import clock

# A release that sets documents differently makes them again, although the content is the same.
_SOURCES = sorted(path for path in Path(__file__).parent.iterdir() if path.suffix in {".py", ".typ"})
_MADE_BY = sha256(b"".join(path.read_bytes() for path in _SOURCES)).hexdigest()[:8]


def fingerprint(content: Content) -> str:
    """Changes when any document would: for the visitor's browser, which may keep its copy."""
    return f"{content.edition.key.hex}-{_MADE_BY}" if content.edition else ""


def kept(content: Content, name: str, words: Callable[[], dict[str, Any]]) -> bytes:
    """The PDF of this name for this edition: as it is kept, or else made of `words()` and kept from now on."""
    if not content.edition:
        return make(words())
    document = Document.objects.filter(edition=content.edition.key, name=_kept_as(name)).first()
    if document:
        return bytes(document.content)
    made = make(words(), content.edition.published_at)
    _keep(content.edition, name, made)
    return made


@transaction.atomic
def _keep(edition: Edition, name: str, made: bytes) -> None:
    """Two makers at once both have their document; the first row stays. Documents of older editions go."""
    # A slow maker may come after the next edition: then its document is not kept, and it removes nothing.
    if not Edition.objects.filter(key=edition.key).exists():
        return
    Document.objects.get_or_create(
        edition=edition.key, name=_kept_as(name), defaults={"content": made, "made_at": clock.now()}
    )
    Document.objects.exclude(edition=edition.key).delete()


def _kept_as(name: str) -> str:
    return f"{name}-{_MADE_BY}"
