"""Counted by many or by one: the same bits. And the votes as Parquet."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.algorithms.opinion_fixtures import biodiversity, conversation
from zaedno.algorithms.faults import InputFault
from zaedno.algorithms.opinion.axes import axes_from_covotes
from zaedno.algorithms.opinion.covotes import count_covotes
from zaedno.algorithms.opinion.mapping import (
    POLIS,
    ZAEDNO,
    Mode,
    OpinionMap,
    live_and_meta,
    map_opinions,
)
from zaedno.algorithms.opinion.votes import Votes, gather_votes

dask = pytest.importorskip("dask", reason="needs the extra zaedno[distributed]")
pyarrow = pytest.importorskip("pyarrow", reason="needs the extra zaedno[distributed]")

from zaedno.algorithms.opinion import distributed  # noqa: E402


def bits(found: Any) -> Any:
    """Everything in a result, arrays as their bytes."""
    if isinstance(found, np.ndarray):
        return found.dtype.kind, found.shape, np.ascontiguousarray(found).tobytes()
    if isinstance(found, list | tuple):
        return [bits(part) for part in found]
    if hasattr(found, "__dict__") and not isinstance(found, Mode):
        return {name: bits(part) for name, part in vars(found).items()}
    return found


def local(votes: Votes, mode: Mode, excluded: np.ndarray) -> OpinionMap:
    live, _meta = live_and_meta(votes, excluded, None)
    axes = axes_from_covotes(count_covotes(votes), live)
    return map_opinions(votes, mode, excluded=excluded, axes=axes)


@pytest.mark.parametrize("mode", [ZAEDNO, POLIS], ids=lambda mode: mode.name)
@pytest.mark.parametrize("files", [1, 7])
def test_map_is_equal_bit_by_bit(mode: Mode, files: int, tmp_path: Path) -> None:
    votes, excluded, _labels = conversation("polis-biodiversity")
    distributed.write_votes(votes, tmp_path, files)
    out = votes.statements[excluded].tolist()
    with dask.config.set(scheduler="synchronous"):
        found = distributed.map_everywhere(tmp_path, mode, excluded=out)
    assert found.participants.tolist() == votes.participants.tolist()
    assert found.statements.tolist() == votes.statements.tolist()
    assert bits(found.map) == bits(local(votes, mode, excluded))


def test_a_cluster_of_processes_gives_the_same_bits(tmp_path: Path) -> None:
    pytest.importorskip("distributed", reason="needs the extra zaedno[distributed]")
    from distributed import Client, LocalCluster

    votes, excluded, _labels = conversation("polis-biodiversity")
    distributed.write_votes(votes, tmp_path, 5)
    out = votes.statements[excluded].tolist()
    with (
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster,
        Client(cluster),
    ):
        counts = distributed.count_everywhere(tmp_path)
        found = distributed.map_everywhere(tmp_path, POLIS, excluded=out)
    assert counts == count_covotes(votes)
    assert bits(found.map) == bits(local(votes, POLIS, excluded))


def test_parquet_gives_back_what_was_written(tmp_path: Path) -> None:
    votes = biodiversity()
    paths = distributed.write_votes(votes, tmp_path / "new" / "folder", 4)
    assert len(paths) == 4
    again = distributed.read_votes(tmp_path / "new" / "folder")
    assert bits(again) == bits(votes)
    with pytest.raises(InputFault, match="holds Parquet files already"):
        distributed.write_votes(votes, tmp_path / "new" / "folder")


def test_words_as_identifiers_and_changed_votes(tmp_path: Path) -> None:
    rng = np.random.default_rng(4)
    who = np.array([f"p{i:03}" for i in rng.integers(0, 60, 4000)])
    what = np.array([f"s{i}" for i in rng.integers(0, 12, 4000)])
    vote, time = rng.integers(-1, 2, 4000).astype(np.int8), rng.integers(0, 500, 4000)
    for number in range(3):
        here = distributed.file_of(who, 3) == number
        names = ("participant", "statement", "vote", "time")
        columns = dict(zip(names, (who[here], what[here], vote[here], time[here]), strict=True))
        table = pyarrow.table({name: pyarrow.array(column) for name, column in columns.items()})
        pyarrow.parquet.write_table(table, tmp_path / f"{number}.parquet")
    votes = gather_votes(who, what, vote, time)
    assert bits(distributed.read_votes(tmp_path)) == bits(votes)
    with dask.config.set(scheduler="threads"):
        found = distributed.map_everywhere(tmp_path)
    assert found.undecided == votes.undecided > 0
    assert bits(found.map) == bits(local(votes, ZAEDNO, np.zeros(12, bool)))


def write(path: Path, **columns: list[Any]) -> None:
    from pyarrow import parquet

    parquet.write_table(pyarrow.table(columns), path)


def test_faults(tmp_path: Path) -> None:
    with pytest.raises(InputFault, match="there is no Parquet file"):
        distributed.map_everywhere(tmp_path)
    path = tmp_path / "one.parquet"
    path.write_text("participant,statement,vote\n")
    with pytest.raises(InputFault, match="is not a Parquet file"):
        distributed.read_votes(tmp_path)
    write(path, participant=[1], statement=[2])
    with pytest.raises(InputFault, match="there is no column “vote”"):
        distributed.read_votes(tmp_path)
    write(path, participant=[1], statement=[2], vote=[None])
    with pytest.raises(InputFault, match="the column “vote” has empty cells"):
        distributed.read_votes(tmp_path)
    write(path, participant=[1, 1], statement=[2, 3], vote=[1, 0])
    write(tmp_path / "two.parquet", participant=[1, 2], statement=[2, 3], vote=[1, 0])
    with (
        dask.config.set(scheduler="synchronous"),
        pytest.raises(InputFault, match="participant “1” stands in two files"),
    ):
        distributed.map_everywhere(tmp_path)
    write(tmp_path / "two.parquet", participant=[3], statement=["a"], vote=[1])
    with (
        dask.config.set(scheduler="synchronous"),
        pytest.raises(InputFault, match="numbers in some files and words in others"),
    ):
        distributed.map_everywhere(tmp_path)


def test_a_fault_travels_between_processes() -> None:
    fault = InputFault("{path} is not a Parquet file.", path="a{b}.parquet")
    again = pickle.loads(pickle.dumps(fault))
    assert str(again) == str(fault) == "a{b}.parquet is not a Parquet file."
    assert again.told({"{path} is not a Parquet file.": "{path}!"}.get) == "a{b}.parquet!"
