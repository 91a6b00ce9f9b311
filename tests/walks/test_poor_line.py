"""A phone with a poor line, with none for five minutes, and one that was away too long."""

from __future__ import annotations

import re
from datetime import timedelta

from django.db.models import F
from playwright.sync_api import Page, expect

from tests.axe import assert_accessible
from tests.fixtures.poor_line import poor_line
from tests.walks.hall import Hall, join_on_phone
from tests.walks.phone import PHONE, awake, join_and_write, slowed
from zaedno.features.workshops.models.board import Note
from zaedno.features.workshops.models.session import Seat

MOST_BYTES = 120 * 1024
WORDS = ("Първа без връзка", "Втора без връзка", "Трета без връзка")


def write(page: Page, words: str) -> None:
    page.get_by_label("Вашата бележка").fill(words)
    page.get_by_role("button", name="Остави бележката").click()


def sent() -> list[str]:
    kept = Note.objects.filter(text__bg__endswith="без връзка").order_by("pk")
    return [str(note.text) for note in kept]


def away(minutes: float) -> None:
    """As if the server had not heard of anybody for so long."""
    Seat.objects.update(seen_at=F("seen_at") - timedelta(minutes=minutes))


def test_a_slow_phone_on_a_line_that_loses_packets_joins_and_writes(hall: Hall) -> None:
    with poor_line(hall.site.port, loss=0.02) as line:
        page = slowed(hall.page(**PHONE))
        address = f"http://localhost:{line.port}/bg/workshops/join/{hall.session.code}/"
        first = join_and_write(page, address, "Първа мисъл")
        assert_accessible(page)
        page.context.close()
    assert 10_000 < first < MOST_BYTES, f"{first / 1024:.0f} KB"
    assert line.packets > 40
    assert line.lost > 0
    assert Note.objects.filter(text__bg="Първа мисъл").count() == 1


def test_a_note_whose_answer_is_lost_goes_again_and_is_one_note(hall: Hall) -> None:
    hall.watch.allow("net::ERR", "Failed to load resource", "EventSource")
    with poor_line(hall.site.port, rate=1e7, latency=0.01, loss=0) as line:
        page = hall.page(**PHONE)
        address = f"http://localhost:{line.port}/bg/workshops/join/{hall.session.code}/"
        join_and_write(page, address, "Начало")
        awake(page)  # by form alone the browser would show that the answer never came
        line.swallow_answer_to("Първа без връзка".encode())
        write(page, WORDS[0])
        write(page, WORDS[1])
        expect(page.locator("article.note", has_text=WORDS[1])).to_be_visible()
        expect(page.locator("#queue")).to_be_hidden()
        expect(page.locator("article.note", has_text=WORDS[0])).to_have_count(1)
        page.context.close()
    assert line.swallowed == 1
    assert sent() == list(WORDS[:2])


def test_five_minutes_without_a_line_send_every_note_once_and_in_order(hall: Hall) -> None:
    hall.watch.allow("ERR_INTERNET_DISCONNECTED", "Failed to load resource", "EventSource")
    page = join_on_phone(hall, "Ели")
    page.clock.install()
    page.context.set_offline(True)
    for words in WORDS:
        write(page, words)
    queue = page.locator("#queue")
    expect(queue.get_by_text("чака връзка")).to_have_count(3)
    page.clock.fast_forward("05:00")
    away(5)
    expect(queue.get_by_text("чака връзка")).to_have_count(3)
    assert_accessible(page)
    assert sent() == []
    page.context.set_offline(False)
    expect(queue).to_be_hidden()
    for words in WORDS:
        expect(page.locator("article.note", has_text=words)).to_have_count(1)
    assert sent() == list(WORDS)
    assert Seat.objects.count() == 1


def test_a_seat_is_kept_half_an_hour_and_what_was_written_longer(hall: Hall) -> None:
    hall.watch.allow("ERR_INTERNET_DISCONNECTED", "Failed to load resource", "EventSource")
    page = join_on_phone(hall, "Ели")
    away(29)
    write(page, WORDS[0])
    expect(page.locator("article.note", has_text=WORDS[0])).to_be_visible()
    assert Seat.objects.get().left_at is None
    away(31)
    write(page, WORDS[1])
    expect(page.locator("#line")).to_contain_text("Включете се отново")
    expect(page.locator("#queue")).to_contain_text(WORDS[1])
    assert sent() == [WORDS[0]]
    page.goto(hall.site.url(f"/bg/workshops/join/{hall.session.code}/"))
    page.get_by_label(re.compile("съгласна")).check()
    page.get_by_role("button", name="Включи се").click()
    expect(page.locator("article.note", has_text=WORDS[1])).to_be_visible()
    expect(page.locator("#queue")).to_be_hidden()
    assert sent() == list(WORDS[:2])
