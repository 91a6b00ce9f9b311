"""A participant's phone: small, slow, on whatever line there is. Walks and `bench.phone` use it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Page, expect

PHONE: dict[str, Any] = {
    "viewport": {"width": 360, "height": 740},
    "is_mobile": True,
    "has_touch": True,
}


@contextmanager
def measured(page: Page) -> Iterator[list[float]]:
    """How many bytes came over the line, headers and all."""
    bytes_in: list[float] = []
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    line.on("Network.loadingFinished", lambda told: bytes_in.append(told["encodedDataLength"]))
    yield bytes_in
    line.detach()


def first_page(page: Page, address: str) -> float:
    with measured(page) as came:
        page.goto(address)
        return sum(came)


def slowed(page: Page) -> Page:
    """A phone whose processor is six times slower."""
    page.set_default_timeout(60_000)
    line = page.context.new_cdp_session(page)
    line.send("Emulation.setCPUThrottlingRate", {"rate": 6})
    return page


def join_and_write(page: Page, address: str, words: str) -> float:
    """From the join page to the first note on the board; the bytes of the first page."""
    first = first_page(page, address)
    join(page)
    note(page, words)
    return first


def join(page: Page) -> None:
    page.get_by_label(re.compile("съгласна")).check()
    page.get_by_role("button", name="Включи се").click()


def note(page: Page, words: str) -> None:
    page.get_by_label("Вашата бележка").fill(words)
    page.get_by_role("button", name="Остави бележката").click()
    # The form works before its script has arrived: then the answer is a page.
    expect(page.locator("article.note", has_text=words)).to_be_visible(timeout=60_000)
    page.wait_for_load_state()  # on a poor line words come before the sheet of styles


def awake(page: Page) -> None:
    """The participant's screen has its script: from now on notes are sent without leaving it."""
    expect(page.locator("#say-text[data-dressed]")).to_be_visible()
