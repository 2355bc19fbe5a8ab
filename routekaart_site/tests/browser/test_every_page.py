"""Each kind of page, light and dark, narrow and wide: no axe finding, no CSP message, nothing sideways."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Request, expect

from cases.tests.builders import staged_case
from cases.verbs import Verb
from conftest import Cast
from routekaart_site.tests.browser.conftest import Visitor

PUBLIC = (
    "/",
    "/?partner=politie",
    "/fase/melden/",
    "/partner/veilig-thuis/",
    "/partner/zorg-en-veiligheidshuis/",
    "/tekst/melden-politie/",
    "/tekst/onderzoek-ccb/",
    "/hulp/",
    "/hulp/slachtoffer/",
    "/hulp/kind/",
    "/hulp/verdachte/",
    "/en/hulp/",
    "/en/hulp/slachtoffer/",
    "/en/hulp/kind/",
    "/en/hulp/verdachte/",
    "/over/introductie/",
    "/begrippen/",
    "/zoeken/",
    "/zoeken/?q=aangifte",
    "/zoeken/?q=zzzz",
    "/account/login/",
    "/account/password/reset/",
    "/bestaat-niet/",
)
BOOTSTRAP_BLUE = """() => [...document.querySelectorAll("*")].filter((element) => {
    const style = getComputedStyle(element);
    return ["color", "backgroundColor", "borderTopColor", "outlineColor", "boxShadow", "fill"]
        .some((name) => style[name].includes("13, 110, 253"));
}).map((element) => element.outerHTML.slice(0, 120))"""

looks = pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (320, "dark"), (1440, "light"), (1440, "dark")])


@pytest.mark.parametrize(
    ("width", "scheme"),
    [
        (320, "light"),
        pytest.param(1440, "dark", marks=pytest.mark.deep),
        pytest.param(320, "dark", marks=pytest.mark.deep),
        pytest.param(1440, "light", marks=pytest.mark.deep),
    ],
)
def test_public_pages(visitor: Callable[..., Visitor], transactional_db: None, width: int, scheme: str) -> None:
    somebody = visitor(width, scheme)
    for path in PUBLIC:
        somebody.open(path)
        somebody.check(path)


@pytest.mark.parametrize(("name", "scheme"), [("anna", "light"), pytest.param("hanna", "dark", marks=pytest.mark.deep)])
def test_pages_of_a_case(
    visitor: Callable[..., Visitor], cast: Cast, transactional_db: None, name: str, scheme: str
) -> None:
    """On a large screen; the main job goes over them on a phone."""
    staged = staged_case(cast)
    somebody = visitor(1440, scheme)
    somebody.log_in(getattr(cast, name).email)
    somebody.check("mijn werk")
    for path in ("/zaken/", "/zaken/openen/"):
        somebody.open(path)
        somebody.check(path)
    for page in ("show_case", "show_team", "show_timeline", *(verb for verb in Verb if verb != Verb.OPEN_CASE)):
        if somebody.open(reverse(page, args=staged.arguments(page))) == 200:
            somebody.check(page)


@looks
@pytest.mark.urls("routekaart_site.tests.browser.kit_urls")
def test_every_component(visitor: Callable[..., Visitor], transactional_db: None, width: int, scheme: str) -> None:
    somebody = visitor(width, scheme)
    assert somebody.open("/kit/") == 200
    somebody.check("kit")
    assert somebody.page.evaluate(BOOTSTRAP_BLUE) == []
    for field in somebody.page.locator("main :is(input, select, textarea, button):visible").all():
        field.focus()
        assert somebody.page.evaluate(BOOTSTRAP_BLUE) == []


@pytest.mark.parametrize("start", ["/hulp/", "/en/hulp/"])
def test_quick_exit_leaves_nothing_behind(
    visitor: Callable[..., Visitor], transactional_db: None, settings: Any, start: str
) -> None:
    somebody = visitor(360)
    left: list[Request] = []
    neutral = "<!doctype html><title>Neutral</title>"
    somebody.page.route(
        "https://**", lambda route: (left.append(route.request), route.fulfill(body=neutral, content_type="text/html"))
    )
    somebody.open(start)
    somebody.open(f"{start}slachtoffer/")
    assert somebody.page.evaluate("localStorage.length + sessionStorage.length") == 0
    somebody.page.keyboard.press("Escape")
    somebody.page.keyboard.press("Escape")
    somebody.page.wait_for_timeout(300)
    assert not left, "twice is not enough: Esc has other uses"
    somebody.page.keyboard.press("Escape")
    somebody.page.wait_for_url(settings.QUICK_EXIT_URL)
    assert [request.url for request in left] == [settings.QUICK_EXIT_URL]
    assert "referer" not in left[0].all_headers()
    assert not somebody.context.cookies()
    # The neutral site stands in the place of the page that was left.
    somebody.page.go_back()
    assert somebody.page.url == somebody.address + start


def test_a_professional_logs_out_on_a_help_page(
    visitor: Callable[..., Visitor], cast: Cast, transactional_db: None
) -> None:
    """Without a referrer Chromium would post this form with "Origin: null", and the CSRF check would refuse it."""
    bram = visitor(320)
    bram.log_in(cast.bram.email)
    bram.open("/en/hulp/kind/")
    bram.check("help, logged in")
    bram.page.locator("details.account > summary").click()
    bram.page.get_by_role("button", name="Log out").click()
    bram.page.wait_for_url(f"{bram.address}/")
    bram.open("/mijn-werk/")
    assert "/account/login/" in bram.page.url


def test_the_exit_and_the_other_language_fit_a_phone(visitor: Callable[..., Visitor], transactional_db: None) -> None:
    somebody = visitor(320)
    for path, language in (("/hulp/kind/", "English"), ("/en/hulp/kind/", "Nederlands"), ("/", "English")):
        somebody.open(path)
        expect(somebody.page.locator("header").get_by_role("link", name=language)).to_be_visible()
        expect(somebody.page.locator("header .exit")).to_be_in_viewport()
    somebody.open("/hulp/kind/")
    advice = somebody.page.locator("details.safe")
    expect(advice.get_by_role("listitem").first).to_be_hidden()
    advice.locator("summary").click()
    expect(advice.get_by_role("listitem").first).to_be_visible()
    somebody.check("advice open")
