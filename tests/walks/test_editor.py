"""An editor writes a piece of news in the browser: chosen day, publication, both languages.

Wagtail's pages are read with our own strict policy, so a script that stands inside one of them, or
anything loaded from elsewhere, shows as an error here.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.fixtures.browser import Watch
from tests.fixtures.server import LiveSite

pytestmark = [pytest.mark.browser, pytest.mark.server]

TITLE = "Нови часове на приемната"


def test_news_from_the_editor_to_the_reader(
    browser: Browser, demo_site: LiveSite, watch: Watch
) -> None:
    context = watch.over(browser.new_context(locale="bg-BG"))
    context.set_default_timeout(15_000)
    page = context.new_page()
    page.goto(demo_site.url("/bg/demo/"))
    page.locator('form[action$="/demo/editor/"] button').click()
    write(page, demo_site)
    page.goto(demo_site.url("/bg/pages/news/"))
    page.get_by_role("link", name=TITLE).click()
    expect(page.locator("h1")).to_have_text(TITLE)
    expect(page.locator(".notice")).to_have_count(0)
    assert page.url.endswith("/novi-chasove-na-priemnata/")
    page.get_by_role("link", name="English").click()
    expect(page.locator(".notice")).to_contain_text("not available in your language")
    expect(page.locator("article")).to_have_attribute("lang", "bg")


def write(page: Page, site: LiveSite) -> None:
    """From the list of news to a published page; the day is chosen in the calendar."""
    page.goto(site.url("/bg/pages/news/"))
    page.locator("#main").get_by_role("link", name="Пиши новини и страници").click()
    page.locator('main a[href$="/add_subpage/"], a[href$="/add_subpage/"]').first.click()
    page.locator('main a[href*="/add/pages/newspage/"]').click()
    page.locator("#id_title").fill(TITLE)
    page.locator("#id_summary").fill("От понеделник приемната работи до 19 часа.")
    page.locator("#id_date").click()
    page.locator(".xdsoft_datetimepicker:visible .xdsoft_today").first.click()
    expect(page.locator("#id_date")).not_to_have_value("")
    page.locator('footer [data-w-dropdown-target="toggle"]').click()
    page.locator('button[name="action-publish"]').click()
    expect(page.locator(".messages")).to_contain_text(TITLE)
