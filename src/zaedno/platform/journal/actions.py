"""Sealing the journal, and giving a listener another try."""

from __future__ import annotations

from django.db import connection, transaction

from zaedno.algorithms import merkle
from zaedno.core import clock, jobs
from zaedno.core.actions import Ctx, action
from zaedno.core.models import Delivery, Event
from zaedno.core.verdict import ensure
from zaedno.platform.journal import rules, signing
from zaedno.platform.journal.models import BLOCK, Checkpoint, Node
from zaedno.platform.journal.queries.log import head_over

BATCH = 1000
LOCK = 0x7A61_6564_6E6F  # "zaedno": the one advisory lock of the sealer


def seal_waiting() -> int:
    """Give every unsealed deed its place and sign the new head; returns how many.

    Not a verb: it would seal itself for ever. Deeds are taken because they have no place yet,
    never by "id greater than the last": a transaction with a smaller id may commit later.
    """
    sealed = 0
    while Event.objects.filter(seal__isnull=True).exists():
        with transaction.atomic():
            count = _seal_batch() if _alone() else 0
        if not count:
            break
        sealed += count
    return sealed


def _alone() -> bool:
    """Nobody else seals: the advisory lock, or on SQLite the write lock already held."""
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        return bool(cursor.fetchone()[0])


def _seal_batch() -> int:
    last = Checkpoint.objects.order_by("-size").first()
    start = last.size if last else 0
    deeds = list(Event.objects.filter(seal__isnull=True).order_by("pk")[:BATCH])
    if not deeds:
        return 0
    for place, deed in enumerate(deeds, start):
        deed.seal = place
    Event.objects.bulk_update(deeds, ["seal"], batch_size=250)
    leaves = [merkle.leaf_hash(deed.leaf()) for deed in deeds]
    Node.objects.bulk_create(
        Node(level=0, place=place, hash=leaf) for place, leaf in enumerate(leaves, start)
    )
    size = start + len(deeds)
    _keep_block_heads(start, size)
    _sign(size, last.root if last else "")
    return len(deeds)


def _keep_block_heads(start: int, size: int) -> None:
    blocks = range(start // BLOCK, size // BLOCK)
    Node.objects.bulk_create(
        Node(level=1, place=block, hash=head_over(block * BLOCK, (block + 1) * BLOCK))
        for block in blocks
    )


def _sign(size: int, previous: str) -> Checkpoint:
    at, root = clock.deed_time(), head_over(0, size).hex()
    said = signing.statement(size=size, root=root, at=at, previous=previous)
    key, signature = signing.sign(said)
    return Checkpoint.objects.create(
        size=size, root=root, at=at, previous=previous, key=key, signature=signature
    )


@action("journal.retry")
def retry(ctx: Ctx, *, delivery: Delivery) -> Delivery:
    """Another five tries for a listener that was stuck."""
    held = Delivery.objects.select_for_update().get(pk=delivery.pk, event__city_id=ctx.city.pk)
    stuck = held.state == Delivery.State.STUCK
    ensure(rules.may_retry(rules.RetryFacts(ctx.viewer.has("operator"), stuck)))
    held.state, held.tries, held.next_at = Delivery.State.WAITING, 0, ctx.now
    held.save(update_fields=["state", "tries", "next_at"])
    ctx.record(("core.delivery", held.pk), event=held.event_id)
    jobs.wake()
    return held
