"""How each group voted on each statement, as whole numbers that add up over blocks of people.

>>> from zaedno.algorithms.opinion.votes import gather_votes
>>> votes = gather_votes([1, 2, 3, 3], [5, 5, 5, 6], [1, 0, -1, 1])
>>> counts = count_groups(votes, np.array([0, 0, 1]), 2)
>>> counts.agree.tolist(), counts.disagree.tolist(), counts.seen.tolist()
([[1, 0], [0, 1]], [[0, 0], [1, 0]], [[2, 0], [1, 1]])
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from zaedno.algorithms.opinion.votes import Ints, Votes

Counts = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class GroupCounts:
    """Votes by group and statement, each (g, m): agreements, disagreements, all with passes."""

    agree: Counts
    disagree: Counts
    seen: Counts

    @property
    def tables(self) -> tuple[Counts, Counts, Counts]:
        """`agree`, `disagree` and `seen`."""
        return self.agree, self.disagree, self.seen

    @property
    def passed(self) -> Counts:
        return self.seen - self.agree - self.disagree

    def first(self, number: int) -> GroupCounts:
        """The first groups only."""
        return GroupCounts(*(c[:number] for c in self.tables))

    @property
    def others(self) -> GroupCounts:
        """For each group the votes of all other groups together."""
        return GroupCounts(*(c.sum(axis=0) - c for c in self.tables))

    @property
    def together(self) -> GroupCounts:
        """All groups as one, (1, m)."""
        return GroupCounts(*(c.sum(axis=0, keepdims=True) for c in self.tables))


def count_groups(votes: Votes, labels: Ints, number: int) -> GroupCounts:
    """Counts of the votes of people with labels 0 to `number` - 1; a label of -1 is left out."""
    width = len(votes.statements)
    counts = np.zeros((number + 1, width, 3), np.int64)  # the last group takes those left out
    for rows, part in votes.blocks():
        group = np.where(labels[rows] < 0, number, labels[rows]).astype(np.int64)
        cell = np.repeat(group * (3 * width) + 1, part.counts)
        cell += 3 * part.columns.astype(np.int64) + part.values
        counts += np.bincount(cell, minlength=counts.size).reshape(counts.shape)
    disagree, passed, agree = np.moveaxis(counts[:number], 2, 0)
    return GroupCounts(agree, disagree, agree + disagree + passed)


def add_counts(first: GroupCounts, second: GroupCounts) -> GroupCounts:
    """Counts of two blocks of people together.

    >>> ones = GroupCounts(*np.ones((3, 1, 2), np.int64))
    >>> add_counts(ones, ones).seen.tolist()
    [[2, 2]]
    """
    return GroupCounts(*(a + b for a, b in zip(first.tables, second.tables, strict=True)))
