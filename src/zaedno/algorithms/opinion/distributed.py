"""Opinion maps of more votes than one machine holds: the same numbers, counted by many (Dask).

Votes lie in a folder of Parquet files with the columns `participant`, `statement`, `vote` (+1, 0,
-1) and, where people changed votes, `time`. Each participant stands in one file only; `write_votes`
shares them out by a hash of the participant. Everything that grows with the votes is done file by
file wherever Dask has put it: co-vote counts and group counts are whole numbers and are added up in
a tree, places on the map are computed row by row. What is left for the one who asks grows with
statements and participants: the axes, the groups and the figures.

Whole numbers add up to the same in any order, and a row's place does not depend on its neighbours.
The result is therefore equal, bit for bit, to `map_opinions` with axes from co-vote counts, for any
number of files and workers. Work goes to the Dask scheduler in force: threads of this process, or
the cluster of the `distributed.Client` that was made last. Needs `zaedno[distributed]`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import reduce
from pathlib import Path
from typing import Any
from zlib import crc32

import dask
import numpy as np
import pyarrow
from numpy.typing import NDArray
from pyarrow import parquet

from zaedno.algorithms.faults import InputFault
from zaedno.algorithms.faults import mark as _
from zaedno.algorithms.opinion.axes import Axes, axes_from_covotes, live_counts
from zaedno.algorithms.opinion.counts import GroupCounts, add_counts, count_groups
from zaedno.algorithms.opinion.covotes import CoVotes, add_covotes, count_covotes
from zaedno.algorithms.opinion.groups import find_groups
from zaedno.algorithms.opinion.mapping import (
    POLIS,
    ZAEDNO,
    Mode,
    OpinionMap,
    Plane,
    find_plane,
    live_among,
    shown,
    statistics_of_counts,
)
from zaedno.algorithms.opinion.votes import Votes, gather_votes

NEEDED = ("participant", "statement", "vote")
FILES = 16
BRANCHES = 8  # partial sums that one step of a tree adds up

Flags = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Mapped:
    """A map with the identifiers of its rows and columns, and its votes' `undecided`."""

    participants: NDArray[Any]
    statements: NDArray[Any]
    undecided: int
    map: OpinionMap


def file_of(participants: NDArray[Any], files: int) -> NDArray[np.int64]:
    """The number of the file, 0 to `files` - 1, of each participant: CRC-32 of the identifier.

    >>> file_of(np.array([7, 8, 9]), 4).tolist(), file_of(np.array(["7", "8", "9"]), 4).tolist()
    ([2, 3, 1], [2, 3, 1])
    """
    return np.array([crc32(str(who).encode()) % files for who in participants], dtype=np.int64)


def write_votes(votes: Votes, folder: Path, files: int = FILES) -> list[Path]:
    """Write final votes as Parquet files into an empty or a new folder; gives their paths.

    Raises `InputFault` where the folder holds Parquet files already.
    """
    if any(folder.glob("*.parquet")):
        raise InputFault(_("{path} holds Parquet files already."), path=folder)
    folder.mkdir(parents=True, exist_ok=True)
    bucket = file_of(votes.participants, files)
    written = []
    for number in range(files):
        places = np.flatnonzero(bucket == number)
        if not len(places):
            continue
        some = votes.people(places)
        columns = some.participants[some.rows()], some.statements[some.columns], some.values
        made = pyarrow.table(dict(zip(NEEDED, map(pyarrow.array, columns), strict=True)))
        path = folder / f"votes-{number:04}.parquet"
        parquet.write_table(made, path, compression="zstd")
        written.append(path)
    return written


def read_votes(folder: Path) -> Votes:
    """All votes of a folder in this process."""
    logs = [_log(path) for path in _files(folder)]
    if len({len(log) for log in logs}) > 1:
        raise InputFault(_("{path}: some files have times and some have none."), path=folder)
    return gather_votes(*(np.concatenate(column) for column in zip(*logs, strict=True)))


def count_everywhere(folder: Path) -> CoVotes:
    """The co-vote counts of a folder, added up in a tree."""
    tables, _statements = _tables(folder)
    counted = [dask.delayed(count_covotes)(table) for table in tables]
    counts: CoVotes
    (counts,) = dask.compute(_tree(counted, add_covotes))
    return counts


def map_everywhere(
    folder: Path,
    mode: Mode = ZAEDNO,
    *,
    excluded: Collection[Any] = (),
    meta: Collection[Any] = (),
    number: int | None = None,
) -> Mapped:
    """The opinion map of a folder of votes.

    As `map_opinions`, with `excluded` and `meta` given as identifiers of statements. Raises
    `InputFault` as that and as `gather_votes`, and for a participant in two files.
    """
    tables, statements = _tables(folder)
    counted = [dask.delayed(count_covotes)(table) for table in tables]
    people = [dask.delayed(_people)(table) for table in tables]
    counts: CoVotes
    counts, known = dask.compute(_tree(counted, add_covotes), people)
    participants, order = _in_order([who for who, _undecided in known], folder)
    sided = counts.accord.diagonal() > 0
    live, about = live_among(
        sided, np.isin(statements, list(excluded)), np.isin(statements, list(meta))
    )
    axes = axes_from_covotes(counts, live)
    plane = _plane(tables, mode, live, axes, order)
    groups = find_groups(plane.places[plane.shown], mode.rules, number)
    labels = np.full(len(participants), -1)
    labels[plane.shown] = groups.labels
    tallies = _group_counts(tables, labels, [len(who) for who, _u in known], order, groups.number)
    found = statistics_of_counts(*tallies, mode, axes, live, about)
    opinion_map = OpinionMap(
        **vars(found), mode=mode, live=live, meta=about, plane=plane, groups=groups, labels=labels
    )
    undecided = sum(unsure for _who, unsure in known)
    return Mapped(participants, statements, undecided, opinion_map)


def _files(folder: Path) -> list[Path]:
    found = sorted(folder.glob("*.parquet"))
    if not found:
        raise InputFault(_("{path}: there is no Parquet file."), path=folder)
    return found


def _log(path: Path) -> list[NDArray[Any]]:
    """The columns of one file: participant, statement, vote and, where there are any, times."""
    try:
        table = parquet.read_table(path)
    except pyarrow.ArrowInvalid as fault:
        raise InputFault(_("{path} is not a Parquet file."), path=path) from fault
    for name in NEEDED:
        if name not in table.column_names:
            raise InputFault(_("{path}: there is no column “{column}”."), path=path, column=name)
        if table[name].null_count:
            raise InputFault(
                _("{path}: the column “{column}” has empty cells."), path=path, column=name
            )
    names = (*NEEDED, "time") if "time" in table.column_names else NEEDED
    columns = [table[name].to_numpy() for name in names]
    return [column.astype(str) if column.dtype == object else column for column in columns]


def _load(path: Path, statements: NDArray[Any]) -> Votes:
    """The last votes of one file, with columns for all statements."""
    return gather_votes(*_log(path), known_statements=statements)


def _statements(path: Path) -> NDArray[Any]:
    return np.unique(_log(path)[1])


def _people(votes: Votes) -> tuple[NDArray[Any], int]:
    return votes.participants, votes.undecided


def _tables(folder: Path) -> tuple[list[Any], NDArray[Any]]:
    """The votes of each file, kept where Dask puts them, and all statements, sorted."""
    files = _files(folder)
    found = dask.compute(*(dask.delayed(_statements)(path) for path in files))
    if len({names.dtype.kind in "iu" for names in found}) > 1:
        raise InputFault(
            _("{path}: statements are numbers in some files and words in others."), path=folder
        )
    statements = np.unique(np.concatenate(found))
    return list(
        dask.persist(*(dask.delayed(_load)(path, statements) for path in files))
    ), statements


def _tree(parts: Sequence[Any], add: Callable[[Any, Any], Any]) -> Any:
    """One delayed sum of delayed parts, a few at a time."""
    while len(parts) > 1:
        parts = [
            dask.delayed(_added)(add, list(parts[at : at + BRANCHES]))
            for at in range(0, len(parts), BRANCHES)
        ]
    return parts[0]


def _added(add: Callable[[Any, Any], Any], parts: list[Any]) -> Any:
    return reduce(add, parts)


def _in_order(
    people: Sequence[NDArray[Any]], folder: Path
) -> tuple[NDArray[Any], NDArray[np.int64]]:
    """All participants sorted, and where each stands when the files are laid end to end."""
    every = np.concatenate(people)
    order = np.argsort(every, kind="stable")
    participants = every[order]
    twice = np.flatnonzero(participants[1:] == participants[:-1])
    if len(twice):
        raise InputFault(
            _("{path}: participant “{who}” stands in two files."),
            path=folder, who=participants[twice[0]],
        )  # fmt: skip
    return participants, order


def _places(
    votes: Votes, polis: bool, live: Flags, axes: Axes
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Places of the participants of one file, and their votes that count for being shown."""
    # A mode that travelled to another process is no longer the same object, so only which is told.
    plane = find_plane(votes, POLIS if polis else ZAEDNO, live, axes)
    return plane.places, votes.counts if polis else live_counts(votes, live)


def _plane(
    tables: Sequence[Any], mode: Mode, live: Flags, axes: Axes, order: NDArray[np.int64]
) -> Plane:
    polis = mode is POLIS
    rules = dask.delayed((live, axes))
    found = dask.compute(
        *(dask.delayed(_places)(table, polis, rules[0], rules[1]) for table in tables)
    )
    places, counts = (np.concatenate(part)[order] for part in zip(*found, strict=True))
    return Plane(axes, places, shown(counts, len(live) if polis else int(live.sum())))


def _group_counts(
    tables: Sequence[Any],
    labels: NDArray[np.int64],
    sizes: Sequence[int],
    order: NDArray[np.int64],
    number: int,
) -> tuple[GroupCounts, GroupCounts]:
    """Counts of the groups, and of everybody."""
    laid = np.empty_like(labels)
    laid[order] = labels
    parts = np.split(laid, np.cumsum(sizes)[:-1])
    # Those in no group are counted as one more.
    counted = [
        dask.delayed(count_groups)(table, np.where(part < 0, number, part), number + 1)
        for table, part in zip(tables, parts, strict=True)
    ]
    (counts,) = dask.compute(_tree(counted, add_counts))
    return counts.first(number), counts.together
