"""Opinion maps counted file by file under Dask, beside the same votes in one piece.

Both read the same Parquet files in one process (Dask with threads); what is compared is what the
way through files, partial counts and trees costs. Results must have the same bits.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

from bench.side_by_side import Row, measure
from zaedno.algorithms.opinion import distributed
from zaedno.algorithms.opinion.axes import axes_from_covotes
from zaedno.algorithms.opinion.covotes import count_covotes
from zaedno.algorithms.opinion.mapping import OpinionMap, map_opinions
from zaedno.algorithms.opinion.votes import Votes, gather_votes

SIZES = ((10_000, 200, 0.2), (100_000, 500, 0.1))
FILES = 16


def synthetic(people: int, statements: int, share: float) -> Votes:
    """Two camps; each person votes on about `share` of the statements."""
    rng = np.random.default_rng(people)
    number = int(people * statements * share)
    who, what = rng.integers(0, people, number), rng.integers(0, statements, number)
    lean = rng.normal(size=statements)[what] * np.where(who % 3 == 0, 1.0, -1.0)
    vote = np.sign(lean + rng.normal(size=number)) * (rng.random(number) > 0.15)
    return gather_votes(who, what, vote.astype(np.int8), np.arange(number))


def _digest(found: OpinionMap) -> str:
    parts = (found.plane.axes.loadings, found.plane.places, found.labels, *found.counts.tables)
    return hashlib.sha256(b"".join(np.ascontiguousarray(p).tobytes() for p in parts)).hexdigest()


def everywhere(folder: str) -> Callable[[], str]:
    """By files, partial counts and trees."""
    return lambda: _digest(distributed.map_everywhere(Path(folder)).map)


def here(folder: str) -> Callable[[], str]:
    """All votes read at once."""

    def work() -> str:
        votes = distributed.read_votes(Path(folder))
        return _digest(map_opinions(votes, axes=axes_from_covotes(count_covotes(votes))))

    return work


def written(people: int, statements: int, share: float, folder: str) -> Callable[[], int]:
    """Write the files, in a process of its own: its memory must not count as ours."""

    def work() -> int:
        votes = synthetic(people, statements, share)
        distributed.write_votes(votes, Path(folder), FILES)
        return len(votes)

    return work


def rows(data: Path | None, quick: bool) -> Iterator[Row]:
    """One row for each size; `data` is not used."""
    for size in SIZES[: 1 if quick else None]:
        with tempfile.TemporaryDirectory() as folder:
            made = measure("bench.peers.distributed:written", *size, folder)
            ours = measure("bench.peers.distributed:everywhere", folder)
            whole = measure("bench.peers.distributed:here", folder)
        if made and ours and whole:
            same = "yes" if ours.outcome == whole.outcome else "no: other bits"
            what = f"{size[0]:,} people x {size[1]}, {made.outcome:,} votes, {FILES} files"
            yield Row(what, "one piece", ours, whole, same, "same bits")
