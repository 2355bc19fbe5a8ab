"""What stands in each document, as plain data: every word that `road_map.typ` sets comes from here.

A phase and a partner become sections of the same shape, so that the template knows one kind of section. A document is
Dutch, whatever the language of the visitor: it is kept for everybody.
"""

import re
from collections.abc import Iterable
from typing import Any

from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from phases import queries, richtext
from phases.content import Content
from phases.documents import grid
from phases.models import Partner, Phase, Resource, Responsibility
from phases.steps import lines

LANGUAGE = "nl"
INTRODUCTION = "introductie"
# Elsewhere than on the site a path leads nowhere: such a link stays words.
LINKS = ("https://", "http://", "tel:", "mailto:")


def map_words(content: Content) -> dict[str, Any]:
    with translation.override(LANGUAGE):
        pages = [page for page in content.pages if page.slug == INTRODUCTION]
        return {
            **_frame(content, _("Wie doet wat bij stalking door een (ex-)partner?"), "/"),
            "kicker": _("De hele kaart: vijf fasen en alle partners"),
            "toc": True,
            "table": grid.table(content),
            "sections": [_phase_section(content, phase) for phase in content.phases],
            "pages": [
                {"title": page.title, "body": _blocks(page.body), "footnote": _blocks(page.footnote)} for page in pages
            ],
            "terms": [
                {"word": term.word, "meaning": _meaning(term), "more": _blocks(term.explanation)}
                for term in content.terms
            ],
        }


def phase_words(content: Content, phase: Phase) -> dict[str, Any]:
    with translation.override(LANGUAGE):
        section = _phase_section(content, phase)
        return {
            **_frame(content, section.pop("title"), phase.get_absolute_url()),
            "kicker": _("Eén fase uit de routekaart stalking"),
            "line": [{"name": other.short_name, "here": other == phase, "out": "on"} for other in content.phases],
            "lead": section.pop("summary"),
            "victim": section.pop("victim"),
            "sections": [{**section, "title": _("Wie doet wat in deze fase")}],
        }


def partner_words(content: Content, partner: Partner) -> dict[str, Any]:
    with translation.override(LANGUAGE):
        page = queries.partner_page(content, partner)
        return {
            **_frame(content, partner.name, partner.get_absolute_url()),
            "kicker": _("De route van één partner uit de routekaart stalking"),
            "domain": partner.domain,
            "subtitle": partner.subtitle,
            "line": grid.line(content, partner),
            "lead": _blocks(partner.description),
            "sections": [_partner_section(row) for row in page["rows"]],
        }


def _frame(content: Content, title: str, path: str) -> dict[str, Any]:
    """What every document has: its title, which edition it is, the words of its labels, the telephone numbers."""
    edition = content.edition
    return {
        "title": title,
        "edition": _("uitgave %(number)s van %(date)s")
        % {"number": edition.number, "date": date_format(localtime(edition.published_at), "j F Y")}
        if edition
        else "",
        "live": _("De nieuwste versie staat op de website.") if path == "/" else _("Nieuwste versie op de website:"),
        "path": "" if path == "/" else path,
        "labels": _labels(),
        "telephones": [_resource(number) for number in queries.telephones(content)],
    }


def _labels() -> dict[str, str]:
    return {
        "site": _("Routekaart stalking"),
        "author": _("Routekaart (ex-partner)stalking Noord-Nederland"),
        "danger": _("In direct gevaar?"),
        "call": _("Bel 112"),
        "contents": _("Inhoud"),
        "map": _("De kaart"),
        "map_hint": _(
            "Elke rij is de route van een partner, elke kolom een fase. Een gestippelde halte betekent: de routekaart "
            "legt hier voor deze partner nog niets vast."
        ),
        "partner": _("Partner"),
        "victim": _("Het slachtoffer"),
        "steps": _("Wat u doet"),
        "what": _("Zo staat het in de routekaart"),
        "note": _("Let op"),
        "resources": _("Folders en adressen"),
        "mentions": _("Noemt ook"),
        "gaps": _("Nog niet vastgelegd"),
        "gap": _("In de routekaart is voor deze partner in deze fase nog niets vastgelegd."),
        "gap_short": _("nog niets vastgelegd"),
        "nothing": _("Geen eigen tekst in deze fase."),
        "mentioned": _("Genoemd in teksten van anderen"),
        "telephones": _("Telefoonnummers"),
        "terms": _("Begrippen en afkortingen"),
        "page": _("pagina"),
        "of": _("van"),
        "with": _("met"),
    }


def _phase_section(content: Content, phase: Phase) -> dict[str, Any]:
    page = queries.phase_page(content, phase)
    gaps = []
    for partner, _count in page["gaps"]:
        mentions = [text for text in page["texts"] if partner in text.mentions.all()]
        gaps.append({"partner": partner.name, "mentions": _references(mentions)})
    return {
        "title": _phase_title(phase),
        "key": f"fase-{phase.slug}",
        "summary": _blocks(phase.summary),
        "victim": {"stop": phase.victim_stop, "text": _blocks(phase.victim_text)},
        "texts": [_text(text) for text in page["texts"]],
        "gaps": gaps,
    }


def _partner_section(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "title": _phase_title(row["phase"]),
        "key": f"fase-{row['phase'].slug}",
        "texts": [_text(text) for text in row["texts"]],
        "nothing": "" if row["texts"] else _labels()["gap" if row["is_gap"] else "nothing"],
        "is_gap": row["is_gap"],
        "mentions": _references(row["mentions"]),
    }


def _phase_title(phase: Phase) -> str:
    return _("Fase %(number)s: %(name)s") % {"number": phase.number, "name": phase.name}


def _text(text: Responsibility) -> dict[str, Any]:
    steps = [{"text": line.text, "about": [*filter(None, [line.who, line.when, line.choices])]} for line in lines(text)]
    revised = date_format(text.revised_on, "j F Y") if text.revised_on else ""
    return {
        "key": f"tekst-{text.slug}",
        "headline": text.headline,
        "partners": [{"name": partner.name, "domain": partner.domain} for partner in text.partners.all()],
        "steps": steps,
        "what": _blocks(text.what),
        "note": _blocks(text.note),
        "resources": [_resource(resource) for resource in text.resources.all()],
        "mentions": [partner.name for partner in text.mentions.all()],
        "revised": _("Laatst herzien op %(date)s.") % {"date": revised} if revised else "",
    }


def _references(texts: Iterable[Responsibility]) -> list[dict[str, str]]:
    return [
        {
            "headline": text.headline,
            "key": f"tekst-{text.slug}",
            "partners": ", ".join(partner.name for partner in text.partners.all()),
        }
        for text in texts
    ]


def _resource(resource: Resource) -> dict[str, str]:
    return {
        "title": resource.title,
        "kind": resource.get_kind_display(),
        "url": resource.url,
        "telephone": resource.telephone,
        "note": resource.note,
    }


def _meaning(term: Any) -> str:
    if term.meaning or term.explanation:
        return term.meaning
    return _("De betekenis van %(word)s wordt nog bevestigd.") % {"word": term.word}


def _blocks(html: str) -> list[dict[str, Any]]:
    found = richtext.blocks(html)
    for block in found:
        for runs in block["items"]:
            for run in runs:
                run["text"] = run["text"] if run["text"] == "\n" else re.sub(r"\s+", " ", run["text"])
                run["href"] = run["href"] if run["href"].startswith(LINKS) else ""
    return found
