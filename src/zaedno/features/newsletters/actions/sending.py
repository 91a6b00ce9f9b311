"""Sending: in batches, each taken by one worker alone; it goes on where it stopped.

The cursor moves on, and that is written, before the letters of a batch leave: after a crash nobody
gets the newsletter twice, and those of one batch may get it in the archive only.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F

from zaedno.core import clock
from zaedno.core.actions import Ctx, action, system_ctx
from zaedno.features.newsletters import letters, queries
from zaedno.features.newsletters.models import Newsletter, Subscriber
from zaedno.platform.notifications import mailing
from zaedno.platform.notifications.actions.letters import keep_posts

BATCH = 100


def send_due(city: Any) -> int:
    """Every newsletter of a city whose moment has come; how many letters left."""
    viewer = system_ctx(city).viewer
    return sum(_send(city, row) for row in queries.due(viewer, clock.now()))


def _send(city: Any, row: Newsletter) -> int:
    writer = letters.Writer(city, row)
    sent = 0
    with mailing.opened() as connection:
        while readers := take(system_ctx(city), pk=row.pk):
            posts = [writer.post(one) for one in readers]
            left, refused = mailing.stream(posts, connection)
            sent += left
            _note(city, row, posts, left, len(refused))
    return sent


@action("newsletters.send")
def take(ctx: Ctx, *, pk: int) -> list[Subscriber]:
    """The next readers, ours alone; with the last of them it has been sent."""
    row = queries.held(ctx.viewer, pk)
    if row.state not in (Newsletter.State.PLANNED, Newsletter.State.SENDING):
        return []
    begins = row.state == Newsletter.State.PLANNED
    readers = list(queries.readers(ctx.viewer, row).filter(pk__gt=row.cursor)[:BATCH])
    row.state = Newsletter.State.SENDING if readers else Newsletter.State.SENT
    row.cursor = readers[-1].pk if readers else row.cursor
    row.sent_at = row.sent_at or ctx.now
    row.save(update_fields=["state", "cursor", "sent_at"])
    if begins or not readers:
        ctx.record(row, state=row.state)
    return readers


def _note(city: Any, row: Newsletter, posts: list[Any], left: int, refused: int) -> None:
    """Counts, never who: what the mail server refused at the door is known, nothing else is."""
    with transaction.atomic():
        if settings.DEMO:
            keep_posts(system_ctx(city), posts, sent=True)
        Newsletter.objects.filter(pk=row.pk).update(
            sent=F("sent") + left, refused=F("refused") + refused
        )
