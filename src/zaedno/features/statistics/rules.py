"""In which steps people are told of, and how long numbers stand."""

from __future__ import annotations

from datetime import timedelta

STEP = 5
STANDS = timedelta(days=1)  # the numbers of a concluded process: only moderators change them


def in_steps(people: int) -> int:
    """So many people at least: nobody sees one person come or go.

    >>> in_steps(4), in_steps(5), in_steps(38)
    (0, 5, 35)
    """
    return people - people % STEP
