"""Each kind of page, light and dark, narrow and wide: no axe finding, no CSP message, nothing sideways."""

from collections.abc import Callable

import pytest

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


@looks
def test_public_pages(visitor: Callable[..., Visitor], transactional_db: None, width: int, scheme: str) -> None:
    somebody = visitor(width, scheme)
    for path in PUBLIC:
        somebody.open(path)
        somebody.check(path)


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


def test_quick_exit_leaves_nothing_behind(visitor: Callable[..., Visitor], transactional_db: None) -> None:
    somebody = visitor(360)
    left: list[str] = []
    somebody.page.route("https://**", lambda route: (left.append(route.request.url), route.abort()))
    somebody.open("/hulp/")
    somebody.open("/hulp/slachtoffer/")
    for _press in range(3):
        somebody.page.keyboard.press("Escape")
    somebody.page.wait_for_timeout(300)
    assert len(left) == 1
    assert not somebody.context.cookies()
