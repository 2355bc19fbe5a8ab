"""Leaving in a hurry while a text is open on the map: no step through the history brings the map or the text back."""

from typing import Any

import pytest
from playwright.sync_api import expect

from routekaart_site.tests.browser.test_map import REPORTING, STORED, Make, sheet, stop

pytestmark = pytest.mark.usefixtures("transactional_db")


@pytest.mark.parametrize("way", ["button", "escape", "closed before"])
def test_leaving_from_an_open_text_leaves_nothing_behind(visitor: Make, settings: Any, way: str) -> None:
    page = (somebody := visitor(360)).page
    # Another origin, for the browser; a page of the real neutral site cannot be had in a test.
    neutral = settings.QUICK_EXIT_URL = f"{somebody.address.replace('localhost', '127.0.0.1')}/begrippen/"
    somebody.open("/")
    page.locator(".slide").get_by_text("Politie").click()
    stop(page, REPORTING).click()
    expect(sheet(page)).to_be_visible()
    if way == "closed before":
        page.get_by_role("button", name="Sluiten").click()
        expect(sheet(page)).to_have_count(0)
        page.locator("header .exit").click()
    elif way == "button":
        sheet(page).locator(".exit").click()
    else:
        for _press in range(3):
            page.keyboard.press("Escape")
    page.wait_for_url(neutral)
    page.go_forward()
    assert page.url == neutral
    for _step in range(3):
        page.go_back()
        assert page.url in (neutral, "about:blank")
    somebody.open("/begrippen/")
    assert page.evaluate(STORED) == [{}, {}]
    assert not somebody.context.cookies()
