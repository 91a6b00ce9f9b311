"""Statements that say the same, with the reason: for a moderator to confirm, never to merge alone.

How alike two texts are is the product of their rows in `text_vectors`, 0..1. From `SAME` on two
texts are nearly always one thought in other words; from `RELATED` on they may belong together. The
figures behind both are in docs/methods/likeness.md.

>>> found = near_duplicates(["Липсва закрит басейн.", "Стига шум!", "Няма закрит басейн за деца"])
>>> [(pair.first, pair.second, pair.shared) for pair in found]
[(0, 2, ('басейн', 'закрит'))]
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array, tril

from zaedno.algorithms.faults import InputFault
from zaedno.algorithms.faults import mark as _
from zaedno.algorithms.text_vectors import Texts

SAME = 0.4
RELATED = 0.2
BLOCK = 256  # texts compared with all others at once


@dataclass(frozen=True)
class Pair:
    """Two texts by their places (`first` < `second`), how alike they are, and shared lemmas.

    `shared` is empty where only letters are alike, as in a misspelt word.
    """

    first: int
    second: int
    likeness: float
    shared: tuple[str, ...]


def near_duplicates(
    texts: Sequence[str], least: float = SAME, most: int | None = None
) -> list[Pair]:
    """Pairs of texts at least so alike, the most alike first (equal ones by place).

    `least` is above 0 and at most 1 (`InputFault`); `most` cuts the list. Texts without a word
    that carries a topic are like nothing. Memory grows with the pairs found, not with all pairs.

    >>> near_duplicates(["и", "и"])
    []
    """
    if not 0 < least <= 1:
        raise InputFault(_("A likeness lies above 0 and up to 1; {found} does not."), found=least)
    vectors = Texts(texts)
    first, second, likeness = _pairs(vectors.rows, least)
    order = np.lexsort((second, first, -likeness.round(12)))[:most]
    return [
        Pair(
            int(first[at]),
            int(second[at]),
            float(min(likeness[at], 1.0)),
            tuple(vectors.shared(int(first[at]), vectors, int(second[at]))),
        )
        for at in order
    ]


def nearest(text: str, others: Sequence[str], least: float = RELATED, most: int = 5) -> list[Pair]:
    """The others most like one text, best first; `second` is the place of each in `others`.

    One row of products: the work grows with the length of all texts, not with their pairs.

    >>> found = nearest("Закрит басейн за децата", ["Стига шум!", "Няма закрит басейн"])
    >>> [(pair.second, pair.shared) for pair in found]
    [(1, ('басейн', 'закрит'))]
    """
    vectors = Texts([text, *others])
    alike = (vectors.rows[:1] @ vectors.rows[1:].T).tocoo()
    found = sorted(
        (-min(float(value), 1.0), int(place))
        for value, place in zip(alike.data, alike.coords[1], strict=True)
        if value >= least - 1e-12
    )
    return [
        Pair(0, place, -less, tuple(vectors.shared(0, vectors, place + 1)))
        for less, place in found[:most]
    ]


def _pairs(rows: csr_array, least: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Places and likeness of the pairs at or above `least`, block by block."""
    found = [(np.empty(0, int), np.empty(0, int), np.empty(0))]
    for start in range(0, rows.shape[0], BLOCK):
        end = min(start + BLOCK, rows.shape[0])
        # Each block with itself and all before it: every pair once.
        alike = tril(rows[start:end] @ rows[:end].T, start - 1).tocoo()
        enough = alike.data >= least - 1e-12
        later, earlier = alike.coords[0][enough] + start, alike.coords[1][enough]
        found.append((earlier, later, alike.data[enough]))
    first, second, likeness = (np.concatenate(part) for part in zip(*found, strict=True))
    return first, second, likeness
