"""Fair draws: beside sortition-algorithms, with its default solver (HiGHS).

Ours is LEXIMIN with the proof that the bound is reached, and the published list of 1,000 panels;
the library's default is MAXIMIN, which asks for less. Both begin with the pool read. The lowest
chance of anybody is compared. The pools are made up: five features of 3, 4, 3, 8 and 3 values,
people who volunteer more or less often by their values, quotas one below and above the target.
"""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from typing import Any

from bench.side_by_side import Measured, Row, measure
from tests.fixtures.pools import made_pool
from zaedno.algorithms.sortition.lottery import lottery
from zaedno.algorithms.sortition.pool import Quota, pool_of
from zaedno.algorithms.sortition.problem import problem
from zaedno.algorithms.sortition.selection import select

ONE_THREAD = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
CHANCE = re.compile(r"^p\d{5}\s+([\d.]+)%", re.MULTILINE)
NEAR = 5e-4
TOGETHER = ((200, 40, "maximin"), (200, 40, "leximin"), (500, 60, "maximin"))
ALONE = ((1000, 80, "aim ≤ 30 s"), (2000, 100, "aim < 60 s"))
SEED = 1


def ours(people: int, seats: int) -> Callable[[], dict[str, Any]]:
    made = made_pool(people, seats, SEED)
    asked = problem(pool_of(made.people), [Quota(*q) for q in made.quotas], seats)

    def work() -> dict[str, Any]:
        draw = select(asked)
        lottery(draw)
        return {"lowest": draw.lowest, "proof": draw.proof, "gap": draw.gap}

    return work


def library(people: int, seats: int, rule: str) -> Callable[[], float]:
    import sortition_algorithms as peer

    made = made_pool(people, seats, SEED)
    settings = peer.Settings(id_column="id", columns_to_keep=[], selection_algorithm=rule)
    quotas = list(csv.DictReader(StringIO(made.quotas_csv())))
    volunteers = list(csv.DictReader(StringIO(made.pool_csv())))
    features, *_ = peer.read_in_features(list(quotas[0]), quotas)
    pool, _report = peer.read_in_people(list(volunteers[0]), volunteers, features, settings)

    def work() -> float:
        _done, _panels, report = peer.run_stratification(features, pool, seats, settings)
        return min(float(found) for found in CHANCE.findall(report.as_text())) / 100

    return work


def _same(mine: dict[str, Any], theirs: float) -> str:
    apart = mine["lowest"] - theirs
    told = f"lowest {mine['lowest']:.5f}, theirs {theirs:.5f}"
    return f"{'yes' if abs(apart) < NEAR else 'no'}: {told}"


def _alone(mine: Measured) -> str:
    found = mine.outcome
    return f"lowest {found['lowest']:.5f}, proof: {found['proof']}, gap {found['gap']:.0e}"


def rows(data: Path | None, quick: bool) -> Iterator[Row]:
    """One row for each size and rule of the library; `data` is not used."""
    for name in ONE_THREAD:
        os.environ[name] = "1"
    for people, seats, rule in TOGETHER:
        limit = 120 if quick and people > TOGETHER[0][0] else 600
        mine = measure("bench.peers.sortition:ours", people, seats)
        theirs = measure("bench.peers.sortition:library", people, seats, rule, limit=limit)
        if mine:
            same = _same(mine.outcome, theirs.outcome) if theirs else _alone(mine)
            yield Row(
                f"{people:,} people, {seats} seats",
                f"sortition-algorithms {rule}, {limit} s", mine, theirs, same,
            )  # fmt: skip
    for people, seats, aim in ALONE:
        mine = measure("bench.peers.sortition:ours", people, seats)
        if mine:
            yield Row(
                f"{people:,} people, {seats} seats", "(not begun)", mine, None, _alone(mine), aim
            )
