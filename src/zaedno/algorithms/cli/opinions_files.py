"""Reading conversations: a table of votes, or the folder of an export of Polis as it comes.

A table of votes has one row per vote and the columns participant, statement, vote and, where
people could change their votes, time; the names of Polis (voter-id, comment-id, timestamp) and
Bulgarian ones are known, too. A table with one row per participant and one column per statement
(participants-votes.csv) is read as well. Columns are separated by commas or semicolons.

Of an export's folder the files votes.csv, comments.csv, participants-votes.csv and summary.csv are
read, also from a folder inside it.
"""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from difflib import get_close_matches
from pathlib import Path
from sys import intern
from typing import Any

import numpy as np
from numpy.typing import NDArray

from zaedno.algorithms.cli.frame import _, progress, read_text
from zaedno.algorithms.faults import InputFault
from zaedno.algorithms.faults import mark as gettext_noop
from zaedno.algorithms.opinion.votes import Votes, gather_votes

PARTICIPANT, STATEMENT, VOTE, TIME = "participant", "statement", "vote", "time"
TEXT, MODERATED, META, GROUP = "text", "moderated", "is-meta", "group-id"
NAMES = {
    "voter-id": PARTICIPANT, "participant": PARTICIPANT, "participant-id": PARTICIPANT,
    "voter": PARTICIPANT, "участник": PARTICIPANT,
    "comment-id": STATEMENT, "statement-id": STATEMENT, "statement": STATEMENT,
    "твърдение": STATEMENT,
    "vote": VOTE, "глас": VOTE,
    "timestamp": TIME, "time": TIME, "време": TIME,
    "comment-body": TEXT, "text": TEXT, "текст": TEXT,
    "moderated": MODERATED, "is-meta": META, "group-id": GROUP,
}  # fmt: skip
VOTES = {
    "1": 1, "+1": 1, "1.0": 1, "0": 0, "0.0": 0, "-1": -1, "-1.0": -1,
    "agree": 1, "pass": 0, "disagree": -1,
}  # fmt: skip
NOT_A_TABLE = gettext_noop("{path}, line {line}: this is not a table of comma-separated values.")
AT_ONCE = 20_000  # rows between two steps of the progress bar
MATRIX = "participants-votes.csv"
COMMENTS, SUMMARY = "comments.csv", "summary.csv"
# Columns of a matrix that stand before its statements.
BESIDE = {"xid", "n-comments", "n-votes", "n-agree", "n-disagree"}


@dataclass(frozen=True, eq=False)
class Conversation:
    """What was read; `excluded` and `meta` by statement, `published` group by participant or -1."""

    title: str
    votes: Votes
    texts: Mapping[Any, str]
    excluded: NDArray[np.bool_]
    meta: NDArray[np.bool_]
    published: NDArray[np.int64] | None = None


@dataclass
class Log:
    """Columns of a log as they are read, with the line of each row."""

    who: list[str] = field(default_factory=list)
    what: list[str] = field(default_factory=list)
    vote: list[int] = field(default_factory=list)
    when: list[float] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)


class Table:
    """A CSV table: the place of each known column, and its rows with their lines."""

    def __init__(self, path: Path) -> None:
        self.path = path
        text = read_text(path)
        head = text.split("\n", 1)[0]
        self.lines = text.count("\n")
        comma = ";" if head.count(";") > head.count(",") else ","
        self.rows = csv.reader(io.StringIO(text, newline=""), delimiter=comma)
        self.heading = [name.strip() for name in self._next() or []]
        if not any(self.heading):
            raise InputFault(gettext_noop("{path} is empty."), path=path)
        known = [NAMES.get(name.lower(), name) for name in self.heading]
        for place, name in enumerate(known):
            if name in known[:place]:
                raise InputFault(
                    gettext_noop("{path}, line 1: the column “{name}” stands there twice."),
                    path=path,
                    name=self.heading[place],
                )
        self.places = {name: place for place, name in enumerate(known)}

    def _next(self) -> list[str] | None:
        try:
            return next(self.rows, None)
        except csv.Error as fault:
            raise InputFault(NOT_A_TABLE, path=self.path, line=self.rows.line_num) from fault

    def need(self, name: str) -> int:
        """The place of a column that must be there; the fault offers the nearest name."""
        if name in self.places:
            return self.places[name]
        names = [told for told, meant in NAMES.items() if meant == name]
        others = [c for c in self.heading if c.lower() not in NAMES]
        near = [c for c in others if get_close_matches(c.lower(), names, 1, 0.7)]
        sentence = (
            gettext_noop("{path}, line 1: there is no column “{name}”; is it meant by “{near}”?")
            if near
            else gettext_noop("{path}, line 1: there is no column “{name}”.")
        )
        raise InputFault(sentence, path=self.path, name=name, near=near[0] if near else "")

    def __iter__(self) -> Iterator[tuple[int, list[str]]]:
        while (row := self._next()) is not None:
            if not row:
                continue
            if len(row) != len(self.heading):
                raise InputFault(
                    gettext_noop(
                        "{path}, line {line}: {found} fields; the heading has {expected}."
                    ),
                    path=self.path,
                    line=self.rows.line_num,
                    found=len(row),
                    expected=len(self.heading),
                )
            yield self.rows.line_num, row

    def fault(self, sentence: str, line: int, **values: Any) -> InputFault:
        return InputFault(sentence, path=self.path, line=line, **values)


def read_conversation(path: Path, statements: Path | None = None) -> Conversation:
    """The conversation in a file or folder; `statements` is a table with their texts."""
    if path.is_dir():
        folder, file = find_export(path)
        beside = {name: folder / name for name in (COMMENTS, SUMMARY, MATRIX)}
    else:
        folder, file, beside = path.parent, path, {}
    table = Table(file)
    comments = statements or beside.get(COMMENTS)
    about = read_statements(comments) if comments and (statements or comments.is_file()) else None
    votes, published = read_votes(table, about)
    matrix = beside.get(MATRIX)
    if published is None and matrix is not None and matrix.is_file():
        published = read_published(Table(matrix))
    summary = beside.get(SUMMARY)
    title = read_title(summary) if summary and summary.is_file() else ""
    texts, excluded, meta = about or ({}, set(), set())
    names = [str(s) for s in votes.statements]
    groups = None
    if published and any(group >= 0 for group in published.values()):
        groups = np.array([published.get(str(p), -1) for p in votes.participants])
    return Conversation(
        title or path.resolve().stem,
        votes,
        {s: texts[n] for s, n in zip(votes.statements.tolist(), names, strict=True) if n in texts},
        np.array([n in excluded for n in names]),
        np.array([n in meta for n in names]),
        groups,
    )


def find_export(path: Path) -> tuple[Path, Path]:
    """The folder and the file of votes of an export, at the top or one folder down."""
    for folders in ([path], sorted(f for f in path.iterdir() if f.is_dir())):
        for name in ("votes.csv", MATRIX):
            found = [f / name for f in folders if (f / name).is_file()]
            if len(found) > 1:
                raise InputFault(
                    gettext_noop("{path} holds several conversations; name one of its folders."),
                    path=path,
                )
            if found:
                return found[0].parent, found[0]
    raise InputFault(
        gettext_noop("{path} holds neither votes.csv nor participants-votes.csv."), path=path
    )


def read_votes(
    table: Table, about: tuple[dict[str, str], set[str], set[str]] | None
) -> tuple[Votes, dict[str, int] | None]:
    """The votes, and the published groups where the table is a matrix."""
    matrix = VOTE not in table.places and STATEMENT not in table.places
    if matrix and PARTICIPANT in table.places and any(c.isdigit() for c in table.heading):
        return read_matrix(table)
    log = read_log(table, about[0] if about else None)
    if not log.vote:
        raise InputFault(gettext_noop("{path} holds no votes."), path=table.path)
    when = np.array(log.when) if log.when else None
    try:
        return gather_votes(identifiers(log.who), identifiers(log.what), log.vote, when), None
    except InputFault as fault:
        if "second" not in fault.values:
            raise
        told = fault.values | {n: log.lines[fault.values[n] - 1] for n in ("first", "second")}
        raise InputFault(
            gettext_noop(
                "{path}, lines {first} and {second}: different votes of “{who}” on “{what}”, and no"
                " column of times says which came last."
            ),
            path=table.path,
            **told,
        ) from fault


def read_log(table: Table, known: Mapping[str, str] | None) -> Log:
    """The rows of a log; every mistake with its line."""
    who, what, vote = (table.need(name) for name in (PARTICIPANT, STATEMENT, VOTE))
    when = table.places.get(TIME)
    log = Log()
    with progress(_("Reading votes"), table.lines // AT_ONCE) as step:
        for line, row in table:
            person, statement = row[who].strip(), row[what].strip()
            if not person or not statement:
                raise table.fault(
                    gettext_noop(
                        "{path}, line {line}: the participant or the statement is missing."
                    ),
                    line,
                )
            if known is not None and statement not in known:
                raise table.fault(
                    gettext_noop(
                        "{path}, line {line}: there is no statement “{found}” in the comments."
                    ),
                    line,
                    found=statement,
                )
            log.vote.append(vote_of(table, line, row[vote].strip()))
            if when is not None:
                log.when.append(moment(table, line, row[when].strip()))
            log.who.append(intern(person))
            log.what.append(intern(statement))
            log.lines.append(line)
            if not len(log.lines) % AT_ONCE:
                step()
    return log


def vote_of(table: Table, line: int, told: str) -> int:
    """A vote as a number."""
    if told not in VOTES:
        raise table.fault(
            gettext_noop("{path}, line {line}: the vote “{found}” is not -1, 0 or 1."),
            line,
            found=told,
        )
    return VOTES[told]


def moment(table: Table, line: int, told: str) -> float:
    """A time as a number: as it stands, or the seconds of a date and time of day."""
    try:
        number = float(told)
    except ValueError:
        try:
            day = datetime.fromisoformat(told)
            number = (day if day.tzinfo else day.replace(tzinfo=UTC)).timestamp()
        except ValueError:
            number = math.nan
    if not math.isfinite(number):
        raise table.fault(
            gettext_noop("{path}, line {line}: the time “{found}” is neither a number nor a date."),
            line,
            found=told,
        )
    return number


def identifiers(told: list[str]) -> NDArray[Any]:
    """Whole numbers where all are, else text."""
    if all(name.isascii() and name.isdigit() and len(name) < 19 for name in set(told)):
        return np.array(told).astype(np.int64)
    return np.array(told)


def read_matrix(table: Table) -> tuple[Votes, dict[str, int]]:
    """A table of one row per participant and one column per statement, empty where no vote is."""
    who, group = table.need(PARTICIPANT), table.places.get(GROUP)
    columns = [
        (place, name)
        for place, name in enumerate(table.heading)
        if place not in (who, group) and name.lower() not in BESIDE
    ]
    log, groups = Log(), dict[str, int]()
    for line, row in table:
        person = row[who].strip()
        if not person or person in groups:
            raise table.fault(
                gettext_noop(
                    "{path}, line {line}: the participant “{found}” is missing or stands twice."
                ),
                line,
                found=person,
            )
        groups[person] = published_group(table, line, "" if group is None else row[group])
        for place, name in columns:
            told = row[place].strip()
            if told:
                log.who.append(person)
                log.what.append(name)
                log.vote.append(vote_of(table, line, told))
    if not log.vote:
        raise InputFault(gettext_noop("{path} holds no votes."), path=table.path)
    return gather_votes(identifiers(log.who), identifiers(log.what), log.vote), groups


def published_group(table: Table, line: int, told: str) -> int:
    """A group's number of 0 or more, or -1 where the participant is in none."""
    try:
        return int(float(told)) if told.strip() else -1
    except (ValueError, OverflowError) as fault:
        raise table.fault(
            gettext_noop("{path}, line {line}: the group “{found}” is not a number."),
            line,
            found=told,
        ) from fault


def read_published(table: Table) -> dict[str, int]:
    """The published groups of participants-votes.csv beside a log."""
    who, group = table.need(PARTICIPANT), table.places.get(GROUP)
    return {
        row[who].strip(): published_group(table, line, "" if group is None else row[group])
        for line, row in table
    }


def read_statements(path: Path) -> tuple[dict[str, str], set[str], set[str]]:
    """Texts by statement, and the statements taken out, and those about the people themselves."""
    table = Table(path)
    place = table.need(STATEMENT)
    text, moderated, meta = (table.places.get(name) for name in (TEXT, MODERATED, META))
    texts, excluded, about_people = dict[str, str](), set[str](), set[str]()
    for line, row in table:
        name = row[place].strip()
        if not name or name in texts:
            raise table.fault(
                gettext_noop(
                    "{path}, line {line}: the statement “{found}” is missing or stands twice."
                ),
                line,
                found=name,
            )
        texts[name] = "" if text is None else row[text].strip()
        ruled = "1" if moderated is None else row[moderated].strip()
        if ruled not in ("-1", "0", "1", ""):
            raise table.fault(
                gettext_noop("{path}, line {line}: “{found}” under “moderated” is not -1, 0 or 1."),
                line,
                found=ruled,
            )
        if ruled == "-1":
            excluded.add(name)
        if meta is not None and row[meta].strip().lower() in ("1", "true", "t"):
            about_people.add(name)
    return texts, excluded, about_people


def read_title(path: Path) -> str:
    """The topic of a summary.csv, which is a list of names and values; empty where none is."""
    rows = csv.reader(io.StringIO(read_text(path), newline=""))
    try:
        return next((row[1].strip() for row in rows if len(row) > 1 and row[0] == "topic"), "")
    except csv.Error as fault:
        raise InputFault(NOT_A_TABLE, path=path, line=rows.line_num) from fault
