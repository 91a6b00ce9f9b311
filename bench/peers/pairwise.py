"""Orders from pairs: beside choix, which gives strengths and no uncertainty.

Ours gives strengths, covariance, scores with intervals and rank intervals. Both begin with the
answers in memory, ours as arrays, choix's as its list of (winner, loser). Both run on one thread:
with more, processor seconds count how long threads wait for each other.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from bench.side_by_side import Row, measure
from zaedno.algorithms import pairwise

ANSWERS = 100_000
SIZES = (100, 1_000)
ONE_THREAD = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")


def synthetic(items: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Places left and right, and whether the right one won; true strengths are standard normal."""
    generator = np.random.default_rng(items)
    truth = generator.normal(size=items)
    left = generator.integers(0, items, ANSWERS)
    right = (left + generator.integers(1, items, ANSWERS)) % items
    likely = 1 / (1 + np.exp(truth[right] - truth[left]))
    return left, right, (generator.random(ANSWERS) >= likely).astype(int)


def _names(items: int) -> list[str]:
    return [f"{at:04}" for at in range(items)]


def ours(items: int, penalty: float, uncertainty: bool) -> Callable[[], list[float]]:
    data = synthetic(items)

    def work() -> list[float]:
        order = pairwise.fit(pairwise.add_up(_names(items), *data), penalty)
        if uncertainty:
            pairwise.scores(order)
            pairwise.rank_intervals(order)
        return [float(x) for x in order.strength]

    return work


def choix(items: int, way: str, penalty: float) -> Callable[[], list[float]]:
    import choix as peer

    left, right, lost = synthetic(items)
    winners, losers = np.where(lost, right, left), np.where(lost, left, right)
    data = list(zip(winners.tolist(), losers.tolist(), strict=True))
    ways: dict[str, Callable[[], Any]] = {
        "ilsr": partial(peer.ilsr_pairwise, items, data),
        "mm": partial(peer.mm_pairwise, items, data),
        "Newton": partial(peer.opt_pairwise, items, data, alpha=penalty / 2, method="Newton-CG"),
    }
    return lambda: [float(x) for x in ways[way]()]


def _same(mine: list[float], theirs: list[float]) -> str:
    one, other = np.array(mine), np.array(theirs)
    apart = float(np.abs((one - one.mean()) - (other - other.mean())).max())
    return "yes" if apart < 1e-3 else f"no: strengths differ by {apart:.1e}"


def rows(data: Path | None, quick: bool) -> Iterator[Row]:
    """One row for each size and each way of choix; `data` is not used."""
    for name in ONE_THREAD:
        os.environ[name] = "1"
    for items in SIZES:
        for way, penalty, slow in (("ilsr", 1e-6, 0), ("mm", 1e-6, 0), ("Newton", 1.0, 1)):
            if slow and (quick or items > SIZES[0]):
                continue
            peer = measure("bench.peers.pairwise:choix", items, way, penalty)
            for uncertainty in (True, False):
                mine = measure("bench.peers.pairwise:ours", items, penalty, uncertainty)
                if mine is None:
                    continue
                what = "with intervals" if uncertainty else "strengths alone"
                yield Row(
                    f"{items:,} items, {ANSWERS:,} answers, {what}", f"choix {way}", mine, peer,
                    _same(mine.outcome, peer.outcome) if peer else "", "≥ 10 x",
                )  # fmt: skip
