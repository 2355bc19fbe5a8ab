"""The map as it is used: a text in place and back, a route chosen and kept; by mouse, keyboard and without script."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from routekaart_site.tests.browser.conftest import Visitor

Make = Callable[..., Visitor]
REPORTING, SIGNALS, INQUIRY = "/tekst/melden-politie/", "/tekst/signaleren-politie/", "/tekst/onderzoek-politie/"
COVERED = """() => [...document.querySelectorAll("main a, footer a")].filter((link) => {
    link.focus();
    const box = link.getClientRects()[0];
    const middle = (box.left + box.right) / 2;
    return ![box.top + 4, box.bottom - 4].every((y) => link.contains(document.elementFromPoint(middle, y)));
}).map((link) => link.textContent.trim())"""
STORED = "() => [localStorage, sessionStorage].map((store) => ({...store}))"

pytestmark = pytest.mark.usefixtures("transactional_db")
looks = pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (320, "dark"), (1440, "light"), (1440, "dark")])


def stop(page: Page, path: str) -> Locator:
    return page.locator(f'.stop[href="{path}"]').first


def sheet(page: Page) -> Locator:
    return page.locator("dialog.reader[open]")


def focused(page: Page) -> str:
    return page.evaluate("document.activeElement.getAttribute('href') || document.activeElement.id")


def tab_to(page: Page, wanted: str) -> None:
    """Presses Tab until something with this address or id has the focus."""
    for _press in range(60):
        page.keyboard.press("Tab")
        if focused(page) == wanted:
            return
    pytest.fail(f"{wanted} is not reached by keyboard")


@looks
def test_a_text_in_place_has_no_barriers(visitor: Make, width: int, scheme: str) -> None:
    somebody = visitor(width, scheme)
    somebody.open("/?partner=politie")
    stop(somebody.page, REPORTING).click()
    expect(sheet(somebody.page)).to_be_visible()
    somebody.check("open text")
    sideways = "document.querySelector('.reader').scrollWidth - document.querySelector('.reader').clientWidth"
    assert somebody.page.evaluate(sideways) <= 0


@pytest.mark.parametrize("width", [360, 1440])
def test_neither_the_tabs_nor_the_way_out_lie_over_what_has_the_focus(visitor: Make, width: int) -> None:
    somebody = visitor(width)
    somebody.open("/?partner=politie")
    assert somebody.page.evaluate(COVERED) == []


def test_a_text_opens_in_place_under_its_own_address(visitor: Make) -> None:
    page = (somebody := visitor(1440)).page
    somebody.open("/?partner=politie")
    on_map = page.title()
    stop(page, REPORTING).click()
    page.wait_for_url(f"**{REPORTING}")
    heading = sheet(page).get_by_role("heading", level=2)
    expect(heading).to_be_focused()
    expect(page).to_have_title(f"{heading.inner_text()} · Routekaart stalking")

    page.go_back()
    expect(sheet(page)).to_have_count(0)
    assert page.url.endswith("/?partner=politie")
    expect(page).to_have_title(on_map)
    page.go_forward()
    expect(sheet(page)).to_be_visible()
    assert page.url.endswith(REPORTING)

    # Reloaded, the same address is a page of its own, and one step back is the map.
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text(page.title().removesuffix(" · Routekaart stalking"))
    expect(page.locator("dialog")).to_have_count(0)
    page.go_back()
    expect(page.locator(".map.chosen")).to_be_visible()
    assert page.evaluate(STORED) == [{}, {}]
    somebody.check("map")


def test_closing_brings_back_to_the_stop(visitor: Make) -> None:
    page = (somebody := visitor(1440)).page
    somebody.open("/")
    ways = (
        lambda: page.keyboard.press("Escape"),
        lambda: page.get_by_role("button", name="Sluiten").click(),
        lambda: page.mouse.click(20, 400),
        page.go_back,
    )
    for close in ways:
        stop(page, REPORTING).click()
        expect(sheet(page)).to_be_visible()
        close()
        expect(sheet(page)).to_have_count(0)
        expect(stop(page, REPORTING)).to_be_focused()
        page.wait_for_url("**/")

    # The next text of the route opens in the same sheet and takes the place of the first in the history.
    stop(page, REPORTING).click()
    sheet(page).locator(f'.next a[href="{INQUIRY}"]').click()
    page.wait_for_url(f"**{INQUIRY}")
    expect(page.locator("#reader-title")).to_be_focused()
    sheet(page).locator(f'.neighbours a[href="{REPORTING}"]').click()
    page.wait_for_url(f"**{REPORTING}")
    sheet(page).locator(f'.neighbours a[href="{SIGNALS}"]').click()
    page.wait_for_url(f"**{SIGNALS}")
    page.keyboard.press("Escape")
    page.wait_for_url("**/")
    expect(stop(page, SIGNALS)).to_be_focused()
    expect(stop(page, SIGNALS)).to_be_in_viewport()
    assert not somebody.faults


def test_what_is_no_plain_click_and_what_fails(visitor: Make) -> None:
    page = (somebody := visitor(1440)).page
    somebody.open("/")
    with somebody.context.expect_page() as opened:
        stop(page, REPORTING).click(modifiers=["Control"])
    expect(opened.value.get_by_role("heading", level=1)).to_be_visible()
    opened.value.close()
    expect(page.locator("dialog.reader")).to_be_hidden()

    def refuse(route: Route) -> None:
        if not route.request.headers.get("hx-request"):
            route.continue_()
        elif route.request.url.endswith(SIGNALS):
            route.fulfill(status=503)
        else:
            route.abort()

    page.route("**/tekst/**", refuse)
    stop(page, SIGNALS).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Informeren, verwijzen en eventueel al de SASH invullen")
    page.go_back()
    stop(page, REPORTING).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Vier besluiten: SASH, aangifte, casusregisseur, zorgmelding"
    )


def test_a_chosen_route_is_kept(visitor: Make) -> None:
    page = (somebody := visitor(360)).page
    lit, chips = page.locator(".cell.on"), page.locator(".slide")
    somebody.open("/")
    page.evaluate("window.stays = true")
    chips.get_by_text("Veilig Thuis").click()
    assert page.url.endswith("/?partner=veilig-thuis")
    expect(lit).to_have_count(5)
    expect(page.get_by_role("status")).to_have_text("De route van Veilig Thuis licht op.")
    assert page.evaluate("window.stays")
    assert not somebody.context.cookies()

    # Kept on this device; an address that names another partner goes first, and changes nothing in what is kept.
    somebody.open("/?partner=ccb")
    expect(lit).to_have_count(1)
    page.add_init_script(
        "window.shifts = 0; new PerformanceObserver((list) => { for (const shift of list.getEntries())"
        " window.shifts += shift.value; }).observe({ type: 'layout-shift', buffered: true });"
    )
    somebody.open("/")
    expect(lit).to_have_count(5)
    expect(chips.get_by_text("Veilig Thuis")).to_be_in_viewport(ratio=1)
    assert page.evaluate("window.shifts") == 0
    somebody.check("kept")

    chips.get_by_text("Veilig Thuis").click()
    expect(page.locator(".map.chosen")).to_have_count(0)
    chips.get_by_text("Veilig Thuis").click()
    chips.get_by_text("Toon alle routes").click()
    expect(page.get_by_role("status")).to_have_text("Alle routes zijn te zien.")
    assert page.url.endswith("/")
    somebody.open("/")
    expect(lit).to_have_count(0)


def test_by_keyboard_alone(visitor: Make) -> None:
    page = (somebody := visitor(1440)).page
    page.bring_to_front()  # another browser at work may have taken the focus of this window
    somebody.open("/")
    tab_to(page, "/?partner=politie")
    page.keyboard.press("Enter")
    expect(page.locator(".cell.on")).to_have_count(5)
    tab_to(page, SIGNALS)
    page.keyboard.press("ArrowRight")
    assert focused(page) == REPORTING
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{REPORTING}")
    expect(page.locator("#reader-title")).to_be_focused()
    tab_to(page, "/partner/ccb/#melden")  # inside the sheet, the last of the partners it mentions
    tab_to(page, "reader-close")
    page.keyboard.press("Enter")
    expect(stop(page, REPORTING)).to_be_focused()

    route = page.locator('.stop[data-route="politie"]')
    phase = page.locator(".phases > li").nth(1).locator(".stop")
    for key, goal in (
        ("ArrowLeft", route.nth(0)),
        ("ArrowLeft", route.nth(0)),
        ("End", route.nth(4)),
        ("ArrowLeft", route.nth(3)),
        ("Home", route.nth(0)),
        ("ArrowRight", phase.nth(1)),
        ("ArrowDown", phase.nth(2)),
        ("ArrowUp", phase.nth(1)),
        ("ArrowUp", phase.nth(0)),
        ("ArrowUp", phase.nth(0)),
    ):
        page.keyboard.press(key)
        expect(goal).to_be_focused()
    assert not somebody.faults


def test_without_script_every_stop_is_a_page(visitor: Make, chromium: Browser) -> None:
    address = visitor(1440).address
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/")
    page.locator(".slide").get_by_text("Politie").click()
    expect(page.locator(".map.chosen")).to_be_visible()
    stop(page, REPORTING).click()
    page.wait_for_url(f"**{REPORTING}")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    context.close()
