"""Read Pabulib files (`.pb`), the open format of participatory budgets, into an `Election`.

The format (Faliszewski et al. 2023, "Participatory Budgeting: Data, Tools and Analysis") is text
in three sections, META, PROJECTS and VOTES, each with a heading and rows of fields between `;`,
quoted as in CSV; lists inside a field stand between commas.

Read as it is found in the wild: a byte order mark, either kind of line end, blank lines, section
names in any case, costs with decimals after a point or a comma (all money becomes whole smallest
units, `Election.scale` of them to one unit as written), `target` under its newer name
`beneficiaries`, and the cost 999999999 of a project withdrawn after the vote. Other columns stay
in `Project.extra` as they are written, META in `Election.meta`.

A ballot that names a project twice counts it once; `Reading` tells where that happened, so that
both readings of a published total can be made. A ballot without projects is a voter too.

>>> text = '''META
... key;value
... budget;10,50
... vote_type;approval
... PROJECTS
... project_id;cost;name
... 1;6;Trees
... 2;4.5;"Path; lit"
... VOTES
... voter_id;vote
... a;1,2
... b;2,1
... '''
>>> e = read(text)
>>> e.budget, e.scale, e.costs.tolist(), e.ballots.weight.tolist(), e.projects[1].name
(105, 10, [60, 45], [2], 'Path; lit')
>>> read(text.replace("4.5", "NaN"))
Traceback (most recent call last):
zaedno.algorithms.faults.InputFault: Line 8: the cost “NaN” is not an amount of money.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest

from zaedno.algorithms.budget.election import KINDS, Election, Project, Whole, merge
from zaedno.algorithms.budget.pabulib_votes import TOO_LONG, read_votes
from zaedno.algorithms.faults import InputFault
from zaedno.algorithms.faults import mark as _

WITHDRAWN = "999999999"
RENAMED = {"target": "beneficiaries"}
LARGEST = 2**62
MOST_PROJECTS = 100_000
LONGEST_AMOUNT = 100  # in digits; all that can be counted is shorter
SECTIONS = ("META", "PROJECTS", "VOTES")
HEADING = re.compile(r"^[ \t]*(META|PROJECTS|VOTES)[ \t;,]*$", re.MULTILINE | re.IGNORECASE)
AMOUNT = re.compile(r"(\d+)(?:[.,](\d*))?", re.ASCII)


@dataclass(frozen=True)
class Reading:
    """An election with what the file says differently.

    `notes` are mistakes that leave the ballots readable, each with its line. `mentions[p]` and
    `pointed[p]` count project `p` in every mention, also a second one in the same ballot: the
    number of mentions and the sum of their points. `repeats` are those second mentions, as line
    and project.
    """

    election: Election
    notes: tuple[InputFault, ...]
    mentions: Whole
    pointed: Whole
    repeats: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class _Section:
    """A section's text; `line` is the number of its heading."""

    name: str
    line: int
    text: str

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Every row that is not blank, with the number of its first line."""
        lines = [line + "\n" for line in self.text.split("\n")]
        reader = csv.reader(lines, delimiter=";")
        before = 0
        while True:
            try:
                row = next(reader)
            except StopIteration:
                return
            except csv.Error as fault:
                raise InputFault(TOO_LONG, line=self.line + before + 1) from fault
            if reader.line_num > before + 1 or reader.line_num == len(lines):
                raw = "".join(lines[before : reader.line_num])
                if raw.count('"') % 2 and (raw.startswith('"') or ';"' in raw):
                    raise InputFault(
                        _("Line {line}: a quotation mark is opened here and not closed."),
                        line=self.line + before + 1,
                    )
            if any(cell.strip() for cell in row):
                yield self.line + before + 1, [cell.strip() for cell in row]
            before = reader.line_num


def read(text: str) -> Election:
    """The election in the text of a `.pb` file.

    `InputFault` with the line of the first thing that cannot be read, or that makes the file
    doubtful as a whole: counts in META that differ from the rows that follow.
    """
    return accept(parse(text)).election


def accept(reading: Reading) -> Reading:
    """The same reading; `InputFault` if the file declares other counts than it holds."""
    for note in reading.notes:
        if "declared" in note.values:
            raise note
    return reading


def parse(text: str) -> Reading:
    """The election, and what is doubtful in the file; `InputFault` where it cannot be read."""
    text = text.removeprefix("\ufeff")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    sections, votes_line, votes_start = _sections(text)
    meta, lines = _meta(sections["META"])
    kind = _kind(meta, lines, sections["META"].line)
    projects, budget, scale = _money(sections["PROJECTS"], meta, lines)
    places = {p.id: i for i, p in enumerate(projects)}
    votes = read_votes(text, votes_start, votes_line, kind, places, _top(meta, lines))
    ballots = merge(votes.sizes, votes.projects, votes.points)
    election = Election(projects, budget, ballots, kind, scale, meta.get("currency", ""), meta)
    counts = _counts(meta, lines, len(projects), len(votes.sizes))
    return Reading(
        election,
        (*counts, *votes.notes),
        votes.mentions,
        election.votes() + votes.repeated_points,
        votes.repeats,
    )


def _sections(text: str) -> tuple[dict[str, _Section], int, int]:
    """META and PROJECTS, and the line and place of VOTES, which is too long to copy."""
    if not text.strip():
        raise InputFault(_("Line {line}: the file is empty."), line=1)
    end = text.find("\nVOTES")  # quick; else the search over the whole text finds another writing
    while end >= 0 and not HEADING.match(text, end + 1):
        end = text.find("\nVOTES", end + 1)
    head = text if end < 0 else text[: text.find("\n", end + 1) + 1 or len(text)]
    found = list(HEADING.finditer(head))
    names = [match[1].upper() for match in found]
    for name in SECTIONS:
        if names.count(name) != 1:
            place = [match for match, n in zip(found, names, strict=True) if n == name][1:]
            line = 1 + (head[: place[0].start()] if place else text.rstrip("\n")).count("\n")
            sentence = (
                _("Line {line}: the section {section} stands here a second time.")
                if place
                else _("Line {line}: the file ends without a section {section}.")
            )
            raise InputFault(sentence, line=line, section=name)
    made = {}
    ends = [match.start() for match in found[1:]] + [len(head)]
    for match, name, stop in zip(found, names, ends, strict=True):
        line = 1 + head.count("\n", 0, match.start())
        made[name] = _Section(name, line, head[match.end() + 1 : stop])
        if name == "VOTES":
            start = match.end() + 1
    if names[-1] != "VOTES":
        raise InputFault(
            _("Line {line}: the section VOTES has to be the last one."), line=made["VOTES"].line
        )
    return made, made["VOTES"].line, start


def _meta(section: _Section) -> tuple[dict[str, str], dict[str, int]]:
    """The pairs of META, and the line of each."""
    meta: dict[str, str] = {}
    lines: dict[str, int] = {}
    for line, (key, *rest) in section.rows():
        value = ";".join(rest).rstrip(";")
        if not lines and not meta and (key.lower(), value.lower()) == ("key", "value"):
            continue
        if meta.get(key, value) != value:
            raise InputFault(
                _("Line {line}: META has “{key}” a second time, with another value."),
                line=line,
                key=key,
            )
        meta[key], lines[key] = value, line
    return meta, lines


def _kind(meta: Mapping[str, str], lines: Mapping[str, int], heading: int) -> str:
    kind = meta.get("vote_type", "").lower()
    if kind not in KINDS:
        raise InputFault(
            _("Line {line}: the vote_type “{found}” is none of: {known}."),
            line=lines.get("vote_type", heading),
            found=kind,
            known=", ".join(KINDS),
        )
    return kind


def _top(meta: Mapping[str, str], lines: Mapping[str, int]) -> int:
    """The longest list a ballot may hold, 0 where META does not say."""
    return _whole(meta, lines, "max_length") or 0


def _whole(meta: Mapping[str, str], lines: Mapping[str, int], key: str) -> int | None:
    """A whole number of META, None where it is missing."""
    told = meta.get(key, "")
    if told and not (told.isascii() and told.isdigit() and len(told) < 16):
        raise InputFault(
            _("Line {line}: {key} is “{found}”, which is not a whole number."),
            line=lines[key],
            key=key,
            found=told,
        )
    return int(told) if told else None


def _counts(
    meta: Mapping[str, str], lines: Mapping[str, int], projects: int, ballots: int
) -> Iterator[InputFault]:
    """Where META declares another number of projects or ballots than there are."""
    for key, number in (("num_projects", projects), ("num_votes", ballots)):
        declared = _whole(meta, lines, key)
        if declared is not None and declared != number:
            yield InputFault(
                _("Line {line}: {key} is {declared}, but the file has {number}."),
                line=lines[key],
                key=key,
                declared=declared,
                number=number,
            )


def _project_rows(section: _Section) -> Iterator[tuple[int, dict[str, str]]]:
    """Every project's cells by the name of their column."""
    rows = section.rows()
    line, heading = next(rows, (section.line, [""]))
    heading = [RENAMED.get(name.lower(), name.lower()) for name in heading]
    for name in ("project_id", "cost"):
        if heading.count(name) != 1:
            raise InputFault(
                _("Line {line}: PROJECTS needs one column “{name}”."), line=line, name=name
            )
    for line, row in rows:
        if len(row) > len(heading) and any(row[len(heading) :]):
            raise InputFault(
                _("Line {line}: this row has {found} columns, the heading names {expected}."),
                line=line,
                found=len(row),
                expected=len(heading),
            )
        cells = dict(zip_longest(heading, row[: len(heading)], fillvalue=""))
        cells.pop("", None)
        yield line, cells


def _money(
    section: _Section, meta: Mapping[str, str], lines: Mapping[str, int]
) -> tuple[tuple[Project, ...], int, int]:
    """Projects and budget in smallest units, and how many of these make one unit as written."""
    line = lines.get("budget", next(iter(lines.values()), 1))
    if "budget" not in meta:
        raise InputFault(_("Line {line}: META does not tell the {key}."), line=line, key="budget")
    amounts = [_amount(meta.get("budget", ""), line, _BUDGET)]
    line = section.line
    cells: dict[str, dict[str, str]] = {}
    places: list[int] = []
    for line, row in _project_rows(section):
        name = row.pop("project_id")
        if not name or name in cells:
            told = _SAME_ID if name else _("Line {line}: this project has no project_id.")
            first = places[list(cells).index(name)] if name else line
            raise InputFault(told, line=line, name=name, first=first)
        if len(cells) == MOST_PROJECTS:
            raise InputFault(
                _("Line {line}: there are more than {most} projects."),
                line=line,
                most=MOST_PROJECTS,
            )
        amounts.append(_amount(row.get("cost", ""), line, _COST))
        cells[name] = row
        places.append(line)
    if not cells:
        raise InputFault(_("Line {line}: there are no projects."), line=line)
    decimals = max(digits for _number, digits in amounts)
    budget, *costs = (number * 10 ** (decimals - digits) for number, digits in amounts)
    if max(budget, sum(costs)) > LARGEST:
        raise InputFault(
            _("Line {line}: the sums of money are too large to be counted exactly."), line=line
        )
    projects = tuple(
        _project(name, cost, row) for (name, row), cost in zip(cells.items(), costs, strict=True)
    )
    return projects, budget, 10**decimals


def _project(name: str, cost: int, row: dict[str, str]) -> Project:
    withdrawn = row.pop("cost") == WITHDRAWN
    own = {column: row.pop(column, "") for column in ("name", "category", "district")}
    return Project(name, cost, **own, withdrawn=withdrawn, extra=row)


_BUDGET = _("Line {line}: the budget “{found}” is not an amount of money.")
_COST = _("Line {line}: the cost “{found}” is not an amount of money.")
_SAME_ID = _("Line {line}: there is a project “{name}” already, in line {first}.")


def _amount(told: str, line: int, sentence: str) -> tuple[int, int]:
    """An amount as a whole number and how many of its digits are decimals: 4,50 is (45, 1)."""
    found = AMOUNT.fullmatch(told)
    if not found or len(told) > LONGEST_AMOUNT:
        raise InputFault(sentence, line=line, found=told)
    decimals = (found[2] or "").rstrip("0")
    return int(found[1] + decimals), len(decimals)
