"""One person at one site, and the milliseconds of his visits."""

import re
import statistics
import time
from dataclasses import dataclass, field
from html import unescape
from http.client import HTTPConnection
from math import nan
from typing import NamedTuple
from urllib.parse import urlencode, urlsplit

from benchmarks.cost import HEADER
from benchmarks.pages import UNIT, Page

UNITS = 3  # before each visit; their median is what it is held against
POSTED = {"kinds": "contact", "text": "Weer veertien berichten in een nacht.", "compartment": "team"}


@dataclass(frozen=True)
class Site:
    """One database behind one gunicorn. `people` say who looks, with which cookies, at which cases."""

    size: int
    wall: bool
    address: str
    people: dict[str, dict] = field(compare=False)


class Taken(NamedTuple):
    """Milliseconds until the answer was there, and of the processor (not a number where that is not told)."""

    clock: float
    processor: float


# What the unit took and the page beside it, per site and person.
Pairs = dict[tuple[Site, str], list[tuple[Taken, Taken]]]


class Visitor:
    """One person at one site, each time over a new connection, as gunicorn behind a proxy serves it."""

    def __init__(self, site: Site, key: str) -> None:
        self.host, self.person = urlsplit(site.address).netloc, site.people[key]

    def units(self) -> Taken:
        return Taken(*map(statistics.median, zip(*(self._send("GET", UNIT)[0] for _ in range(UNITS)), strict=True)))

    def visit(self, page: Page, turn: int) -> Taken:
        """One visit; the cases of this person take turns."""
        case = self.person["cases"][turn % len(self.person["cases"])]
        path = page.path.format(case=case, middle=self.person["middle"])
        return self._post(path) if page.posts else self._send("GET", path)[0]

    def _post(self, path: str) -> Taken:
        """Sends the form that stands there, filled in; only the sending counts."""
        _, body, cookies = self._send("GET", path)
        fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', body))
        fields = {name: unescape(fields[name]) for name in ("csrfmiddlewaretoken", "once", "sender", "occurred_on")}
        return self._send("POST", path, urlencode(fields | POSTED), "; ".join([self.person["cookies"], *cookies]))[0]

    def _send(self, method: str, path: str, body: str = "", cookies: str = "") -> tuple[Taken, str, list[str]]:
        headers = {"Cookie": cookies or self.person["cookies"], "Content-Type": "application/x-www-form-urlencoded"}
        connection = HTTPConnection(self.host, timeout=120)
        started = time.perf_counter()
        connection.request(method, path, body or None, headers)
        response = connection.getresponse()
        answer = response.read()
        took = (time.perf_counter() - started) * 1000
        connection.close()
        if response.status != (302 if body else 200):
            raise SystemExit(f"{method} {path}: {response.status}")
        given = [cookie.partition(";")[0] for cookie in response.headers.get_all("Set-Cookie", [])]
        taken = Taken(took, float(response.headers.get(HEADER, nan)))
        return taken, answer.decode() if method == "GET" else "", given
