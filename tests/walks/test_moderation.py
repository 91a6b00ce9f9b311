"""A moderator hides, the author appeals, a second one restores; what waits is let through.

In a real Chromium, each person in a browser of their own.
"""

from __future__ import annotations

from playwright.sync_api import expect

from tests.walks.people import People

TEXT = "Знак „внимание, деца“ и на другия край на улицата."
FACTS = "Прочетено е като реклама."
LIST = "/bg/proposals/a-safe-way-to-school/"


def test_hidden_appealed_restored(people: People) -> None:
    where = write(people)
    hide(people, where)
    appeal(people, where)
    restore(people, where)


def write(people: People) -> str:
    """The participant writes under somebody else's proposal."""
    page = people.at("participant", LIST)
    page.get_by_role("link", name="Осветление по алеята през парка").click()
    page.locator("#write [name=text]").fill(TEXT)
    page.locator("#write").get_by_role("button", name="Публикувай").click()
    expect(page.locator("main")).to_contain_text(TEXT)
    return page.url.split("#")[0]


def hide(people: People, where: str) -> None:
    page = people.at("moderator", where)
    mine = page.locator("article.comment", has_text=TEXT)
    mine.get_by_role("link", name="Скрий").click()
    page.get_by_label("реклама или спам").check()
    page.locator("[name=facts_bg]").fill(FACTS)
    page.locator("main form button").last.click()
    seen = people.at("visitor", where).locator("#discussion")
    expect(seen).not_to_contain_text(TEXT)
    expect(seen).not_to_contain_text(FACTS)


def appeal(people: People, where: str) -> None:
    """The author reads why, in a letter and on the page, and objects."""
    page = people.at("participant", "/bg/notifications/outbox/")
    expect(page.locator("main")).to_contain_text("Защо написаното от Вас е скрито")
    page.goto(where)
    mine = page.locator("article.comment", has_text=FACTS)
    mine.get_by_role("link", name="Възрази").click()
    page.locator("[name=text]").fill("Не рекламирам нищо.")
    page.locator("main form button").last.click()
    expect(page.locator("body")).to_contain_text("Възражението Ви е получено")


def restore(people: People, where: str) -> None:
    """Who hid it may not decide; the coordinator does, and everybody reads it again."""
    first = people.at("moderator", "/bg/discussion/desk/")
    expect(first.locator("main")).to_contain_text("Не рекламирам нищо.")
    card = first.locator("article.card", has_text="Не рекламирам нищо.")
    expect(card).to_contain_text("решава друг човек")
    page = people.at("coordinator", "/bg/discussion/desk/")
    card = page.locator("article.card", has_text="Не рекламирам нищо.")
    card.get_by_role("link", name="Решение по възражението").click()
    page.get_by_label("показва се отново").check()
    page.locator("[name=reason_bg]").fill("Не е реклама.")
    page.locator("main form button").last.click()
    expect(people.at("visitor", where).locator("#discussion")).to_contain_text(TEXT)


def test_the_queue_is_walked_by_keys(people: People) -> None:
    """The demo's proposal with a link waits; it is let through without the mouse."""
    title = "Карта на опасните места около училището"
    expect(people.at("visitor", LIST).locator("main")).not_to_contain_text(title)
    page = people.at("moderator", "/bg/moderation/queue/")
    while title not in page.locator("[data-waiting]:focus").all_inner_texts().__str__():
        page.keyboard.press("KeyJ")
    page.keyboard.press("KeyA")
    expect(page.locator("body")).to_contain_text("Вече е публично")
    expect(people.at("visitor", f"{LIST}?sort=new").locator("main")).to_contain_text(title)
