"""A survey with logic on a small phone, by finger and with scripts switched off.

axe needs scripts: a second browser with the same cookies looks at the same pages.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.axe import assert_accessible
from tests.features.surveys.build import ask, with_logic
from tests.features.surveys.build import page as page_of
from tests.fixtures.browser import Watch
from tests.fixtures.server import LiveSite
from tests.walks.phone import PHONE
from tests.world import World
from zaedno.features.surveys.actions import making


@dataclass
class Phone:
    """A phone without scripts, and beside it the browser that checks what it shows."""

    browser: Browser
    site: LiveSite
    watch: Watch
    address: str
    contexts: list[BrowserContext]

    def another(self, **more: Any) -> Page:
        context = self.browser.new_context(locale="bg-BG", **{**PHONE, **more})
        context.set_default_timeout(20_000)
        self.contexts.append(self.watch.over(context))
        return context.new_page()

    def silent(self) -> Page:
        return self.another(java_script_enabled=False)

    def checked(self, seen: Page, *, after: str = "") -> None:
        """axe over the page that `seen` shows; `after` is the button that leads to it."""
        beside = self.another()
        beside.context.add_cookies(seen.context.cookies())  # type: ignore[arg-type]
        beside.goto(seen.url)
        if after:
            tap(beside, after)
            expect(beside.locator(".error-summary")).to_be_visible()
        assert_accessible(beside)
        wide = beside.evaluate("document.documentElement.scrollWidth")
        assert wide <= PHONE["viewport"]["width"], f"{seen.url} is {wide} wide"
        beside.context.close()
        self.contexts.pop()


def tap(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).tap()


@pytest.fixture
def phone(browser: Browser, live_site: LiveSite, watch: Watch) -> Iterator[Phone]:
    expect.set_options(timeout=15_000)
    watch.allow("422")  # a page that comes back with its mistakes
    world = World()
    survey, _asked = with_logic(world)
    ask(world, page_of(world, survey), "short", "Какво Ви пречи?")
    making.publish(world.ctx("coordinator"), survey=survey)
    made = Phone(browser, live_site, watch, live_site.url(survey.get_absolute_url()), [])
    yield made
    for context in made.contexts:
        context.close()


def test_a_reply_by_finger_without_scripts(phone: Phone) -> None:
    seen = phone.silent()
    begin(phone, seen)
    a_mistake_keeps_what_was_typed(phone, seen)
    a_page_is_skipped(phone, seen)
    private = go_on_later(phone, seen)
    elsewhere = resume(phone, private)
    a_page_opens(phone, elsewhere)
    receipt(phone, elsewhere)
    the_first_phone_knows(phone, seen)


def begin(phone: Phone, seen: Page) -> None:
    seen.goto(phone.address)
    phone.checked(seen)
    seen.get_by_role("link", name="Започни").tap()
    expect(seen.locator("main")).to_contain_text("Страница 1 от 2")
    phone.checked(seen)


def a_mistake_keeps_what_was_typed(phone: Phone, seen: Page) -> None:
    seen.get_by_label("Какво Ви пречи?").fill("Колите по тротоара")
    tap(seen, "Следва")
    summary = seen.locator(".error-summary")
    expect(summary).to_be_visible()
    expect(summary.get_by_role("link")).to_have_count(1)
    expect(seen.get_by_label("Какво Ви пречи?")).to_have_value("Колите по тротоара")
    phone.checked(seen, after="Следва")


def a_page_is_skipped(phone: Phone, seen: Page) -> None:
    """On foot there is no line to ask for: the page of the scale comes at once."""
    seen.get_by_label("Пеша").tap()
    tap(seen, "Следва")
    expect(seen.locator("main")).to_contain_text("Страница 2 от 2")
    expect(seen.get_by_role("group", name="Доволни ли сте?")).to_be_visible()
    phone.checked(seen)


def go_on_later(phone: Phone, seen: Page) -> str:
    seen.get_by_label("4", exact=True).tap()
    tap(seen, "Продължи по-късно")
    expect(seen.locator("h1")).to_have_text("Отговорите Ви са запазени")
    phone.checked(seen)
    return str(seen.locator('main a[href*="/draft/"]').get_attribute("href"))


def resume(phone: Phone, private: str) -> Page:
    """On another phone, by the private address; nothing that was kept is asked again."""
    elsewhere = phone.silent()
    elsewhere.goto(private)
    elsewhere.get_by_role("link", name="Продължи отговора").tap()
    expect(elsewhere.get_by_label("Пеша")).to_be_checked()
    expect(elsewhere.get_by_label("Какво Ви пречи?")).to_have_value("Колите по тротоара")
    return elsewhere


def a_page_opens(phone: Phone, seen: Page) -> None:
    seen.get_by_label("С автобус").tap()
    tap(seen, "Следва")
    expect(seen.locator("main")).to_contain_text("Страница 2 от 3")
    tap(seen, "Следва")
    expect(seen.locator(".error-summary")).to_be_visible()
    seen.get_by_label("Коя линия?").fill("204")
    tap(seen, "Назад")
    expect(seen.get_by_label("С автобус")).to_be_checked()
    tap(seen, "Следва")
    expect(seen.get_by_label("Коя линия?")).to_have_value("204")
    tap(seen, "Следва")


def receipt(phone: Phone, seen: Page) -> None:
    expect(seen.get_by_label("4", exact=True)).to_be_checked()
    tap(seen, "Изпрати отговорите")
    expect(seen.locator("h1")).to_have_text("Отговорът Ви е получен")
    expect(seen.locator(".receipt")).to_be_visible()
    phone.checked(seen)


def the_first_phone_knows(phone: Phone, seen: Page) -> None:
    """The draft was begun there: it counts as that browser's one reply."""
    seen.goto(phone.address)
    expect(seen.locator("main")).to_contain_text("Благодарим")
    expect(seen.get_by_role("link", name="Започни")).to_have_count(0)
    phone.checked(seen)
