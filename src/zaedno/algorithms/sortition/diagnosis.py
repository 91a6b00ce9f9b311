"""When no panel keeps all quotas: which of them clash, and the smallest change that helps.

What clashes
    A set of bounds of which no panel keeps all, while without any single one of them a panel can be
    found (an irreducible set). It is found by taking bounds away one by one and putting back those
    whose absence would make a panel possible; each try is an integer program. Of several such sets
    one is told.
The smallest change
    An integer program with a number of people for each bound by which it gives way; their sum is
    as small as possible; of equal sums, quotas that come first by name give way.

>>> from zaedno.algorithms.sortition.pool import pool_of
>>> from zaedno.algorithms.sortition.problem import problem
>>> pool = pool_of([("1", {"Age": "old", "City": "Lom"}, ""), ("2", {"Age": "new", "City": "Vidin"},
...                  ""), ("3", {"Age": "old", "City": "Lom"}, "")])
>>> quotas = [Quota("Age", "old", 1, 1), Quota("Age", "new", 0, 2), Quota("City", "Lom", 2, 2),
...           Quota("City", "Vidin", 0, 1)]
>>> try:
...     first_panel(problem(pool, quotas, size=2))
... except InputFault as fault:
...     print(fault)
No panel of 2 people keeps these together: at most 1 with “Age” = “old”; at least 2 with “City” = \
“Lom”. The smallest change that makes a panel possible: at least 1 with “City” = “Lom” instead of 2.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from zaedno.algorithms.faults import InputFault
from zaedno.algorithms.faults import mark as _
from zaedno.algorithms.sortition.pool import Quota
from zaedno.algorithms.sortition.problem import Problem
from zaedno.algorithms.sortition.solver import INFINITE, Program, Whole

LEAST = _("at least {count} with “{feature}” = “{value}”")
MOST = _("at most {count} with “{feature}” = “{value}”")
LEAST_INSTEAD = _("at least {to} with “{feature}” = “{value}” instead of {count}")
MOST_INSTEAD = _("at most {to} with “{feature}” = “{value}” instead of {count}")
CLASH = _("No panel of {size} people keeps these together: {clash}.")
HELP = _("The smallest change that makes a panel possible: {changes}.")
NO_HELP = _("No change of the quotas helps.")
TOO_RARE = _(
    "Quotas, line {line}: at least {low} people with “{feature}” = “{value}” are asked for, "
    "and the pool has {people}."
)
TOO_MANY = _(
    "Quotas: the min of “{feature}” add up to {sum}, more than the {size} people of the panel."
)
TOO_FEW = _(
    "Quotas: the max of “{feature}” add up to {sum}, fewer than the {size} people of the panel."
)
TOO_FEW_THERE = _(
    "Quotas: with the max of “{feature}” and the people of the pool at most {sum} can be drawn, "
    "fewer than the {size} people of the panel."
)
PER_HOUSEHOLD = _("at most {count} from one household")


@dataclass(frozen=True)
class Bound:
    """One side of a quota, or the limit for a household (no quota)."""

    quota: Quota | None
    least: bool
    count: int

    def told(self, translate: Callable[[str], str | None], to: int | None = None) -> str:
        """In words; with `to` as a change of the number."""
        if self.quota is None:
            sentence = PER_HOUSEHOLD
        elif to is None:
            sentence = LEAST if self.least else MOST
        else:
            sentence = LEAST_INSTEAD if self.least else MOST_INSTEAD
        return (translate(sentence) or sentence).format(
            count=self.count,
            to=to,
            feature=self.quota.feature if self.quota else "",
            value=self.quota.value if self.quota else "",
        )


@dataclass(frozen=True)
class Change:
    """A bound with the number that would do."""

    bound: Bound
    to: int


class QuotaFault(InputFault):
    """No panel keeps all quotas: why, what clashes, and the smallest change that helps."""

    def __init__(
        self, reason: str, changes: Sequence[Change], clash: Sequence[Bound] = (), **values: Any
    ) -> None:
        self.clash, self.changes, self.reason_values = tuple(clash), tuple(changes), values
        self.help = HELP if changes else NO_HELP
        super().__init__(f"{reason} {self.help}", **self._parts(lambda part: part))
        self.reason = reason

    def _parts(self, translate: Callable[[str], str | None]) -> dict[str, Any]:
        return self.reason_values | {
            "clash": "; ".join(b.told(translate) for b in self.clash),
            "changes": "; ".join(c.bound.told(translate, c.to) for c in self.changes),
        }

    def told(self, translate: Callable[[str], str | None]) -> str:
        """The sentences in the language of `translate`, their parts too."""
        parts = self._parts(translate)
        both = (translate(part) or part for part in (self.reason, self.help))
        return " ".join(part.format(**parts) for part in both)


def first_panel(problem: Problem) -> Whole:
    """Any panel that keeps the quotas; `QuotaFault` says why there is none."""
    check_sums(problem)
    answer = problem.panels().solve()
    if answer is None:
        raise QuotaFault(CLASH, changes(problem), clash(problem), size=problem.size)
    return answer.whole


def check_sums(problem: Problem) -> None:
    """What can be seen without a search: a value too rare, or a feature whose quotas cannot sum.

    Raises `QuotaFault`.
    """
    features: dict[str, list[tuple[Quota, int]]] = {}
    for quota, row in zip(problem.quotas, problem.rows, strict=False):
        there = int(row @ problem.count)
        features.setdefault(quota.feature, []).append((quota, there))
        if there < quota.lowest:
            raise QuotaFault(
                TOO_RARE, changes(problem), line=quota.line, low=quota.lowest,
                feature=quota.feature, value=quota.value, people=there,
            )  # fmt: skip
    for feature, quotas in features.items():
        low, high = sum(q.lowest for q, _there in quotas), sum(q.highest for q, _there in quotas)
        most = sum(min(q.highest, there) for q, there in quotas)
        for sentence, total, wrong in (
            (TOO_MANY, low, low > problem.size),
            (TOO_FEW, high, high < problem.size),
            (TOO_FEW_THERE, most, most < problem.size),
        ):
            if wrong:
                raise QuotaFault(
                    sentence, changes(problem), feature=feature, sum=total, size=problem.size
                )


def _bounds(problem: Problem) -> list[Bound]:
    """All bounds, the limit for households first, so that it stays only where it is needed."""
    sides = [Bound(q, True, q.lowest) for q in problem.quotas]
    sides += [Bound(q, False, q.highest) for q in problem.quotas]
    home = [Bound(None, False, problem.per_household)] if problem.per_household else []
    return home + sides


def clash(problem: Problem) -> list[Bound]:
    """An irreducible set of bounds that no panel keeps together."""
    program = problem.panels()
    kept = _bounds(problem)
    for bound in list(kept):
        tried = [b for b in kept if b is not bound]
        if not _possible(program, problem, tried):
            kept = tried
    order = {id(b): i for i, b in enumerate(kept)}
    return sorted(
        kept,
        key=lambda b: (b.quota.feature, b.quota.value) if b.quota else ("\U0010ffff", order[id(b)]),
    )


def _possible(program: Program, problem: Problem, kept: Sequence[Bound]) -> bool:
    """Whether some panel keeps these bounds."""
    quotas = len(problem.quotas)
    low, high = problem.bounds()
    if any(b.quota is None for b in kept):
        most = problem.most
    else:
        most = problem.count
        high[quotas:-1] = INFINITE
    place = {(q.feature, q.value): i for i, q in enumerate(problem.quotas)}
    low[:quotas], high[:quotas] = 0.0, INFINITE
    for bound in kept:
        if bound.quota:
            side = low if bound.least else high
            side[place[bound.quota.feature, bound.quota.value]] = bound.count
    program.set_rows(low, high)
    program.set_bounds(np.zeros(len(most)), most.astype(np.float64))
    return program.solve() is not None


def changes(problem: Problem) -> list[Change]:
    """The changes of quotas with the smallest sum; nothing when none helps (household limits)."""
    types, quotas = len(problem.types), len(problem.quotas)
    low, high = problem.bounds()
    give = np.vstack([np.eye(quotas), np.zeros((len(low) - quotas, quotas))])
    matrix = np.vstack(
        [
            np.hstack([problem.matrix, give, np.zeros_like(give)]),
            np.hstack([problem.matrix, np.zeros_like(give), -give]),
        ]
    )
    free = np.full(len(low), INFINITE)
    # Of equal sums the one that changes earlier quotas: all these additions together are below 1.
    later = np.arange(2 * quotas) / (8 * quotas**2 * problem.size)
    program = Program(
        np.append(np.zeros(types), -1.0 - later),
        np.zeros(types + 2 * quotas),
        np.append(problem.most.astype(np.float64), np.full(2 * quotas, float(problem.size))),
        matrix,
        np.concatenate([low, -free]),
        np.concatenate([free, high]),
        whole=True,
    )
    answer = program.solve()
    if answer is None:
        return []
    lower, raise_ = answer.whole[types : types + quotas], answer.whole[types + quotas :]
    return [
        change
        for i, q in enumerate(problem.quotas)
        for change in (
            Change(Bound(q, True, q.lowest), q.lowest - int(lower[i])),
            Change(Bound(q, False, q.highest), q.highest + int(raise_[i])),
        )
        if change.to != change.bound.count
    ]
