"""A newsletter goes out once, however many workers and however often it is pressed."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import mail

from tests.races.test_receipts import at_once
from tests.world import World
from zaedno.core import clock
from zaedno.core.fields import texts
from zaedno.core.models import Event
from zaedno.features.newsletters.actions import sending, writing
from zaedno.features.newsletters.models import Newsletter, Subscriber
from zaedno.platform.people.models import address_hash

READERS = 350


def planned(world: World) -> Newsletter:
    Subscriber.objects.bulk_create(
        Subscriber(
            city=world.city,
            address=f"r{i}@example.org",
            address_hash=address_hash(f"r{i}@example.org"),
            lang="bg",
            state="active",
            consent="…",
            asked_at=clock.now(),
            confirmed_at=clock.now(),
        )
        for i in range(READERS)
    )
    title, lead = texts(bg="Ново", en="New"), texts(bg="Кратко.", en="Short.")
    row = writing.draft(world.ctx("editor"), title=title, lead=lead, audience="all")
    world.ctx("editor").viewer.alias()
    at_once(10, lambda _i: writing.plan(world.ctx("editor"), pk=row.pk))
    assert Event.objects.filter(verb="newsletters.plan").count() == 1
    return row  # type: ignore[no-any-return]


def addresses() -> list[str]:
    return sorted(letter.to[0] for letter in mail.outbox)


def test_eight_workers_send_it_once(postgres: str) -> None:
    world = World()
    row = planned(world)
    at_once(8, lambda _i: sending.send_due(world.city))
    assert addresses() == sorted(f"r{i}@example.org" for i in range(READERS))
    row.refresh_from_db()
    assert (row.state, row.sent) == ("sent", READERS)


class Died(BaseException):
    """The process is gone: nothing catches this."""


def test_after_a_crash_nobody_gets_it_twice(postgres: str, monkeypatch: pytest.MonkeyPatch) -> None:
    world = World()
    planned(world)
    real, sent = mail.EmailMessage.send, [0]

    def dies(letter: Any, *args: Any, **kwargs: Any) -> int:
        sent[0] += 1
        if sent[0] == 150:
            raise Died
        return real(letter, *args, **kwargs)

    monkeypatch.setattr(mail.EmailMessage, "send", dies)
    with pytest.raises(Died):
        sending.send_due(world.city)
    sending.send_due(world.city)
    assert len(addresses()) == len(set(addresses())) >= READERS - sending.BATCH
