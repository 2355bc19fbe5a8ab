"""Chromium for browser tests. Where it is missing, CI fails; elsewhere these tests are skipped, and say so."""

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, Response, sync_playwright

from conftest import PASSWORD

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
EXPECTED = (403, 404)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        if os.environ.get("CI"):
            pytest.fail("Chromium is missing, and in CI nothing is skipped")
        pytest.skip("Chromium is missing: the browser tests did not run")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield browser
        browser.close()


class Visitor:
    """Somebody with a browser of his own. Every page he sees is checked: no error, no CSP message, no axe finding."""

    def __init__(self, browser: Browser, address: str, width: int, scheme: str = "light") -> None:
        self.address = address
        self.context = browser.new_context(
            locale="nl-NL", viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
        )
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(15_000)
        self.faults: list[str] = []
        self.checked: set[str] = set()
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        self.page.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.faults.append(f"console: {message.text}")

    def _response(self, response: Response) -> None:
        if response.status >= 400 and response.status not in EXPECTED:
            self.faults.append(f"{response.status}: {response.url}")
        if not response.url.startswith((self.address, "data:")):
            self.faults.append(f"loaded from elsewhere: {response.url}")

    def log_in(self, email: str) -> None:
        self.open("/account/login/")
        self.page.get_by_label("E-mail").fill(email)
        self.page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
        self.page.locator("main form button[type=submit]").click()
        self.page.wait_for_url("**/mijn-werk/")

    def open(self, path: str) -> int:
        response = self.page.goto(self.address + path)
        return response.status if response else 0

    def click(self, name: str) -> None:
        """Presses the link or button of this name, inside the page's content."""
        main = self.page.locator("main")
        target = main.get_by_role("link", name=name, exact=True).or_(main.get_by_role("button", name=name, exact=True))
        target.first.click()

    def choose(self, name: str) -> None:
        self.page.get_by_label(name, exact=True).check()

    def check(self, what: str) -> None:
        """Looks at the page as it stands, once per kind of page."""
        self.page.wait_for_load_state()
        assert not self.faults, self.faults
        wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{what} scrolls sideways by {wide} px at {self.page.url}"
        if what not in self.checked:
            self.checked.add(what)
            found = axe_findings(self.page)
            assert not found, f"{what} ({self.page.url}): {found}"


def axe_findings(page: Page) -> list[dict[str, Any]]:
    # Preloading would make axe put stylesheets into the page by itself, which our CSP rightly refuses.
    result = Axe().run(page, options={"preload": False, "resultTypes": ["violations"]})
    return [
        {"rule": found["id"], "where": [node["html"][:160] for node in found["nodes"][:3]]}
        for found in result.response["violations"]
    ]


@pytest.fixture
def visitor(chromium: Browser, live_server: Any) -> Iterator[Callable[..., Visitor]]:
    made: list[Visitor] = []

    def make(width: int, scheme: str = "light") -> Visitor:
        made.append(Visitor(chromium, live_server.url, width, scheme))
        return made[-1]

    yield make
    for one in made:
        one.context.close()
