"""Statistics as Polis defines them, for comparison with its reports and import of its data.

Definitions (groups g, statement c; na, nd agree and disagree, ns all votes with passes, primes are
the other groups together)
    `pa = (na+1)/(ns+2)`; `pat = 2 sqrt(ns+1) ((na+1)/(ns+1) - 1/2)`; `ra = pa / pa'`;
    `rat` is the pooled two-proportion z value with 1 added to all four counts; pd, pdt, rd, rdt
    likewise. Significant is z > 1.2816, one-sided 90 %, without correction for how much is tested.
    Group-aware consensus is the product of pa over groups. Priority of a statement for the next
    voter: `((1 - p)(E + 1) a (1 + 8 * 2**(-S/5)))**2`; statements about people themselves have 49.
Known defects
    A pass counts against agreement; rejection by all is no consensus and is hardly ever shown; the
    product falls with the number of groups. `own` mends them.
Source
    Small, Bjorkegren, Erkkilä, Shaw, Megill, "Polis: Scaling deliberation by mapping high
    dimensional opinion spaces" (2021), and the published results of conversations.

>>> counts = GroupCounts(*np.array([[[47], [10]], [[5], [210]], [[64], [263]]]))
>>> f = representative(counts, np.array([True]))[0][0]
>>> f.word, f.count, f.trials, round(f.share, 6), round(f.test, 6)
('agree', 47, 64, 0.727273, 3.845077)
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from zaedno.algorithms.opinion.counts import GroupCounts
from zaedno.algorithms.opinion.findings import EVERYBODY, MOST_FINDINGS, Finding

Floats = NDArray[np.float64]

SIGNIFICANT = 1.2816
META_PRIORITY = 49.0


@dataclass(frozen=True, eq=False)
class Side:
    """One side's figures by group and statement, each (g, m)."""

    sign: int
    count: NDArray[np.int64]
    share: Floats
    test: Floats
    ratio: Floats
    ratio_test: Floats

    @property
    def significant(self) -> NDArray[np.bool_]:
        return (self.test > SIGNIFICANT) & (self.ratio_test > SIGNIFICANT)

    @property
    def metric(self) -> Floats:
        return self.ratio * self.ratio_test * self.share * self.test


def share_and_test(count: NDArray[Any], trials: NDArray[Any]) -> tuple[Floats, Floats]:
    """`(n+1)/(s+2)` and the z value of a share above one half.

    >>> [round(float(x), 6) for x in share_and_test(np.array(286), np.array(295))]
    [0.96633, 16.158422]
    """
    test = 2 * np.sqrt(trials + 1) * ((count + 1) / (trials + 1) - 0.5)
    return (count + 1) / (trials + 2), test


def two_proportion_test(
    count: NDArray[Any], trials: NDArray[Any], others: NDArray[Any], their_trials: NDArray[Any]
) -> Floats:
    """Pooled z value of the difference of two shares, 1 added to all four counts.

    >>> round(float(two_proportion_test(*map(np.array, (47, 64, 30, 263)))), 3)
    10.5
    """
    x, n, y, m = count + 1, trials + 1, others + 1, their_trials + 1
    pooled = (x + y) / (n + m)
    spread = np.sqrt(np.maximum(pooled * (1 - pooled), 0) * (1 / n + 1 / m))
    return np.where(pooled >= 1, 0.0, (x / n - y / m) / np.where(spread > 0, spread, 1.0))


def sides(counts: GroupCounts) -> tuple[Side, Side]:
    """The figures of agreement and of disagreement."""
    others = counts.others
    made = []
    for sign, mine, theirs in (
        (1, counts.agree, others.agree),
        (-1, counts.disagree, others.disagree),
    ):
        share, test = share_and_test(mine, counts.seen)
        ratio = share / ((theirs + 1) / (others.seen + 2))
        ratio_test = two_proportion_test(mine, counts.seen, theirs, others.seen)
        made.append(Side(sign, mine, share, test, ratio, ratio_test))
    return made[0], made[1]


def representative(
    counts: GroupCounts, live: NDArray[np.bool_], most: int = MOST_FINDINGS
) -> list[list[Finding]]:
    """For each group the statements that set it apart, agreements first."""
    agree, disagree = sides(counts)
    return [_of_group(g, counts, agree, disagree, live, most) for g in range(len(counts.seen))]


def _of_group(
    group: int,
    counts: GroupCounts,
    agree: Side,
    disagree: Side,
    live: NDArray[np.bool_],
    most: int,
) -> list[Finding]:
    for_agree = agree.ratio_test[group] > disagree.ratio_test[group]
    metric = np.where(for_agree, agree.metric[group], disagree.metric[group])
    significant = (agree.significant[group] | disagree.significant[group]) & live
    best = _best_agree(group, counts, agree, live)
    order = np.argsort(-metric, kind="stable")
    chosen = [int(c) for c in order if significant[c] and c != best]
    if best is not None:
        chosen.insert(0, best)
    elif not chosen and live.any():
        largest = np.maximum(agree.ratio_test[group], disagree.ratio_test[group])
        chosen = [int(np.argmax(np.where(live, largest, -np.inf)))]
    found = []
    for column in chosen[:most]:
        side = agree if for_agree[column] or column == best else disagree
        found.append(_finding(group, column, side, counts, column == best))
    return sorted(found, key=lambda f: f.side < 0)


def _best_agree(
    group: int, counts: GroupCounts, agree: Side, live: NDArray[np.bool_]
) -> int | None:
    """The running best agreement, statement by statement, as Polis walks them."""
    share, test, ratio = agree.share[group], agree.test[group], agree.ratio[group]
    against = agree.metric[group]
    voted = (counts.agree[group] + counts.disagree[group]) > 0
    best: int | None = None
    for column in np.flatnonzero(live & voted).tolist():
        if best is None:
            better = test[column] > SIGNIFICANT or (ratio[column] > 1 and share[column] > 0.5)
        elif ratio[best] > 1:
            better = against[column] > against[best]
        else:
            better = share[column] * test[column] > share[best] * test[best]
        if better:
            best = column
    return best


def _finding(group: int, column: int, side: Side, counts: GroupCounts, best: bool) -> Finding:
    at = group, column
    return Finding(
        group,
        column,
        side.sign,
        int(side.count[at]),
        int(counts.seen[at]),
        float(side.share[at]),
        float(side.test[at]),
        float(side.ratio[at]),
        float(side.ratio_test[at]),
        best=best,
    )


def consensus(
    everybody: GroupCounts, live: NDArray[np.bool_], most: int = MOST_FINDINGS
) -> list[Finding]:
    """What most of all people agree on, then what most disagree with; `everybody` is (1, m)."""
    found = []
    for sign, count in ((1, everybody.agree[0]), (-1, everybody.disagree[0])):
        share, test = share_and_test(count, everybody.seen[0])
        good = live & (share > 0.5) & (test > SIGNIFICANT)
        order = [c for c in np.argsort(-share * test, kind="stable").tolist() if good[c]]
        found += [
            Finding(
                EVERYBODY,
                c,
                sign,
                int(count[c]),
                int(everybody.seen[0, c]),
                float(share[c]),
                float(test[c]),
            )
            for c in order[:most]
        ]
    return found


def group_aware_consensus(counts: GroupCounts) -> Floats:
    """Product over groups of `(na+1)/(ns+2)`, (m,)."""
    return np.asarray(((counts.agree + 1) / (counts.seen + 2)).prod(axis=0))


def priorities(counts: GroupCounts, extremity: Floats, meta: NDArray[np.bool_]) -> Floats:
    """Weights with which the next statement is drawn for a voter, (m,)."""
    agree, passed, seen = (c.sum(axis=0) for c in (counts.agree, counts.passed, counts.seen))
    a, p = (agree + 1) / (seen + 2), (passed + 1) / (seen + 2)
    importance = (1 - p) * (extremity + 1) * a
    return np.where(meta, META_PRIORITY, (importance * newness(seen)) ** 2)


def newness(seen: NDArray[Any]) -> Floats:
    """`1 + 8 * 2**(-S/5)`: 9 for a statement nobody has seen, 5 after five votes, near 1 after 30.

    >>> newness(np.array([0, 5])).tolist()
    [9.0, 5.0]
    """
    return 1 + 8 * np.exp2(-seen / 5)
