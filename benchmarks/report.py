"""What was measured, in units, beside what it may cost."""

import statistics
from collections.abc import Iterator

from benchmarks.pages import ALL, GROWTH, HUNDRED, ON_ALL, PEOPLE, WALL, Page
from benchmarks.visiting import Pairs, Site


def in_units(pairs: list[tuple[float, float]]) -> tuple[float, float, float]:
    """Median and quartiles of what a page costs in units."""
    low, median, high = statistics.quantiles([page / unit for unit, page in pairs], n=4)
    return median, low, high


def against(pairs: Pairs, one: tuple[Site, str], other: tuple[Site, str]) -> float:
    """How much more the same page costs here than there, each in its own units, round by round."""
    return statistics.median(
        (page / unit) / (other_page / other_unit)
        for (unit, page), (other_unit, other_page) in zip(pairs[one], pairs[other], strict=True)
    )


class Report:
    """Prints a line per page and site, and remembers what is over its limit."""

    def __init__(self, sites: list[Site], queries: dict[str, int]) -> None:
        self.sites, self.queries = sites, queries
        self.over: dict[str, float] = {}
        self.units: list[float] = []

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
                taken = statistics.median(taken for _, taken in pairs[site, key])
                shown = self.held(median, page.limit, f"{page.name}:", 1)
                cells.append(f"{shown} ({low:.1f}-{high:.1f}) {taken:.0f} ms")
                self.units += [unit for unit, _ in pairs[site, key]]
            wall = "" if site.wall else " bare"
            most = f"<= {page.limit}" if page.limit else ""
            rounds = len(pairs[site, page.people[0]])
            asked = self.queries[page.name] or ""
            name = f"{page.name:30}{site.size:>8}{wall:5} {most:>6} {asked:>3} {rounds:>3}  "
            print(name + "".join(f"{cell:<28}" for cell in cells), flush=True)
        self._compare(page, pairs)

    def _compare(self, page: Page, pairs: Pairs) -> None:
        walled = [site for site in self.sites if site.wall]
        first, last, shown = walled[0], walled[-1], []
        for key in page.people if first is not last else ():
            # Somebody on all has another number of cases here than there.
            limit = GROWTH if page.limit and key != ALL else None
            times = against(pairs, (last, key), (first, key))
            shown.append(f"{last.size:,} / {first.size:,} on {key} {self.held(times, limit, f'{page.name}, growth:')}")
        for site in walled if page.people == PEOPLE else ():
            times = against(pairs, (site, ALL), (site, HUNDRED))
            shown.append(f"all / {HUNDRED} of {site.size:,} {self.held(times, ON_ALL, f'{page.name}, on all:')}")
        for site, bare in wall_pairs(self.sites):
            for key in page.people:
                times = against(pairs, (site, key), (bare, key))
                limit = WALL if page.behind_wall else None
                shown.append(f"wall of {site.size:,} on {key} {self.held(times, limit, f'{page.name}, wall:')}")
        if shown:
            print(f"{'':8}{' · '.join(shown)}", flush=True)


def wall_pairs(sites: list[Site]) -> Iterator[tuple[Site, Site]]:
    for site in sites:
        for bare in sites:
            if site.wall and not bare.wall and site.size == bare.size:
                yield site, bare
