"""An order of ideas from answers to "which of these two?", with how sure it is.

Model (Bradley & Terry 1952): item i is preferred to j with probability σ(θᵢ - θⱼ), where
σ(x) = 1 / (1 + e⁻ˣ). The strengths θ maximise the log-likelihood minus (penalty / 2) Σθ², which
keeps items finite that always won or were never compared with the rest. The answers are added up
by pair first, so the work does not grow with their number; Newton's method (steps by conjugate
gradients) finds the only maximum; the inverse of its curvature is the
covariance of θ. "Can't decide" is half a win for each side, and counted apart.

What the public sees is the score: the mean probability of being preferred to each other item.

>>> answers = [("park", "tram", "park")] * 7 + [("tram", "park", "tram")] * 3
>>> order = fit(compare(answers))
>>> [(s.item, round(s.score, 3), round(s.low, 3), round(s.high, 3)) for s in standings(order)]
[('park', 0.666, 0.378, 0.867), ('tram', 0.334, 0.133, 0.622)]
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.linalg import blas, lapack
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import connected_components
from scipy.sparse.linalg import cg
from scipy.special import expit, logit, ndtri

from zaedno.algorithms.faults import InputFault
from zaedno.algorithms.faults import mark as _

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]
Answer = tuple[str, str, str | None]

LEFT, RIGHT, UNDECIDED = 0, 1, 2
MOST_ITEMS = 3_000  # a matrix of all their pairs takes 72 MB
FEW_COMPARISONS = 10
LEAST_PENALTY, MOST_PENALTY = 1e-9, 1e9  # beyond, float64 loses what the answers say
TWO_SIDED = float(ndtri(0.975))
MOST_STEPS = 100
CLOSE = 1e-12  # the gradient's largest entry, as a share of the answers about the busiest item
BLOCK = 64  # rows of a matrix of all pairs that are worked on at once
INNER = 1e-3  # how far conjugate gradients bring the residual of one step down


@dataclass(frozen=True)
class Comparisons:
    """Answers added up: one row for each pair of items as it was shown, left and right.

    `items` are identifiers, sorted. `left` and `right` hold places in `items`; `left_wins`,
    `right_wins` and `undecided` hold numbers of answers. Rows are sorted by left, then right, so
    the same answers in any order make the same arrays.
    """

    items: tuple[str, ...]
    left: Counts
    right: Counts
    left_wins: Counts
    right_wins: Counts
    undecided: Counts

    @cached_property
    def shown(self) -> Counts:
        """Answers for each row."""
        return self.left_wins + self.right_wins + self.undecided

    @cached_property
    def per_item(self) -> Counts:
        """In how many answers each item took part; shape (items,)."""
        return self._by_item(self.shown, self.shown)

    def _by_item(self, for_left: Counts, for_right: Counts) -> Counts:
        total = np.zeros(len(self.items), dtype=np.int64)
        np.add.at(total, self.left, for_left)
        np.add.at(total, self.right, for_right)
        return total

    @cached_property
    def wins(self) -> Counts:
        """Answers in which each item was preferred."""
        return self._by_item(self.left_wins, self.right_wins)

    @cached_property
    def losses(self) -> Counts:
        """Answers in which the other item was preferred."""
        return self._by_item(self.right_wins, self.left_wins)

    @cached_property
    def ties(self) -> Counts:
        """Answers in which nobody could decide."""
        return self._by_item(self.undecided, self.undecided)

    def parts(self) -> list[list[str]]:
        """Items grouped by who was compared with whom, directly or through others; largest first.

        Items of two parts stand in one order only by the penalty's grace.

        >>> compare([("a", "b", "a"), ("c", "d", None)]).parts()
        [['a', 'b'], ['c', 'd']]
        """
        n = len(self.items)
        graph = coo_array((np.ones(len(self.left)), (self.left, self.right)), shape=(n, n))
        labels = connected_components(graph, directed=False)[1]
        found: dict[int, list[str]] = {}
        for item, label in zip(self.items, labels, strict=True):
            found.setdefault(int(label), []).append(item)
        return sorted(found.values(), key=lambda part: (-len(part), part))


def compare(answers: Iterable[Answer], items: Iterable[str] = ()) -> Comparisons:
    """Add answers up: (left, right, who was preferred, or None for "can't decide").

    `items` names further items that nobody has seen yet. Raises `InputFault` for a pair of an
    item with itself and for a winner that was not shown.

    >>> compare([("b", "a", "a"), ("a", "b", None)]).undecided.tolist()
    [1, 0]
    """
    rows = list(answers)
    names = tuple(sorted({name for left, right, _won in rows for name in (left, right)} | {*items}))
    place = {name: at for at, name in enumerate(names)}
    outcome = np.empty(len(rows), dtype=np.int64)
    for at, (left, right, winner) in enumerate(rows):
        if winner is not None and winner not in (left, right):
            raise InputFault(
                _("The winner “{winner}” is neither “{left}” nor “{right}”."),
                winner=winner, left=left, right=right,
            )  # fmt: skip
        outcome[at] = UNDECIDED if winner is None else LEFT if winner == left else RIGHT
    left_at = [place[left] for left, _right, _won in rows]
    return add_up(names, left_at, [place[right] for _left, right, _won in rows], outcome)


def add_up(
    items: Sequence[str], left: ArrayLike, right: ArrayLike, outcome: ArrayLike
) -> Comparisons:
    """Add up answers given as arrays: places in `items`, and LEFT, RIGHT or UNDECIDED.

    Raises `InputFault` for fewer than two items or more than `MOST_ITEMS`, for an item twice, for
    a pair of an item with itself, and for places or outcomes that do not exist.

    >>> add_up(["a", "b"], [0, 0, 1], [1, 1, 0], [LEFT, UNDECIDED, LEFT]).left_wins.tolist()
    [1, 1]
    """
    n = len(items)
    if n < 2:
        raise InputFault(_("An order needs at least two items."))
    if n > MOST_ITEMS:
        raise InputFault(
            _("There are {count} items; at most {most} can be put in order by pairs."),
            count=n, most=MOST_ITEMS,
        )  # fmt: skip
    if len(set(items)) < n:
        raise InputFault(_("An item is named twice."))
    lefts, rights, outcomes = (np.asarray(a, dtype=np.int64) for a in (left, right, outcome))
    ranges = ((lefts, n), (rights, n), (outcomes, 3))
    if any(len(a) and not 0 <= a.min() <= a.max() < top for a, top in ranges):
        raise InputFault(_("A place or an outcome lies outside of what there is."))
    same = np.flatnonzero(lefts == rights)
    if len(same):
        raise InputFault(_("“{item}” is compared with itself."), item=items[lefts[same[0]]])
    coded, times = np.unique((lefts * n + rights) * 3 + outcomes, return_counts=True)
    pairs, row = np.unique(coded // 3, return_inverse=True)
    counts = np.zeros((3, len(pairs)), dtype=np.int64)
    counts[coded % 3, row] = times
    return Comparisons(tuple(items), pairs // n, pairs % n, *counts)


@dataclass(frozen=True)
class Strengths:
    """The fitted order: `strength` θ, shape (items,), in logits with sum 0.

    `curvature` holds the second derivatives at θ; the covariance is made from it when asked for.
    """

    comparisons: Comparisons
    penalty: float
    strength: Floats
    curvature: csr_array

    @cached_property
    def spread(self) -> Floats:
        """L⁻¹ of the Cholesky factor of the curvature: the covariance is (L⁻¹)ᵀ L⁻¹."""
        factor = lapack.dpotrf(self.curvature.toarray(order="F"), lower=1, overwrite_a=1)[0]
        return np.asarray(lapack.dtrtri(factor, lower=1, overwrite_c=1)[0])

    @cached_property
    def covariance(self) -> Floats:
        """Covariance of θ, shape (items, items)."""
        lower = lapack.dlauum(self.spread, lower=1)[0]
        whole = lower + lower.T
        whole.flat[:: len(whole) + 1] /= 2
        return np.asarray(whole)

    @property
    def deviation(self) -> Floats:
        """Standard deviation of each θ."""
        return np.sqrt(np.diag(self.covariance))

    @cached_property
    def difference_variance(self) -> Floats:
        """Variance of θᵢ - θⱼ for every pair, shape (items, items)."""
        own = np.diag(self.covariance)
        return np.maximum(own[:, None] + own[None, :] - 2 * self.covariance, 0.0)

    @cached_property
    def preferred(self) -> Floats:
        """Probability that the row's item is preferred to the column's, shape (items, items)."""
        odds = np.exp(self.strength)
        return odds[:, None] / (odds[:, None] + odds[None, :])

    def win_probability(self, item: str, other: str) -> tuple[float, float, float]:
        """How probably `item` is preferred to `other`, with the ends of its 95 % interval.

        >>> order = fit(compare([("a", "b", "a")] * 9 + [("b", "a", "b")]))
        >>> [round(p, 3) for p in order.win_probability("a", "b")]
        [0.823, 0.534, 0.95]
        """
        at, against = (self._place(name) for name in (item, other))
        difference = self.strength[at] - self.strength[against]
        reach = TWO_SIDED * np.sqrt(self.difference_variance[at, against])
        low, middle, high = expit([difference - reach, difference, difference + reach])
        return float(middle), float(low), float(high)

    def _place(self, item: str) -> int:
        try:
            return self.comparisons.items.index(item)
        except ValueError:
            raise InputFault(_("There is no item “{item}”."), item=item) from None


def fit(comparisons: Comparisons, penalty: float = 1.0) -> Strengths:
    """The strengths that explain the answers best, and how sure they are.

    `penalty` is the precision of a normal prior on each θ; larger draws all items together. It
    must be above 0 (`InputFault`). Bradley & Terry (1952); Newton's method on the concave
    penalised likelihood.

    >>> counts = {("0", "1"): (7, 3), ("0", "2"): (8, 2), ("0", "3"): (9, 1),
    ...           ("1", "2"): (6, 4), ("1", "3"): (7, 3), ("2", "3"): (6, 4)}
    >>> answers = [(a, b, w) for (a, b), n in counts.items() for w in a * n[0] + b * n[1]]
    >>> order = fit(compare(answers))
    >>> order.strength.round(6).tolist(), order.deviation.round(6).tolist()
    ([0.924433, 0.091026, -0.303038, -0.712421], [0.586999, 0.570997, 0.572149, 0.579218])
    """
    strength, curvature = _Likelihood(comparisons, penalty, sided=False).climb()
    return Strengths(comparisons, penalty, strength, curvature)


@dataclass(frozen=True)
class Side:
    """Whether being shown on the left helps: the chance that left wins between equals.

    `left` is that probability with its 95 % interval `low`..`high`; 0.5 means that sides do not
    matter. `left_wins` and `decided` are the plain counts beneath.
    """

    left: float
    low: float
    high: float
    left_wins: int
    decided: int

    @property
    def matters(self) -> bool:
        """Whether the interval leaves 0.5 out."""
        return not self.low <= 0.5 <= self.high


def side_bias(comparisons: Comparisons, penalty: float = 1.0) -> Side:
    """The pull of the left side, estimated together with the strengths.

    Model: P(left is preferred) = σ(θ_left - θ_right + β) (Davidson & Beaver 1977, in its logistic
    form), β penalised like θ. Meant as a check: where cards are shown on random sides it only adds
    noise, and the order itself leaves it out.

    >>> found = side_bias(compare([("a", "b", "a")] * 30 + [("b", "a", "b")] * 30))
    >>> found.left > 0.9, found.matters, found.left_wins, found.decided
    (True, True, 60, 60)
    """
    likelihood = _Likelihood(comparisons, penalty, sided=True)
    at, curvature = likelihood.climb()
    unit = np.zeros(len(at))
    unit[-1] = 1.0
    deviation = np.sqrt(likelihood.solve(curvature, unit, 1e-10)[-1])
    low, middle, high = expit(at[-1] + TWO_SIDED * deviation * np.array([-1.0, 0.0, 1.0]))
    left_wins = int(comparisons.left_wins.sum())
    decided = left_wins + int(comparisons.right_wins.sum())
    return Side(float(middle), float(low), float(high), left_wins, decided)


class _Likelihood:
    """The penalised log-likelihood, its gradient and its curvature as a sparse matrix.

    Parameters are θ of each item and, where `sided`, β of the left side at the end.
    """

    def __init__(self, comparisons: Comparisons, penalty: float, sided: bool) -> None:
        if not LEAST_PENALTY <= penalty <= MOST_PENALTY:
            raise InputFault(
                _("The penalty must lie between {least} and {most}."),
                least=f"{LEAST_PENALTY:.9f}", most=f"{MOST_PENALTY:.0f}",
            )  # fmt: skip
        self.penalty, self.sided = penalty, sided
        self.left, self.right = comparisons.left, comparisons.right
        self.shown = comparisons.shown.astype(float)
        self.won = comparisons.left_wins + comparisons.undecided / 2
        self.items = len(comparisons.items)
        self.size = self.items + sided
        self.flat = CLOSE * (penalty + float(comparisons.per_item.max()))
        self.noise = CLOSE * float(self.shown.sum())  # what rounding may take from the value
        every, last = np.arange(self.size), np.full(self.items, self.items)
        rows: list[Counts] = [self.left, self.right, every]
        columns: list[Counts] = [self.right, self.left, every]
        if sided:
            rows, columns = [*rows, every[:-1], last], [*columns, last, every[:-1]]
        row = np.concatenate(rows)
        # Small integers are sorted by counting. A cell may come twice, (a, b) and (b, a) shown:
        # products with the matrix add them.
        self._order = np.argsort(row.astype(np.int16), kind="stable")
        self._columns = np.concatenate(columns)[self._order].astype(np.int32)
        ends = np.cumsum(np.bincount(row, minlength=self.size))
        self._starts = np.concatenate([[0], ends]).astype(np.int32)

    def margin(self, at: Floats) -> Floats:
        margin = at[self.left] - at[self.right]
        return margin + at[-1] if self.sided else margin

    def at(self, point: Floats) -> tuple[float, Floats, Floats]:
        """What is made as large as possible, and of each row the likely share and its decline."""
        margin = self.margin(point)
        small = np.exp(-np.abs(margin))  # never overflows
        told = self.won @ margin - self.shown @ (np.maximum(margin, 0) + np.log1p(small))
        share = np.where(margin >= 0, 1.0, small) / (1 + small)
        return float(told - self.penalty / 2 * (point @ point)), share, small / (1 + small) ** 2

    def gradient(self, point: Floats, share: Floats) -> Floats:
        """The slope in each parameter."""
        surplus = self.won - self.shown * share
        left, right = self._sums(surplus)
        slope = left - right
        if self.sided:
            slope = np.append(slope, surplus.sum())
        return slope - self.penalty * point

    def _sums(self, values: Floats) -> tuple[Floats, Floats]:
        """Values of the rows added up by the item on the left, and by the one on the right."""
        left, right = (np.bincount(place, values, self.items) for place in (self.left, self.right))
        return left.astype(float), right.astype(float)

    def curvature(self, decline: Floats) -> csr_array:
        """The second derivatives with their sign turned, so that the matrix is positive."""
        weight = self.shown * decline
        left, right = self._sums(weight)
        cells = [-weight, -weight, left + right + self.penalty]
        if self.sided:
            cells[2] = np.append(cells[2], weight.sum() + self.penalty)
            cells += [left - right, left - right]
        values = np.concatenate(cells)[self._order]
        return csr_array((values, self._columns, self._starts), shape=(self.size, self.size))

    def solve(self, curvature: csr_array, towards: Floats, closeness: float) -> Floats:
        """The step that `curvature` turns into `towards`, by preconditioned conjugate gradients."""
        scale = csr_array(
            (1 / curvature.diagonal(), np.arange(self.size), np.arange(self.size + 1))
        )
        return np.asarray(
            cg(curvature, towards, rtol=closeness, M=scale, maxiter=10 * self.size)[0]
        )

    def climb(self) -> tuple[Floats, csr_array]:
        """Newton's method from 0 until the top, and the curvature there.

        A step that falls, by more than rounding explains, is halved.
        """
        point = np.zeros(self.size)
        value, share, decline = self.at(point)
        for _step in range(MOST_STEPS):
            gradient, curvature = self.gradient(point, share), self.curvature(decline)
            if np.abs(gradient).max() <= self.flat:
                break
            step = self.solve(curvature, gradient, INNER)
            reached, share, decline = self.at(point + step)
            while reached < value - self.noise:
                step = step / 2
                reached, share, decline = self.at(point + step)
            point, value = point + step, reached
        return point, curvature


@dataclass(frozen=True)
class Standing:
    """One line of the order.

    `score`, `low` and `high` are shares of 0..1; `rank` counts from 1 and its interval is
    `rank_low`..`rank_high`; `few` tells that the item took part in fewer than 10 answers.
    """

    item: str
    rank: int
    rank_low: int
    rank_high: int
    score: float
    low: float
    high: float
    wins: int
    losses: int
    ties: int
    comparisons: int
    few: bool


def scores(order: Strengths) -> tuple[Floats, Floats, Floats]:
    """Score of each item with the ends of its 95 % interval; three arrays of shape (items,).

    The score is the mean of σ(θᵢ - θⱼ) over all others. Its variance comes from the covariance by
    the delta method, on the logit scale so that the interval stays within 0..1.

    >>> [s.round(3).tolist() for s in scores(fit(compare([("a", "b", None)])))]
    [[0.5, 0.5], [0.094, 0.094], [0.906, 0.906]]
    """
    odds, others = np.exp(order.strength), len(order.strength) - 1
    mean, deviation = np.empty_like(odds), np.empty_like(odds)
    for rows in _blocks(len(odds)):
        preferred = odds[rows, None] / (odds[rows, None] + odds)
        mean[rows] = (preferred.sum(axis=1) - 0.5) / others
        slope = preferred * (preferred - 1) / others
        own = np.arange(len(slope)), np.arange(len(odds))[rows]
        slope[own] = 0.0
        slope[own] = -slope.sum(axis=1)
        spread = blas.dtrmm(1.0, order.spread, slope.T, lower=1, overwrite_b=1)
        deviation[rows] = np.sqrt(np.einsum("ij,ij->j", spread, spread))
    middle, reach = logit(mean), TWO_SIDED * deviation / (mean * (1 - mean))
    return mean, np.asarray(expit(middle - reach)), np.asarray(expit(middle + reach))


def _blocks(size: int) -> Iterator[slice]:
    """Rows a few at a time: a block stays in the processor's cache."""
    return (slice(start, min(start + BLOCK, size)) for start in range(0, size, BLOCK))


def rank_intervals(order: Strengths) -> tuple[Counts, Counts]:
    """Best and worst rank of each item that the answers allow, each item's with 95 %.

    An item is surely above another when the interval of their difference leaves 0 out; intervals
    are widened for the n - 1 differences of an item by Bonferroni's rule, so that its rank lies
    between the two with at least 95 % (Mogstad, Romano, Shaikh & Wilhelm 2024).

    >>> best, worst = rank_intervals(fit(compare([("a", "b", "a")] * 40 + [("b", "c", None)])))
    >>> best.tolist(), worst.tolist()
    ([1, 2, 1], [2, 3, 3])
    """
    strength, covariance, n = order.strength, order.covariance, len(order.strength)
    own, widened = np.diag(covariance), float(ndtri(1 - 0.025 / (n - 1)))
    better, worse = np.zeros(n, dtype=np.int64), np.empty(n, dtype=np.int64)
    for rows in _blocks(n):
        variance = own[rows, None] + own - 2 * covariance[rows]
        ahead = strength[rows, None] - strength
        sure = (ahead > 0) & (ahead * ahead > widened**2 * variance)
        better += sure.sum(axis=0)
        worse[rows] = sure.sum(axis=1)
    return 1 + better, n - worse


def standings(order: Strengths) -> list[Standing]:
    """The order, best first; equal scores by identifier.

    >>> [(s.item, s.rank, s.ties, s.few) for s in standings(fit(compare([("b", "a", None)])))]
    [('a', 1, 1, True), ('b', 1, 1, True)]
    """
    counted, (mean, low, high) = order.comparisons, scores(order)
    best, worst = rank_intervals(order)
    rounded = mean.round(12)
    rank = 1 + (rounded[:, None] < rounded[None, :]).sum(axis=1)
    found = [
        Standing(
            item, int(rank[i]), int(best[i]), int(worst[i]),
            float(mean[i]), float(low[i]), float(high[i]),
            int(counted.wins[i]), int(counted.losses[i]), int(counted.ties[i]),
            int(counted.per_item[i]), bool(counted.per_item[i] < FEW_COMPARISONS),
        )
        for i, item in enumerate(counted.items)
    ]  # fmt: skip
    return sorted(found, key=lambda one: (one.rank, one.item))
