"""Whole numbers in proportion to shares, that sum to what was to be given out.

Largest remainders (Hamilton's method; Balinski & Young, *Fair Representation*, 1982, ch. 2): each
share gets its whole part, what is left goes one by one to the largest remainders. No figure is off
by one or more, and the sum is kept, which rounding each by itself does not promise.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import floor, isfinite

from zaedno.algorithms.faults import InputFault
from zaedno.algorithms.faults import mark as _

HUNDRED = 100


def apportion(shares: Sequence[float] | Sequence[Fraction], seats: int) -> list[int]:
    """`seats` given out by `shares` of 0..1 that sum to 1; equal remainders: first come.

    >>> apportion([0.5, 0.25, 0.25], 3)
    [1, 1, 1]
    """
    exact = [share * seats for share in shares]
    whole = [floor(part) for part in exact]
    order = sorted(range(len(exact)), key=lambda at: whole[at] - exact[at])
    for at in order[: seats - sum(whole)]:
        whole[at] += 1
    return whole


def percents(parts: Sequence[float]) -> list[int]:
    """What each of `parts` (counts or weights, 0 or more) is of all, in whole per cent.

    They sum to 100, or are all 0 where there is nothing. A part that is not finite or below 0
    raises `InputFault`.

    >>> percents([1, 1, 1])
    [34, 33, 33]
    >>> percents([4, 1, 1])
    [67, 17, 16]
    >>> percents([0, 0])
    [0, 0]
    """
    if not all(isfinite(part) and part >= 0 for part in parts):
        raise InputFault(_("Parts of a whole are numbers of 0 or more."))
    exact = [Fraction(part) for part in parts]
    total = sum(exact)
    return apportion([part / total for part in exact], HUNDRED) if total else [0] * len(parts)
