"""The VOTES of a Pabulib file, fast: a hundred thousand ballots in a tenth of a second.

The section is read in pieces of a few megabytes. Of a piece only the columns that count are split
off, all its lists are joined and split again at once, and ids become positions by one pass of a
dictionary; nothing in the usual path runs once per ballot in Python but the splitting of its row.
Only when something does not fit are the rows of the piece looked at one by one, to name the line.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NoReturn

import numpy as np

from zaedno.algorithms.budget.election import CUMULATIVE, ORDINAL, SCORING, Whole
from zaedno.algorithms.faults import InputFault
from zaedno.algorithms.faults import mark as _

PIECE = 1 << 21
MOST_POINTS = 2**31
TOO_LONG = _("Line {line}: a field between quotation marks is too long.")


@dataclass(frozen=True)
class Votes:
    """Ballots one by one as in `election.merge`, and what was found beside them.

    `mentions[p]` counts project `p` in every mention, `repeated_points[p]` are the points of
    second mentions in a ballot, `repeats` name these by line and project.
    """

    sizes: Whole
    projects: Whole
    points: Whole
    mentions: Whole
    repeated_points: Whole
    repeats: tuple[tuple[int, int], ...]
    notes: tuple[InputFault, ...]


class _Places(dict[str, int]):
    """Positions of projects by id; spaces around an id are forgiven."""

    def __missing__(self, name: str) -> int:
        bare = name.strip()
        if bare == name or bare not in self:
            raise KeyError(name)
        return self.setdefault(name, self[bare])


class _Points(dict[str, int]):
    """Whole numbers by their text."""

    def __missing__(self, told: str) -> int:
        whole, _point, decimals = told.strip().partition(".")
        digits = whole.isascii() and whole.isdigit() and not decimals.strip("0")
        if not digits or len(whole) > len(str(MOST_POINTS)) or int(whole) >= MOST_POINTS:
            raise KeyError(told)
        return self.setdefault(told, int(whole))


@dataclass
class _Box:
    """What the pieces gave so far; `vote`, `points`, `voter` are columns, -1 for none."""

    known: _Places
    kind: str
    vote: int
    points: int
    voter: int
    amounts: _Points = field(default_factory=_Points)
    sizes: list[Whole] = field(default_factory=list)
    projects: list[Whole] = field(default_factory=list)
    points_given: list[Whole] = field(default_factory=list)
    voters: list[Whole] = field(default_factory=list)
    repeats: list[tuple[int, int]] = field(default_factory=list)
    many: int = field(init=False)
    mentions: Whole = field(init=False)
    repeated_points: Whole = field(init=False)

    def __post_init__(self) -> None:
        self.many = len(self.known)
        self.mentions = np.zeros(self.many, dtype=np.int64)
        self.repeated_points = np.zeros(self.many, dtype=np.int64)

    def add(self, first: int, piece: str) -> None:
        """Take the rows of a piece of text whose first line has the number `first`."""
        lines = piece.split("\n")
        numbers: Sequence[int] = range(first, first + len(lines))
        if "\n\n" in piece or "\n;" in piece or piece[:1] in ("", ";", "\n"):
            full = [i for i, line in enumerate(lines) if line.strip("; ")]
            lines, numbers = [lines[i] for i in full], [first + i for i in full]
        try:
            rows = self._rows(lines, '"' in piece)
            sizes, projects = _lists([row[self.vote] for row in rows], self.known)
            points = np.ones(len(projects), dtype=np.int64)
            if self.points >= 0:
                beside, points = _lists([row[self.points] for row in rows], self.amounts)
                if not np.array_equal(beside, sizes):
                    raise ValueError
        except (KeyError, IndexError, ValueError):
            self._blame(lines, numbers)
        if self.voter >= 0:
            names = [row[self.voter] for row in rows]
            self.voters.append(np.fromiter(map(hash, names), np.int64, len(names)))
        self._keep(numbers, sizes, projects, points)

    def _rows(self, lines: Sequence[str], quoted: bool) -> Sequence[Sequence[str]]:
        """Rows split as far as their columns count."""
        most = max(self.vote, self.points, self.voter) + 1
        if not quoted:
            return [line.split(";", most) for line in lines]
        if any(map(_unclosed, lines)):
            raise ValueError
        try:
            return list(csv.reader(lines, delimiter=";"))
        except csv.Error as fault:
            raise ValueError from fault

    def _keep(self, numbers: Sequence[int], sizes: Whole, projects: Whole, points: Whole) -> None:
        """Add the ballots to those before, with second mentions taken out and told."""
        self.mentions += np.bincount(projects, minlength=self.many)
        row = np.repeat(np.arange(len(sizes)), sizes)
        pair = row * self.many + projects
        ordered = np.sort(pair)
        if (ordered[1:] == ordered[:-1]).any():
            again = np.ones(len(pair), dtype=bool)
            again[np.unique(pair, return_index=True)[1]] = False
            np.add.at(self.repeated_points, projects[again], points[again])
            told = zip(row[again].tolist(), projects[again].tolist(), strict=True)
            self.repeats += [(numbers[r], p) for r, p in told]
            sizes = sizes - np.bincount(row[again], minlength=len(sizes))
            projects, points = projects[~again], points[~again]
        if self.kind == ORDINAL:
            points = np.arange(len(projects)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        self.sizes.append(sizes)
        self.projects.append(projects.astype(np.int32))
        self.points_given.append(points.astype(np.int32))

    def _blame(self, lines: Sequence[str], numbers: Sequence[int]) -> NoReturn:
        """Find the first row that cannot be read, and say what is wrong with it."""
        for line, number in zip(lines, numbers, strict=True):
            if _unclosed(line):
                raise InputFault(
                    _("Line {line}: a quotation mark is opened here and not closed."), line=number
                )
            row = _fields(line, number)
            if len(row) <= max(self.vote, self.points, self.voter):
                raise InputFault(
                    _("Line {line}: this row is too short; columns found: {found}."),
                    line=number,
                    found=len(row),
                )
            names = row[self.vote].split(",") if row[self.vote] else []
            for name in names:
                if name not in self.known and name.strip() not in self.known:
                    raise InputFault(
                        _("Line {line}: there is no project “{found}”."), line=number, found=name
                    )
            if self.points >= 0:
                self._blame_points(row[self.points], names, number)
        raise AssertionError("a row that was refused has a fault")

    def _blame_points(self, told: str, names: Sequence[str], number: int) -> None:
        each = told.split(",") if told else []
        for points in each:
            try:
                self.amounts[points]
            except KeyError:
                raise InputFault(
                    _("Line {line}: the points “{found}” are not a whole number from 0 up."),
                    line=number,
                    found=points,
                ) from None
        if len(each) != len(names):
            raise InputFault(
                _("Line {line}: numbers of projects and points differ: {projects} and {points}."),
                line=number,
                points=len(each),
                projects=len(names),
            )


def _fields(line: str, number: int) -> list[str]:
    """The fields of one line."""
    if '"' not in line:
        return line.split(";")
    try:
        return next(csv.reader([line], delimiter=";"))
    except csv.Error as fault:
        raise InputFault(TOO_LONG, line=number) from fault


def _unclosed(line: str) -> bool:
    """Whether a field of the line begins with a quotation mark that is not closed in it."""
    return line.count('"') % 2 == 1 and (line.startswith('"') or ';"' in line)


def _lists(cells: list[str], values: Mapping[str, int]) -> tuple[Whole, Whole]:
    """How long the list in every cell is, and the values of all their items in a row."""
    sizes = np.fromiter([cell.count(",") for cell in cells], np.int64, len(cells)) + 1
    if "" in cells:
        sizes[[not cell for cell in cells]] = 0
        cells = [cell for cell in cells if cell]
    items = ",".join(cells).split(",") if cells else []
    return sizes, np.fromiter(map(values.__getitem__, items), np.int64, len(items))


def read_votes(
    text: str, start: int, line: int, kind: str, places: Mapping[str, int], top: int
) -> Votes:
    """The ballots from `start` to the end of the text; the heading VOTES stands in `line`.

    `top` is the Borda score of a first place where the file declares one (its `max_length`).
    `InputFault` with the line of an unknown project, of points that are not whole or do not fit
    the projects, of a row without the columns that count, and where there are no ballots.
    """
    line, start, heading = _heading(text, start, line)
    vote, points, voter = (_column(heading, name, line) for name in _needed(kind))
    box = _Box(_Places(places), kind, vote, points, voter)
    for first, piece in _pieces(text, start, line + 1):
        box.add(first, piece)
    sizes = _joined(box.sizes)
    if not len(sizes):
        raise InputFault(_("Line {line}: there are no ballots."), line=line)
    given = _joined(box.points_given)
    if kind == ORDINAL:
        given = max(top, int(sizes.max())) - given
    return Votes(
        sizes,
        _joined(box.projects),
        given,
        box.mentions,
        box.repeated_points,
        tuple(box.repeats),
        tuple(_twice(text, start, line, box)),
    )


def _joined(parts: list[Whole]) -> Whole:
    return np.concatenate(parts) if parts else np.zeros(0, dtype=np.int64)


def _heading(text: str, start: int, line: int) -> tuple[int, int, list[str]]:
    """The line of the row that names the columns, where the next one starts, and the names."""
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        line += 1
        names = [name.strip().lower() for name in text[start:end].replace('"', "").split(";")]
        start = end + 1
        if any(names):
            return line, start, names
    raise InputFault(_("Line {line}: there are no ballots."), line=line)


def _needed(kind: str) -> tuple[str, ...]:
    """Names of the columns vote, points and voter_id; empty for one this kind does not use."""
    return "vote", "points" if kind in (CUMULATIVE, SCORING) else "", "voter_id"


def _column(heading: Sequence[str], name: str, line: int) -> int:
    if name in heading:
        return heading.index(name)
    if name in ("vote", "points"):
        raise InputFault(
            _("Line {line}: VOTES needs a column “{name}” for this kind of ballot."),
            line=line,
            name=name,
        )
    return -1


def _pieces(text: str, start: int, line: int) -> Iterator[tuple[int, str]]:
    """Whole lines, a few megabytes at a time, with the number of the first."""
    while start < len(text):
        end = text.find("\n", start + PIECE)
        piece = text[start : end if end >= 0 else len(text)].rstrip("\n")
        yield line, piece
        if end < 0:
            return
        line += text.count("\n", start, end + 1)
        start = end + 1


def _twice(text: str, start: int, line: int, box: _Box) -> Iterator[InputFault]:
    """A note for every ballot whose voter has one already; equal hashes are looked at again."""
    marks = np.sort(_joined(box.voters))
    doubtful = set(marks[1:][marks[1:] == marks[:-1]].tolist())
    if not doubtful:
        return
    seen: dict[str, int] = {}
    for first, piece in _pieces(text, start, line + 1):
        for number, told in enumerate(piece.split("\n"), start=first):
            row = _fields(told, number)
            voter = row[box.voter] if any(row) else ""
            if hash(voter) in doubtful and seen.setdefault(voter, number) != number:
                yield InputFault(
                    _("Line {line}: voter “{voter}” has a ballot already, in line {first}."),
                    line=number,
                    voter=voter,
                    first=seen[voter],
                )
