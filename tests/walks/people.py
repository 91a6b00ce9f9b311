"""Everybody of a walk, each in a browser of their own."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests.fixtures.browser import Watch
from tests.fixtures.server import LiveSite


class People:
    """A browser per person; roles enter through the demo's own page."""

    def __init__(self, browser: Browser, site: LiveSite, watch: Watch) -> None:
        self.browser, self.site, self.watch = browser, site, watch
        self.pages: dict[str, Page] = {}

    def page(self, who: str) -> Page:
        if who not in self.pages:
            context = self.watch.over(self.browser.new_context(locale="bg-BG"))
            context.set_default_timeout(15_000)
            self.pages[who] = context.new_page()
            if who != "visitor":
                self.pages[who].goto(self.site.url("/bg/demo/"))
                self.pages[who].locator(f'form[action$="/demo/{who}/"] button').click()
        return self.pages[who]

    def at(self, who: str, path: str) -> Page:
        page = self.page(who)
        page.goto(path if path.startswith("http") else self.site.url(path))
        return page


@pytest.fixture
def people(browser: Browser, demo_site: LiveSite, watch: Watch) -> People:
    return People(browser, demo_site, watch)
