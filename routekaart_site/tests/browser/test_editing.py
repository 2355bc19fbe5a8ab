"""An editor in his browser: the rich-text editor works under our policy, and every screen of his passes axe."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from conftest import PASSWORD, Cast
from phases.models import Responsibility
from routekaart_site.tests.browser.conftest import Visitor

looks = pytest.mark.parametrize(
    ("width", "scheme"), [(1440, "light"), pytest.param(320, "dark", marks=pytest.mark.deep)]
)


def log_in_to_the_admin(dora: Visitor, email: str) -> None:
    dora.open("/beheer/")
    dora.page.get_by_label("E-mail").fill(email)
    dora.page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    dora.page.locator("main form button[type=submit]").click()


@looks
def test_a_text_is_edited_kept_published_and_put_back(
    visitor: Callable[..., Visitor], cast: Cast, transactional_db: None, width: int, scheme: str
) -> None:
    dora, text = visitor(width, scheme), Responsibility.objects.get(slug="melden-politie")
    log_in_to_the_admin(dora, cast.dora.email)
    dora.check("desk")
    dora.open("/beheer/phases/responsibility/")
    dora.check("texts")
    dora.open(f"/beheer/phases/responsibility/{text.pk}/change/")
    editor = dora.page.locator(".field-what .ProseMirror")
    editor.click()
    dora.page.keyboard.press("Control+Home")
    dora.page.keyboard.type("Een zin uit de browser. ")
    # At the top of a long form, and its buttons are in sight.
    expect(dora.page.get_by_role("button", name="Publiceren")).to_be_in_viewport()
    dora.check("form")
    dora.page.get_by_role("button", name="Bewaren als concept").click()
    expect(dora.page.get_by_text("Concept bewaard.")).to_be_visible()
    expect(editor).to_contain_text("Een zin uit de browser.")
    dora.check("draft")
    dora.page.get_by_role("button", name="Publiceren").click()
    expect(dora.page.get_by_text("Gepubliceerd als versie 2.")).to_be_visible()
    assert "Een zin uit de browser." in Responsibility.objects.get(pk=text.pk).what
    dora.open(f"/beheer/phases/responsibility/{text.pk}/history/")
    dora.check("versions")
    dora.page.get_by_role("link", name="Vergelijk met nu").click()
    expect(dora.page.locator("ins")).to_contain_text("Een zin uit de browser.")
    dora.check("comparison")
    dora.page.get_by_role("link", name="Versie 1 terugzetten").click()
    dora.check("restore")
    dora.page.get_by_role("button", name="Ja, terugzetten en publiceren").click()
    expect(dora.page.get_by_text("Teruggezet en gepubliceerd als versie 3.")).to_be_visible()
    assert Responsibility.objects.get(pk=text.pk).what == text.what


@looks
def test_other_screens_of_an_editor(
    visitor: Callable[..., Visitor], cast: Cast, transactional_db: None, width: int, scheme: str
) -> None:
    dora = visitor(width, scheme)
    log_in_to_the_admin(dora, cast.dora.email)
    for path in (
        "responsibility/add/",
        "audience/",
        "resource/",
        "term/add/",
        "responsibility/verwijderd/",
        "feedback/",
    ):
        assert dora.open(f"/beheer/phases/{path}") == 200
        dora.check(path)
