"""How the meeting was: said by a guest on a phone without scripts, and by the keyboard alone."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.axe import assert_accessible
from tests.features.workshops import build
from tests.walks.hall import Hall, tab_to
from tests.walks.phone import PHONE
from zaedno.features.workshops.actions.evaluation import ask
from zaedno.platform.forms.models import Reply

THANKS = "Никой не може да разбере кои отговори са Ваши"


def seated(hall: Hall, page: Page) -> Page:
    """Joins and follows the link on the screen to the questions."""
    page.goto(hall.site.url(f"/bg/workshops/join/{hall.session.code}/"))
    page.get_by_label(re.compile("съгласна")).check()
    page.get_by_role("button", name="Включи се").click()
    page.wait_for_url("**/session/")
    page.get_by_role("link", name="Как мина срещата?").click()
    page.wait_for_url("**/evaluation/**")
    return page


def test_guests_say_how_the_meeting_was(hall: Hall) -> None:
    ask(hall.world.ctx("coordinator"), hall.session.workshop, build.template())
    silent = seated(hall, hall.page(**PHONE, java_script_enabled=False))
    useful = silent.locator("fieldset", has_text="Срещата беше полезна")
    useful.get_by_label("5 – напълно").check()
    address = silent.url
    silent.get_by_role("button", name="Изпрати отговорите").click()
    expect(silent.get_by_text(THANKS)).to_be_visible()
    silent.goto(address)
    expect(silent.get_by_text("Вече отговорихте")).to_be_visible()

    page = seated(hall, hall.page(viewport={"width": 360, "height": 740}))
    assert_accessible(page)
    tab_to(page, "input[type=radio]")
    page.keyboard.press("ArrowUp")
    tab_to(page, "main form button")
    page.keyboard.press("Enter")
    expect(page.get_by_text(THANKS)).to_be_visible()
    assert Reply.objects.filter(state="sent").count() == 2

    lead = hall.lead()
    expect(lead.locator("[data-part=people]")).to_contain_text("2 казаха как мина срещата")
    lead.get_by_role("link", name="Оценка на срещата").click()
    expect(lead.get_by_text("Отговориха 2 души")).to_be_visible()
    assert_accessible(lead)
