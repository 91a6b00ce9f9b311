"""The sealed log: one for all cities, and nothing but hashes, so nobody is asked who looks."""

from __future__ import annotations

from collections.abc import Iterator

from zaedno.algorithms import merkle
from zaedno.core.models import Event
from zaedno.platform.journal.models import BLOCK, Checkpoint, Node


def head_over(start: int, end: int) -> merkle.Hash:
    """The tree head over sealed places start..end-1: whole blocks by their kept heads."""
    if start % BLOCK or end - start <= BLOCK:
        return merkle.root(_hashes(0, start, end))
    whole = end // BLOCK * BLOCK
    heads = _hashes(1, start // BLOCK, whole // BLOCK)
    if whole < end:
        heads.append(merkle.root(_hashes(0, whole, end)))
    return merkle.root(heads)


def _hashes(level: int, start: int, end: int) -> list[merkle.Hash]:
    found = Node.objects.filter(level=level, place__gte=start, place__lt=end).order_by("place")
    return [bytes(h) for h in found.values_list("hash", flat=True)]


def sealed_deeds() -> Iterator[Event]:
    return Event.objects.filter(seal__isnull=False).order_by("seal").iterator(chunk_size=2000)


def kept_leaves() -> Iterator[tuple[int, merkle.Hash]]:
    leaves = Node.objects.filter(level=0).order_by("place").values_list("place", "hash")
    return ((place, bytes(found)) for place, found in leaves.iterator(chunk_size=2000))


def all_checkpoints() -> list[Checkpoint]:
    return list(Checkpoint.objects.order_by("size"))


def unsealed_count() -> int:
    return Event.objects.filter(seal__isnull=True).count()


def place_of_leaf(leaf: merkle.Hash) -> int | None:
    """Where a hash stands among the kept ones; slow, asked only once something is wrong."""
    return Node.objects.filter(level=0, hash=leaf).values_list("place", flat=True).first()


def broken_block() -> int | None:
    """The first kept block head that is not the head of its leaves."""
    for place, kept in Node.objects.filter(level=1).order_by("place").values_list("place", "hash"):
        if merkle.root(_hashes(0, place * BLOCK, (place + 1) * BLOCK)) != bytes(kept):
            return place
    return None
