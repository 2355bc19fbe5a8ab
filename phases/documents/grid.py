"""The map as a table for paper, and one route of it as a line."""

from typing import Any

from django.utils.translation import ngettext

from phases import queries
from phases.content import Content
from phases.models import Partner


def table(content: Content) -> dict[str, Any]:
    """The map as rows of cells. A cell knows its stop, and whether a track goes on to the next cell."""
    road_map = queries.road_map(content)
    last = len(content.phases) - 1
    return {
        "phases": [{"number": phase.number, "name": phase.short_name} for phase in content.phases],
        "victim": [
            {"stop": {"text": phase.victim_stop, "key": f"fase-{phase.slug}"}, "out": "on" if n < last else ""}
            for n, phase in enumerate(content.phases)
        ],
        "domains": [
            {
                "key": key,
                "label": label,
                "rows": [
                    {"name": route.partner.name, "subtitle": route.partner.subtitle, "cells": _cells(content, route)}
                    for route in routes
                ],
            }
            for key, label, _row, routes in road_map.domains
        ],
    }


def line(content: Content, partner: Partner) -> list[dict[str, Any]]:
    """The stations of one partner: a stop, a gap, or (`quiet`) nothing."""
    routes = [route for *_domain, members in queries.road_map(content).domains for route in members]
    cells = next((_cells(content, route) for route in routes if route.partner == partner), [])
    return [
        {
            "name": phase.short_name,
            "here": bool(cell["stop"] and cell["stop"]["text"]),
            "gap": bool(cell["stop"] and not cell["stop"]["text"]),
            "quiet": not cell["stop"],
            "out": cell["out"],
        }
        for phase, cell in zip(content.phases, cells, strict=False)
    ]


def _cells(content: Content, route: queries.Route) -> list[dict[str, Any]]:
    stops = {stop.phase.pk: stop for stop in route.stops}
    cells, track, left = [], "", 0
    for phase in content.phases:
        stop = stops.get(phase.pk)
        if stop:
            track, left = "loose" if stop.loose else "on", stop.span
        cells.append({"stop": _stop(stop) if stop else None, "out": track if left > 0 else ""})
        left -= 1
    return cells


def _stop(stop: queries.Stop) -> dict[str, Any]:
    if not stop.text:
        words = ngettext("genoemd in %(n)s tekst", "genoemd in %(n)s teksten", stop.mentions) % {"n": stop.mentions}
        return {"text": "", "key": "", "gap": True, "mentions": words if stop.mentions else ""}
    others = ", ".join(other.short_name for other in stop.others)
    return {"text": stop.text.headline, "key": f"tekst-{stop.text.slug}", "with": others}
