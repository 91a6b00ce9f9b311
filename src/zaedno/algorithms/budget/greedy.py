"""Greedy counting, as nearly all cities do it: from the most votes down, while the money lasts.

A project's score `s` is its approvals or the sum of its points (Borda points of ordinal ballots).
Projects stand in the order of `s`, or of `s / cost` where `density` is asked for; ties are broken
by the declared chain. Withdrawn projects, those below the threshold and those nobody voted for
take no part. Down the list a project of cost `c` is funded when `c <=` the money left; else

`skip`       it is passed over and the next one is tried (`greedy`), or
not `skip`   the count stops there (`greedy-no-skip`);
`overrun`    the count stops there too, but funds it if the money left is at least `overrun * c`
             (Poznań: 0.8; the rest comes from another pot).

`conflicts` are groups of which one project at most is funded: the first that is, wins. All
comparisons are of whole numbers or fractions. The rules are described with figures from 1,746
public elections in `docs/methods/greedy-counting.md`.

>>> from zaedno.algorithms.budget.election import election
>>> e = election([("a", 6), ("b", 5), ("c", 4)], 10, [["a", "b"], ["a", "b"], ["a", "c"]])
>>> greedy(e).ids, greedy(e, Greedy(skip=False)).ids, greedy(e, Greedy(density=True)).ids
(['a', 'c'], ['a'], ['a', 'c'])
>>> [r.told(str) for r in greedy(e, Greedy(overrun=Fraction(4, 5))).reasons]
['Funded in round 1.', 'Funded in round 2, going 1 over the money that was left.', \
'Not reached: the count stopped at “b”, which did not fit.']
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import groupby
from math import ceil

from zaedno.algorithms.budget.election import Election
from zaedno.algorithms.budget.outcome import (
    BELOW,
    CONFLICT,
    FUNDED,
    NO_FIT,
    NO_VOTES,
    NOT_REACHED,
    OVERRUN,
    TIE_LOST,
    WITHDRAWN,
    Outcome,
    Reason,
    Round,
    Told,
)
from zaedno.algorithms.budget.ties import Tie, Ties, ties
from zaedno.algorithms.faults import InputFault
from zaedno.algorithms.faults import mark as _

VOTES, SUPPORTERS = "votes", "supporters"


@dataclass(frozen=True)
class Greedy:
    """What a city declares of its greedy rule.

    `score` is `votes` (approvals, points, Borda) or `supporters` (voters who gave more than
    nothing). A project needs `threshold` of its score, and at least `share` (0..1) of the number
    of voters; `unvoted` lets projects with score 0 in. `conflicts` holds groups of project ids.
    """

    score: str = VOTES
    density: bool = False
    skip: bool = True
    threshold: int = 0
    share: Fraction = Fraction(0)
    overrun: Fraction | None = None
    conflicts: tuple[tuple[str, ...], ...] = ()
    unvoted: bool = False


@dataclass
class _Count:
    """A count on its way; `stopped` is the project at which it ended, if it did."""

    election: Election
    rule: Greedy
    ties: Ties
    scores: Sequence[int]
    rivals: dict[int, list[int]]
    left: int
    rounds: list[Round] = field(default_factory=list)
    reasons: dict[int, Reason] = field(default_factory=dict)
    funded: dict[int, None] = field(default_factory=dict)  # in order, and quick to look into
    met: list[Tie] = field(default_factory=list)
    stopped: int | None = None

    def key(self, project: int) -> tuple[int, Fraction]:
        """What the list is sorted by, lowest first; a free project has no end of votes per cost."""
        cost, score = self.election.projects[project].cost, self.scores[project]
        if not self.rule.density:
            return 0, Fraction(-score)
        return (0, Fraction(-score)) if cost == 0 else (1, Fraction(-score, cost))

    def group(self, tied: Sequence[int]) -> None:
        """Give projects with equal scores, in the order of the chain, their turn.

        A tie is lost where the money before all of them was enough, and an equal came first.
        """
        before, first, lost = self.left, None, False
        for project in tied:
            reason = self.turn(project)
            cost = self.election.projects[project].cost
            if first is None and (project in self.funded or project == self.stopped):
                first = project
            elif first is not None and project not in self.funded and cost <= before:
                lost = True
                other, key = self.election.projects[first].id, self.ties.key(first, project)
                reason = Reason(TIE_LOST, {"other": other, "key": key})
            self.reasons[project] = reason
        if len(tied) > 1:
            self.met.append(self.ties.settle(tied, decisive=lost))

    def turn(self, project: int) -> Reason:
        """Fund a project or not."""
        cost = self.election.projects[project].cost
        if self.stopped is not None:
            return Reason(NOT_REACHED, {"other": self.election.projects[self.stopped].id})
        rival = next((r for r in self.rivals.get(project, ()) if r in self.funded), None)
        missing = cost - self.left
        over = self.rule.overrun is not None and self.left >= self.rule.overrun * cost
        taken = rival is None and (missing <= 0 or over)
        number = len(self.rounds) + 1
        if taken:
            self.left -= cost
            self.funded[project] = None
        figures = {"score": self.scores[project], "cost": cost}
        self.rounds.append(Round(number, project, taken, self.left, figures))
        if rival is not None:
            return Reason(CONFLICT, {"other": self.election.projects[rival].id})
        if missing > 0 and (self.rule.overrun is not None or not self.rule.skip):
            self.stopped = project
        if taken and missing > 0:
            return Reason(OVERRUN, {"round": number, "over": missing})
        if taken:
            return Reason(FUNDED, {"round": number})
        return Reason(NO_FIT, {"needs": missing})


def greedy(
    election: Election,
    rule: Greedy = Greedy(),
    chain: Ties | None = None,
    *,
    left: int | None = None,
    without: Collection[int] = (),
    name: str = "greedy",
) -> Outcome:
    """Count by a greedy rule.

    For completing another rule's result, `left` is the money to spend instead of the budget and
    `without` the projects funded already, which the result then leaves out (their reason stays
    `funded` in round 0). `InputFault` where a conflict names an unknown project.
    """
    chain = chain or ties(election)
    scores = (election.votes() if rule.score == VOTES else election.supporters()).tolist()
    least = max(rule.threshold, ceil(rule.share * election.voters))
    money = election.budget if left is None else left
    count = _Count(election, rule, chain, scores, _rivals(election, rule), money)
    count.reasons = dict.fromkeys(without, Reason(FUNDED, {"round": 0}))
    listed = []
    for project, score in enumerate(scores):
        if project in count.reasons:
            continue
        refusal = _refusal(election, project, score, least, rule.unvoted)
        if refusal:
            count.reasons[project] = refusal
        else:
            listed.append(project)
    listed.sort(key=lambda p: (count.key(p), chain.rank[p]))
    for _key, group in groupby(listed, key=count.key):
        count.group(list(group))
    reasons = tuple(count.reasons[p] for p in range(len(scores)))
    parameters = _parameters(rule, chain, least)
    told = Told(tuple(count.rounds), reasons, tuple(count.met))
    return Outcome(election, name, parameters, tuple(count.funded), lambda: told)


def _refusal(
    election: Election, project: int, score: int, least: int, unvoted: bool
) -> Reason | None:
    """Why a project takes no part in the count, if it does not."""
    if election.projects[project].withdrawn:
        return Reason(WITHDRAWN)
    if score < least:
        return Reason(BELOW, {"votes": score, "threshold": least})
    return Reason(NO_VOTES) if score == 0 and not unvoted else None


def _rivals(election: Election, rule: Greedy) -> dict[int, list[int]]:
    """For every project in a conflict the others in it."""
    place = {p.id: i for i, p in enumerate(election.projects)} if rule.conflicts else {}
    rivals: dict[int, list[int]] = {}
    for group in rule.conflicts:
        for name in group:
            if name not in place:
                raise InputFault(
                    _("A conflict names “{found}”, but there is no such project."), found=name
                )
        for name in group:
            rivals.setdefault(place[name], []).extend(place[o] for o in group if o != name)
    return rivals


def _parameters(rule: Greedy, chain: Ties, least: int) -> dict[str, object]:
    return {
        "score": rule.score,
        "order": "score per cost" if rule.density else "score",
        "skip": rule.skip and rule.overrun is None,
        "threshold": least,
        "overrun": rule.overrun,
        "conflicts": rule.conflicts,
        "unvoted": rule.unvoted,
        "ties": chain.chain,
        "seed": chain.seed,
    }
