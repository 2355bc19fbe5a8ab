"""What each public page shows: picked out of the content in memory, made flat for the templates, without a query."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.utils.translation import get_language

from accounts.models import User
from phases.content import Content, Row, pick
from phases.enums import Domain, ResourceKind
from phases.history import Kept
from phases.models import Audience, Feedback, Page, Partner, Phase, Resource, Responsibility
from phases.steps import kept_lines, lines

# The first rows of the grid hold the stations and the victim's line.
VICTIM_ROW = 2


@dataclass
class Stop:
    """One stop on one route: a text, or (with `text` None) a gap that is named."""

    partner: Partner
    phase: Phase
    text: Responsibility | None = None
    mentions: int = 0
    span: int = 0  # how many columns the track runs on to the next stop of the same route
    loose: bool = False  # the track to the next stop is dashed: one of its ends is a gap

    @property
    def url(self) -> str:
        return (self.text or self.partner).get_absolute_url()

    @property
    def track(self) -> str:
        """How the track runs on from here, in the words of the stylesheet."""
        return " ".join(filter(None, [f"s{self.span}" if self.span else "", "loose" if self.loose else ""]))

    @property
    def others(self) -> list[Partner]:
        return [other for other in self.text.partners.all() if other != self.partner] if self.text else []


@dataclass
class Route:
    partner: Partner
    row: int
    on: bool = False
    stops: list[Stop] = field(default_factory=list)


@dataclass
class RoadMap:
    phases: list[tuple[Phase, list[tuple[Route, Stop]]]]
    domains: list[tuple[str, str, int, list[Route]]]  # key, label, row, routes
    chosen: Partner | None
    revised_on: date | None


def road_map(content: Content, chosen: str = "") -> RoadMap:
    """The whole map; `chosen` is a partner's slug, and anything else means that no route is chosen."""
    cells = _cells(content)
    domains, routes, row = [], [], VICTIM_ROW
    for key, label in Domain.choices:
        members = [partner for partner in content.partners if partner.domain == key]
        if members:
            row += 1
            made = [Route(partner, row + n, partner.slug == chosen) for n, partner in enumerate(members, 1)]
            domains.append((key, str(label), row, made))
            routes += made
            row += len(made)
    for route in routes:
        route.stops = _route_stops(route.partner, content.phases, cells)
    by_phase = [
        (phase, [(route, stop) for route in routes for stop in route.stops if stop.phase == phase])
        for phase in content.phases
    ]
    revised = [text.revised_on for text in content.texts if text.revised_on]
    return RoadMap(
        by_phase, domains, next((r.partner for r in routes if r.on), None), max(revised) if revised else None
    )


def _cells(content: Content) -> dict[tuple[int, int], tuple[Responsibility | None, int]]:
    """Which partner has what in which phase: a text, or a gap with the number of texts that mention the partner."""
    mentions = Counter((partner.pk, text.phase_id) for text in content.texts for partner in text.mentions.all())
    found = {(gap.partner_id, gap.phase_id): (None, mentions[gap.partner_id, gap.phase_id]) for gap in content.gaps}
    found |= {(partner.pk, text.phase_id): (text, 0) for text in content.texts for partner in text.partners.all()}
    return found


def _route_stops(partner: Partner, phases: list[Phase], cells: dict) -> list[Stop]:
    stops = [Stop(partner, phase, *cells[partner.pk, phase.pk]) for phase in phases if (partner.pk, phase.pk) in cells]
    for stop, following in pairwise(stops):
        stop.span = phases.index(following.phase) - phases.index(stop.phase)
        stop.loose = stop.text is None or following.text is None
    return stops


def phase_page(content: Content, phase: Phase) -> dict[str, Any]:
    here = content.phases.index(phase)
    texts = [text for text in content.texts if text.phase_id == phase.pk]
    gaps = [gap.partner for gap in content.gaps if gap.phase_id == phase.pk]
    return {
        "phase": phase,
        "texts": texts,
        "gaps": [(partner, [text for text in texts if partner in text.mentions.all()]) for partner in gaps],
        "previous": content.phases[here - 1] if here else None,
        "next": content.phases[here + 1] if here + 1 < len(content.phases) else None,
        "terms": content.abbreviations,
    }


def partner_page(content: Content, partner: Partner) -> dict[str, Any]:
    """Per phase the partner's texts, whether there is a gap, and the texts of others that mention the partner."""
    own, mentioning = defaultdict(list), defaultdict(list)
    for text in content.texts_of(partner):
        own[text.phase_id].append(text)
    for text in content.texts_mentioning(partner):
        mentioning[text.phase_id].append(text)
    gaps = {gap.phase_id for gap in content.gaps if gap.partner_id == partner.pk}
    rows = [
        {"phase": phase, "texts": own[phase.pk], "is_gap": phase.pk in gaps, "mentions": mentioning[phase.pk]}
        for phase in content.phases
    ]
    return {"partner": partner, "rows": rows, "terms": content.abbreviations}


def text_page(content: Content, text: Responsibility) -> dict[str, Any]:
    """The text with what belongs to it, and the stops before and after it on the route of each of its partners."""
    return {
        "text": text,
        "partners": text.partners.all(),
        "mentions": text.mentions.all(),
        "steps": lines(text),
        "resources": text.resources.all(),
        "routes": [_neighbours(content, text, partner) for partner in text.partners.all()],
        "terms": content.abbreviations,
    }


def text_version_page(content: Content, text: Responsibility, kept: Kept) -> dict[str, Any]:
    """An earlier version of a text, with the words it had; partners and folders carry the names of today."""
    fields = kept.fields
    then = Responsibility(
        pk=text.pk,
        slug=text.slug,
        phase=pick(content.phases, fields["phase"][0]),
        version=kept.number,
        revised_on=kept.revised_on,
        **{name: fields[name] for name in ("headline", "what", "note", "revised_by")},
    )
    return {
        "text": then,
        "partners": _named(content.partners, fields["partners"]),
        "mentions": _named(content.partners, fields["mentions"]),
        "steps": kept_lines(kept, content.partners),
        "resources": _named(content.resources, fields["resources"]),
        "routes": [],
        "terms": content.abbreviations,
        "newest": text,
    }


def _named(rows: list[Row], keys: list[list[str]]) -> list[Row]:
    slugs = {slug for (slug,) in keys}
    return [row for row in rows if row.slug in slugs]


def _neighbours(content: Content, text: Responsibility, partner: Partner) -> dict[str, Any]:
    stops = content.texts_of(partner)
    here = stops.index(text)
    return {
        "partner": partner,
        "previous": stops[here - 1] if here else None,
        "next": stops[here + 1] if here + 1 < len(stops) else None,
    }


def telephones(content: Content) -> list[Resource]:
    """Every number, the emergency number first."""
    numbers = [row for row in content.resources if row.kind == ResourceKind.TELEPHONE and row.telephone]
    return sorted(numbers, key=lambda number: number.telephone != "112")


def audience_page(content: Content, audience: Audience) -> dict[str, Any]:
    resources = audience.resources.all()
    calls = [resource for resource in resources if resource.telephone]
    return {
        "audience": audience,
        "regional_help": audience.regional_help.all(),
        "calls": sorted(calls, key=lambda call: call.telephone != "112"),
        "links": [resource for resource in resources if not resource.telephone],
        # The explanations are Dutch: on an English page the text itself explains.
        "terms": content.abbreviations if get_language() == settings.LANGUAGE_CODE else {},
    }


def audiences_page(content: Content) -> dict[str, Any]:
    return {"audiences": content.audiences, "calls": telephones(content)}


def loose_page(content: Content, page: Page) -> dict[str, Any]:
    return {"page": page, "terms": content.abbreviations}


def terms_page(content: Content) -> dict[str, Any]:
    return {"all_terms": content.terms, "terms": content.abbreviations}


def own_feedback(user: User | AnonymousUser, text: Responsibility) -> Iterable[Feedback]:
    """What this person said about this text, with the answers."""
    return text.feedback.filter(sender=user.pk) if user.is_authenticated else ()


def feedback_of(user: User) -> QuerySet[Feedback]:
    return Feedback.objects.filter(sender=user).select_related("text__phase")
