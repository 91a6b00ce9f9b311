"""Statistics of mode `zaedno`: what sets groups apart and what joins them, with chance held down.

Definitions (na, nd: people of a group who agree and disagree; passes are reported, never counted)
    Share of a side: `(na + 1) / (na + nd + 2)`, among those who took a side.
    Majority: exact one-sided binomial test of na among na + nd against one half.
    Difference: pooled two-proportion z test against all other groups together, 1 added to all four
    counts, which draws small groups towards no difference.
    A statement represents a group when it is on one side *and* differs: the larger of the two
    chances counts (intersection-union test, Berger 1982). Common ground is a side on which *every*
    group has a majority, again by the largest chance. Both sides count alike: rejected by all is
    common ground, too.
    All chances of one question are corrected together so that at most one in ten findings is
    expected to be false (Benjamini and Hochberg 1995).
    Findings rank by difference of shares, common ground by the geometric mean of the shares over
    groups, which unlike a product does not fall with the number of groups.
    Fewer than five people who took a side say nothing; where most pass, nothing is common ground.
Errors
    None: what cannot be told is not in the lists.

>>> counts = GroupCounts(*np.array([[[40, 45], [6, 60]], [[5, 2], [60, 3]], [[50, 50], [70, 70]]]))
>>> live = np.array([True, True])
>>> [(f.group, f.column, f.word, f.count, f.trials) for f in representative(counts, live)[0]]
[(0, 0, 'agree', 40, 45)]
>>> [(f.column, f.word, round(f.share, 3)) for f in common_ground(counts, live)]
[(1, 'agree', 0.939)]
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import special

from zaedno.algorithms.opinion.counts import GroupCounts
from zaedno.algorithms.opinion.findings import EVERYBODY, MOST_FINDINGS, Finding
from zaedno.algorithms.opinion.polis import newness, share_and_test, two_proportion_test

Floats = NDArray[np.float64]
Live = NDArray[np.bool_]

FALSE_DISCOVERIES = 0.1
LEAST_SIDES = 5
LEAST_SIDE_SHARE = 0.5


def majority_chance(count: NDArray[Any], trials: NDArray[Any]) -> Floats:
    """Chance of at least `count` of `trials` when both sides are equally likely.

    >>> majority_chance(np.array([3, 0]), np.array([3, 4])).tolist()
    [0.125, 1.0]
    """
    least = np.maximum(count, 1)
    tail = special.betainc(least, np.maximum(trials, least) - least + 1, 0.5)
    return np.where(count > 0, tail, 1.0)


def discovery_rates(chances: Floats, tested: NDArray[np.bool_]) -> Floats:
    """Benjamini-Hochberg adjusted chances among the tested; 1 for the others.

    >>> chances = np.array([0.01, 0.02, 0.5, 0.03])
    >>> discovery_rates(chances, np.array([True, True, False, True])).tolist()
    [0.03, 0.03, 1.0, 0.03]
    """
    rates = np.ones(chances.shape)
    known = chances[tested]
    if len(known):
        order = np.argsort(known, kind="stable")
        scaled = known[order] * len(known) / np.arange(1, len(known) + 1)
        lowest = np.minimum.accumulate(scaled[::-1])[::-1]
        adjusted = np.empty(len(known))
        adjusted[order] = np.minimum(lowest, 1)
        rates[tested] = adjusted
    return rates


def representative(
    counts: GroupCounts,
    live: Live,
    most: int = MOST_FINDINGS,
    rate: float = FALSE_DISCOVERIES,
) -> list[list[Finding]]:
    """For each group the statements that set it apart, the largest difference first.

    Empty lists where there is one group only, or where nothing stands against chance.
    """
    if len(counts.seen) < 2:
        return [[] for _group in counts.seen]
    mine, theirs = _sides(counts), _sides(counts.others)
    trials, their_trials = mine.sum(axis=0), theirs.sum(axis=0)
    share, test = share_and_test(mine, trials)
    contrast = share - (theirs + 1) / (their_trials + 2)
    contrast_test = two_proportion_test(mine, trials, theirs, their_trials)
    chance = np.maximum(majority_chance(mine, trials), special.ndtr(-contrast_test))
    tested = np.broadcast_to(
        live & (trials >= LEAST_SIDES) & (their_trials >= LEAST_SIDES), chance.shape
    )
    rates = discovery_rates(chance, tested)
    found = []
    for group in range(len(trials)):
        stands = tested[:, group] & (rates[:, group] <= rate)
        size = np.where(stands, contrast[:, group], -np.inf)
        order = np.argsort(-size, axis=None, kind="stable")[: min(most, int(stands.sum()))]
        found.append(
            [
                Finding(
                    group,
                    column,
                    1 - 2 * side,
                    int(mine[side, group, column]),
                    int(trials[group, column]),
                    float(share[side, group, column]),
                    float(test[side, group, column]),
                    float(contrast[side, group, column]),
                    float(contrast_test[side, group, column]),
                    float(rates[side, group, column]),
                )
                for side, column in (divmod(int(o), size.shape[1]) for o in order)
            ]
        )
    return found


def _sides(counts: GroupCounts) -> NDArray[np.int64]:
    """Agreements and disagreements, (2, g, m)."""
    return np.stack([counts.agree, counts.disagree])


def common_shares(counts: GroupCounts) -> Floats:
    """Geometric mean over groups of the share that agrees, and that disagrees, (2, m)."""
    sides = _sides(counts)
    shares = (sides + 1) / (sides.sum(axis=0) + 2)
    return np.asarray(np.exp(np.log(shares).mean(axis=1)))


def common_ground(
    counts: GroupCounts,
    live: Live,
    most: int = MOST_FINDINGS,
    rate: float = FALSE_DISCOVERIES,
) -> list[Finding]:
    """Statements on which every group has a majority on the same side: agreements, then rejections.

    `share` is the geometric mean over groups, `test` the smallest z value of a group's majority.
    """
    sides = _sides(counts)
    trials = sides.sum(axis=0)
    chance = majority_chance(sides, trials).max(axis=1)
    heard = (trials >= LEAST_SIDES) & (trials >= LEAST_SIDE_SHARE * counts.seen)
    tested = np.broadcast_to(live & heard.all(axis=0), chance.shape)
    rates = discovery_rates(chance, tested)
    shares = common_shares(counts)
    tests = share_and_test(sides, trials)[1].min(axis=1)
    found = []
    for side in range(2):
        stands = tested[side] & (rates[side] <= rate)
        order = np.argsort(-np.where(stands, shares[side], -np.inf), kind="stable")
        found += [
            Finding(
                EVERYBODY,
                int(column),
                1 - 2 * side,
                int(sides[side, :, column].sum()),
                int(trials[:, column].sum()),
                float(shares[side, column]),
                float(tests[side, column]),
                chance=float(rates[side, column]),
            )
            for column in order[: min(most, int(stands.sum()))]
        ]
    return found


def priorities(counts: GroupCounts, extremity: Floats, live: Live, meta: Live) -> Floats:
    """Weights with which the next statement is drawn for a voter, (m,); 0 where it is not live.

    `((1 - p)(E + 1) max(a, d) (1 + 8 * 2**(-S/5)))**2` with a and d among those who took a side:
    like the priority of Polis, but what all reject is as informative as what all support, and a
    pass counts once. Statements about people themselves (`meta`) take part with E = 0.
    """
    agree, disagree, seen = (c.sum(axis=0) for c in (counts.agree, counts.disagree, counts.seen))
    passed = (seen - agree - disagree + 1) / (seen + 2)
    clear = (np.maximum(agree, disagree) + 1) / (agree + disagree + 2)
    weight = (1 - passed) * (np.where(meta, 0.0, extremity) + 1) * clear * newness(seen)
    return np.where(live, weight**2, 0.0)
