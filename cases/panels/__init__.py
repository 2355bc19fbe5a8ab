"""The parts of a case page: each reads what it shows, has its own template and can be asked for alone."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from cases.access import Seat
from cases.panels.closing import closing
from cases.panels.head import head
from cases.panels.mine import mine
from cases.panels.steps import steps
from cases.panels.timeline import timeline
from cases.panels.waiting import waiting
from cases.panels.warnings import warnings


@dataclass(frozen=True)
class Panel:
    """`name` is its word in the address; `context` is what its template gets for one viewer."""

    name: str
    template: str
    context: Callable[[Seat], dict[str, Any]]


HEAD = Panel("kop", "cases/panels/head.html", head)
CLOSING = Panel("sluiten", "cases/panels/closing.html", closing)
WARNINGS = Panel("let-op", "cases/panels/warnings.html", warnings)
WAITING = Panel("wacht", "cases/panels/waiting.html", waiting)
MINE = Panel("van-u-gevraagd", "cases/panels/mine.html", mine)
STEPS = Panel("taken", "cases/panels/steps.html", steps)
TIMELINE = Panel("wat-er-gebeurde", "cases/panels/timeline.html", timeline)

PANELS = {panel.name: panel for panel in (HEAD, CLOSING, WARNINGS, WAITING, MINE, STEPS, TIMELINE)}
