"""What the public pages cost a visitor: `make bench-pages`. The site runs as in production, in a scratch folder.

Queries are counted in this process; weight and speed are measured in Chromium against gunicorn: the bytes over the wire
with their headers, of a first visit and of the next to the same page, the largest contentful paint and layout shift.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import django
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from playwright.sync_api import Browser, sync_playwright

from benchmarks.serving import served

PAGES = {
    "map": "/",
    "map, a route chosen": "/?partner=politie",
    "phase": "/fase/melden/",
    "partner": "/partner/veilig-thuis/",
    "text": "/tekst/melden-politie/",
    "help": "/hulp/",
    "audience": "/hulp/slachtoffer/",
    "about": "/over/introductie/",
    "terms": "/begrippen/",
    "search": "/zoeken/?q=aangifte",
    "help in English": "/en/hulp/",
}
WIDTHS = (1440, 390)
ROUNDS = 3
SETTLED = 300  # milliseconds without news, after which nothing shifts any more
# Most queries, most bytes of a first and of a next visit, most milliseconds, most layout shift.
LIMITS = {"queries": 5, "first": 40_000, "next": 12_000, "paint": 400, "shift": 0.0}
OBSERVE = """
window.seen = {paint: 0, shift: 0};
new PerformanceObserver((list) => { for (const entry of list.getEntries()) window.seen.paint = entry.startTime; })
    .observe({type: "largest-contentful-paint", buffered: true});
new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.seen.shift += entry.value;
}).observe({type: "layout-shift", buffered: true});
"""


@dataclass
class Visit:
    first: int
    next: int
    paint: float
    shift: float


def production(scratch: Path) -> dict[str, str]:
    """The environment of a site in production, apart from https: nothing stands before gunicorn here."""
    keep = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG", "VIRTUAL_ENV"}}
    return keep | {
        "DJANGO_SETTINGS_MODULE": "routekaart_site.settings",
        "SECRET_KEY": "alleen-voor-deze-meting",
        "ALLOWED_HOSTS": "127.0.0.1",
        "DATABASE_URL": f"sqlite:///{scratch / 'db.sqlite3'}",
        "STATIC_ROOT": str(scratch / "static"),
        "CACHE_URL": "redis://127.0.0.1:6379/9",  # has to be named; no public page looks there
        "SECURE_SSL_REDIRECT": "0",
        "DEBUG": "0",
    }


def queries(path: str) -> int | None:
    """Of a page whose content is in memory already, as after the first visitor of an edition. None: no such page."""
    client = Client(SERVER_NAME="127.0.0.1")
    client.get("/")
    with CaptureQueriesContext(connection) as captured:
        status = client.get(path).status_code
    if status not in (200, 404):
        raise SystemExit(f"{path}: {status}")
    return len(captured) if status == 200 else None


def visit(browser: Browser, url: str, width: int) -> Visit:
    context = browser.new_context(viewport={"width": width, "height": 900}, locale="nl-NL")
    context.add_init_script(OBSERVE)
    page = context.new_page()
    received: list[float] = []
    devtools = context.new_cdp_session(page)
    devtools.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    devtools.send("Network.enable")
    totals, seen = [], {}
    for _visit in range(2):
        received.clear()
        page.goto(url, wait_until="load")
        page.wait_for_timeout(SETTLED)
        seen = seen or page.evaluate("window.seen")
        totals.append(int(sum(received)))
    context.close()
    return Visit(*totals, seen["paint"], round(seen["shift"], 4))


def measure(browser: Browser, address: str) -> bool:
    """Prints one line per page; tells whether all are within the limits.

    The paint is the median of the visits. Whatever else runs on the machine only adds to it: the fastest says how much.
    """
    print(f"{'':24}{'queries':>8}{'first':>10}{'next':>10}{'paint':>9}{'fastest':>10}{'shift':>8}")
    within = True
    for name, path in PAGES.items():
        asked = queries(path)
        if asked is None:
            print(f"{name:24}  no such page")
            continue
        visits = [visit(browser, address + path, width) for width in WIDTHS for _ in range(ROUNDS)]
        found = {
            "queries": asked,
            "first": max(one.first for one in visits),
            "next": max(one.next for one in visits),
            "paint": statistics.median(one.paint for one in visits),
            "fastest": min(one.paint for one in visits),
            "shift": max(one.shift for one in visits),
        }
        over = [measured for measured, limit in LIMITS.items() if found[measured] > limit]
        sizes = f"{found['first'] / 1000:7.1f} kB{found['next'] / 1000:7.1f} kB"
        print(
            f"{name:24}{asked:8}{sizes}{found['paint']:6.0f} ms{found['fastest']:7.0f} ms{found['shift']:8.3f}"
            + (f"  OVER: {', '.join(over)}" if over else "")
        )
        within = within and not over
    return within


def main() -> None:
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        raise SystemExit("Chromium is missing")
    with tempfile.TemporaryDirectory() as folder:
        environment = production(Path(folder))
        for command in (["migrate"], ["load_fixtures"], ["collectstatic", "--no-input"]):
            manage = [sys.executable, "manage.py", *command, "--verbosity", "0"]
            subprocess.run(manage, env=environment, check=True)  # noqa: S603 our own command
        os.environ.update(environment)
        # Playwright's loop runs in this thread; the ORM would refuse to count there.
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
        django.setup()
        assert not settings.DEBUG, "the figures of development say nothing"  # noqa: S101
        with served(environment, "--workers", "1", "--threads", "4") as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
            load = f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
            print(f"chromium {browser.version}, {connection.vendor}, {load}")
            within = measure(browser, address)
            browser.close()
        connection.close()
    limits = "at most {queries} queries, {first} bytes first, {next} bytes next, {paint} ms, no shift"
    print(limits.format(**LIMITS) + (": all within" if within else ": NOT MET"))
    raise SystemExit(0 if within else 1)


if __name__ == "__main__":
    main()
