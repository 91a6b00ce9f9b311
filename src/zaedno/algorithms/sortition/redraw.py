"""A new draw that keeps as much of a former panel as it can: replacements and changed quotas.

People dropped out, the quotas or the pool changed: as many of the former panel as possible stay,
and among all panels that keep so many the draw is as fair as `selection.select` makes it, over
those who may stay and those who may join. When all the others can stay, this is a draw of
replacements, each possible one with as equal a chance as the quotas allow.

It is an ordinary draw with one more feature, whether a person was on the former panel, and a quota
for it: at least as many as an integer program found possible.

>>> from zaedno.algorithms.sortition.pool import pool_of
>>> pool = pool_of([(str(i), {"Age": "old" if i < 3 else "young"}, "") for i in range(8)])
>>> quotas = [Quota("Age", "old", 1, 1), Quota("Age", "young", 2, 2)]
>>> again = redraw(pool, quotas, 3, former=["0", "5", "6"], gone=["5"])
>>> again.stay, [(t.values, len(t.people)) for t in again.problem.types][:2]
(2, [(('joins', 'old'), 2), (('joins', 'young'), 3)])
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from zaedno.algorithms.sortition.diagnosis import first_panel
from zaedno.algorithms.sortition.pool import Pool, Quota, check_known
from zaedno.algorithms.sortition.problem import Problem, problem

FORMER, STAYS, JOINS = "", "stays", "joins"  # no column of a file is called nothing


@dataclass(frozen=True)
class Redraw:
    """The draw to make, and how many of the former panel every panel of it keeps."""

    problem: Problem
    stay: int


def redraw(
    pool: Pool,
    quotas: Sequence[Quota],
    size: int,
    former: Iterable[str],
    gone: Iterable[str] = (),
    per_household: int = 0,
) -> Redraw:
    """The draw that keeps most of the `former` panel, less those who are `gone`.

    Raises `InputFault` for unknown ids, and `QuotaFault` when no panel at all keeps the quotas.
    """
    known = {p.id for p in pool.people}
    check_known(former := set(former), known)
    left = pool.without(gone)
    first_panel(problem(left, quotas, size, per_household))
    marked = Pool(
        (FORMER, *left.features),
        tuple(
            replace(p, values=(STAYS if p.id in former else JOINS, *p.values)) for p in left.people
        ),
    )

    def keeping(least: int) -> Problem:
        marks = [Quota(FORMER, STAYS, least, size), Quota(FORMER, JOINS, 0, size)]
        return problem(marked, [*marks, *quotas], size, per_household)

    free = keeping(0)
    program = free.panels()
    program.set_cost(np.array([float(t.values[0] == STAYS) for t in free.types]))
    stay = round(program.best().value)
    return Redraw(keeping(stay), stay)
