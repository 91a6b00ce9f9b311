"""A short session in Chromium: who leads, a phone, a keyboard alone, and the big screen."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from tests.axe import assert_accessible
from tests.features.workshops import live
from tests.walks.hall import Hall, join_on_phone, tab_to
from zaedno.features.workshops.models.board import Note

POINTED = "addEventListener('pointerdown', () => sessionStorage.setItem('pointed', 'yes'), true)"


def join_by_keyboard(hall: Hall) -> Page:
    """Whoever this is never touches a mouse or a screen: `by_keys_alone` asks at the end."""
    page = hall.page(viewport={"width": 768, "height": 1024})
    page.add_init_script(POINTED)
    page.goto(hall.site.url("/bg/workshops/join/"))
    tab_to(page, "[name=code]")
    page.keyboard.type(hall.session.code.lower())
    page.keyboard.press("Enter")
    page.wait_for_url("**/join/*/")
    assert_accessible(page)
    tab_to(page, "[name=consent]")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url("**/session/")
    return page


def by_keys_alone(page: Page) -> None:
    assert page.evaluate("sessionStorage.getItem('pointed')") is None


def a_phone(page: Page) -> None:
    told = page.evaluate("[innerWidth, matchMedia('(pointer: coarse)').matches]")
    assert told == [360, True]


def say_by_keyboard(page: Page, words: str) -> None:
    if not page.evaluate("document.activeElement?.id === 'say-text'"):
        tab_to(page, "#say-text")
    page.keyboard.type(words)
    tab_to(page, "#say button")
    page.keyboard.press("Enter")
    expect(page.locator("article.note", has_text=words)).to_be_visible()


def log(page: Page) -> list[str]:
    """Everything that was said aloud, the oldest first."""
    words = page.locator("#log li").evaluate_all("rows => rows.map(r => r.dataset.words)")
    return list(reversed(words))


def filled(picture: Locator) -> float:
    """How much of its box's width the code itself takes."""
    box, drawn = picture.bounding_box(), picture.locator("path").last.bounding_box()
    return drawn["width"] / box["width"] if box and drawn else 0.0


def test_a_short_session_with_a_cut_line_in_the_middle(hall: Hall) -> None:
    hall.watch.allow("ERR_INTERNET_DISCONNECTED", "Failed to load resource", "EventSource")
    lead, screen = hall.lead(), hall.page("facilitator")
    screen.goto(hall.here + "screen/")
    expect(screen.locator(".stage__code")).to_have_text(hall.session.code)
    assert filled(screen.locator(".stage__qr svg")) > 0.7  # read from the last row of the hall
    phone = join_on_phone(hall, "Ели")
    keys = join_by_keyboard(hall)
    expect(lead.locator("[data-part=people]")).to_contain_text("2 включени")
    begin(lead, screen, phone)
    say_by_keyboard(keys, "От клавиатура")
    for other in (lead, screen, phone):
        expect(other.locator("article.note", has_text="От клавиатура")).to_be_visible()
    lost_line(phone, lead)
    a_hand(phone, lead)
    everybody = (lead, screen, phone, keys)
    for page in everybody:
        assert_accessible(page)
        assert_fits(page)
    a_vote(lead, phone, keys)
    for page in everybody:
        assert_accessible(page)
        assert_fits(page)
    by_keys_alone(keys)
    a_phone(phone)
    lead = crash(hall, lead)
    lead.get_by_role("button", name="Приключи последната точка").wait_for()
    lead.get_by_role("button", name="Приключи последната точка").click()
    lead.get_by_role("button", name="Приключи сесията").click()
    lead.wait_for_url("**/run/")
    expect(phone.locator("h1")).to_contain_text("Благодарим")


def begin(lead: Page, screen: Page, phone: Page) -> None:
    """The facilitator goes on; all screens follow, the clock runs and is made longer."""
    for title in live.TITLES:
        expect(lead.locator("#effect")).to_contain_text(title)
        lead.get_by_role("button", name="Следваща точка").click()
        for other in (screen, phone):
            expect(other.locator("h1")).to_contain_text(title)
    expect(phone.locator("[data-clock]")).to_contain_text(re.compile(r"^9:5\d|^10:00"))
    lead.get_by_role("button", name="Още пет минути").click()
    for page in (lead, screen, phone):
        expect(page.locator("[data-clock]")).to_contain_text(re.compile(r"^1[45]:"))


def lost_line(phone: Page, lead: Page) -> None:
    """Two notes wait while the line is cut, and go out once, in order."""
    phone.context.set_offline(True)
    for words in ("Без връзка едно", "Без връзка две"):
        phone.get_by_label("Вашата бележка").fill(words)
        phone.get_by_role("button", name="Остави бележката").click()
    expect(phone.locator("#queue")).to_contain_text("чака връзка")
    expect(phone.locator("#queue li")).to_have_count(2)
    phone.context.set_offline(False)
    expect(phone.locator("#queue")).to_be_hidden()
    for words in ("Без връзка едно", "Без връзка две"):
        expect(lead.locator("article.note", has_text=words)).to_have_count(1)
    sent = Note.objects.filter(text__bg__startswith="Без връзка").order_by("pk")
    assert [str(note.text) for note in sent] == ["Без връзка едно", "Без връзка две"]


def a_hand(phone: Page, lead: Page) -> None:
    phone.get_by_role("button", name="Вдигни ръка").click()
    expect(lead.locator(".hands")).to_contain_text("Ели")
    lead.get_by_role("button", name=re.compile("Изказа се")).click()
    expect(lead.locator(".hands")).to_have_count(0)


def a_vote(lead: Page, phone: Page, keys: Page) -> None:
    """Dots by finger and by keyboard; closing leaves the result hidden until it is shown."""
    lead.get_by_role("button", name="Открий гласуването").click()
    for page in (phone, keys):
        expect(page.locator("#dots-left")).to_contain_text("5 от 5")
    phone.get_by_role("button", name=re.compile("Постави точка.*От клавиатура")).tap()
    expect(phone.locator("#dots-left")).to_contain_text("4 от 5")
    tab_to(keys, "[data-dot='1']")
    keys.keyboard.press("Enter")
    expect(keys.locator("#dots-left")).to_contain_text("4 от 5")
    lead.get_by_role("button", name="Закрий гласуването").click()
    for page in (phone, keys):
        expect(page.locator("[data-dot]")).to_have_count(0)
        expect(page.locator(".ranking")).to_have_count(0)


def crash(hall: Hall, lead: Page) -> Page:
    """The facilitator's browser is gone; another one shows where things stand."""
    lead.context.close()
    again = hall.lead()
    expect(again.locator("#now-h")).to_have_text(live.TITLES[-1])
    expect(again.locator("[data-clock]")).to_contain_text(re.compile(r"^1[0-5]:"))
    return again


def assert_fits(page: Page) -> None:
    """Nothing sticks out sideways; the facilitator does not scroll at all."""
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0, f"{page.url} is {wide} px too wide"
    if page.url.endswith("/lead/"):
        tall = page.evaluate("document.querySelector('.desk').getBoundingClientRect().bottom")
        assert tall <= 800, f"the facilitator's screen needs {tall} px"


TRANSCRIPT = [
    "Бележката Ви е на дъската.",
    "Бележката Ви е на дъската.",
    "Бележката Ви е на дъската.",
    "2 групирани бележки.",
    "Открито е гласуване: имате 5 точки.",
    "Остават 4 от 5 точки",
    "Остават 3 от 5 точки",
    "Остават 2 от 5 точки",
    "Остава 1 от 5 точки",
    "Остават 0 от 5 точки",
]


def test_what_is_heard_of_joining_three_notes_a_merge_and_five_dots(hall: Hall) -> None:
    """By ear and keyboard: the golden transcript, and headings with counts."""
    keys = join_by_keyboard(hall)
    for words in ("Първа", "Втора", "Трета"):
        say_by_keyboard(keys, words)
    lead = hall.lead()
    lead.goto(hall.site.url("/bg/workshops/w1/boards/groups/merge/"))
    for box in lead.locator("main form [type=checkbox]").all():
        box.check()
    lead.get_by_role("button", name="Покажи бележките им една до друга").click()
    lead.locator("[name=title_bg]").fill("Обща")
    lead.get_by_role("button", name="Обедини групите").click()
    expect(keys.locator("#log")).to_contain_text("2 групирани", timeout=15_000)
    lead.goto(hall.here + "lead/")
    lead.get_by_role("button", name="Открий гласуването").click()
    expect(keys.locator("#dots-left")).to_contain_text("5 от 5")
    tab_to(keys, "[data-dot='1']")
    for left in (4, 3, 2, 1, 0):
        keys.keyboard.press("Enter")
        expect(keys.locator("#dots-left")).to_contain_text(f"{left} от 5")
    assert log(keys) == TRANSCRIPT
    expect(keys.get_by_role("heading", level=2, name=re.compile(r"Нужди\s*5"))).to_be_visible()
    assert keys.get_by_role("article").count() == 5
    add = keys.get_by_role("button", name=re.compile("Постави точка.*Едно от хартия"))
    expect(add).to_have_count(1)
    assert_accessible(keys)


def test_what_others_do_can_be_muted(hall: Hall) -> None:
    keys = join_on_phone(hall, "")
    keys.locator("#log summary").click()
    keys.get_by_label(re.compile("Не чети на глас")).check()
    other = join_on_phone(hall, "Ана")
    other.get_by_label("Вашата бележка").fill("Чужда мисъл")
    other.get_by_role("button", name="Остави бележката").click()
    expect(keys.locator("article.note", has_text="Чужда мисъл")).to_be_visible()
    keys.wait_for_timeout(2500)  # longer than the first summing takes
    assert log(keys) == []
