"""From a proposal to its delivery, in a real Chromium: each person in a browser of their own.

A participant proposes, others support it, the coordinator merges, answers and makes a commitment
of it, the organisation delivers, and the participant is told.
"""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.walks.people import People

TITLE = "Знак и осветена пътека пред детската градина"
PROMISE = "Осветена пътека пред градината"
PROCESS = "/bg/processes/a-safe-way-to-school/"


def test_from_a_proposal_to_its_delivery(people: People) -> None:
    address = propose(people)
    support(people, address)
    merge_a_twin(people, address)
    answer(people, address)
    commitment = promise(people, address)
    deliver(people, commitment)
    the_author_is_told(people, address)


def propose(people: People) -> str:
    """Draft, a telephone number is named, corrected, published."""
    page = people.at("participant", PROCESS)
    page.locator("main ol.stages a.button").click()
    page.get_by_role("link", name="Предложи", exact=True).click()
    page.locator("[name=title]").fill(TITLE)
    page.locator("[name=text]").fill("Сутрин е тъмно. Пишете на 0888 123 456.")
    page.get_by_role("button", name="Запази като чернова").click()
    page.get_by_role("button", name="Публикувай").click()
    expect(page.locator("body")).to_contain_text("телефонния номер „0888 123 456“")
    page.get_by_role("link", name="Промени").click()
    page.locator("[name=text]").fill("Сутрин е тъмно.")
    page.locator("main form button").last.click()
    page.get_by_role("button", name="Публикувай").click()
    expect(page.locator("body")).to_contain_text("Предложението Ви е публично")
    return page.url


def support(people: People, address: str) -> None:
    page = people.at("org", address)
    page.get_by_role("button", name="Подкрепи").click()
    expect(page.locator("main")).to_contain_text("1 човек го подкрепя")
    own = people.at("participant", address)
    expect(own.get_by_role("button", name="Подкрепи")).to_have_count(0)


def merge_a_twin(people: People, address: str) -> None:
    """The same said once more on paper; the desk shows the pair, the coordinator merges."""
    page = people.at("coordinator", "/bg/proposals/a-safe-way-to-school/paper/")
    page.locator("[name=title]").fill("Осветена пътека и знак пред детската градина")
    page.locator("main form button").last.click()
    twin = page.url
    page.goto(people.site.url("/bg/proposals/a-safe-way-to-school/answers/"))
    expect(page.locator("main")).to_contain_text("Може би казват едно и също")
    page.goto(twin)
    page.get_by_role("link", name="Обедини").click()
    page.locator("[name=into]").select_option(label=TITLE)
    page.locator("[name=why]").fill("Казват едно и също.")
    page.locator("[name=word]").fill("Подателят потвърди на гишето.")
    page.locator("main form button").last.click()
    author = people.at("participant", address)
    author.get_by_role("button", name="Съгласявам се").click()
    page.goto(twin)
    expect(page.locator("main")).to_contain_text("Продължава заедно с")
    seen = people.at("visitor", address)
    expect(seen.locator("main")).to_contain_text("Обединени с него")


def answer(people: People, address: str) -> None:
    """Written first, seen by nobody; then published from the desk with a reason."""
    page = people.at("coordinator", address)
    page.get_by_role("link", name="Отговори", exact=True).click()
    page.get_by_label("прието", exact=True).check()
    page.locator("[name=reason_bg]").fill("Мястото е в плана за осветление.")
    page.locator("main form button").last.click()
    expect(people.at("visitor", address).locator("main")).not_to_contain_text("плана за осветление")
    page.get_by_role("button", name="Публикувай отговорите").click()
    seen = people.at("visitor", address).locator("main")
    expect(seen).to_contain_text("Мястото е в плана за осветление.")
    expect(seen).to_contain_text("прието")


def promise(people: People, address: str) -> str:
    page = people.at("coordinator", address)
    page.locator('main a[href*="/commitments/new/"]').click()
    page.locator("[name=text_bg]").fill(PROMISE)
    page.get_by_label("Отговорник").select_option(label="Примерно сдружение")
    page.locator("[name=measure_bg]").fill("Осветени пътеки")
    page.locator("[name=unit]").select_option("count")
    page.get_by_label("Целева стойност").fill("1")
    page.locator("[name=due_day]").select_option("30")
    page.locator("[name=due_month]").select_option("6")
    page.locator("[name=due_year]").fill("2035")
    page.locator("main form button").last.click()
    expect(page.locator("h1")).to_have_text(PROMISE)
    return page.url


def deliver(people: People, commitment: str) -> None:
    page = people.at("org", commitment)
    page.get_by_role("button", name="Потвърждаваме ангажимента").click()
    page.locator('main a[href$="/report/"]').click()
    page.locator("[name=value]").fill("1")
    page.locator("[name=evidence_bg]").fill("Протокол от 26 ноември")
    page.locator("main form button").last.click()
    expect(page.locator("main")).to_contain_text("изпълнен")


def the_author_is_told(people: People, address: str) -> None:
    """The whole thread from the proposal; letters for the author at every station."""
    page: Page = people.at("participant", address)
    page.get_by_role("link", name=re.compile("Цялата нишка")).click()
    expect(page.locator("main")).to_contain_text(PROMISE)
    expect(page.locator("main")).to_contain_text("Общината отговори: прието.")
    page.goto(people.site.url("/bg/notifications/outbox/"))
    letters = page.locator("main")
    expect(letters).to_contain_text(TITLE)
    expect(letters).to_contain_text(PROMISE)


def test_parts_are_added_and_removed_on_the_spot_with_the_keyboard(people: People) -> None:
    page = people.at("coordinator", "/bg/proposals/a-safe-way-to-school/")
    page.locator("main .card__title a").first.click()
    page.goto(f"{page.url.split('?')[0]}split/")
    page.locator("[name=title_2]").fill("Бутон за светофара")
    page.evaluate("window.same = true")
    for number in (3, 4):
        page.get_by_role("button", name="Още една част").focus()
        page.keyboard.press("Enter")
        expect(page.get_by_label(f"Част {number}: какво се предлага")).to_be_focused()
        page.keyboard.type(f"Знак {number}")
    page.get_by_role("button", name="Махни част 4").focus()
    page.keyboard.press("Space")
    expect(page.locator("[name=title_4]")).to_have_count(0)
    expect(page.get_by_label("Част 3: какво се предлага")).to_be_focused()
    expect(page.locator("[name=title_3]")).to_have_value("Знак 3")
    expect(page.locator("[name=title_2]")).to_have_value("Бутон за светофара")
    assert page.evaluate("window.same"), "the page was not loaded anew"
