"""Count published elections again, and say where the publication differs.

A Pabulib file states for every project its `votes`, often a `score` (sum of points) and, where the
city decided, `selected`: 1 funded, 2 funded from another pot, 3 put in reserve, 0 not funded. The
ballots beside them let anyone repeat the count:

votes     in two readings, as some publications count a project twice that stands twice in one
          ballot: `published` takes every mention, `strict` one for each ballot;
score     the sum of points; ordinal files are published with several scales, so that another score
          there is told and no difference;
winners   the set the file's own rule gives, where the rule is known.

>>> from zaedno.algorithms.budget.pabulib import parse
>>> found = recount(parse('''META
... key;value
... budget;10
... vote_type;approval
... rule;greedy
... PROJECTS
... project_id;cost;votes;selected
... a;6;2;1
... b;5;1;0
... VOTES
... voter_id;vote
... 1;a
... 2;a,b
... '''))
>>> found.published, found.strict, found.winners, found.differs
('same', 'same', 'same', False)
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from zaedno.algorithms.budget.election import ORDINAL, Election
from zaedno.algorithms.budget.equal_shares import equal_shares
from zaedno.algorithms.budget.greedy import Greedy, greedy
from zaedno.algorithms.budget.outcome import Outcome
from zaedno.algorithms.budget.pabulib import Reading
from zaedno.algorithms.budget.shares import ADD1, APPROVED, Shares
from zaedno.algorithms.budget.ties import Ties, ties
from zaedno.algorithms.faults import mark as _

SAME, DIFFERS = _("same"), _("differs")
NOT_STATED, UNKNOWN = _("not stated"), _("rule unknown")
FILE_ORDER = ("file",)
Count = Callable[[Election, Ties], Outcome]


@dataclass(frozen=True)
class Official:
    """How a rule named in a file counts, and which marks of `selected` its winners have."""

    count: Count
    marks: tuple[str, ...] = ("1",)


def declared_threshold(election: Election) -> int:
    """The votes a project needs as META states them; 0 where it states no whole number."""
    told = election.meta.get("min_project_score_threshold", "")
    return int(told) if told.isascii() and told.isdigit() else 0


def _greedy(skip: bool = True, overrun: Fraction | None = None) -> Count:
    def count(election: Election, chain: Ties) -> Outcome:
        least = declared_threshold(election)
        return greedy(election, Greedy(skip=skip, overrun=overrun, threshold=least), chain)

    return count


def _shares(comparison: str = "") -> Count:
    """Equal Shares as Assen, Świecie and Wieliczka really used it: raised step by step, no more."""
    declared = Shares(completion=ADD1, comparison=comparison)
    return lambda election, chain: equal_shares(election, declared, chain)


OFFICIAL: dict[str, Official] = {
    "greedy": Official(_greedy()),
    "greedy-threshold": Official(_greedy()),
    "greedy-no-skip": Official(_greedy(skip=False)),
    "equalshares/add1": Official(_shares()),
    "equalshares/add1-comparison": Official(_shares(comparison=APPROVED)),
    "greedy-custom, Poznań": Official(_greedy(overrun=Fraction(4, 5)), ("1", "2")),
}


def official(election: Election) -> Official | None:
    """The file's own rule, None where nobody wrote down how it counts.

    `greedy-custom` stands for a rule of one city. The conflicts of `greedy-exclusive` are
    published as prose only.
    """
    name = election.meta.get("rule", "")
    return OFFICIAL.get(name) or OFFICIAL.get(f"{name}, {election.meta.get('unit', '')}")


@dataclass(frozen=True)
class Recount:
    """What a recount of one file found; `missing` and `extra` are ids of projects.

    `missing` won officially and not here, `extra` here and not officially; `votes` are projects
    whose stated votes fit neither reading; `counts` compares the numbers of projects and ballots
    in META with the rows; `repeats` counts second mentions in a ballot.
    """

    rule: str
    voters: int
    projects: int
    counts: str
    published: str
    strict: str
    score: str
    winners: str
    votes: tuple[str, ...]
    missing: tuple[str, ...]
    extra: tuple[str, ...]
    repeats: int
    tied: bool
    notes: tuple[str, ...]

    @property
    def differs(self) -> bool:
        """Whether published numbers, votes or winners are not what the rows give."""
        return DIFFERS in (self.counts, self.published, self.winners)


def recount(reading: Reading, chain: Sequence[str] = FILE_ORDER, seed: str = "") -> Recount:
    """Count a file's ballots again, by its own rule, ties broken by the chain."""
    election = reading.election
    strict = reading.mentions.copy()
    for _line, project in reading.repeats:
        strict[project] -= 1
    stated = _column(election, "votes")
    winners, missing, extra, tied = _winners(election, ties(election, chain, seed))
    wrong = [
        p.id
        for p, told, each, once in zip(
            election.projects, stated, reading.mentions.tolist(), strict.tolist(), strict=True
        )
        if told is not None and told not in (each, once)
    ]
    score = _compared(_column(election, "score"), reading.pointed.tolist())
    if score == DIFFERS and election.kind == ORDINAL:
        score = "other scale"
    return Recount(
        rule=election.meta.get("rule", ""),
        voters=election.voters,
        projects=len(election.projects),
        counts=DIFFERS if any("declared" in note.values for note in reading.notes) else SAME,
        published=_compared(stated, reading.mentions.tolist()),
        strict=_compared(stated, strict.tolist()),
        score=score,
        winners=winners,
        votes=tuple(wrong),
        missing=missing,
        extra=extra,
        repeats=len(reading.repeats),
        tied=tied,
        notes=tuple(str(note) for note in reading.notes),
    )


def _column(election: Election, name: str) -> list[Fraction | None]:
    """A column of published numbers, None where a cell is empty or is not a number."""
    told: list[Fraction | None] = []
    for project in election.projects:
        text = project.extra.get(name, "").replace(",", ".")
        try:
            told.append(Fraction(text) if text else None)
        except (ValueError, ZeroDivisionError):
            told.append(Fraction(-1))
    return told


def _compared(stated: Sequence[Fraction | None], counted: Sequence[int]) -> str:
    if all(told is None for told in stated):
        return NOT_STATED
    pairs = zip(stated, counted, strict=True)
    return SAME if all(told is None or told == number for told, number in pairs) else DIFFERS


def _winners(election: Election, chain: Ties) -> tuple[str, tuple[str, ...], tuple[str, ...], bool]:
    """How the official winners compare, who is missing, who is extra, and if a tie decided."""
    if not any(p.extra.get("selected") for p in election.projects):
        return NOT_STATED, (), (), False
    rule = official(election)
    if rule is None:
        return UNKNOWN, (), (), False
    outcome = rule.count(election, chain)
    ours = set(outcome.ids)
    theirs = {p.id for p in election.projects if p.extra.get("selected") in rule.marks}
    missing = tuple(p.id for p in election.projects if p.id in theirs - ours)
    extra = tuple(p.id for p in election.projects if p.id in ours - theirs)
    tied = any(tie.decisive for tie in outcome.ties)
    return (DIFFERS if missing or extra else SAME), missing, extra, tied
