"""What the public pages show, read in a constant number of queries and made flat for the templates."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Any

from phases.enums import Domain, ResourceKind
from phases.models import Audience, Gap, Partner, Phase, Resource, Responsibility, Term

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


def road_map(chosen: str = "") -> RoadMap:
    """The whole map; `chosen` is a partner's slug, and anything else means that no route is chosen."""
    phases, partners = list(Phase.objects.all()), list(Partner.objects.all())
    texts = list(Responsibility.objects.select_related("phase").prefetch_related("partners", "mentions"))
    cells = _cells(texts, list(Gap.objects.select_related("partner", "phase")))
    domains, routes, row = [], [], VICTIM_ROW
    for key, label in Domain.choices:
        members = [partner for partner in partners if partner.domain == key]
        if members:
            row += 1
            made = [Route(partner, row + n, partner.slug == chosen) for n, partner in enumerate(members, 1)]
            domains.append((key, str(label), row, made))
            routes += made
            row += len(made)
    for route in routes:
        route.stops = _route_stops(route.partner, phases, cells)
    by_phase = [
        (phase, [(route, stop) for route in routes for stop in route.stops if stop.phase == phase]) for phase in phases
    ]
    revised = [text.revised_on for text in texts if text.revised_on]
    return RoadMap(
        by_phase, domains, next((r.partner for r in routes if r.on), None), max(revised) if revised else None
    )


def _cells(texts: list[Responsibility], gaps: list[Gap]) -> dict[tuple[int, int], tuple[Responsibility | None, int]]:
    """Which partner has what in which phase: a text, or a gap with the number of texts that mention the partner."""
    mentions = Counter((partner.pk, text.phase_id) for text in texts for partner in text.mentions.all())
    found = {(gap.partner_id, gap.phase_id): (None, mentions[gap.partner_id, gap.phase_id]) for gap in gaps}
    found |= {(partner.pk, text.phase_id): (text, 0) for text in texts for partner in text.partners.all()}
    return found


def _route_stops(partner: Partner, phases: list[Phase], cells: dict) -> list[Stop]:
    stops = [Stop(partner, phase, *cells[partner.pk, phase.pk]) for phase in phases if (partner.pk, phase.pk) in cells]
    for stop, following in pairwise(stops):
        stop.span = phases.index(following.phase) - phases.index(stop.phase)
        stop.loose = stop.text is None or following.text is None
    return stops


def abbreviations() -> dict[str, str]:
    """Words that are abbreviations and have a meaning, for the filter `explained`."""
    terms = Term.objects.exclude(meaning="").values_list("word", "meaning")
    return {word: meaning for word, meaning in terms if " " not in word and sum(map(str.isupper, word)) > 1}


def phase_page(phase: Phase) -> dict[str, Any]:
    phases = list(Phase.objects.all())
    here = phases.index(phase)
    texts = list(phase.responsibilities.prefetch_related("partners", "mentions"))
    mentioned = Counter(partner.pk for text in texts for partner in text.mentions.all())
    return {
        "texts": texts,
        "gaps": [(gap.partner, mentioned[gap.partner_id]) for gap in phase.gaps.select_related("partner")],
        "previous": phases[here - 1] if here else None,
        "next": phases[here + 1] if here + 1 < len(phases) else None,
        "terms": abbreviations(),
    }


def partner_page(partner: Partner) -> dict[str, Any]:
    """Per phase the partner's texts, whether there is a gap, and the texts of others that mention the partner."""
    own, mentioning = defaultdict(list), defaultdict(list)
    for text in partner.responsibilities.prefetch_related("partners"):
        own[text.phase_id].append(text)
    for text in partner.mentioned_in.prefetch_related("partners"):
        mentioning[text.phase_id].append(text)
    gaps = set(partner.gaps.values_list("phase_id", flat=True))
    rows = [
        {"phase": phase, "texts": own[phase.pk], "is_gap": phase.pk in gaps, "mentions": mentioning[phase.pk]}
        for phase in Phase.objects.all()
    ]
    return {"rows": rows, "terms": abbreviations()}


def text_page(text: Responsibility) -> dict[str, Any]:
    """The stops before and after this text, on the route of each partner it belongs to."""
    partners = list(text.partners.all())
    on_routes = Responsibility.objects.filter(partners__in=partners).distinct().prefetch_related("partners")
    texts, routes = list(on_routes.select_related("phase")), []
    for partner in partners:
        stops = [stop for stop in texts if partner in stop.partners.all()]
        here = stops.index(text)
        before, after = stops[here - 1] if here else None, stops[here + 1] if here + 1 < len(stops) else None
        routes.append({"partner": partner, "previous": before, "next": after})
    return {"routes": routes, "terms": abbreviations()}


def telephones() -> list[Resource]:
    """Every number, the emergency number first."""
    numbers = Resource.objects.filter(kind=ResourceKind.TELEPHONE).exclude(telephone="")
    return sorted(numbers, key=lambda number: number.telephone != "112")


def audience_page(audience: Audience) -> dict[str, Any]:
    resources = list(audience.resources.all())
    calls = [resource for resource in resources if resource.telephone]
    return {
        "calls": sorted(calls, key=lambda call: call.telephone != "112"),
        "links": [resource for resource in resources if not resource.telephone],
        "terms": abbreviations(),
    }
