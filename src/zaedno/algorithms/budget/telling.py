"""Tell a count of Equal Shares: what each round cost whom, and why each project is funded or not.

The count is paid out once more, in the order it found, with exact money (see `purses`), so that
every price is a fraction and payments sum to the cost. Beside it runs the same in floats, only to
see which projects may just have lost the money they need; those are then asked exactly.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import numpy as np

from zaedno.algorithms.budget.backing import Backing, U
from zaedno.algorithms.budget.outcome import (
    FUNDED,
    LOST,
    NO_VOTES,
    TIE_LOST,
    TOO_DEAR,
    WITHDRAWN,
    Reason,
    Round,
    Told,
    decided,
)
from zaedno.algorithms.budget.purses import Purses
from zaedno.algorithms.budget.rising import Run
from zaedno.algorithms.budget.ties import Ties


def told(backed: Backing, share: int, chain: Ties, run: Run) -> Told:
    """Everything there is to tell of a count that begins with `share` parts for everyone."""
    return _Telling(backed, share, chain, run).told()


class _Telling:
    """The state of one telling."""

    def __init__(self, backed: Backing, share: int, chain: Ties, run: Run) -> None:
        self.backed, self.election, self.chain = backed, backed.election, chain
        self.order, self.met = run.projects, [c.tie for c in run.choices if c.tie]
        self.purses, self.first = Purses(backed, share), float(share)
        self.money = np.full(self.election.merged, self.first)
        self.voters = np.array([side.voters for side in backed.sides])
        self.costs = np.array(backed.rounded)
        self.open = np.zeros(len(self.costs), dtype=bool)  # not funded, could still be
        self.open[[project for _low, project, _price in backed.entries]] = True
        self.lost: dict[int, tuple[int, Fraction]] = {}  # project: round, money left behind it

    def told(self) -> Told:
        """Pay, look, and tell."""
        self.look()
        for project in self.order:
            self.pay(project)
            self.open[project] = False
            self.look()
        reasons = self.reasons()
        return Told(tuple(self.rounds()), reasons, decided(self.met, reasons))

    def pay(self, project: int) -> None:
        """Pay exactly, and in floats: with the rounded price, errors grow by `4 * U * first`."""
        price, side = float(self.purses.pay(project).price), self.backed.sides[project]
        rest = self.money.take(side.rows) - (price if side.points is None else price * side.points)
        self.money[side.rows] = np.maximum(rest, 0.0)

    def look(self) -> None:
        """Note which projects have just lost the money they need; near cases exactly."""
        behind = self.backed.behind(self.money)
        slack = 4 * U * self.first * (len(self.purses.paid) + 1)
        doubt = 1e-9 * (self.costs + behind) + self.voters * slack
        for project in np.flatnonzero(self.open & (behind < self.costs + doubt)).tolist():
            money = self.purses.behind(project)
            if money < self.backed.costs[project]:
                self.open[project] = False
                self.lost[project] = len(self.purses.paid), money

    def rounds(self) -> Iterator[Round]:
        """What each round cost whom."""
        left, parts = self.election.budget, self.backed.parts
        for number, paid in enumerate(self.purses.paid, start=1):
            cost = self.election.projects[paid.project].cost
            left -= cost
            price = paid.price / parts
            figures = {
                "price": price,
                "effective": Fraction(cost) / price if price else None,
                "before": paid.before / parts,
                "full": paid.full,
                "last": paid.last,
            }
            yield Round(number, paid.project, True, left, figures)

    def reasons(self) -> tuple[Reason, ...]:
        """Why each project is funded or not."""
        number = {p: i for i, p in enumerate(self.order, start=1)}
        beaten = {p: (tie.projects[0], tie.round) for tie in self.met for p in tie.projects[1:]}
        told = []
        for project, own in enumerate(self.election.projects):
            round_, money = self.lost.get(project, (0, Fraction(0)))
            whole = money // self.backed.parts
            values = {"money": whole, "needs": own.cost - whole}
            if project in number:
                told.append(Reason(FUNDED, {"round": number[project]}))
            elif own.withdrawn:
                told.append(Reason(WITHDRAWN))
            elif project not in self.lost:
                told.append(Reason(NO_VOTES))
            elif project in beaten and beaten[project][1] == round_:
                first = beaten[project][0]
                key = self.chain.key(first, project)
                told.append(
                    Reason(TIE_LOST, {"other": self.election.projects[first].id, "key": key})
                )
            elif round_:
                told.append(Reason(LOST, {"round": round_, **values}))
            else:
                told.append(Reason(TOO_DEAR, values))
        return tuple(told)
