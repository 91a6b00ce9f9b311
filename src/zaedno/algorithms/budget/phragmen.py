"""Sequential Phragmén: projects are bought so that the largest burden on a voter stays smallest.

Brill, Freeman, Janson and Lackner, "Phragmén's Voting Methods and Justified Representation" (2017);
with costs: Los, Christoff and Grossi (2022). Every voter has a load, at first nothing. A project p
with supporters S_p would raise the load of all of them to

    x_p = (c_p + sum over S_p of load_i) / |S_p|.

The project with the smallest x_p is funded and its supporters' load becomes x_p; again and again.
Projects dearer than the whole budget take no part. Two rules for the end are in use:

`stop`   the count ends when a project with the smallest x_p does not fit the money left, also if it
         is tied with others that do;
`skip`   such a project is passed over for good, and the count goes on: nothing that fits remains.

Points count as support or none. Loads are exact: they take one value per round at most, held as
whole numbers over one denominator. Each value is rounded once for the floats that look for the
smallest x_p; with u = 2**-53 and k rows a float x^ is then within (2 k + 16) u x^ of x, all parts
being positive, and what overlaps is compared exactly. Loads only rise (x_p never falls below the
last x, by induction), so an old x_p is a lower bound and most projects wait unseen.

>>> from zaedno.algorithms.budget.election import election
>>> ballots = [["a", "b"], ["a", "b"], ["a"], ["c"]]
>>> e = election([("a", 6), ("b", 5), ("c", 4)], 12, ballots)
>>> o = phragmen(e)
>>> o.ids, o.rounds[1].figures["load"], o.reasons[1].told(str)
(['a', 'c'], Fraction(4, 1), 'Did not fit: 3 more was needed.')
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from fractions import Fraction
from math import gcd, inf

import numpy as np

from zaedno.algorithms.budget.backing import CARDINALITY, Backing, U, added, backing
from zaedno.algorithms.budget.election import Election
from zaedno.algorithms.budget.outcome import (
    FUNDED,
    LOAD_STOP,
    NO_FIT,
    NO_VOTES,
    OVER_BUDGET,
    TIE_LOST,
    WITHDRAWN,
    Outcome,
    Reason,
    Round,
    Told,
    decided,
)
from zaedno.algorithms.budget.ties import Tie, Ties, ties
from zaedno.algorithms.faults import InputFault
from zaedno.algorithms.faults import mark as _

STOP, SKIP = "stop", "skip"
ENDS = (STOP, SKIP)


def phragmen(
    election: Election, end: str = STOP, chain: Ties | None = None, *, name: str = "phragmen"
) -> Outcome:
    """Count by Sequential Phragmén; `end` is `stop` or `skip`, see the module.

    Rounds have the figures `load` (of every supporter from then on, exact, in smallest units) and
    `supporters`. `InputFault` on another end.
    """
    if end not in ENDS:
        raise InputFault(
            _("“{found}” is not known here; known are: {known}."),
            found=end,
            known=", ".join(ENDS),
        )
    chain = chain or ties(election)
    count = _Count(election, chain, end)
    rounds = tuple(count.rounds())
    reasons = count.reasons()
    told = Told(rounds, reasons, decided(count.met, reasons))
    parameters = {"end": end, "ties": chain.chain, "seed": chain.seed}
    return Outcome(election, name, parameters, tuple(count.funded), lambda: told)


class _Loads:
    """The loads of all voters, in classes of equal load, exactly and as floats."""

    def __init__(self, backed: Backing) -> None:
        self.backed = backed
        self.values, self.whole = [0], 1  # numerators by class, and their denominator
        self.of = np.zeros(backed.election.merged, dtype=np.int64)  # row -> class
        self.rounded = np.zeros(backed.election.merged)

    def guess(self, project: int) -> tuple[float, float]:
        """The new load a project would bring, and how far from the exact one it may be."""
        side = self.backed.sides[project]
        cost = self.backed.election.projects[project].cost
        load = (cost + added(side.weight * self.rounded.take(side.rows))) / side.voters
        return load, (2 * len(side.rows) + 16) * U * load

    def exact(self, project: int) -> Fraction:
        """The new load a project would bring."""
        side = self.backed.sides[project]
        voters = np.bincount(self.of.take(side.rows), side.weight, minlength=len(self.values))
        held = sum(int(n) * v for n, v in zip(voters.tolist(), self.values, strict=True) if n)
        cost = self.backed.election.projects[project].cost
        return Fraction(cost * self.whole + held, self.whole * int(side.voters))

    def set(self, project: int, load: Fraction) -> None:
        """Give all supporters of a project this load."""
        factor = load.denominator // gcd(load.denominator, self.whole)
        if factor > 1:
            self.values = [value * factor for value in self.values]
            self.whole *= factor
        rows = self.backed.sides[project].rows
        self.of[rows] = len(self.values)
        self.rounded[rows] = float(load)
        self.values.append(load.numerator * (self.whole // load.denominator))


class _Count:
    """A count on its way; `stopped` is the project at which it ended, if it did."""

    def __init__(self, election: Election, chain: Ties, end: str) -> None:
        self.election, self.chain, self.end = election, chain, end
        self.loads = _Loads(backing(election, CARDINALITY))
        self.left = election.budget
        self.funded: list[int] = []
        self.met: list[Tie] = []
        self.told: dict[int, Reason] = {}
        self.stopped: int | None = None
        self.waiting: list[tuple[float, int]] = []
        for _low, project, _price in self.loads.backed.entries:
            over = election.projects[project].cost - election.budget
            if over > 0:
                self.told[project] = Reason(OVER_BUDGET, {"needs": over})
            else:
                self.waiting.append((0.0, project))

    def rounds(self) -> Iterator[Round]:
        """Fund projects until the end, and tell each round."""
        while tied := self.smallest():
            load = self.loads.exact(tied[0])
            dear = [p for p in tied if self.election.projects[p].cost > self.left]
            if dear and self.end == STOP:
                self.stop(dear, tied)
                return
            for project in dear:
                self.pass_over(project)
            fit = [p for p in tied if p not in dear]
            if fit:
                yield self.fund(fit, load)

    def smallest(self) -> list[int]:
        """The projects with the smallest new load, taken out of the waiting, the chain's first."""
        best, seen = inf, []
        while self.waiting and self.waiting[0][0] <= best:
            _low, project = heapq.heappop(self.waiting)
            load, doubt = self.loads.guess(project)
            seen.append((load - doubt, project))
            best = min(best, load + doubt)
        near = [pair for pair in seen if pair[0] <= best]
        if len(near) > 1:
            exact = {p: self.loads.exact(p) for _low, p in near}
            least = min(exact.values())
            near = [(low, p) for low, p in near if exact[p] == least]
        for pair in seen:
            if pair not in near:
                heapq.heappush(self.waiting, pair)
        return sorted((p for _low, p in near), key=self.chain.rank.__getitem__)

    def fund(self, tied: list[int], load: Fraction) -> Round:
        """Fund the first of equals; the others wait on, or have just lost their last chance."""
        project, number = tied[0], len(self.funded) + 1
        before = self.left
        self.left -= self.election.projects[project].cost
        self.funded.append(project)
        self.told[project] = Reason(FUNDED, {"round": number})
        if len(tied) > 1:
            self.met.append(self.chain.settle(tied, number))
        for other in tied[1:]:
            if self.left < self.election.projects[other].cost <= before:
                key = self.chain.key(project, other)
                values = {"other": self.election.projects[project].id, "key": key}
                self.told[other] = Reason(TIE_LOST, values)
            heapq.heappush(self.waiting, (float(load) * (1 - 2 * U), other))
        self.loads.set(project, load)
        voters = int(self.loads.backed.sides[project].voters)
        return Round(number, project, True, self.left, {"load": load, "supporters": voters})

    def pass_over(self, project: int) -> None:
        missing = self.election.projects[project].cost - self.left
        self.told.setdefault(project, Reason(NO_FIT, {"needs": missing}))

    def stop(self, dear: list[int], tied: list[int]) -> None:
        """End the count at the first of the projects that do not fit."""
        self.stopped = dear[0]
        for project in dear:
            self.pass_over(project)
        if len(tied) > 1:
            self.met.append(self.chain.settle(tied, len(self.funded) + 1))

    def reasons(self) -> tuple[Reason, ...]:
        """Why each project is funded or not."""
        voters = self.loads.backed.sides
        told = []
        for project, own in enumerate(self.election.projects):
            if own.withdrawn:
                told.append(Reason(WITHDRAWN))
            elif not voters[project].voters:
                told.append(Reason(NO_VOTES))
            elif project in self.told:
                told.append(self.told[project])
            else:
                assert self.stopped is not None
                told.append(Reason(LOAD_STOP, {"other": self.election.projects[self.stopped].id}))
        return tuple(told)
