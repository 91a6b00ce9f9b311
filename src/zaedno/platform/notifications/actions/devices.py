"""Devices that show news: added and removed by their owner; messages to them, with few tries."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

from django.db import transaction

from zaedno.core import clock, jobs, outside
from zaedno.core.actions import Ctx, action
from zaedno.core.fields import keyed_hash
from zaedno.core.verdict import Refused, ensure
from zaedno.platform.notifications import push, rules
from zaedno.platform.notifications.actions.follows import held_reader
from zaedno.platform.notifications.jobs import push_job
from zaedno.platform.notifications.models import Device, News, Push
from zaedno.platform.notifications.queries import devices

BATCH = 40
AT_ONCE = 8  # push services are asked side by side; none may keep the others waiting
HELD = timedelta(minutes=2)  # so long a message is ours alone; then, after a crash, another's
PAUSES = (timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1))
GONE = (404, 410)


@action("notifications.add_device", secret=True)
def add_device(ctx: Ctx, *, endpoint: str, public: str, secret: str, reachable: bool) -> Device:
    """This browser shows news from now on. `reachable`: its push service is a public https one."""
    ensure(rules.has_account(ctx.person is not None))
    reader = held_reader(ctx)  # held before counting: the limit is the reader's
    known = devices.of_endpoint(ctx.viewer, keyed_hash("push", endpoint))
    others = Device.objects.filter(reader=reader).exclude(pk=known.pk if known else 0).count()
    ensure(rules.may_add_device(reachable=reachable, others=others))
    if known is not None and known.reader_id != reader.pk:
        known.delete()  # whoever signs in on this browser now takes it over
        known = None
    row = known or Device(city_id=ctx.city.pk, reader=reader, since=ctx.now)
    row.endpoint, row.endpoint_hash = endpoint, keyed_hash("push", endpoint)
    row.public, row.secret = public, secret
    row.save()
    ctx.record(row)
    return row


@action("notifications.remove_device", secret=True)
def remove_device(ctx: Ctx, *, pk: int) -> None:
    """It shows no more news, and what was known of it is deleted."""
    ensure(rules.has_account(ctx.person is not None))
    row = Device.objects.filter(city_id=ctx.city.pk, reader=held_reader(ctx), pk=pk).first()
    if row is None:
        raise Refused(rules.no_such_device())
    ctx.record(row)
    row.delete()


def queue_pushes(ctx: Ctx, row: News, refs: Iterable[tuple[str, str]], moment: datetime) -> int:
    """A message for each device whose owner follows one of these; written in one go."""
    made = Push.objects.bulk_create(
        [
            Push(city_id=ctx.city.pk, device_id=pk, news=row, next_at=ctx.now)
            for pk in devices.to_tell(ctx.viewer, refs, moment, row.person_id)
        ],
        batch_size=500,
        ignore_conflicts=True,
    )
    if made:
        jobs.enqueue_once(push_job)
    return len(made)


def waiting(now: datetime) -> bool:
    """Messages whose next try has come have nobody who wakes them but the hour."""
    return Push.objects.filter(next_at__lte=now).exists()


def send_pushes() -> int:
    """Everything that is due; how many messages were taken by a push service."""
    sent = 0
    while batch := _take():
        with ThreadPoolExecutor(AT_ONCE) as pool:
            messages = [(one, message) for one in batch if (message := push.message(one))]
            answers = list(pool.map(lambda pair: push.send(pair[1]), messages))
        told = {one.pk: answer for (one, _m), answer in zip(messages, answers, strict=True)}
        sent += sum(answer.ok for answer in answers)
        _settle(batch, told)
    return sent


def _take() -> list[Push]:
    """Ours alone for two minutes, and one try more: a crash in between repeats it later."""
    now = clock.now()
    with transaction.atomic():
        due = Push.objects.filter(next_at__lte=now).order_by("next_at", "pk")
        held = due.select_for_update(of=("self",), skip_locked=True)
        rows = list(held.select_related("device__reader__person", "news", "city")[:BATCH])
        for row in rows:
            row.tries += 1
            row.next_at = now + HELD
        Push.objects.bulk_update(rows, ["tries", "next_at"])
    return rows


def _settle(batch: list[Push], told: dict[int, outside.Answer]) -> None:
    """Taken, or not worth another try: gone. A browser that is no more: gone with its messages."""
    now = clock.now()
    gone = {row.device_id for row in batch if row.pk in told and told[row.pk].status in GONE}
    later, done = [], []
    for row in batch:
        answer = told.get(row.pk)
        if answer is not None and rules.worth_a_try(answer.status, row.tries, len(PAUSES)):
            row.next_at = now + PAUSES[row.tries - 1]
            later.append(row)
        else:
            done.append(row.pk)
    with transaction.atomic():
        Device.objects.filter(pk__in=gone).delete()
        Push.objects.bulk_update([row for row in later if row.device_id not in gone], ["next_at"])
        Push.objects.filter(pk__in=done).delete()
