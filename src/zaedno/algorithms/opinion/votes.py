"""Votes on statements: from a log of who voted what when, to one compact table.

Shapes and units
    A log is four columns of equal length: participant, statement, vote (+1 agree, 0 pass, -1
    disagree) and time (any number that grows). `Votes` keeps the last vote per participant and
    statement by rows of participants (compressed sparse rows): 3 bytes per vote with up to 32,767
    statements, 5 above, and 8 bytes per participant.
Result
    Identifiers are sorted, so that the same votes in any order give the same bits, here and in all
    that is computed from them. Building needs about 20 bytes per row of the log above the log.
Errors
    `InputFault` for an empty log, columns of unequal length, a vote outside -1, 0, 1 (not a number
    included), and for contradicting votes of a log without times. Rows are counted from 1.

>>> votes = gather_votes([7, 7, 3, 7], [10, 20, 10, 20], [1, 1, 0, -1], times=[1, 2, 3, 4])
>>> votes.participants.tolist(), votes.statements.tolist(), votes.dense().tolist()
([3, 7], [10, 20], [[0, None], [1, -1]])
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from zaedno.algorithms.faults import InputFault
from zaedno.algorithms.faults import mark as _

AGREE, PASS, DISAGREE = 1, 0, -1
VOTES = (DISAGREE, PASS, AGREE)
CHUNK = 1 << 21  # votes handled at once where intermediate values need 8 bytes each
MOST_SMALL = np.iinfo(np.int16).max

Ints = NDArray[np.integer[Any]]


@dataclass(frozen=True, eq=False)
class Votes:
    """Final votes by rows of participants.

    Row `i` holds the votes of `participants[i]`: columns `columns[starts[i]:starts[i + 1]]`, in
    growing order and without repetition, and as many `values` of -1, 0, 1. Both lists of
    identifiers are sorted. `undecided` counts pairs of participant and statement with different
    votes at the same moment: which came last cannot be known, so they count as a pass.
    """

    participants: NDArray[Any]
    statements: NDArray[Any]
    starts: NDArray[np.int64]
    columns: Ints
    values: NDArray[np.int8]
    undecided: int = 0

    def __len__(self) -> int:
        return len(self.values)

    @property
    def counts(self) -> NDArray[np.int64]:
        """Number of votes of each participant."""
        return np.diff(self.starts)

    def row(self, place: int) -> tuple[Ints, NDArray[np.int8]]:
        """Columns and values of the participant at this place."""
        part = slice(self.starts[place], self.starts[place + 1])
        return self.columns[part], self.values[part]

    def block(self, first: int, last: int) -> Votes:
        """The participants from `first` up to, not including, `last`; shares memory.

        >>> gather_votes([1, 2, 3], [5, 5, 6], [1, 0, -1]).block(1, 3).participants.tolist()
        [2, 3]
        """
        begin, end = self.starts[first], self.starts[last]
        return Votes(
            self.participants[first:last],
            self.statements,
            self.starts[first : last + 1] - begin,
            self.columns[begin:end],
            self.values[begin:end],
        )

    def blocks(self, size: int = CHUNK) -> Iterator[tuple[slice, Votes]]:
        """Consecutive blocks of whole participants, of about `size` votes each."""
        first, people = 0, len(self.participants)
        while first < people:
            last = int(np.searchsorted(self.starts, self.starts[first] + size, "right")) - 1
            last = min(max(last, first + 1), people)
            yield slice(first, last), self.block(first, last)
            first = last

    def rows(self) -> NDArray[np.int32]:
        """The place of the participant of each vote."""
        return np.repeat(np.arange(len(self.participants), dtype=np.int32), self.counts)

    def only(self, keep: NDArray[np.bool_]) -> Votes:
        """The votes where `keep` (one truth value per vote); participants and statements stay.

        >>> votes = gather_votes([1, 1, 2], [5, 6, 5], [1, 0, -1])
        >>> votes.only(votes.values != 0).counts.tolist()
        [1, 1]
        """
        before = np.concatenate([[0], np.cumsum(keep, dtype=np.int64)])
        return Votes(
            self.participants,
            self.statements,
            before[self.starts],
            self.columns[keep],
            self.values[keep],
        )

    def people(self, places: Ints) -> Votes:
        """The participants at these growing places, with all statements."""
        keep = np.zeros(len(self.participants), bool)
        keep[places] = True
        some = self.only(np.repeat(keep, self.counts))
        starts = np.concatenate([some.starts[:-1][keep], some.starts[-1:]])
        return Votes(self.participants[keep], self.statements, starts, some.columns, some.values)

    def dense(self) -> NDArray[Any]:
        """Participants x statements, None where nobody voted; for looking at small examples."""
        table = np.full((len(self.participants), len(self.statements)), None, dtype=object)
        table[self.rows(), self.columns] = self.values
        return table


def gather_votes(
    participants: ArrayLike,
    statements: ArrayLike,
    votes: ArrayLike,
    times: ArrayLike | None = None,
    *,
    known_statements: Sequence[Any] | NDArray[Any] = (),
) -> Votes:
    """The last vote of every participant on every statement.

    Identifiers may be whole numbers or text. `known_statements` adds columns for statements that
    nobody has voted on. Raises `InputFault` as the module says.
    """
    who, what, vote = np.asarray(participants), np.asarray(statements), np.asarray(votes)
    when = None if times is None else np.asarray(times)
    _check_log(who, what, vote, when)
    people, rows = _codes(who)
    names, columns = _codes(what)
    if len(known_statements):
        names, columns = _with_known(names, columns, np.asarray(known_statements))
    packed = _packed(rows, columns, vote, len(names))
    del rows, columns
    packed.sort()
    repeated = (packed[1:] ^ packed[:-1]) < 4
    undecided = 0
    if repeated.any():
        unequal = np.flatnonzero(repeated & (packed[1:] != packed[:-1]))
        cells = np.unique(packed[unequal] >> 2)
        packed = packed[np.concatenate([[True], ~repeated])]
        if len(cells):
            last, undecided = _last_votes(who, what, vote, when, people, names, cells)
            packed[np.searchsorted(packed >> 2, cells)] = cells << 2 | (last + 1)
    return _unpacked(people, names, packed, undecided)


def _check_log(
    who: NDArray[Any], what: NDArray[Any], vote: NDArray[Any], when: NDArray[Any] | None
) -> None:
    if not len(vote):
        raise InputFault(_("There are no votes."))
    if not len(who) == len(what) == len(vote) == (len(vote) if when is None else len(when)):
        raise InputFault(_("The columns of the log of votes are not of equal length."))
    good = np.isin(vote, VOTES) if vote.dtype.kind in "iuf" else _whole(vote)
    if not good.all():
        place = int(np.argmin(good))
        raise InputFault(
            _("Row {row}: the vote “{found}” is not -1, 0 or 1."),
            row=place + 1,
            found=vote[place],
        )
    if when is not None and when.dtype.kind == "f" and not np.isfinite(when).all():
        place = int(np.argmin(np.isfinite(when)))
        raise InputFault(_("Row {row}: the time is not a number."), row=place + 1)


def _whole(vote: NDArray[Any]) -> NDArray[np.bool_]:
    """Where an array of anything holds a vote."""
    return np.array([v in VOTES and not isinstance(v, str) for v in vote.tolist()])


def _codes(ids: NDArray[Any]) -> tuple[NDArray[Any], NDArray[np.int32]]:
    """Sorted different identifiers, and the place of each row's identifier among them."""
    if ids.dtype.kind in "iu":
        low, high = int(ids.min()), int(ids.max())
        if high - low <= 4 * len(ids) + 1000:  # a table by number is linear; sorting is not
            there = np.zeros(high - low + 1, bool)
            offsets = ids if low == 0 else ids - low
            there[offsets] = True
            places = np.cumsum(there, dtype=np.int32) - np.int32(1)
            return (np.flatnonzero(there) + low).astype(ids.dtype), places[offsets]
    names, places = np.unique(ids, return_inverse=True)
    return names, places.astype(np.int32)


def _with_known(
    names: NDArray[Any], columns: NDArray[np.int32], known: NDArray[Any]
) -> tuple[NDArray[Any], NDArray[np.int32]]:
    every = np.union1d(names, known)
    return every, np.searchsorted(every, names).astype(np.int32)[columns]


def _packed(
    rows: NDArray[np.int32], columns: NDArray[np.int32], vote: NDArray[Any], width: int
) -> NDArray[np.int64]:
    """One number per vote that sorts by row, then column, then vote."""
    packed = rows.astype(np.int64)
    packed <<= _bits(width)
    packed += columns
    packed <<= 2
    for begin in range(0, len(packed), CHUNK):
        part = slice(begin, begin + CHUNK)
        packed[part] += vote[part].astype(np.int64) + 1
    return packed


def _bits(width: int) -> int:
    """Bits that hold any column."""
    return max(width - 1, 1).bit_length()


def _unpacked(
    people: NDArray[Any], names: NDArray[Any], packed: NDArray[np.int64], undecided: int
) -> Votes:
    bits = _bits(len(names))
    columns: Ints = np.empty(len(packed), np.int16 if len(names) <= MOST_SMALL else np.int32)
    values = np.empty(len(packed), np.int8)
    counts = np.zeros(len(people) + 1, np.int64)
    for begin in range(0, len(packed), CHUNK):
        part = slice(begin, begin + CHUNK)
        values[part] = (packed[part] & 3) - 1
        columns[part] = packed[part] >> 2 & (1 << bits) - 1
        rows = packed[part] >> 2 + bits
        first = int(rows[0])
        here = np.bincount(rows - first)
        counts[first + 1 : first + 1 + len(here)] += here
    return Votes(people, names, np.cumsum(counts), columns, values, undecided)


def _last_votes(
    who: NDArray[Any],
    what: NDArray[Any],
    vote: NDArray[Any],
    when: NDArray[Any] | None,
    people: NDArray[Any],
    names: NDArray[Any],
    cells: NDArray[np.int64],
) -> tuple[NDArray[np.int64], int]:
    """For the cells with different votes the last one; a pass where that cannot be known."""
    found = []
    for begin in range(0, len(vote), CHUNK):
        rows = np.searchsorted(people, who[begin : begin + CHUNK])
        columns = np.searchsorted(names, what[begin : begin + CHUNK])
        cell = rows.astype(np.int64) << _bits(len(names)) | columns
        place = np.minimum(np.searchsorted(cells, cell), len(cells) - 1)
        hit = np.flatnonzero(cells[place] == cell)
        found.append(np.stack([place[hit], hit + begin]))
    place, row = np.concatenate(found, axis=1)
    if when is None:
        first = row[place == place[np.argmin(row)]]
        raise InputFault(
            _("Rows {first} and {second}: different votes of “{who}” on “{what}”, and no times."),
            first=int(first[0]) + 1,
            second=int(first[np.argmax(vote[first] != vote[first[0]])]) + 1,
            who=who[first[0]],
            what=what[first[0]],
        )
    order = np.lexsort([vote[row], when[row], place])
    place, moment, chosen = place[order], when[row[order]], vote[row[order]].astype(np.int64)
    end = np.flatnonzero(np.append(place[1:] != place[:-1], True))
    final = chosen[end].copy()
    tied = moment == moment[end][place]
    unsure = np.zeros(len(cells), bool)
    unsure[place[tied & (chosen != final[place])]] = True
    final[unsure] = PASS
    return final, int(unsure.sum())
