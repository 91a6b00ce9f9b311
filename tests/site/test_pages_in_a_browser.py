"""The house's own pages in a real browser: accessible, light or dark, from 320 points up."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.axe import assert_accessible
from tests.house.source import PACKAGE
from tests.world import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PATHS = ("", "about/", "accessibility/", "style/", "all/open/", "nowhere/")


@pytest.fixture
def _demo(settings: Any) -> None:
    settings.DEMO = True


@pytest.mark.usefixtures("_demo")
@pytest.mark.parametrize("lang", ["bg", "en"])
def test_accessible_in_both_schemes_and_at_every_width(
    world: World, live_server: Any, page: Page, watch: Any, lang: str
) -> None:
    watch.allow("404")
    assert world.city.slug == "sofia"
    page.emulate_media(reduced_motion="reduce")
    for path in PATHS:
        page.goto(f"{live_server.url}/{lang}/{path}")
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            assert_accessible(page)
        for width in (320, 768, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            over = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            assert page.evaluate(over) <= 0, f"{path} at {width}"


def test_words_survive_a_failed_form(page: Page) -> None:
    """An error page must not cost anybody what they wrote."""
    form = '<form method="post"><textarea name="note"></textarea><button>send</button></form>'
    script = '<script type="module" src="/page.js"></script>'
    failed = f"<main data-error-page>the form was not sent</main>{script}"

    def answer(route: Route) -> None:
        if route.request.url.endswith("/page.js"):
            static = PACKAGE / "core" / "static" / "core"
            route.fulfill(path=static / "page.js", content_type="text/javascript")
        else:
            body = failed if route.request.method == "POST" else form + script
            route.fulfill(body=f"<!doctype html><title>x</title>{body}", content_type="text/html")

    page.route("http://localhost:1/**", answer)
    page.goto("http://localhost:1/form")
    page.fill("textarea", "Искам пейки")
    page.click("text=send")
    expect(page.locator("main")).to_have_text("the form was not sent")
    page.goto("http://localhost:1/form")
    expect(page.locator("textarea")).to_have_value("Искам пейки")
    page.reload()
    expect(page.locator("textarea")).to_have_value("")
