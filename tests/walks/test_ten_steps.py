"""The walk in ten steps (README), in a real Chromium against the real server.

Two kinds of people: a visitor who only ever holds a private link, and the demo's roles, each in a
browser of their own.
"""

from __future__ import annotations

import re
import subprocess
import sys
from io import BytesIO

from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.fixtures.server import ROOT, LiveSite
from tests.walks.people import People

NOTE = "Никой не ми отговори на писмото."
GROUP = "Липса на отговор"
PROMISE = "Отговор на всички писма до месец"


def test_the_walk_in_ten_steps(people: People, demo_site: LiveSite) -> None:
    languages(people)
    board, private = leave_a_note(people)
    group_the_note(people, board)
    place_five_dots(people, board)
    cluster = close_the_vote(people, board)
    commitment = grow(people, cluster)
    confirm(people, commitment)
    answer_d33(people)
    follow_the_report(people)
    the_whole_thread(people, private)
    verify_the_journal(demo_site)


def languages(people: People) -> None:
    """1: open home, switch languages."""
    page = people.at("visitor", "/bg/")
    expect(page.locator("h1")).to_contain_text("Какво Ви пречи")
    page.get_by_role("link", name="English").click()
    expect(page.locator("h1")).to_contain_text("What keeps you")
    page.get_by_role("link", name="Български").click()
    expect(page.locator("html")).to_have_attribute("lang", "bg")


def leave_a_note(people: People) -> tuple[str, str]:
    """2: without an account add a note, keep the receipt; one sign too many is explained."""
    people.watch.allow("422")
    page = people.at("visitor", "/bg/")
    page.locator("main a.button").first.click()
    board = page.url.removesuffix("write/")
    page.get_by_label("Вашата бележка").fill("я" * 141)
    page.get_by_role("button", name="Остави бележката").click()
    expect(page.locator("main")).to_contain_text("141")
    page.get_by_label("Вашата бележка").fill(NOTE)
    page.get_by_role("button", name="Остави бележката").click()
    expect(page.locator("main")).to_contain_text("Номер на разписката")
    expect(page.locator("main")).to_contain_text(NOTE)
    return board, page.url


def group_the_note(people: People, board: str) -> None:
    """3: second window, facilitator: move it to a group, undo, redo."""
    page = people.at("facilitator", board)
    note = page.locator("article.note", has_text=NOTE)
    note.get_by_role("link", name=re.compile("Премести в група")).click()
    dialog = page.locator("#move-dialog")
    dialog.locator("[name=title]").fill(GROUP)
    dialog.get_by_role("button", name="Премести").click()
    undo, redo = (page.get_by_role("button", name=word) for word in ("Отмени", "Повтори"))
    expect(undo).to_contain_text(GROUP)
    undo.click()
    expect(redo).to_contain_text(GROUP)
    redo.click()
    expect(undo).to_contain_text(GROUP)


def place_five_dots(people: People, board: str) -> None:
    """4: participant: place five dots; no tally is visible, to staff neither."""
    lead = people.at("facilitator", board + "lead/")
    lead.get_by_role("button", name="Открий гласуването").click()
    page = people.at("participant", board)
    note = page.locator("article.note", has_text=NOTE)
    for left in (4, 3, 2, 1, 0):
        note.get_by_role("button", name=re.compile("Постави точка")).click()
        expect(page.locator("main")).to_contain_text(f"{left} от 5 точки")
    for staff in ("facilitator", "coordinator"):
        seen = people.at(staff, board)
        note = seen.locator("article.note", has_text=NOTE)
        expect(note).not_to_contain_text(re.compile(r"\d+ точк"))
        seen.goto(board + "ranking/")
        expect(seen.locator("main")).not_to_contain_text(GROUP)


def close_the_vote(people: People, board: str) -> str:
    """5: close the vote: ranking."""
    page = people.at("facilitator", board + "lead/")
    page.get_by_role("button", name="Закрий гласуването").click()
    page.goto(board + "ranking/")
    expect(page.locator("main")).to_contain_text("1 от 1 с право на глас")
    place = page.locator("main table tr:visible", has_text=GROUP).last
    expect(place.locator("th, td").first).to_have_text("1")
    return str(place.locator("a").get_attribute("href"))


def grow(people: People, cluster: str) -> str:
    """6: coordinator: make a need, a solution and a commitment from the first group."""
    page = people.at("coordinator", cluster)
    page.locator('main a[href*="/needs/new/"]').click()
    page.locator("[name=text_bg]").fill("Отговор на всяко писмо")
    page.get_by_label("нужда", exact=True).check()
    page.locator("main form button").last.click()
    expect(page.locator("main")).to_contain_text("Още няма решение")

    page.goto(people.site.url(cluster))
    page.locator('main a[href*="/needs/solutions/new/"]').click()
    page.locator("[name=title_bg]").fill("Един ред за всички писма")
    page.get_by_label("бърз резултат").check()
    page.locator("[name=benefit]").select_option("5")
    page.locator("[name=effort]").select_option("2")
    page.locator("[name=result_bg]").fill("Всеки получава отговор")
    page.locator("main form button").last.click()
    expect(page.locator("h1")).to_have_text("Един ред за всички писма")

    page.goto(people.site.url(cluster))
    page.locator('main a[href*="/commitments/new/"]').click()
    page.locator("[name=text_bg]").fill(PROMISE)
    page.get_by_label("Отговорник").select_option(label="Примерно сдружение")
    page.locator("[name=measure_bg]").fill("Писма с отговор")
    page.locator("[name=unit]").select_option("count")
    page.get_by_label("Целева стойност").fill("20")
    page.locator("[name=due_day]").select_option("30")
    page.locator("[name=due_month]").select_option("6")
    page.locator("[name=due_year]").fill("2035")
    page.locator("main form button").last.click()
    expect(page.locator("main")).to_contain_text("не се брои никъде")
    return page.url


def confirm(people: People, commitment: str) -> None:
    """7: organisation: read the mail, confirm."""
    page = people.at("org", "/bg/notifications/outbox/")
    letter = page.locator(f'main a[href="{commitment}"]').first
    if not letter.is_visible():
        page.locator("main summary", has_text="Ангажимент очаква").first.click()
    letter.click()
    expect(page.locator("h1")).to_have_text(PROMISE)
    page.get_by_role("button", name="Потвърждаваме ангажимента").click()
    expect(page.locator("main")).to_contain_text("потвърден")


def answer_d33(people: People) -> None:
    """8: reviewer: answer D3.3 with evidence; interval and gap move."""
    page = people.at("reviewer", "/bg/maturity/1/D3.3/")
    expect(page.locator("main")).to_contain_text("между 2,15 и 3,65")
    gap_before = gap(page)
    page.goto(people.site.url("/bg/maturity/support/?from=workshops.cluster:3"))
    page.get_by_label("Доказателство за показател").select_option(label="D3.3 Двупосочен диалог")
    page.locator("main form button").last.click()
    page.locator("[name=type]").select_option("E7")
    if not page.locator("[name=title_bg]").input_value():
        page.locator("[name=title_bg]").fill("Точки за обратната връзка")
    page.locator("[name=date_day]").select_option("7")
    page.locator("[name=date_month]").select_option("1")
    page.locator("[name=date_year]").fill("2021")
    page.locator("main form button").last.click()

    page.goto(people.site.url("/bg/maturity/1/answers/D3.3/"))
    page.get_by_label(re.compile(r"^4\.")).check()
    page.get_by_label(re.compile("EV13")).check()
    page.locator("[name=change_reason]").fill("Отговорите вече идват в срок")
    page.get_by_role("button", name="Запази отговора").click()
    page.goto(people.site.url("/bg/maturity/1/D3.3/"))
    expect(page.locator("main")).to_contain_text("между 2,45 и 3,95")
    assert gap(page) != gap_before


def gap(page: Page) -> str:
    said = re.search(r"Разлика\s+(\d,\d+)", page.locator("main").inner_text())
    assert said is not None
    return said.group(1)


def follow_the_report(people: People) -> None:
    """9: build, approve and freeze the report; open the PDF; follow 2.04 to a note."""
    page = people.at("coordinator", "/bg/reports/")
    page.locator("main .card a").first.click()
    page.get_by_role("button", name="Одобри доклада").click()
    page.get_by_role("button", name="Заключи и публикувай").click()
    expect(page.locator("main")).to_contain_text("SHA-256")
    href = page.get_by_role("link", name="PDF", exact=True).get_attribute("href")
    answer = page.request.get(people.site.url(str(href)))
    assert answer.status == 200
    pdf = PdfReader(BytesIO(answer.body()))
    assert "ДЕМОНСТРАЦИОННИ ДАННИ" in pdf.pages[3].extract_text()

    score = page.locator("main a", has_text=re.compile(r"^2,0\d$")).first
    page.goto(people.site.url(str(score.get_attribute("href"))))
    page.locator('main a[href$="/D3.3/"]:visible').first.click()
    page.locator('main a[href*="/evidence/"]', has_text=re.compile("EV|Точки")).last.click()
    page.locator('main a[href*="/workshops/clusters/"]').first.click()
    expect(page.locator("h1")).to_contain_text("Обратна връзка и проследимост")
    page.locator('main a[href*="/workshops/notes/"]').first.click()
    expect(page.locator("main")).to_contain_text("Какво стана")


def the_whole_thread(people: People, private: str) -> None:
    """10: open the receipt of step 2: the whole thread."""
    page = people.at("visitor", private)
    thread = page.locator("main ol").last
    for said in (NOTE.rstrip("."), GROUP, PROMISE, "Примерно сдружение"):
        expect(thread).to_contain_text(said)


def verify_the_journal(site: LiveSite) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "zaedno", "journal", "verify"],
        cwd=ROOT,
        env=site.environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
