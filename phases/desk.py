"""What editors ask about a piece of content: on which page it is seen, and where it is used."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.db.models import CharField, QuerySet, TextField
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from phases import history, queries, richtext, steps
from phases.content import Content, pick
from phases.models import Audience, NoteDecision, Page, Partner, Phase, Published, Resource, Responsibility, Term

# On which page each kind of content is seen: template, page, and where the row of a page of its own stands.
_PAGES: dict[type[Published], tuple[str, Callable[..., dict[str, Any]], str]] = {
    Phase: ("phases/phase.html", queries.phase_page, "phases"),
    Partner: ("phases/partner.html", queries.partner_page, "partners"),
    Responsibility: ("phases/text.html", queries.text_page, "texts"),
    Audience: ("phases/audience.html", queries.audience_page, "audiences"),
    Page: ("phases/page.html", queries.loose_page, "pages"),
    Resource: ("phases/audiences.html", queries.audiences_page, ""),
    Term: ("phases/terms.html", queries.terms_page, ""),
}


def page_of(content: Content, row: Published) -> tuple[str, dict[str, Any]]:
    """The template and context of the page on which this row is seen: for the preview."""
    template, page, rows = _PAGES[type(row)]
    if not rows:
        return template, page(content)
    shown = pick(getattr(content, rows), row.slug)
    landing = steps.of_text(shown) if isinstance(shown, Responsibility) else []
    return template, {**page(content, shown), "landing": landing}


def place(row: Published) -> str:
    """How an editor knows this row."""
    return f"{row.phase.short_name}: {row.headline}" if isinstance(row, Responsibility) else str(row)


def places_of_resource(content: Content, resource: Resource) -> list[Published]:
    return [row for row in (*content.texts, *content.audiences) if resource in row.resources.all()]


def goes_along(content: Content, row: Published) -> list[str]:
    """What disappears with this row, one line each."""
    parts = getattr(row, history.PARTS[type(row)]).all() if type(row) in history.PARTS else []
    places = places_of_resource(content, row) if isinstance(row, Resource) else []
    return [
        *(f"{capfirst(part._meta.verbose_name)}: {part}" for part in parts),
        *(_("Staat niet meer bij: %(place)s") % {"place": place(one)} for one in places),
    ]


def places_of_term(content: Content, term: Term) -> list[Published]:
    """Every text, phase, partner, help page and loose page that holds the word, in whatever case."""
    word = re.compile(rf"\b{re.escape(term.word)}\b", re.IGNORECASE)
    rows = (*content.texts, *content.phases, *content.partners, *content.audiences, *content.pages)
    return [row for row in rows if any(word.search(text) for text in words_of(row))]


def undecided(texts: Iterable[Responsibility]) -> list[Responsibility]:
    """The texts whose note, as it now stands, nobody has decided about."""
    decided = set(NoteDecision.objects.values_list("text_slug", "note"))
    return [text for text in texts if text.editor_note and (text.slug, text.editor_note) not in decided]


def decisions_on(text: Responsibility) -> QuerySet[NoteDecision]:
    """The newest first."""
    return NoteDecision.objects.filter(text_slug=text.slug).select_related("decided_by")


def words_of(row: Published) -> Iterator[str]:
    """The public texts of a row, without tags."""
    hidden = {"slug", "editor_note", "revised_by"}
    for one in row._meta.fields:
        if isinstance(one, TextField | CharField) and not one.choices and one.name not in hidden:
            yield richtext.plain(getattr(row, one.name))
    if isinstance(row, Responsibility):
        yield from (step.text for step in row.steps.all())
