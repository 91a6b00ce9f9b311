"""The two axes along which people differ most: principal components of the votes.

What is decomposed
    A missing vote is taken as the mean of its statement, so that after centring it is zero: what
    is left is sparse, the vote less the mean where somebody voted and nothing elsewhere. No table
    of participants x statements is made. The Gram matrix of that residual follows from the
    integer co-vote counts alone:
    `G[j,k] = accord[j,k] - mu[j] lean[k,j] - mu[k] lean[j,k] + mu[j] mu[k] both[j,k]`.
Method
    Block Lanczos with full reorthogonalisation (Golub and Underwood 1977) and Rayleigh-Ritz from
    a fixed start, on the Gram matrix or, for tables too large for co-vote counts, on the residual
    by blocks of participants. All sums are float64: float32 sums over many rows do not converge.
Result
    Deterministic. Each axis has unit length, and its loading of largest size is positive.
Errors
    None: where people differ along fewer than two axes, the missing ones are zero.

>>> from zaedno.algorithms.opinion.votes import gather_votes
>>> votes = gather_votes([1, 1, 2, 2, 3], [5, 6, 5, 6, 5], [1, -1, -1, 1, 0])
>>> axes = axes_from_covotes(count_covotes(votes))
>>> axes.loadings.round(4).tolist(), axes.variances.round(4).tolist()
([[0.7071, -0.7071], [0.0, 0.0]], [4.0, 0.0])
>>> project(votes, axes).round(4).tolist()
[[1.4142, 0.0], [-1.4142, 0.0], [0.0, 0.0]]
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import linalg, sparse

from zaedno.algorithms.opinion.covotes import CoVotes, count_covotes
from zaedno.algorithms.opinion.votes import Votes

Floats = NDArray[np.float64]
Live = NDArray[np.bool_]

AXES = 2
BLOCK = 4
STEPS = 60
EXACT = 1e-12  # of the largest variance: where the residual of both axes is taken for rounding
NOTHING = 1e-12  # of the largest variance: below it an axis is noise of rounding
SAME = 1e-9
FEW_STATEMENTS = 2000
# Counting a pair of votes takes about 4 ns, iterating 8 ms and 70 ns for each vote.
FREE_PAIRS, PAIRS_PER_VOTE = 2_000_000, 18


@dataclass(frozen=True, eq=False)
class Axes:
    """Means (m,) of the votes, loadings (2, m), and the variances, summed over people, (2,).

    Statements that are not live have mean and loadings of zero.
    """

    means: Floats
    loadings: Floats
    variances: Floats


def axes_of(votes: Votes, live: Live | None = None) -> Axes:
    """The axes of a table of votes, from co-vote counts or by iteration, whichever is faster.

    Both agree to about 1e-12.

    `live` (m,) says which statements take part; all where it is None.
    """
    counts = votes.counts.astype(np.float64)
    pairs = float(counts @ counts)
    few = len(votes.statements) <= FEW_STATEMENTS
    if few and pairs <= FREE_PAIRS + PAIRS_PER_VOTE * len(votes):
        return axes_from_covotes(count_covotes(votes), live)
    return axes_by_iteration(votes, live)


def axes_from_covotes(counts: CoVotes, live: Live | None = None) -> Axes:
    """The axes from co-vote counts: the same bits for the same counts, however they arose."""
    means = _means(counts.total, counts.seen, live)
    lean = counts.lean * means  # lean[j, k] mu[k]
    gram = counts.accord - lean - lean.T + np.outer(means, means) * counts.both
    if live is not None:
        gram[~live] = 0
        gram[:, ~live] = 0
    return _axes(means, lambda block: gram @ block, live)


def axes_by_iteration(votes: Votes, live: Live | None = None) -> Axes:
    """The axes from the sparse residual: 12 bytes per vote, about ten passes over the votes."""
    width = len(votes.statements)
    total, seen = np.zeros(width), np.zeros(width)
    for _rows, part in votes.blocks():
        total += np.bincount(part.columns, part.values, width)
        seen += np.bincount(part.columns, minlength=width)
    means = _means(total, seen, live)
    residuals = [residual(part, means, live) for _rows, part in votes.blocks()]

    def apply(block: Floats) -> Floats:
        result = np.zeros_like(block)
        for part in residuals:
            result += part.T @ (part @ block)
        return result

    return _axes(means, apply, live)


def residual(part: Votes, means: Floats, live: Live | None = None) -> sparse.csr_array:
    """Votes less the means of their statements, float64; zero where a statement is not live."""
    value = part.values - means[part.columns]
    if live is not None:
        value *= live[part.columns]
    shape = len(part.participants), len(part.statements)
    return sparse.csr_array((value, part.columns.astype(np.int32), part.starts), shape=shape)


def _means(total: NDArray[Any], seen: NDArray[Any], live: Live | None) -> Floats:
    means = total / np.maximum(seen, 1)
    return means if live is None else np.where(live, means, 0.0)


def _axes(means: Floats, apply: Callable[[Floats], Floats], live: Live | None) -> Axes:
    values, vectors = _leading(apply, len(means), live)
    loadings, variances = np.zeros((AXES, len(means))), np.zeros(AXES)
    for axis in range(min(AXES, len(values))):
        if values[axis] <= NOTHING * max(values[0], 1.0):
            break
        vector = vectors[:, axis]
        size = np.abs(vector)  # the first of those that only rounding tells apart
        largest = vector[np.argmax(size >= (1 - SAME) * size.max())]
        loadings[axis], variances[axis] = vector * np.sign(largest), values[axis]
    return Axes(means, loadings, variances)


def _leading(
    apply: Callable[[Floats], Floats], width: int, live: Live | None
) -> tuple[Floats, Floats]:
    """The largest eigenvalues and their vectors of the symmetric matrix that `apply` multiplies."""
    start = np.random.default_rng(20190723).standard_normal((width, min(BLOCK, width)))
    if live is not None:
        start[~live] = 0
    basis = _independent(start, 0.0)
    images, small = np.empty((width, 0)), np.empty((0, 0))
    block = basis
    values, vectors = np.zeros(0), np.zeros((width, 0))
    for _step in range(STEPS):
        if not block.shape[1]:
            break
        image = apply(block)
        images = np.hstack([images, image])
        small = _bordered(small, basis.T @ image)
        values, mix = linalg.eigh(small)
        values, mix = values[::-1][:AXES], mix[:, ::-1][:, :AXES]
        vectors = basis @ mix
        scale = max(values[0], 0.0)
        if np.linalg.norm(images @ mix - vectors * values, axis=0).max() <= EXACT * scale:
            break
        for _twice in range(2):
            image = image - basis @ (basis.T @ image)
        block = _independent(image, NOTHING * scale)
        block = _independent(block - basis @ (basis.T @ block), 0.5)
        basis = np.hstack([basis, block])
    return values, vectors


def _bordered(small: Floats, columns: Floats) -> Floats:
    """The symmetric matrix with these columns put to its right, and below it in turn."""
    old, whole = len(small), len(columns)
    made = np.empty((whole, whole))
    made[:old, :old] = small
    made[:, old:] = columns
    made[old:, :old] = columns[:old].T
    made[old:, old:] = (columns[old:] + columns[old:].T) / 2
    return made


def _independent(block: Floats, least: float) -> Floats:
    """An orthonormal basis of the columns, without what is shorter than `least`."""
    made, size, _order = linalg.qr(block, mode="economic", pivoting=True)
    return np.ascontiguousarray(made[:, np.abs(np.diag(size)) > least])


def project(
    votes: Votes,
    axes: Axes,
    live: Live | None = None,
    extra_seen: int = 0,
    width: int | None = None,
) -> Floats:
    """Places of the participants on the map, (n, 2).

    `sqrt(C / seen) * sum over votes of (vote - mean) * loading`: the factor keeps people with few
    votes from crowding at the centre. `C` is the number of live statements, or `width`; `seen` the
    participant's votes on live statements plus `extra_seen`.
    """
    if width is None:
        width = len(votes.statements) if live is None else int(live.sum())
    places = np.empty((len(votes.participants), AXES))
    for rows, part in votes.blocks():
        seen = part.counts if live is None else _live_counts(part, live)
        raw = residual(part, axes.means, live) @ axes.loadings.T
        places[rows] = raw * np.sqrt(width / np.maximum(seen + extra_seen, 1))[:, None]
    return places


def _live_counts(part: Votes, live: Live) -> NDArray[np.int64]:
    before = np.concatenate([[0], np.cumsum(live[part.columns], dtype=np.int64)])
    return np.diff(before[part.starts])


def live_counts(votes: Votes, live: Live) -> NDArray[np.int64]:
    """Votes of each participant on live statements.

    >>> from zaedno.algorithms.opinion.votes import gather_votes
    >>> votes = gather_votes([1, 1, 2], [5, 6, 6], [1, 1, 1])
    >>> live_counts(votes, np.array([True, False])).tolist()
    [1, 0]
    """
    return np.concatenate([_live_counts(part, live) for _rows, part in votes.blocks()])


def extremity(axes: Axes, width: int | None = None, both_sides: bool = False) -> Floats:
    """How far one vote alone on each statement can put a person from the centre, (m,).

    `|sqrt(C) (1 - mean) loading|` over both axes for an agreement, 0 where all agree. With
    `both_sides` the vote that is rarer, `1 + |mean|`: agreement and disagreement count alike.
    """
    scale = np.sqrt(len(axes.means) if width is None else width)
    step = 1 + np.abs(axes.means) if both_sides else 1 - axes.means
    return np.asarray(np.hypot(*(scale * step * axes.loadings)))
