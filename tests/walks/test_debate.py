"""From the question to the weights, in a real Chromium: with JavaScript and without."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.walks.people import People

PROCESS = "/bg/processes/cars-or-a-square/"
HELD = "Търговците губят клиентите"
NEAR = "По-малко шум и чист въздух за хората, живеещи над пазара."
OTHER = "Площадът ще е място за срещи и в неделя."


def test_argue_weigh_and_see_the_map(people: People) -> None:
    page = people.at("editor", PROCESS)
    page.get_by_role("link", name="Дай довод и претегли").click()
    where = page.url
    weigh_in_place(people, where)
    argue(people, where)
    page.goto(where)
    page.get_by_role("link", name="Като рисунка").click()
    expect(page.locator("figure svg")).to_contain_text("Площадът ще е място")
    expect(page.locator("table")).to_contain_text(OTHER)


def weigh_in_place(people: People, where: str) -> None:
    """The voice is said aloud, the page stays; another one takes its place."""
    page = people.at("editor", where)
    argument = page.locator("article.argument__body", has_text=HELD)
    for value in ("2", "4"):
        argument.get_by_role("button", name=value, exact=True).click()
        expect(page.locator(".messages[role=status]")).to_contain_text("Гласът Ви е отчетен")
        pressed = argument.locator("[aria-pressed=true]")
        expect(pressed).to_have_text(value)
    assert page.url == where
    page.reload()
    again = page.locator("article.argument__body", has_text=HELD)
    expect(again.locator("[aria-pressed=true]")).to_have_text("4")
    expect(again).to_contain_text("за 3 души")


def argue(people: People, where: str) -> None:
    """What is near is shown first; another thought goes in as it was typed."""
    page = people.at("editor", where)
    page.get_by_role("link", name="Дай довод", exact=True).click()
    page.get_by_label("Да, за събота").check()
    page.locator("[name=text]").fill(NEAR)
    page.get_by_role("button", name="Публикувай").click()
    expect(page.locator("#near")).to_be_visible()
    page.locator("[name=text]").fill(OTHER)
    page.get_by_role("button", name="Публикувай").click()
    expect(page.locator("main")).to_contain_text(OTHER)
    expect(people.at("visitor", where).locator("main")).to_contain_text(OTHER)
