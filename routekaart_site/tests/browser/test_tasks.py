"""The tasks on a case page: what looks like a box can be ticked, and a count stands beside the name it is of."""

from collections.abc import Callable

import pytest

from cases import services
from cases.tests.builders import staged_case
from conftest import Cast
from routekaart_site.tests.browser.conftest import Visitor

# A small square with a line all around it is taken for a checkbox.
SEEMING_BOXES = """() => [...document.querySelectorAll("main *")].filter((element) => {
    const style = getComputedStyle(element), box = element.getBoundingClientRect();
    const sides = ["Top", "Right", "Bottom", "Left"].every((side) => parseFloat(style[`border${side}Width`]) > 0);
    const square = box.width > 10 && box.width < 40 && Math.abs(box.width - box.height) < 6;
    return sides && square && parseFloat(style.borderTopLeftRadius) < box.width / 3 && !element.textContent.trim()
        && !element.matches("input, button, a");
}).map((element) => element.outerHTML)"""
APART = """() => [...document.querySelectorAll("details[id^=taken] > summary")].filter((summary) => {
    const box = (part) => summary.querySelector(part).getBoundingClientRect();
    const [name, count] = [box("span:first-child"), box(".num")];
    return name.bottom < count.top || name.top > count.bottom;
}).map((summary) => summary.textContent)"""
COUNTED = "document.querySelectorAll('details[id^=taken] > summary .num').length"


@pytest.mark.parametrize("width", [360, 768, 1440])
def test_the_tasks_of_a_case(visitor: Callable[..., Visitor], transactional_db: None, cast: Cast, width: int) -> None:
    staged = staged_case(cast)
    services.skip_step(actor=cast.bram, step=staged.open_step, reason="Al gedaan")
    somebody = visitor(width)
    somebody.log_in(cast.bram.email)
    somebody.open(f"/zaken/{staged.case.reference}/?partner=politie")
    somebody.check("case")
    assert somebody.page.evaluate(COUNTED) > 3
    assert somebody.page.evaluate(APART) == []
    assert somebody.page.locator("#taken-politie .state:visible").count() > 2
    somebody.open(f"/zaken/{staged.case.reference}/sash/{staged.outcome.pk}/")
    found = somebody.page.evaluate(SEEMING_BOXES)
    somebody.open(f"/zaken/{staged.case.reference}/?partner=politie")
    assert found + somebody.page.evaluate(SEEMING_BOXES) == []
