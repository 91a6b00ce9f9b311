"""The Merkle tree of RFC 6962 (Certificate Transparency), section 2.1, and its two proofs.

A leaf hash begins with 0x00 and an inner one with 0x01, so that neither can pass for the other.
`Subtree(start, end)` returns the tree head over leaves start..end-1; with a store that keeps the
heads of whole blocks a proof needs few reads, with a list it is `over(hashes)`.

>>> hashes = [leaf_hash(word.encode()) for word in ("note", "need", "act")]
>>> head = root(hashes)
>>> path = inclusion_path(1, 3, over(hashes))
>>> included(hashes[1], 1, 3, path, head)
True
>>> included(hashes[0], 1, 3, path, head)
False
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence

Hash = bytes
Subtree = Callable[[int, int], Hash]

EMPTY: Hash = hashlib.sha256().digest()


def leaf_hash(entry: bytes) -> Hash:
    """SHA-256 of 0x00 and the entry (RFC 6962, section 2.1).

    >>> leaf_hash(b"").hex()[:16]
    '6e340b9cffb37a98'
    """
    return hashlib.sha256(b"\x00" + entry).digest()


def node_hash(left: Hash, right: Hash) -> Hash:
    """SHA-256 of 0x01 and the two children: a node can never be mistaken for a leaf.

    >>> len(node_hash(leaf_hash(b"a"), leaf_hash(b"b")))
    32
    """
    return hashlib.sha256(b"\x01" + left + right).digest()


def root(hashes: Sequence[Hash]) -> Hash:
    """The tree head over these leaf hashes, level by level from below.

    Pairing neighbours and lifting an odd last one gives the same tree as the RFC's split at the
    largest power of two.

    >>> root([]).hex()[:16]
    'e3b0c44298fc1c14'
    """
    if not hashes:
        return EMPTY
    level = list(hashes)
    while len(level) > 1:
        paired = [
            node_hash(level[i], level[i + 1]) for i in range(0, len(level) - len(level) % 2, 2)
        ]
        level = paired + level[len(paired) * 2 :]
    return level[0]


def over(hashes: Sequence[Hash]) -> Subtree:
    """The head of any run of these leaves, computed when asked for: (start, end) -> hash."""
    return lambda start, end: root(hashes[start:end])


def _split(size: int) -> int:
    """The largest power of two below `size`."""
    return 1 << (size - 1).bit_length() - 1


def inclusion_path(index: int, size: int, subtree: Subtree) -> list[Hash]:
    """The neighbours that lead from leaf `index` up to the head of the first `size` leaves."""
    if not 0 <= index < size:
        raise ValueError(f"no leaf {index} among {size}")
    path: list[Hash] = []
    start, end = 0, size
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            path.append(subtree(middle, end))
            end = middle
        else:
            path.append(subtree(start, middle))
            start = middle
    return path[::-1]


def included(leaf: Hash, index: int, size: int, path: Sequence[Hash], head: Hash) -> bool:
    """Does the path lead from this leaf at this place to the head? (RFC 9162, 2.1.3.2)"""
    if not 0 <= index < size:
        return False
    place, last, reached = index, size - 1, leaf
    for neighbour in path:
        if last == 0:
            return False
        if place & 1 or place == last:
            reached = node_hash(neighbour, reached)
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            reached = node_hash(reached, neighbour)
        place, last = place >> 1, last >> 1
    return last == 0 and reached == head


def consistency_path(old: int, size: int, subtree: Subtree) -> list[Hash]:
    """What shows that the tree of `size` leaves only added to the tree of its first `old` ones."""
    if not 0 < old <= size:
        raise ValueError(f"{old} is no earlier size of {size}")
    path: list[Hash] = []
    start, end, whole = 0, size, True
    while old != end - start:
        middle = _split(end - start)
        if old <= middle:
            path.append(subtree(start + middle, end))
            end = start + middle
        else:
            path.append(subtree(start, start + middle))
            start, old, whole = start + middle, old - middle, False
    if not whole:
        path.append(subtree(start, end))
    return path[::-1]


def consistent(old: int, size: int, old_head: Hash, head: Hash, path: Sequence[Hash]) -> bool:
    """Does the proof lead to both heads? (RFC 9162, 2.1.4.2)

    >>> grown = [leaf_hash(bytes([n])) for n in range(5)]
    >>> consistent(3, 5, root(grown[:3]), root(grown), consistency_path(3, 5, over(grown)))
    True
    """
    if not 0 < old <= size:
        return False
    if old == size:
        return not path and old_head == head
    steps = list(path)
    if old & (old - 1) == 0:
        steps.insert(0, old_head)
    if not steps:
        return False
    place, last = old - 1, size - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    first = second = steps[0]
    for step in steps[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            first, second = node_hash(step, first), node_hash(step, second)
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            second = node_hash(second, step)
        place, last = place >> 1, last >> 1
    return last == 0 and first == old_head and second == head


class Frontier:
    """A tree that only grows and remembers one head per complete subtree.

    >>> grown = [leaf_hash(bytes([n])) for n in range(5)]
    >>> frontier = Frontier()
    >>> for leaf in grown:
    ...     frontier.add(leaf)
    >>> (frontier.size, frontier.root() == root(grown))
    (5, True)
    """

    def __init__(self) -> None:
        self.size = 0
        self._heads: list[Hash] = []

    def add(self, leaf: Hash) -> None:
        head, carry = leaf, self.size
        while carry & 1:
            head, carry = node_hash(self._heads.pop(), head), carry >> 1
        self._heads.append(head)
        self.size += 1

    def root(self) -> Hash:
        if not self._heads:
            return EMPTY
        head = self._heads[-1]
        for left in reversed(self._heads[:-1]):
            head = node_hash(left, head)
        return head
