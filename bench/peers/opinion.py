"""Opinion maps: beside red-dwarf (Polis' way in Python), and alone where it cannot follow.

Beside red-dwarf ours runs in mode `polis`, where both do the same, and in mode `zaedno`. "same"
compares the axes, and tells how far the groups agree, which in red-dwarf hang on a random start;
mode `zaedno` has axes of its own where moderators took statements out. Ours begins with the log of
votes as arrays, red-dwarf with its list of dicts. From 100,000 people on there is no peer: its
silhouette compares all pairs of people. Those rows begin with the compact table and run in mode
`zaedno`, and the aim stands beside. All run on one thread: with more, processor seconds count how
long threads wait for each other.
"""

from __future__ import annotations

import csv
import os
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from bench.side_by_side import Measured, Row, measure
from zaedno.algorithms.opinion.axes import axes_from_covotes, axes_of
from zaedno.algorithms.opinion.covotes import add_vote, count_covotes, remove_vote
from zaedno.algorithms.opinion.groups import agreement
from zaedno.algorithms.opinion.mapping import MODES, OpinionMap, map_opinions
from zaedno.algorithms.opinion.stability import stability
from zaedno.algorithms.opinion.votes import Votes, gather_votes

HERE = "bench.peers.opinion"
REAL = (
    "brexit-consensus", "scoop-hivemind.biodiversity", "vtaiwan.uberx",
    "austria-climate.5twd2jsnkf.2022-08-08",
)  # fmt: skip
BESIDE = ((10_000, 200, 0.2), (30_000, 500, 0.1))  # people, statements, share of votes
ALONE = ((100_000, 500, 0.1), (1_000_000, 1_000, 0.05))
STREAM = (20_000, 1_000, 0.05)
PER_VOTE, FIXED = 0.2e-6, 0.5  # seconds
BYTES, MEGABYTES = 25, 150
ONE_THREAD = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
LOG = ("who", "what", "vote", "when")


def synthetic(people: int, statements: int, share: float) -> Votes:
    """Three camps on a plane; each statement pulls along a direction, one vote in eight passes."""
    random = np.random.default_rng(people)
    camps = np.array([[-1.5, -0.6], [1.5, -0.6], [0.0, 1.4]])
    directions = random.normal(size=(2, statements))
    leaning = random.normal(size=statements) * 0.5
    starts, columns, values = [np.zeros(1, np.int64)], [], []
    for first in range(0, people, 20_000):
        number = min(20_000, people - first)
        place = camps[random.integers(0, 3, number)] + random.normal(size=(number, 2)) * 0.5
        expected = int(number * statements * share)
        gaps = random.geometric(share, int(expected + 10 * expected**0.5))
        cells = np.cumsum(gaps) - 1
        cells = cells[cells < number * statements]
        rows, here = np.divmod(cells, statements)
        pull = (place[rows] * directions.T[here]).sum(axis=1) + leaning[here]
        vote = np.sign(pull + random.normal(size=len(pull))).astype(np.int8)
        vote[random.random(len(vote)) < 0.125] = 0
        counts = np.bincount(rows, minlength=number)
        starts.append(starts[-1][-1] + np.cumsum(counts))
        columns.append(here.astype(np.int16))
        values.append(vote)
    return Votes(
        np.arange(people),
        np.arange(statements),
        np.concatenate(starts),
        np.concatenate(columns),
        np.concatenate(values),
    )


def make(folder: str, people: int, statements: int, share: float) -> Callable[[], int]:
    """Write synthetic votes as a table and as a log, in a process of its own.

    The peak of memory of a process counts for those it begins, too.
    """

    def work() -> int:
        votes = synthetic(people, statements, share)
        write_table(votes, Path(folder))
        write_log(votes, Path(folder))
        return len(votes)

    return work


def write_table(votes: Votes, folder: Path) -> None:
    """The compact table as files: what made it then takes no memory where it is measured."""
    for name in ("participants", "statements", "starts", "columns", "values"):
        np.save(folder / f"{name}.npy", getattr(votes, name))


def read_table(folder: str) -> Votes:
    names = ("participants", "statements", "starts", "columns", "values")
    return Votes(*(np.load(f"{folder}/{name}.npy") for name in names))


def write_log(votes: Votes, folder: Path) -> None:
    """The same votes as a log in no order."""
    order = np.random.default_rng(7).permutation(len(votes))
    columns = votes.rows(), votes.columns, votes.values, np.arange(len(votes), dtype=np.int32)
    for name, column in zip(LOG, columns, strict=True):
        np.save(folder / f"{name}.npy", column[order])


def write_real(data: Path, folder: Path) -> None:
    """A published conversation as a log; statements taken out beside it."""
    with (data / "votes.csv").open(encoding="utf-8") as file:
        table = list(csv.DictReader(file))
    for name, column in zip(LOG, ("voter-id", "comment-id", "vote", "timestamp"), strict=True):
        np.save(folder / f"{name}.npy", np.array([int(row[column]) for row in table]))
    with (data / "comments.csv").open(encoding="utf-8") as file:
        out = [int(r["comment-id"]) for r in csv.DictReader(file) if r["moderated"] == "-1"]
    np.save(folder / "out.npy", np.array(out, np.int64))


def read_log(folder: str) -> tuple[list[np.ndarray], np.ndarray]:
    out = Path(folder) / "out.npy"
    taken_out = np.load(out) if out.exists() else np.zeros(0, np.int64)
    return [np.load(f"{folder}/{name}.npy") for name in LOG], taken_out


def _outcome(found: OpinionMap) -> dict[str, Any]:
    return {"axes": found.plane.axes.loadings.tolist(), "labels": found.labels.tolist()}


def ours_from_log(folder: str, mode: str) -> Callable[[], dict[str, Any]]:
    log, out = read_log(folder)

    def work() -> dict[str, Any]:
        votes = gather_votes(*log)
        return _outcome(map_opinions(votes, MODES[mode], excluded=np.isin(votes.statements, out)))

    return work


def red_dwarf(folder: str) -> Callable[[], dict[str, Any]]:
    from reddwarf.implementations.polis import run_pipeline

    log, out = read_log(folder)
    final = gather_votes(*log)  # its own reading keeps whatever row comes last
    names = ("participant_id", "statement_id", "vote", "modified")
    rows = zip(
        final.participants[final.rows()].tolist(),
        final.statements[final.columns].tolist(),
        final.values.tolist(),
        range(len(final)),
        strict=True,
    )
    votes = [dict(zip(names, row, strict=True)) for row in rows]

    def work() -> dict[str, Any]:
        found = run_pipeline(votes=votes, mod_out_statement_ids=out.tolist(), random_state=1)
        statements = found.statements_df.sort_index()
        labels = found.participants_df.sort_index()["cluster_id"].fillna(-1).astype(int)
        axes = [statements[name].tolist() for name in ("pc1", "pc2")]
        return {"axes": axes, "labels": labels.tolist()}

    return work


def ours_from_table(folder: str) -> Callable[[], dict[str, Any]]:
    votes = read_table(folder)
    return lambda: {"groups": map_opinions(votes).groups.members.tolist()}


def ours_table(folder: str) -> Callable[[], int]:
    log, _out = read_log(folder)
    return lambda: len(gather_votes(*log))


def ours_stability(folder: str) -> Callable[[], float]:
    votes = read_table(folder)
    return lambda: stability(votes, seed="bench").median


def one_vote(folder: str, times: int) -> Callable[[], float]:
    """Change one vote, and have both axes anew, so many times."""
    votes = read_table(folder)
    counts = count_covotes(votes)

    def work() -> float:
        for place in range(times):
            columns, values = votes.row(place)
            others, column, vote = (columns[1:], values[1:]), int(columns[0]), int(values[0])
            remove_vote(counts, others, column, vote)
            add_vote(counts, others, column, -vote)
            axes = axes_from_covotes(counts)
        return float(axes.variances[0])

    return work


def recount(folder: str) -> Callable[[], float]:
    votes = read_table(folder)
    return lambda: float(axes_of(votes).variances[0])


def _same(ours: Measured, theirs: Measured) -> str:
    pairs = zip(np.array(ours.outcome["axes"]), np.array(theirs.outcome["axes"]), strict=True)
    turned = min(abs(float(a @ b)) / np.linalg.norm(b) for a, b in pairs)
    mine, other = (np.array(m.outcome["labels"]) for m in (ours, theirs))
    both = (mine >= 0) & (other >= 0)
    groups = f"groups {agreement(mine[both], other[both]):.2f}"
    return f"yes, {groups}" if turned > 1 - 1e-6 else f"no: axes {1 - turned:.0e} apart, {groups}"


def _within(ours: Measured, votes: int) -> str:
    seconds, megabytes = PER_VOTE * votes + FIXED, BYTES * votes / 1e6 + MEGABYTES
    met = ours.seconds <= seconds and ours.megabytes <= megabytes
    return f"{'met' if met else 'MISSED'}: {seconds:.2f} s, {megabytes:.0f} MB"


def _beside(name: str, folder: str, aim: float | None = None) -> Iterator[Row]:
    peer = measure(f"{HERE}:red_dwarf", folder)
    for mode in MODES:
        if ours := measure(f"{HERE}:ours_from_log", folder, mode):
            row = Row(f"{name}, {mode}", "red-dwarf", ours, peer, _same(ours, peer) if peer else "")
            met = "met" if aim and row.ratio and row.ratio >= aim else "MISSED"
            yield replace(row, aim=f"{met}: {aim:.0f} x" if aim else "")


def _alone(name: str, folder: str, votes: int) -> Iterator[Row]:
    if ours := measure(f"{HERE}:ours_from_table", folder):
        yield Row(f"map, {name}", "-", ours, None, aim=_within(ours, votes))
    if ours := measure(f"{HERE}:ours_table", folder):
        yield Row(f"log to table, {name}", "-", ours, None)
    if ours := measure(f"{HERE}:ours_stability", folder):
        yield Row(f"stability, {name}", "-", ours, None)


def _fresh_axes(folder: str) -> Iterator[Row]:
    times = 20
    ours = measure(f"{HERE}:one_vote", folder, times)
    whole = measure(f"{HERE}:recount", folder)
    if ours:
        each = replace(ours, seconds=ours.seconds / times, clock=ours.clock / times)
        met = "met" if each.seconds <= 0.05 else "MISSED"
        what = f"one vote to fresh axes, {STREAM[1]:,} statements"
        yield Row(what, "all anew", each, whole, aim=f"{met}: 50 ms")


def _synthetic(shape: tuple[int, int, float]) -> Iterator[tuple[str, str, int]]:
    """Name, folder and number of votes of synthetic votes, for as long as they are needed."""
    with tempfile.TemporaryDirectory() as folder:
        if made := measure(f"{HERE}:make", folder, *shape):
            votes = int(made.outcome)
            yield f"{shape[0]:,} x {shape[1]:,}, {votes / 1e6:.1f}M votes", folder, votes


def rows(data: Path | None, quick: bool) -> Iterator[Row]:
    """Real conversations, then synthetic ones; `quick` leaves out what takes minutes."""
    for name in ONE_THREAD:
        os.environ[name] = "1"
    for name in REAL if data else ():
        with tempfile.TemporaryDirectory() as folder:
            write_real(data / "opinion" / name, Path(folder))
            yield from _beside(name.split(".2022")[0], folder)
    for shape in BESIDE[: 1 if quick else None]:
        for name, folder, _votes in _synthetic(shape):
            yield from _beside(name, folder, 40)
    for _name, folder, _votes in _synthetic(STREAM):
        yield from _fresh_axes(folder)
    for shape in ALONE[: 1 if quick else None]:
        for name, folder, votes in _synthetic(shape):
            yield from _alone(name, folder, votes)
