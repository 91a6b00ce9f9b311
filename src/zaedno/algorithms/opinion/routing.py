"""Which statements a person sees next: a weighted draw that anyone can repeat.

Each statement gets a number between 0 and 1 from the SHA-256 of seed, person and statement; the
smallest values of `-ln(number) / weight` win. This is sampling without replacement in proportion
to the weights (Efraimidis and Spirakis 2006), with neither a random state nor an order.

>>> draw(["a", "b", "c"], [1.0, 0.0, 4.0], voted=["c"], person="anna", seed="2027", number=2)
['a']
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from hashlib import sha256
from typing import Any

from zaedno.algorithms.faults import InputFault
from zaedno.algorithms.faults import mark as _


def draw(
    statements: Sequence[Any],
    weights: Sequence[float],
    *,
    voted: Collection[Any],
    person: Any,
    seed: str,
    number: int = 1,
) -> list[Any]:
    """Up to `number` statements that this person has not voted on, in the order to show them.

    `weights` are priorities, one per statement, 0 or more; a statement of weight 0 is never drawn.
    Raises `InputFault` for a weight below 0 or not a number.
    """
    done = set(voted)
    keys = []
    for statement, weight in zip(statements, weights, strict=True):
        if not 0 <= weight < math.inf:
            raise InputFault(
                _("Statement “{statement}”: the weight {found} is not a number of 0 or more."),
                statement=statement,
                found=weight,
            )
        if weight > 0 and statement not in done:
            keys.append((-math.log(chance(seed, person, statement)) / weight, statement))
    keys.sort(key=lambda pair: (pair[0], str(pair[1])))
    return [statement for _key, statement in keys[:number]]


def chance(seed: str, person: Any, statement: Any) -> float:
    """A number above 0 and below 1 that depends on nothing but its arguments.

    >>> chance("2027", "anna", "a") == chance("2027", "anna", "a") != chance("2027", "ana", "na")
    True
    """
    told = "\x1f".join(str(part) for part in (seed, person, statement))
    return (int.from_bytes(sha256(told.encode()).digest()[:6], "big") + 0.5) / (1 << 48)
