"""What a person at a board meets when somebody else changes it."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.house.source import PACKAGE

pytestmark = pytest.mark.browser
STATIC = PACKAGE / "core" / "static" / "core"
AT = "http://localhost:1"


def item(name: str, text: str, version: int = 1) -> str:
    return (
        f'<li data-live-id="{name}" data-live-version="{version}"><p>{text}</p>'
        f'<form><textarea aria-label="reply to {name}"></textarea></form></li>'
    )


def board(*items: str, left: str = "5") -> str:
    return f"""<!doctype html><html lang="bg"><title>Board</title><body>
<z-live id="board" src="/live/token" data-show="Покажи" data-changed="Дъската се промени"
 data-one="{{n}} нова бележка" data-other="{{n}} нови бележки">
<ol data-live-list="one">{"".join(items)}</ol><p data-live-part="left">{left}</p></z-live>
<input id="own"><script type="module" src="/live.js"></script></body></html>"""


class Server:
    """The board as it is on the server now; a test changes it under the open page."""

    def __init__(self, page: Page) -> None:
        self.html = ""
        page.route(f"{AT}/**", self.answer)

    def answer(self, route: Route) -> None:
        path = route.request.url.removeprefix(AT)
        if path == "/live.js":
            route.fulfill(path=STATIC / "live.js", content_type="text/javascript")
        elif path.startswith("/live/"):
            route.fulfill(status=404, body="")  # no stream: the page asks by itself
        elif path == "/favicon.ico":
            route.fulfill(status=204, body="")
        else:
            route.fulfill(body=self.html, content_type="text/html; charset=utf-8")


@pytest.fixture
def server(page: Page, watch: Any) -> Server:
    watch.allow("404")
    return Server(page)


def test_news_is_offered_once_and_moves_nothing(page: Page, server: Server) -> None:
    server.html = board(item("a", "First"))
    page.goto(f"{AT}/board")
    page.fill("#own", "half a sen")
    server.html = board(item("b", "Second"), item("a", "First"), item("c", "Third"))
    offer = page.get_by_role("button", name="2 нови бележки – Покажи")
    expect(offer).to_be_visible(timeout=5000)
    assert page.evaluate("document.activeElement.id") == "own"
    expect(page.locator("#own")).to_have_value("half a sen")
    assert page.locator("li").count() == 1
    expect(page.get_by_role("status")).to_have_text("2 нови бележки")
    offer.click()
    expect(page.locator("li p")).to_have_text(["Second", "First", "Third"])
    expect(offer).to_be_hidden()
    assert page.evaluate("document.activeElement.dataset.liveId") == "b"


def test_what_somebody_is_writing_stays(page: Page, server: Server) -> None:
    server.html = board(item("a", "First"), item("b", "Second"))
    page.goto(f"{AT}/board")
    page.get_by_label("reply to a").fill("I think")
    server.html = board(item("a", "First, changed", 2), item("b", "Second, changed", 2), left="4")
    offer = page.get_by_role("button", name="Дъската се промени – Покажи")
    expect(offer).to_be_visible(timeout=5000)
    offer.click()
    expect(page.locator("li p")).to_have_text(["First", "Second, changed"])
    expect(page.get_by_label("reply to a")).to_have_value("I think")
    expect(page.locator("[data-live-part=left]")).to_have_text("4")


def test_an_offer_is_taken_back_when_there_is_nothing_left_to_show(
    page: Page, server: Server
) -> None:
    server.html = board(item("a", "First"))
    page.goto(f"{AT}/board")
    server.html = board(item("a", "First"), item("b", "Second"))
    offer = page.get_by_role("button", name="1 нова бележка – Покажи")
    expect(offer).to_be_visible(timeout=5000)
    server.html = board(item("a", "First"))
    expect(offer).to_be_hidden(timeout=5000)
