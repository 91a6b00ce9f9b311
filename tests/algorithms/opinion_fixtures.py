"""The published conversations that tests of opinion maps read."""

from __future__ import annotations

import csv
import gzip
import io
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from zaedno.algorithms.opinion.votes import Votes, gather_votes

FOLDER = Path(__file__).parents[1] / "fixtures" / "opinion"
BIODIVERSITY = "polis-biodiversity"


def rows(*path: str) -> list[dict[str, str]]:
    """The rows of a table, compressed or not."""
    plain = FOLDER.joinpath(*path).with_name(f"{path[-1]}.csv")
    packed = plain.with_suffix(".csv.gz")
    raw = plain.read_bytes() if plain.exists() else gzip.decompress(packed.read_bytes())
    return list(csv.DictReader(io.StringIO(raw.decode())))


def numbers(table: list[dict[str, str]], name: str, blank: float = -1) -> NDArray[np.float64]:
    return np.array([float(row[name] or blank) for row in table])


@cache
def biodiversity() -> Votes:
    table = rows(BIODIVERSITY, "votes")
    columns = ("voter-id", "comment-id", "vote", "timestamp")
    return gather_votes(*(numbers(table, name).astype(int) for name in columns))


@cache
def conversation(name: str) -> tuple[Votes, NDArray[np.bool_], NDArray[Any]]:
    """Final votes, the statements taken out, and the published group of each participant or -1."""
    if name == BIODIVERSITY:
        labels = numbers(rows(name, "golden_participants"), "group").astype(int)
        return biodiversity(), numbers(rows(name, "golden_statements"), "mod-out") == 1, labels
    table = rows(name, "participants-votes")
    cells = [
        (int(row["participant"]), int(column), int(vote))
        for row in table
        for column, vote in row.items()
        if column.isdigit() and vote
    ]
    votes = gather_votes(*np.array(cells).T)
    known = {int(row["participant"]): int(float(row["group-id"] or -1)) for row in table}
    labels = np.array([known[int(who)] for who in votes.participants])
    moderated = {row["comment-id"]: row["moderated"] == "-1" for row in rows(name, "comments")}
    excluded = np.array([moderated[str(s)] for s in votes.statements])
    return votes, excluded, labels
