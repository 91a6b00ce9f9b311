"""Integer counts of statements voted on together: enough for the axes, exact, and additive.

Shapes and units
    For `m` statements three m x m matrices of whole numbers (12 bytes per pair): `both` counts
    the participants who voted on j and k, `lean[j, k]` sums their votes on j, `accord` sums the
    products of their votes on j and k. 12 MB for 1,000 statements, whatever the number of people.
Result
    Whole numbers: the counts of two blocks of participants added up are the counts of both, in
    any order and on any machine, bit for bit. A vote more, less or changed touches one row and one
    column.
Errors
    `InputFault` when counts of different statements are added.

>>> from zaedno.algorithms.opinion.votes import gather_votes
>>> votes = gather_votes([1, 1, 2, 2], [5, 6, 5, 6], [1, -1, 1, 1])
>>> counts = count_covotes(votes)
>>> counts.both.tolist(), counts.lean.tolist(), counts.accord.tolist()
([[2, 2], [2, 2]], [[2, 2], [0, 0]], [[2, 0], [0, 2]])
>>> parts = count_covotes(votes.block(0, 1)), count_covotes(votes.block(1, 2))
>>> add_covotes(*parts) == counts
True
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from zaedno.algorithms.faults import InputFault
from zaedno.algorithms.faults import mark as _
from zaedno.algorithms.opinion.votes import Ints, Votes

# Four sums travel in one 64-bit number, 16 bits each: a sum of at most PEOPLE votes fits.
PEOPLE = (1 << 15) - 1
FIELD = 1 << 16


@dataclass(frozen=True, eq=False)
class CoVotes:
    """The three matrices, int32, for `statements` in their sorted order."""

    statements: NDArray[Any]
    both: NDArray[np.int32]
    lean: NDArray[np.int32]
    accord: NDArray[np.int32]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, CoVotes) and all(
            np.array_equal(mine, theirs)
            for mine, theirs in zip(
                (self.statements, *self.matrices),
                (other.statements, *other.matrices),
                strict=True,
            )
        )

    __hash__ = None  # type: ignore[assignment]

    @property
    def matrices(self) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int32]]:
        """`both`, `lean` and `accord`."""
        return self.both, self.lean, self.accord

    @property
    def seen(self) -> NDArray[np.int32]:
        """Votes on each statement, passes included."""
        return self.both.diagonal()

    @property
    def total(self) -> NDArray[np.int32]:
        """Sum of the votes on each statement: agreements less disagreements."""
        return self.lean.diagonal()


def no_covotes(statements: NDArray[Any]) -> CoVotes:
    """Counts of nobody.

    >>> int(no_covotes(np.array([1, 2])).both.sum())
    0
    """
    shape = len(statements), len(statements)
    return CoVotes(statements, *(np.zeros(shape, np.int32) for _matrix in range(3)))


def count_covotes(votes: Votes) -> CoVotes:
    """Counts of all participants of `votes`, which may be a block of a larger table.

    Time grows with the sum of squares of votes per participant.
    """
    counts = no_covotes(votes.statements)
    people = len(votes.participants)
    for first in range(0, people, PEOPLE):
        block = votes.block(first, min(first + PEOPLE, people))
        for total, part in zip(counts.matrices, _products(block), strict=True):
            total += part
    return counts


def _products(block: Votes) -> tuple[NDArray[np.int32], ...]:
    """By one sparse product whose entries carry four sums: accord, mark x vote, lean, both."""
    shape = len(block.participants), len(block.statements)
    columns = block.columns.astype(np.int32)
    value = block.values.astype(np.int64)
    left = sparse.csr_array((value + FIELD, columns, block.starts), shape=shape)
    right = sparse.csr_array((value + FIELD * FIELD, columns, block.starts), shape=shape)
    packed = (left.T @ right).toarray()
    fields = []
    for _field in range(4):
        low = (packed + FIELD // 2) % FIELD - FIELD // 2
        fields.append(low.astype(np.int32))
        packed = (packed - low) // FIELD
    accord, _mark_vote, lean, both = fields
    return both, lean, accord


def add_covotes(first: CoVotes, second: CoVotes) -> CoVotes:
    """Counts of both groups of people together; they must be of the same statements."""
    if not np.array_equal(first.statements, second.statements):
        raise InputFault(_("Counts of different statements cannot be added."))
    sums = (a + b for a, b in zip(first.matrices, second.matrices, strict=True))
    return CoVotes(first.statements, *sums)


def add_vote(
    counts: CoVotes, others: tuple[Ints, NDArray[np.int8]], column: int, vote: int
) -> None:
    """Count one more vote, in place.

    `others` are the columns and values of the same participant's other votes. A changed vote is
    removed with its old value and added with its new one.

    >>> from zaedno.algorithms.opinion.votes import gather_votes
    >>> counts = count_covotes(gather_votes([1, 1, 2], [5, 6, 6], [1, -1, 1]))
    >>> add_vote(counts, (np.array([1]), np.array([1], np.int8)), 0, 1)
    >>> counts == count_covotes(gather_votes([1, 1, 2, 2], [5, 6, 6, 5], [1, -1, 1, 1]))
    True
    """
    _touch(counts, others, column, vote, 1)


def remove_vote(
    counts: CoVotes, others: tuple[Ints, NDArray[np.int8]], column: int, vote: int
) -> None:
    """Take one vote out again, in place; the opposite of `add_vote`."""
    _touch(counts, others, column, vote, -1)


def _touch(
    counts: CoVotes, others: tuple[Ints, NDArray[np.int8]], column: int, vote: int, sign: int
) -> None:
    columns, values = others[0], others[1].astype(np.int32)
    counts.both[column, columns] += sign
    counts.both[columns, column] += sign
    counts.lean[column, columns] += sign * vote
    counts.lean[columns, column] += sign * values
    counts.accord[column, columns] += sign * vote * values
    counts.accord[columns, column] += sign * vote * values
    counts.both[column, column] += sign
    counts.lean[column, column] += sign * vote
    counts.accord[column, column] += sign * vote * vote
