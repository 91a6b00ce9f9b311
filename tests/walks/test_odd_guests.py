"""Guests who leave and come back, and guests who post what nobody expects."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.axe import assert_accessible
from tests.walks.hall import Hall, join_on_phone
from tests.walks.phone import note
from zaedno.features.workshops.models.board import Note
from zaedno.features.workshops.models.session import Seat

ODD = {
    "שלום לכולם": "rtl",
    "مرحبا بالجميع": "rtl",
    "Чудесно 👩‍👩‍👧": "ltr",
    "<b>не е удебелено</b> & не е код": "ltr",
    "дума" * 30: "ltr",
}


def said(page: Page, words: str) -> None:
    page.get_by_label("Вашата бележка").fill(words)
    page.get_by_role("button", name="Остави бележката").tap()


def in_shape(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, page.url
    assert_accessible(page)


def test_odd_notes_are_shown_as_they_were_written_and_break_nothing(hall: Hall) -> None:
    odd, other, lead = (
        join_on_phone(hall, "\u202eЕва 👩‍👧"),
        join_on_phone(hall, "Ана"),
        hall.lead(),
    )
    for words, direction in ODD.items():
        note(odd, words)
        for page in (other, lead):
            shown = page.locator("article.note .note__text").get_by_text(words, exact=True)
            expect(shown).to_be_visible()
            told = shown.evaluate("el => getComputedStyle(el.closest('.note__text')).direction")
            assert told == direction
    said(odd, "\u202eобърнато\x07")
    expect(other.locator("article.note").get_by_text("обърнато", exact=True)).to_be_visible()
    assert Note.objects.filter(text__bg="обърнато").count() == 1
    for page in (odd, other, lead):
        in_shape(page)


def test_ten_thousand_signs_are_answered_with_both_numbers_and_kept(hall: Hall) -> None:
    hall.watch.allow("409 (Conflict)")  # the browser notes down that something was refused
    odd, other = join_on_phone(hall, ""), join_on_phone(hall, "Ана")
    said(odd, "я" * 10_000)
    queue = odd.locator("#queue")
    expect(queue).to_contain_text("Не е приета")
    expect(queue).to_contain_text("140")
    in_shape(odd)
    queue.get_by_role("button", name="Поправи и изпрати отново").tap()
    assert len(odd.get_by_label("Вашата бележка").input_value()) == 10_000
    expect(queue).to_be_hidden()
    note(other, "Тук нищо не се е случило")
    expect(odd.locator("article.note", has_text="Тук нищо не се е случило")).to_be_visible()
    assert not Note.objects.filter(text__bg__startswith="яяя").exists()


FLOOD = """async (many) => {
  const form = document.getElementById("say"), answers = [];
  for (let at = 1; at <= many; at += 1) {
    const data = new FormData(form);
    data.set("text", `Мисъл ${at}`);
    data.set("key", crypto.randomUUID());
    const headers = { Accept: "application/json" };
    answers.push((await fetch(form.action, { method: "POST", body: data, headers })).status);
  }
  return answers;
}"""


def test_two_hundred_notes_at_once_leave_sixty_and_others_go_on(hall: Hall) -> None:
    hall.watch.allow("409 (Conflict)")  # the browser notes down that something was refused
    odd, other = join_on_phone(hall, ""), join_on_phone(hall, "Ана")
    answers = odd.evaluate(FLOOD, 200)
    assert (answers.count(200), answers.count(409)) == (60, 140)
    said(odd, "Още една")
    expect(odd.locator("#queue")).to_contain_text("60")
    note(other, "И аз")
    expect(odd.locator("article.note", has_text="И аз")).to_be_visible()
    assert Note.objects.filter(text__bg__startswith="Мисъл").count() == 60
    assert not Note.objects.filter(text__bg="Още една").exists()


def test_who_closes_the_phone_and_comes_back_has_the_same_seat(hall: Hall) -> None:
    phone = join_on_phone(hall, "Ели")
    phone.get_by_role("button", name="Вдигни ръка").tap()
    phone.get_by_label("Вашата бележка").fill("Започната мисъл")
    context = phone.context
    phone.close()
    again = context.new_page()
    again.goto(hall.site.url(f"/bg/workshops/join/{hall.session.code}/"))
    again.wait_for_url("**/session/")
    expect(again.get_by_role("button", name="Свали ръката ми")).to_be_visible()
    assert Seat.objects.count() == 1
    again.get_by_role("button", name="Излез от семинара").tap()
    again.wait_for_url("**/workshops/w1/")
    again.goto(hall.here)
    again.wait_for_url("**/join/*/")
    assert Seat.objects.get().left_at is not None
