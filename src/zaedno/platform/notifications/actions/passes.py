"""Rounds of digests: one pass over all readers, in batches, that goes on where it stopped.

A batch is taken first (the cursor moves on, and that is written), then its letters leave, then its
readers are marked as told. After a crash the round goes on behind that batch: nobody gets a letter
twice. Whoever of the batch may have got none is not marked, and reads the same news in the next
digest; on the page they stand anyway.
"""

from __future__ import annotations

import logging
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction

from zaedno.core import clock
from zaedno.core.actions import system_ctx
from zaedno.core.viewer import Nowhere, Viewer
from zaedno.platform.notifications import digests, mailing
from zaedno.platform.notifications.actions.letters import keep_posts
from zaedno.platform.notifications.mailing import Post
from zaedno.platform.notifications.models import Pass, Reader
from zaedno.platform.notifications.queries import digests as found
from zaedno.platform.notifications.queries import news

log = logging.getLogger("zaedno.post")

BATCH = 250  # readers: nine queries for all of them, and a few megabytes of letters
# What was not told by then (a server that was down) is no news any more.
REACH = {Reader.Rhythm.DAILY: timedelta(days=4), Reader.Rhythm.WEEKLY: timedelta(days=22)}


def begin(city: Any, rhythm: str, day: date) -> bool:
    """The round of a day, once: whoever else begins it finds it there."""
    viewer = Viewer(city=city)
    made = Pass.objects.bulk_create(
        [
            Pass(
                city_id=city.pk,
                rhythm=rhythm,
                day=day,
                upto=news.latest(viewer),
                begun_at=clock.now(),
            )
        ],
        ignore_conflicts=True,
    )
    return bool(made)


def begun(city: Any, rhythm: str, day: date) -> bool:
    return found.done_on(Viewer(city=city), rhythm, day)


def waiting(city: Any) -> bool:
    return bool(found.unfinished(Viewer(city=city)))


def run_waiting(city: Any) -> int:
    """Every round that was begun and has not ended; how many letters left."""
    return sum(run(one.pk) for one in found.unfinished(Viewer(city=city)))


def run(pk: int) -> int:
    """One round to its end. Several workers may run it side by side: each takes other batches."""
    row = found.pass_of(Viewer(city=Nowhere()), pk)
    if row is None:
        return 0
    viewer = Viewer(city=row.city)
    since: datetime = row.begun_at - REACH[Reader.Rhythm(row.rhythm)]
    window = found.window(viewer, row.upto, since)
    writer = digests.Writer(row.city, row.rhythm)
    sent = 0
    with mailing.opened() as connection:
        while readers := _take(pk, row, viewer, some=bool(window)):
            batch = found.gathered(viewer, row.rhythm, readers, window)
            writer.read(batch)
            sent += _send(row, batch, writer, connection)
    return sent


def _take(pk: int, row: Pass, viewer: Viewer, *, some: bool) -> list[Reader]:
    """The next batch, ours alone: the round is held while its cursor moves on."""
    with transaction.atomic():
        held = Pass.objects.select_for_update().get(pk=pk)
        if held.ended_at is not None:
            return []
        readers = found.due_readers(viewer, row.rhythm, held.cursor, BATCH) if some else []
        if readers:
            held.cursor = readers[-1].pk
        else:
            held.ended_at = clock.now()
        held.save(update_fields=["cursor", "ended_at"])
        return readers


def _send(row: Pass, batch: list[found.Mine], writer: digests.Writer, connection: Any) -> int:
    posts, told = [], []
    for mine in batch:
        to = mine.reader.person.email if mine.reader.person else mine.reader.address
        letter = writer.letter(mine)
        if letter is None or not to:
            continue
        told.append(mine.reader.pk)
        kind = f"notifications.{row.rhythm}"
        posts.append(
            Post(
                to,
                mine.reader.lang,
                kind,
                letter.subject,
                letter.text,
                letter.html,
                letter.stop_url,
            )
        )
    sent, refused = mailing.stream(posts, connection)
    ctx = system_ctx(row.city)
    with transaction.atomic():
        if refused:
            log.warning("%d digests were refused and wait with the other letters", len(refused))
            keep_posts(ctx, refused)
        if settings.DEMO:
            keep_posts(ctx, posts, sent=True)
        column = {"told_daily" if row.rhythm == "daily" else "told_weekly": row.upto}
        Reader.objects.filter(pk__in=told).update(**column)
        held = Pass.objects.select_for_update().get(pk=row.pk)
        held.letters += sent
        held.save(update_fields=["letters"])
    return sent
