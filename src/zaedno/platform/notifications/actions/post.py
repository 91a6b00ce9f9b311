"""The postman: letters leave by Django's mail back end, with five tries."""

from __future__ import annotations

import logging
from datetime import timedelta

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction

from zaedno.core import clock, jobs
from zaedno.core.actions import Ctx, action
from zaedno.core.deliveries import PAUSES
from zaedno.core.verdict import ensure
from zaedno.platform.notifications import mailing, rules
from zaedno.platform.notifications.jobs import send_job
from zaedno.platform.notifications.letters import whole_text
from zaedno.platform.notifications.mailing import Post
from zaedno.platform.notifications.models import Message

log = logging.getLogger("zaedno.post")

BATCH = 50


def send_waiting() -> int:
    """Send every letter whose hour has come; returns how many left."""
    sent = 0
    seen: set[int] = set()
    while ids := _due(seen):
        seen.update(ids)
        sent += _send_batch(ids)
    return sent


def _send_batch(ids: list[int]) -> int:
    """One visit to the mail server; when it is closed, every letter of the batch waits."""
    try:
        with mailing.opened() as connection:
            return sum(_send(pk, connection) for pk in ids)
    except mailing.Closed as closed:
        for letter in Message.objects.filter(pk__in=ids, state=Message.State.WAITING):
            _postpone(letter, closed.why)
        return 0


def _due(seen: set[int]) -> list[int]:
    waiting = Message.objects.filter(state=Message.State.WAITING, next_at__lte=clock.now())
    return list(waiting.exclude(pk__in=seen).order_by("id").values_list("pk", flat=True)[:BATCH])


def _send(pk: int, connection: BaseEmailBackend) -> int:
    """One letter, one transaction: a crash after sending repeats one letter at most."""
    with transaction.atomic():
        rows = Message.objects.select_for_update(of=("self",)).select_related("city")
        letter = rows.filter(pk=pk, state=Message.State.WAITING).first()
        if letter is None:
            return 0
        try:
            mailing.envelope(_post(letter), connection).send()
        except Exception as error:  # noqa: BLE001 - whatever the mail server does, others go on
            _postpone(letter, error)
            return 0
        letter.state, letter.sent_at = Message.State.SENT, clock.now()
        letter.tries += 1
        if not settings.DEMO:
            letter.to = letter.body = letter.html = ""
        letter.save()
        return 1


def _post(letter: Message) -> Post:
    """A digest stands ready as it is; everything else gets its salutation and signature now."""
    text = letter.body if letter.html else whole_text(letter)
    said = (letter.to, letter.lang, letter.kind, letter.subject)
    return Post(*said, text, letter.html, letter.stop_url)


def _postpone(letter: Message, error: Exception) -> None:
    """The error's kind only: a mail server's sentence often repeats the address."""
    log.warning("letter %d did not leave: %s", letter.pk, type(error).__name__)
    letter.tries += 1
    letter.error = type(error).__name__
    if letter.tries > len(PAUSES):
        letter.state = Message.State.STUCK
    else:
        letter.next_at = clock.now() + timedelta(seconds=PAUSES[letter.tries - 1])
    letter.save(update_fields=["tries", "error", "state", "next_at"])


@action("notifications.resend")
def resend(ctx: Ctx) -> int:
    """Give every stuck letter of the city another five tries."""
    ensure(rules.may_mend(ctx.viewer.has(*rules.MENDERS)))
    stuck = Message.objects.filter(city_id=ctx.city.pk, state=Message.State.STUCK)
    count = stuck.update(state=Message.State.WAITING, tries=0, next_at=ctx.now)
    ctx.record(("cities.city", ctx.city.pk), letters=count)
    jobs.enqueue_once(send_job)
    return count
