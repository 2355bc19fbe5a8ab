"""What was measured, in units, beside what it may cost."""

import statistics
from collections.abc import Iterable, Iterator
from math import isnan, nan

from benchmarks.pages import ALL, GROWTH, HUNDRED, ON_ALL, PEOPLE, WALL, Page
from benchmarks.visiting import Pairs, Site, Taken


def in_units(pairs: list[tuple[Taken, Taken]]) -> tuple[float, float, float]:
    """What a page takes in units: median and quartiles."""
    low, median, high = statistics.quantiles([page.clock / unit.clock for unit, page in pairs], n=4)
    return median, low, high


def of_processor(pairs: list[tuple[Taken, Taken]]) -> float:
    return _median(page.processor / unit.processor for unit, page in pairs)


def against(pairs: Pairs, one: tuple[Site, str], other: tuple[Site, str]) -> tuple[float, float]:
    """How much more the same page takes here than there, round by round: in units, and of the processor."""
    rounds = list(zip(pairs[one], pairs[other], strict=True))
    return (
        _median(
            (page.clock / unit.clock) / (other.clock / other_unit.clock) for (unit, page), (other_unit, other) in rounds
        ),
        _median(page.processor / other.processor for (_unit, page), (_other_unit, other) in rounds),
    )


def _median(ratios: Iterable[float]) -> float:
    told = [ratio for ratio in ratios if not isnan(ratio)]
    return statistics.median(told) if told else nan


class Report:
    """Prints a line per page and site, and remembers what is over its limit."""

    def __init__(self, sites: list[Site], queries: dict[str, int]) -> None:
        self.sites, self.queries = sites, queries
        self.over: dict[str, float] = {}
        self.units: list[Taken] = []

    def held(self, figure: float, limit: float | None, what: str, places: int = 2) -> str:
        """The figure, marked where it is over its limit; of each kind the worst is remembered."""
        if limit is None or figure <= limit:
            return f"{figure:.{places}f}"
        what = f"{what} at most {limit}"
        self.over[what] = max(figure, self.over.get(what, 0.0))
        return f"{figure:.{places}f}!"

    def page(self, page: Page, pairs: Pairs) -> None:
        for site in self.sites:
            cells = []
            for key in page.people:
                median, low, high = in_units(pairs[site, key])
                units, visits = zip(*pairs[site, key], strict=True)
                shown = self.held(median, page.limit, f"{page.name}:", 1)
                took = statistics.median(visit.clock for visit in visits)
                cells.append(f"{shown} ({low:.1f}-{high:.1f}) {of_processor(pairs[site, key]):.1f}p {took:.0f} ms")
                self.units += units
            wall = "" if site.wall else " bare"
            most = f"<= {page.limit}" if page.limit else ""
            rounds = len(pairs[site, page.people[0]])
            asked = self.queries[page.name] or ""
            name = f"{page.name:30}{site.size:>8}{wall:5} {most:>6} {asked:>3} {rounds:>3}  "
            print(name + "".join(f"{cell:<34}" for cell in cells), flush=True)
        self._compare(page, pairs)

    def _compare(self, page: Page, pairs: Pairs) -> None:
        walled = [site for site in self.sites if site.wall]
        first, last, shown = walled[0], walled[-1], []

        def compare(one: tuple[Site, str], other: tuple[Site, str], limit: float | None, what: str) -> str:
            times, of_processor = against(pairs, one, other)
            return f"{self.held(times, limit, f'{page.name}, {what}:')} ({of_processor:.2f}p)"

        def price(one: tuple[Site, str], other: tuple[Site, str]) -> str:
            """The wall's: it is work and no wait, so what is held is the processor's time."""
            times, of_processor = against(pairs, one, other)
            limit = WALL if page.behind_wall else None
            return f"{times:.2f} ({self.held(of_processor, limit, f'{page.name}, wall:')}p)"

        for key in page.people if first is not last else ():
            # Somebody on all has another number of cases here than there.
            limit = GROWTH if page.limit and key != ALL else None
            times = compare((last, key), (first, key), limit, "growth")
            shown.append(f"{last.size:,} / {first.size:,} on {key} {times}")
        for site in walled if page.people == PEOPLE else ():
            shown.append(f"all / {HUNDRED} of {site.size:,} {compare((site, ALL), (site, HUNDRED), ON_ALL, 'on all')}")
        for site, bare in wall_pairs(self.sites):
            for key in page.people:
                shown.append(f"wall of {site.size:,} on {key} {price((site, key), (bare, key))}")
        if shown:
            print(f"{'':8}{' · '.join(shown)}", flush=True)


def wall_pairs(sites: list[Site]) -> Iterator[tuple[Site, Site]]:
    for site in sites:
        for bare in sites:
            if site.wall and not bare.wall and site.size == bare.size:
                yield site, bare
