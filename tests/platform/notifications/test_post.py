"""Letters: written with the deed, sent by the worker, five tries."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection

from tests.world import World
from zaedno.core import clock
from zaedno.platform.notifications.actions import send_waiting, write_letter
from zaedno.platform.notifications.models import Message


def letter(world: World, **other: Any) -> Message:
    inputs = {
        "to": "ivan@example.org",
        "lang": "bg",
        "kind": "test.letter",
        "subject": "Нова бележка\r\nBcc: all@example.org",
        "body": "Ангажиментът е изпълнен: http://localhost:8000/bg/",
        **other,
    }
    return write_letter(world.ctx("coordinator"), **inputs)


def test_a_letter_leaves_once_and_is_wiped(world: World) -> None:
    letter(world)
    assert send_waiting() == 1
    assert send_waiting() == 0
    (sent,) = mail.outbox
    assert sent.to == ["ivan@example.org"]
    assert "\n" not in sent.subject
    assert "Ангажиментът" in sent.body
    assert "София" in sent.body
    kept = Message.objects.get()
    assert (kept.state, kept.to, kept.body) == ("sent", "", "")


def test_in_the_demo_it_stays_readable(world: World, settings: Any) -> None:
    settings.DEMO = True
    letter(world)
    send_waiting()
    assert "Ангажиментът" in Message.objects.get().body


def test_address_and_text_are_not_in_the_database(world: World) -> None:
    letter(world)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM notifications_message")
        row = str(cursor.fetchall())
    assert "ivan@" not in row
    assert "Ангажиментът" not in row


def test_news_can_be_ended_from_the_letter(world: World) -> None:
    letter(world, stop_url="https://sofia.example/stop")
    send_waiting()
    assert "https://sofia.example/stop" in mail.outbox[0].body
    assert mail.outbox[0].extra_headers["List-Unsubscribe"] == "<https://sofia.example/stop>"


def test_five_tries_then_stuck(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: Any) -> int:
        raise OSError("550 ivan@example.org is unknown")

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", refuse)
    made = letter(world)
    moment = made.written_at
    for _try in range(5):
        with clock.at(moment):
            send_waiting()
        moment += timedelta(minutes=20)
    made.refresh_from_db()
    assert (made.state, made.tries, made.error) == ("stuck", 5, "OSError")
    assert made.to == "ivan@example.org"


def test_a_closed_mail_server_makes_letters_wait(world: World, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    made = letter(world)
    assert send_waiting() == 0
    made.refresh_from_db()
    assert (made.state, made.tries, made.error) == ("waiting", 1, "ConnectionRefusedError")
