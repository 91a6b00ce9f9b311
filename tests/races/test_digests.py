"""Rounds of digests on PostgreSQL: several workers at once, and one that dies in the middle."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core import mail

from tests.features.documents.build import public
from tests.races.test_receipts import at_once
from tests.world import World
from zaedno.core import clock
from zaedno.platform.cities.models import City
from zaedno.platform.links.actions import link
from zaedno.platform.notifications.actions import passes
from zaedno.platform.notifications.models import Follow, Pass, Reader
from zaedno.platform.people.models import address_hash

READERS = 450
DAY = date(2027, 3, 10)


def prepared(world: World) -> City:
    """A city with many readers of one thing, out of which another one grew."""
    note, act = public(world, title="Note"), public(world, title="Act")
    world.hear()
    readers = Reader.objects.bulk_create(
        Reader(
            city=world.city,
            address=f"r{i}@example.org",
            address_hash=address_hash(f"r{i}@example.org"),
            lang="bg",
            rhythm="daily",
        )
        for i in range(READERS)
    )
    Follow.objects.bulk_create(
        Follow(
            city=world.city,
            reader=reader,
            kind="documents.document",
            ident=str(note.pk),
            state="active",
            since=clock.now(),
        )
        for reader in readers
    )
    link(world.ctx("editor"), source=note, target=act, relation="grew_out_of")
    world.hear()
    return world.city


def addresses() -> list[str]:
    return sorted(letter.to[0] for letter in mail.outbox)


def test_four_workers_send_each_letter_once(postgres: str) -> None:
    city = prepared(World())
    begun = at_once(8, lambda _i: passes.begin(city, "daily", DAY))
    assert Pass.objects.count() == 1, begun
    at_once(4, lambda _i: passes.run_waiting(city))
    assert addresses() == sorted(f"r{i}@example.org" for i in range(READERS))
    row = Pass.objects.get()
    assert (row.letters, row.ended_at is not None) == (READERS, True)
    assert set(Reader.objects.values_list("told_daily", flat=True)) == {row.upto}


class Died(BaseException):
    """The process is gone: nothing catches this."""


def test_after_a_crash_nobody_gets_it_twice_and_nobody_loses_the_news(
    postgres: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    city = prepared(World())
    passes.begin(city, "daily", DAY)
    real, sent = mail.EmailMessage.send, [0]

    def dies(letter: Any, *args: Any, **kwargs: Any) -> int:
        sent[0] += 1
        if sent[0] == 250:
            raise Died
        return real(letter, *args, **kwargs)

    monkeypatch.setattr(mail.EmailMessage, "send", dies)
    with pytest.raises(Died):
        passes.run_waiting(city)
    passes.run_waiting(city)
    first = addresses()
    assert len(first) == len(set(first))
    unknown = Reader.objects.filter(told_daily=0).count()
    assert unknown == passes.BATCH  # the batch in which it died, and no other
    mail.outbox.clear()
    passes.begin(city, "daily", date(2027, 3, 11))
    passes.run_waiting(city)
    assert len(addresses()) == unknown
    assert set(first) | set(addresses()) == {f"r{i}@example.org" for i in range(READERS)}
