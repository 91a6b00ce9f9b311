"""A hall for walks: a workshop whose session is open, and whoever comes in, each in a browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.features.workshops import live, rooms
from tests.fixtures.browser import Watch
from tests.fixtures.server import LiveSite
from tests.walks.phone import PHONE, awake
from tests.world import World
from zaedno.features.workshops.models.session import Session


@dataclass
class Hall:
    browser: Browser
    site: LiveSite
    watch: Watch
    world: World
    session: Session
    contexts: list[BrowserContext]

    @property
    def here(self) -> str:
        return self.site.url("/bg/workshops/w1/session/")

    def page(self, role: str = "", **window: Any) -> Page:
        window.setdefault("viewport", {"width": 1280, "height": 800})
        context = self.watch.over(self.browser.new_context(locale="bg-BG", **window))
        context.set_default_timeout(20_000)
        self.contexts.append(context)
        if role:
            self.site.sign_in(context, self.world.person(role))
        return context.new_page()

    def lead(self) -> Page:
        page = self.page("facilitator")
        page.goto(self.here + "lead/")
        return page


@pytest.fixture
def hall(browser: Browser, live_site: LiveSite, watch: Watch) -> Iterator[Hall]:
    expect.set_options(timeout=15_000)
    world = World()
    workshop, made = live.opened(world)
    need = rooms.open_boards(world, workshop, ["need"])[0]
    for name in ("Едно", "Друго"):
        rooms.group(world, workshop, name, [rooms.write(world, need, f"{name} от хартия")])
    made_here = Hall(browser, live_site, watch, world, made, [])
    yield made_here
    for context in made_here.contexts:  # open pages would ask a server that has ended
        context.close()


def tab_to(page: Page, selector: str) -> None:
    """With the keyboard alone, as far as a patient person would go."""
    for _press in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement?.matches(s) || false", selector):
            return
    pytest.fail(f"{selector} cannot be reached with the keyboard on {page.url}")


def join_on_phone(hall: Hall, name: str) -> Page:
    page = hall.page(**PHONE)
    page.goto(hall.site.url(f"/bg/workshops/join/{hall.session.code}/"))
    page.get_by_label("Как да Ви наричаме?").fill(name)
    page.get_by_label(re.compile("съгласна")).check()
    page.get_by_role("button", name="Включи се").click()
    page.wait_for_url("**/session/")
    awake(page)
    return page
