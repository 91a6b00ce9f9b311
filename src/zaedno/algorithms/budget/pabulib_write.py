"""Write an `Election` as a Pabulib file.

What is read back is the same election. Merged ballots become one row for each voter, numbered from
1 in the order of the table: neither who voted nor when can be read from the rows. A voter's other
data are never written: together with a ballot they make most voters unique.

>>> from zaedno.algorithms.budget.election import election
>>> from zaedno.algorithms.budget.pabulib import read
>>> e = election([("a", 6), ("b", 5)], budget=10, ballots=[["a"], ["b", "a"]])
>>> print(write(e), end="")
META
key;value
num_projects;2
num_votes;2
budget;10
vote_type;approval
PROJECTS
project_id;cost;votes
a;6;2
b;5;1
VOTES
voter_id;vote
1;a
2;a,b
>>> read(write(e)).ballots.projects.tolist() == e.ballots.projects.tolist()
True
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

import numpy as np

from zaedno.algorithms.budget.election import CUMULATIVE, ORDINAL, SCORING, Election, Project
from zaedno.algorithms.budget.pabulib import AMOUNT, WITHDRAWN
from zaedno.algorithms.faults import InputFault
from zaedno.algorithms.faults import mark as _

OWN = ("name", "category", "district")


def write(election: Election) -> str:
    """The text of a `.pb` file; numbers of projects and ballots and the votes are counted anew.

    `InputFault` where an id holds a comma or a line end, which the format cannot carry.
    """
    file = io.StringIO()
    out = csv.writer(file, delimiter=";", lineterminator="\n")
    out.writerow(["META"])
    out.writerow(["key", "value"])
    out.writerows(_meta(election).items())
    out.writerow(["PROJECTS"])
    out.writerows(_projects(election))
    out.writerow(["VOTES"])
    out.writerows(_votes(election))
    return file.getvalue()


def amount(units: int, scale: int) -> str:
    """Smallest units as the currency is written.

    >>> amount(450, 100), amount(405, 100), amount(7, 1)
    ('4.5', '4.05', '7')
    """
    whole, rest = divmod(units, scale)
    decimals = str(scale + rest)[1:].rstrip("0") if rest else ""
    return f"{whole}.{decimals}" if decimals else str(whole)


def _meta(election: Election) -> dict[str, str]:
    """META as it was read, where it says the same, with what has to be there."""
    told = {
        "num_projects": str(len(election.projects)),
        "num_votes": str(election.voters),
        "budget": amount(election.budget, election.scale),
        "vote_type": election.kind,
    }
    if election.currency:
        told["currency"] = election.currency
    longest = int(np.diff(election.ballots.starts).max(initial=0))
    if election.kind == ORDINAL and election.ballots.points.max(initial=0) > longest:
        told["max_length"] = str(election.ballots.points.max())
    written = election.meta.get("budget", "")
    if AMOUNT.fullmatch(written) and Fraction(written.replace(",", ".").rstrip(".")) == Fraction(
        election.budget, election.scale
    ):
        told["budget"] = written
    return {**election.meta, **told}


def _projects(election: Election) -> Iterator[list[str]]:
    """The heading and a row for each project; `votes` are added where no file stated them."""
    projects = election.projects
    columns = dict.fromkeys(name for p in projects for name in p.extra)
    own = [name for name in OWN if any(getattr(p, name) for p in projects)]
    rest = [name for name in columns if name not in ("votes", "score")]
    scores = ["score"] if "score" in columns else []
    yield ["project_id", "cost", "votes", *scores, *own, *rest]
    for project, votes in zip(projects, election.supporters().tolist(), strict=True):
        cost = WITHDRAWN if project.withdrawn else amount(project.cost, election.scale)
        cells = [project.extra.get("votes", str(votes))]
        cells += [project.extra.get(name, "") for name in scores]
        cells += [getattr(project, name) for name in own]
        cells += [project.extra.get(name, "") for name in rest]
        yield [_named(project), cost, *(" ".join(cell.split("\n")) for cell in cells)]


def _named(project: Project) -> str:
    name = project.id
    if not name or name != name.strip() or "," in name or "\n" in name or "\r" in name:
        raise InputFault(
            _("The project id “{found}” cannot stand in a Pabulib file."), found=project.id
        )
    return name


def _votes(election: Election) -> Iterator[list[str]]:
    """The heading and a row for each voter."""
    ballots, kind = election.ballots, election.kind
    pointed = kind in (CUMULATIVE, SCORING)
    yield ["voter_id", "vote", "points"] if pointed else ["voter_id", "vote"]
    names = [p.id for p in election.projects]
    given = list(zip(ballots.points.tolist(), ballots.projects.tolist(), strict=True))
    top = max(given, default=(0, 0))[0]
    voter = 0
    for weight, (start, end) in zip(
        ballots.weight.tolist(), pairwise(ballots.starts.tolist()), strict=True
    ):
        pairs = given[start:end]
        if kind == ORDINAL:
            pairs.sort(reverse=True)
            if [p for p, _project in pairs] != list(range(top, top - len(pairs), -1)):
                raise InputFault(_("The points of an ordinal ballot are not those of its places."))
        cells = [",".join(names[project] for _points, project in pairs)]
        cells += [",".join(str(p) for p, _project in pairs)] if pointed else []
        for _one in range(weight):
            voter += 1
            yield [str(voter), *cells]
