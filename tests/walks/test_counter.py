"""Somebody comes to the counter: the clerk verifies, proposes and supports for them, and prints."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.axe import assert_accessible
from tests.walks.people import People

PROCESS = "/bg/proposals/a-safe-way-to-school/"
TITLE = "Перило на стълбите към училището"


def test_a_clerk_acts_for_a_citizen(people: People) -> None:
    page = people.at("clerk", "/bg/identity/counter/")
    page.get_by_role("link", name="Започни").click()
    page.get_by_role("button", name="Започни").click()
    bar = page.get_by_role("region", name="Действие за друг")
    expect(bar).to_be_visible()
    receipt = page.url
    assert_accessible(page)
    verify(page)
    propose(people, page)
    support(people, page)
    page.goto(receipt)
    article = page.locator("article.slip")
    expect(article).to_contain_text(TITLE)
    expect(article).to_contain_text("подкрепи предложение", ignore_case=True)
    bar.get_by_role("button", name="Приключи").click()
    expect(page.locator("body")).to_contain_text("Вече не действате за никого")
    expect(bar).to_have_count(0)
    page.emulate_media(media="print")
    expect(article).to_be_visible()
    expect(page.get_by_role("link", name="Към гишето")).to_be_hidden()


def verify(page: Page) -> None:
    page.get_by_role("link", name="Удостоверете човека като жител").click()
    page.locator("[name=number]").fill("1000000009")
    page.locator("[name=born]").fill("1959-01-10")
    page.get_by_role("button", name="Удостовери").click()
    expect(page.locator("body")).to_contain_text("Жителят е удостоверен")


def propose(people: People, page: Page) -> None:
    """Typed, read back, corrected, read back again, sent, published."""
    page.goto(people.site.url(f"{PROCESS}new/"))
    page.locator("[name=title]").fill("Перило")
    page.locator("[name=text]").fill("През зимата е хлъзгаво.")
    page.get_by_role("button", name="Запази като чернова").click()
    expect(page.locator("h1")).to_have_text("Прочетете го на глас")
    assert_accessible(page)
    page.get_by_role("button", name="Не е вярно: промени").click()
    expect(page.locator("[name=text]")).to_have_value("През зимата е хлъзгаво.")
    page.locator("[name=title]").fill(TITLE)
    page.get_by_role("button", name="Запази като чернова").click()
    expect(page.locator("main")).to_contain_text(TITLE)
    page.get_by_role("button", name="Вярно е: изпрати").click()
    page.get_by_role("button", name="Публикувай").click()
    page.get_by_role("button", name="Вярно е: изпрати").click()
    expect(page.locator("body")).to_contain_text("Предложението Ви е публично")


def support(people: People, page: Page) -> None:
    """The first one of somebody else."""
    page.goto(people.site.url(PROCESS))
    page.locator("ul.cards a").filter(has_not_text=re.compile(TITLE)).first.click()
    page.get_by_role("button", name="Подкрепи").click()
    page.get_by_role("button", name="Вярно е: изпрати").click()
    expect(page.locator("body")).to_contain_text("Подкрепяте това предложение")
