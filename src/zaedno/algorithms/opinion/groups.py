"""Groups of people with like opinions: places on the map, base clusters, groups.

Shapes and units
    Places are (n, 2). At most 100 base clusters stand for the people: centres (b, 2) and sizes
    (b,). All that compares pairs, such as the silhouette, is done among base clusters only, so that
    nothing grows with the square of the number of people.
Method `zaedno`
    Base clusters by splitting, again and again, the cluster with the largest sum of squares at its
    mean along its wider axis (Var-Part: Su and Dy 2007). Groups by global k-means, which adds
    one centre at a time where the cost falls most (Likas, Vlassis and Verbeek 2003), weighted with
    sizes. The number of groups has the largest mean silhouette (Rousseeuw 1987), weighted, among
    those in which no group is too small. No random start; neither order nor names of people count.
Method `polis`
    k-means with the first distinct rows as start for both levels; unweighted silhouette in which a
    cluster alone scores 0; no smallest size.

>>> places = np.array([[0.0, 0], [0, 1], [1, 0], [9, 9], [9, 8], [8, 9]])
>>> found = find_groups(places, GroupRules(least_members=2))
>>> found.labels.tolist(), found.silhouettes[2] > 0.8
([0, 0, 0, 1, 1, 1], True)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree
from scipy.spatial.distance import cdist

from zaedno.algorithms.faults import InputFault
from zaedno.algorithms.faults import mark as _
from zaedno.algorithms.opinion.votes import Ints

Floats = NDArray[np.float64]

MOST_BASES = 100
MOST_GROUPS = 5
BASES_PER_GROUP = 12
BASE_ROUNDS, GROUP_ROUNDS, GLOBAL_ROUNDS = 100, 20, 100
STILL = 0.01
TRIED = 10


@dataclass(frozen=True)
class GroupRules:
    """How groups are found; the defaults are those of mode `zaedno`.

    A group has at least `least_members` people and `least_share` of those on the map.
    """

    first_rows: bool = False
    weighted: bool = True
    most_groups: int = MOST_GROUPS
    least_members: int = 5
    least_share: float = 0.02


@dataclass(frozen=True, eq=False)
class Groups:
    """`labels` (n,) gives each person's group, `bases` (n,) the base cluster.

    Groups are numbered by size, the largest first. `silhouettes` holds the score of each number of
    groups that was tried and had no group too small; it is empty where there is one group only.
    """

    labels: NDArray[np.int64]
    bases: NDArray[np.int64]
    centres: Floats
    sizes: NDArray[np.int64]
    base_groups: NDArray[np.int64]
    silhouettes: Mapping[int, float]

    @property
    def number(self) -> int:
        return int(self.base_groups.max(initial=-1)) + 1

    @property
    def members(self) -> NDArray[np.int64]:
        """People in each group."""
        return np.bincount(self.labels, minlength=self.number)


def find_groups(
    places: Floats, rules: GroupRules | None = None, number: int | None = None
) -> Groups:
    """Groups among people at these places; `number` asks for that many and skips the choice.

    Raises `InputFault` where so many groups cannot be made.
    """
    rules = rules or GroupRules()
    bases = first_row_bases(places) if rules.first_rows else split_bases(places)
    sizes = np.bincount(bases)
    centres = _centres(places, bases, len(sizes))
    tried = range(2, _most(len(sizes), rules) + 1) if number is None else [number]
    found = _partitions(centres, sizes, max(tried, default=1), rules)
    if number is not None and number not in found:
        raise InputFault(
            _("People stand in {found} different places; {number} groups cannot be made of them."),
            found=len(np.unique(places, axis=0)),
            number=number,
        )
    least = max(rules.least_members, int(np.ceil(rules.least_share * len(places))))
    scores = {
        k: silhouette(centres, found[k], sizes if rules.weighted else None)
        for k in tried
        if k in found and (number is not None or np.bincount(found[k], sizes, k).min() >= least)
    }
    best = max(scores, key=lambda k: (scores[k], -k), default=1)
    groups = _by_size(found[best], sizes) if best in found else np.zeros(len(sizes), np.int64)
    return Groups(groups[bases], bases, centres, sizes, groups, scores)


def _most(bases: int, rules: GroupRules) -> int:
    return min(rules.most_groups, 2 + bases // BASES_PER_GROUP)


def _by_size(labels: Ints, sizes: Ints) -> NDArray[np.int64]:
    """Groups numbered by their people, the largest first; ties by their first base cluster."""
    people = np.bincount(labels, sizes)
    first = [int(np.argmax(labels == g)) for g in range(len(people))]
    order = np.lexsort((np.array(first), -people))
    return np.argsort(order)[labels]


def _centres(places: Floats, labels: Ints, number: int) -> Floats:
    count = np.maximum(np.bincount(labels, minlength=number), 1)
    return np.stack([np.bincount(labels, axis, number) / count for axis in places.T], axis=1)


def split_bases(places: Floats, most: int = MOST_BASES) -> NDArray[np.int64]:
    """Base cluster of each person by splitting at the mean; numbered from left to right.

    >>> split_bases(np.array([[0.0, 0], [5, 0], [0.1, 0], [5, 0]]), most=2).tolist()
    [0, 1, 0, 1]
    """
    heaps = [np.arange(len(places))]
    spreads = [_spread(places)]
    while len(heaps) < most:
        widest = int(np.argmax([spread.sum() for spread in spreads]))
        if spreads[widest].sum() <= 0:
            break
        inside = heaps[widest]
        axis = places[inside, int(np.argmax(spreads[widest]))]
        left = axis <= axis.mean()
        if left.all() or not left.any():  # apart by rounding only
            spreads[widest] = np.zeros(2)
            continue
        heaps[widest : widest + 1] = [inside[left], inside[~left]]
        spreads[widest : widest + 1] = [_spread(places[h]) for h in heaps[widest : widest + 2]]
    labels = np.empty(len(places), np.int64)
    means = np.array([places[heap].mean(axis=0) for heap in heaps])
    for label, heap in enumerate(np.lexsort(means.T[::-1])):
        labels[heaps[heap]] = label
    return labels


def _spread(places: Floats) -> Floats:
    """Sum of squares from the mean along each axis."""
    return np.asarray(((places - places.mean(axis=0)) ** 2).sum(axis=0))


def first_row_bases(places: Floats, most: int = MOST_BASES) -> NDArray[np.int64]:
    """Base cluster of each person by k-means from the first distinct rows.

    Most people are not compared with any centre in most rounds: as long as their own centre is
    surely nearer than the second nearest was, less what the centres moved (Hamerly 2010).
    """
    centres = _first_distinct(places, most)
    labels = np.zeros(len(places), np.int64)
    own, second = np.full(len(places), np.inf), np.zeros(len(places))
    for _round in range(BASE_ROUNDS):
        tree = cKDTree(centres)
        half = tree.query(centres, k=[2])[0][:, 0] / 2
        near = np.flatnonzero(own >= np.maximum(second, half[labels]))
        if len(near):
            distance, place = tree.query(places[near], k=[1, 2])
            labels[near], own[near], second[near] = place[:, 0], distance[:, 0], distance[:, 1]
        kept = np.flatnonzero(np.bincount(labels, minlength=len(centres)))
        if len(kept) < len(centres):
            labels = np.searchsorted(kept, labels)
        moved = _centres(places, labels, len(kept))
        step = np.linalg.norm(moved - centres[kept], axis=1)
        still = len(kept) == len(centres) and _still(centres, moved)
        own += step[labels]
        second -= step.max()
        centres = moved
        if still:
            break
    return np.asarray(labels, np.int64)


def _still(before: Floats, after: Floats) -> bool:
    """Whether no centre moved by as much as 0.01, both lists sorted."""
    sort = [c[np.lexsort(c.T[::-1])] for c in (before, after)]
    return bool((np.linalg.norm(sort[0] - sort[1], axis=1) < STILL).all())


def _first_distinct(places: Floats, most: int) -> Floats:
    _different, first = np.unique(places, axis=0, return_index=True)
    return places[np.sort(first)[:most]]


def _partitions(
    centres: Floats, sizes: Ints, most: int, rules: GroupRules
) -> dict[int, NDArray[np.int64]]:
    """Labels of the base clusters for each number of groups up to `most` that can be made."""
    most = min(most, len(np.unique(centres, axis=0)))
    weights = sizes.astype(np.float64)
    if not rules.first_rows:
        return _global_kmeans(centres, weights, most)
    found = {}
    for k in range(2, most + 1):
        start = _first_distinct(centres, k)[None]
        labels = _kmeans(centres, weights, start, GROUP_ROUNDS)[0][0]
        if len(np.unique(labels)) == k:
            found[k] = labels
    return found


def _global_kmeans(points: Floats, weights: Floats, most: int) -> dict[int, NDArray[np.int64]]:
    """k-means for k = 2, 3, ... with the most promising points tried as the centre added.

    A point promises what the cost falls at least when it becomes a centre.
    """
    found = {}
    best = np.average(points, axis=0, weights=weights)[None]
    between = cdist(points, points, "sqeuclidean")
    for k in range(2, most + 1):
        nearest = cdist(points, best, "sqeuclidean").min(axis=1)
        promise = weights @ np.maximum(nearest[:, None] - between, 0)
        tried = np.sort(np.argsort(-promise, kind="stable")[:TRIED])
        starts = np.stack([np.vstack([best, point]) for point in points[tried]])
        labels, centres, cost = _kmeans(points, weights, starts, GLOBAL_ROUNDS)
        # Starts that end alike differ by rounding: the first of them counts.
        chosen = int(np.argmax(cost <= cost.min() * (1 + 1e-9)))
        best = centres[chosen]
        if len(np.unique(labels[chosen])) == k:
            found[k] = labels[chosen]
    return found


def _kmeans(
    points: Floats, weights: Floats, starts: Floats, rounds: int
) -> tuple[NDArray[np.int64], Floats, Floats]:
    """Weighted k-means from many starts (s, k, 2) at once: labels (s, b), centres, cost (s,).

    Between equally near centres the last one is taken, as Polis does.
    """
    centres, k = starts.copy(), starts.shape[1]
    labels = np.zeros((len(starts), len(points)), np.int64)
    for _round in range(rounds):
        before = labels
        apart = ((points[None, :, None] - centres[:, None]) ** 2).sum(axis=3)
        labels = k - 1 - np.argmin(apart[:, :, ::-1], axis=2)
        if _round and np.array_equal(labels, before):
            break
        shares = (labels[:, :, None] == np.arange(k)) * weights[None, :, None]
        total = shares.sum(axis=1)
        moved = np.einsum("sbk,bd->skd", shares, points) / np.maximum(total, 1e-300)[:, :, None]
        centres = np.where(total[:, :, None] > 0, moved, centres)
    cost = (np.take_along_axis(apart, labels[:, :, None], 2)[:, :, 0] * weights).sum(axis=1)
    return labels, centres, cost


def silhouette(points: Floats, labels: Ints, weights: NDArray[Any] | None = None) -> float:
    """Mean over points of `(b - a) / max(a, b)`, -1 to 1: how well the groups stand apart.

    `a` is a point's mean distance to its own group, `b` that to the nearest other one. Without
    weights a point alone in its group scores 0. With weights a point stands for that many people
    at one place, in the means and over all.

    >>> round(silhouette(np.array([[0.0, 0], [1, 0], [9, 0]]), np.array([0, 0, 1])), 4)
    0.588
    """
    weight = np.ones(len(points)) if weights is None else weights.astype(np.float64)
    number = int(labels.max()) + 1
    inside = (labels[:, None] == np.arange(number)) * weight[:, None]
    total = inside.sum(axis=0)
    sums = cdist(points, points) @ inside
    own = np.arange(len(points)), labels
    others = total[labels] - 1
    near = sums[own] / np.maximum(others, 1)
    means = sums / np.maximum(total, 1e-300)
    means[own] = np.inf
    far = means.min(axis=1)
    larger = np.maximum(near, far)
    score = np.where((others > 0) & (larger > 0), (far - near) / np.maximum(larger, 1e-300), 0.0)
    return float(np.average(score, weights=weight))


def agreement(first: Ints, second: Ints) -> float:
    """Adjusted Rand index of two partitions of the same people (Hubert and Arabie 1985).

    1 for the same groups whatever their numbers, about 0 for groups unrelated.

    >>> agreement(np.array([0, 0, 1, 1]), np.array([1, 1, 0, 0]))
    1.0
    """
    table = np.zeros((int(first.max(initial=0)) + 1, int(second.max(initial=0)) + 1))
    np.add.at(table, (first, second), 1)
    pairs, rows, columns = (
        float((counts * (counts - 1) / 2).sum())
        for counts in (table, table.sum(axis=1), table.sum(axis=0))
    )
    every = len(first) * (len(first) - 1) / 2
    expected = rows * columns / every if every else 0.0
    largest = (rows + columns) / 2
    return 1.0 if largest == expected else (pairs - expected) / (largest - expected)
