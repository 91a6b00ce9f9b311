"""Equal Shares round by round: floats find the cheapest project, and prove that it is the cheapest.

The price of a project is the smallest x at which its supporters, each paying x per point or all
that is left, raise its cost: sum of w * min(b, x * v) = c over the merged ballots that support it
(w voters with b left, v points). The project with the smallest x / scale is funded.

Why floats decide exactly
    Beside the money b^ of every row stands a bound e with |b^ - b| <= e; a row known to have
    nothing has b^ = e = 0, and E is at least every e. Let P be the rows that pay all they have
    (b^ < x^ v), k of them, with money S^ in floats, R the weighted points of the others (whole
    numbers, added exactly), and x^ = (c - S^) / R. With u = 2**-53 the sum of k products has an
    error below (k + 2) u S^ in whichever order it is added, and the cost, the difference and the
    quotient add below 4 u c. So
        d = ((2 k + 8) u S^ + 8 u c + sum over P of w e) / R
    bounds the error, the doubled constants covering all products of errors. Below: at x^ - d rows
    of P pay at most b^ + e and the others at most (x^ - d) v, which together is at most c. Above:
    at x^ + d rows of P pay at least b^ - e and the others (x^ + d) v in full, as long as none of
    them has less, which is tested (with 2 E to spare); together at least c. What is raised grows
    with x, hence x^ - d <= x <= x^ + d. Where the test fails, the price has no upper bound.
    Prices are compared with E for e; a payment takes the smaller bound from the rows themselves.
    After it the others keep b^ - x^ v with the bound e + d v + 8 u s, s being the first share; rows
    of P with b^ + e < (x^ - d) v have exactly nothing, the rest of P keep their doubt.
    Two projects whose intervals overlap are compared exactly: by x = c / R where all of P have
    exactly nothing, which is the common case, else by `Purses`. No decision stands on a rounding.

Why only few projects are looked at
    Money only leaves purses, so prices only rise from round to round: an old lower bound stays
    one. Projects wait in the order of their lower bounds, and a round ends at the first whose
    bound is above the best price found.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from copy import copy
from dataclasses import dataclass
from fractions import Fraction
from math import inf

import numpy as np

from zaedno.algorithms.budget.backing import Backing, Real, Side, U, added
from zaedno.algorithms.budget.purses import Purses
from zaedno.algorithms.budget.ties import Tie, Ties

UP, DOWN = 1 + 8 * U, 1 - 8 * U


@dataclass(slots=True)
class Offer:
    """A project and its price per point in one round, with `doubt` either way.

    `low` and `high` bound the price per utility. `full` is the weighted points of those who pay in
    full where all others have exactly nothing, else 0. `have` is the money of its rows.
    """

    project: int
    price: float
    doubt: float
    low: float
    high: float
    full: int
    have: Real

    def exact(self, backing: Backing) -> Fraction | None:
        """The price per utility where it is a plain quotient, else None."""
        if not self.full:
            return None
        return Fraction(backing.costs[self.project], self.full * backing.scale[self.project])


@dataclass(frozen=True, slots=True)
class Choice:
    """One round: the offer taken, and the tie it won, if it was one."""

    offer: Offer
    tie: Tie | None


class Offers:
    """A run of Equal Shares that begins with `share` parts for everyone.

    Iterate over it for the choices; `money` has, at every choice, what the rows have *before* it
    is paid.
    """

    def __init__(self, backing: Backing, share: int, ties: Ties) -> None:
        self.backing, self.share, self.ties = backing, share, ties
        merged, self.first = backing.election.merged, float(share)
        self.money: Real = np.full(merged, self.first)
        self.slack: Real = np.full(merged, self.first * U)
        self.most_slack, self.grain = self.first * U, 8 * U * self.first
        self.sides = list(backing.sides)
        self.funded: list[int] = []
        self.waiting = list(backing.entries)  # sorted, so a heap
        self._exact: dict[int, Fraction] = {}  # prices of this round that were asked for
        self._purses: Purses | None = None

    def __iter__(self) -> Iterator[Choice]:
        while (choice := self.choose()) is not None:
            yield choice
            self.pay(choice.offer)

    def fork(self) -> Offers:
        """The same count from here on, without the project chosen last if it is not paid yet."""
        other = copy(self)
        other.money, other.slack = self.money.copy(), self.slack.copy()
        other.sides, other.waiting = list(self.sides), list(self.waiting)
        other.funded, other._exact, other._purses = list(self.funded), {}, None
        return other

    def choose(self) -> Choice | None:
        """The cheapest project that can be paid; those that cannot are dropped for good."""
        best, seen = inf, []
        while (offer := self.next_below(best)) is not None:
            seen.append(offer)
            best = min(best, offer.high)
        if not seen:
            return None
        near = [o for o in seen if o.low <= best]
        choice = Choice(near[0], None) if len(near) == 1 else self._settle(near)
        self.put_back(o for o in seen if o is not choice.offer)
        return choice

    def next_below(self, ceiling: float) -> Offer | None:
        """Take out of the waiting the next project that can be paid and may cost so little."""
        while self.waiting and self.waiting[0][0] <= ceiling:
            _low, project, price = heapq.heappop(self.waiting)
            offer = self.offer(project, price)
            if offer is not None:
                return offer
        return None

    def put_back(self, offers: Iterable[Offer]) -> None:
        """Let offers wait for the next round."""
        for o in offers:
            heapq.heappush(self.waiting, (o.low, o.project, o.price - o.doubt))

    def _settle(self, near: list[Offer]) -> Choice:
        """Compare offers that floats cannot tell apart; real ties go to the declared chain."""
        exact = {o.project: self._exactly(o) for o in near}
        least = min(exact.values())
        tied = [p for p, price in exact.items() if price == least]
        tie = self.ties.settle(tied, len(self.funded) + 1) if len(tied) > 1 else None
        first = tie.projects[0] if tie else tied[0]
        return Choice(next(o for o in near if o.project == first), tie)

    def _exactly(self, offer: Offer) -> Fraction:
        told = offer.exact(self.backing)
        if told is None:
            price = self._exact_price(offer.project)
            assert price is not None
            told = price / self.backing.scale[offer.project]
        return told

    def _exact_price(self, project: int) -> Fraction | None:
        """The exact price per point, or None where the supporters have too little."""
        if self._purses is None:
            self._purses = Purses(self.backing, self.share)
        for paid in self.funded[len(self._purses.paid) :]:
            self._purses.pay(paid)
        price = self._purses.price(project)
        if price is not None:
            self._exact[project] = price
        return price

    def offer(self, project: int, price: float) -> Offer | None:
        """The price of a project, beginning from a lower one; None where it cannot be paid."""
        side, cost = self.sides[project], self.backing.rounded[project]
        if cost > self.first * side.voters * UP:  # not even with a whole share from everyone
            return None
        have = self.money.take(side.rows)
        level = cost / side.full if side.full else 0.0
        if price <= level and side.full:  # else somebody could not pay in full before
            asked = level * UP + 2 * self.most_slack
            short = have < (asked if side.points is None else asked * side.points)
            if not np.count_nonzero(short):
                return self._offer(project, level, 8 * U * level, int(side.full), have)
        worth = side.weight * have
        if not self._can_pay(project, side, added(worth)):
            return None
        fill = _fill(side, have, worth, cost, max(price, level), self.most_slack)
        if fill.rich <= 0:  # to a rounding, everyone gives the last money
            exact = float(self._exact.get(project) or self._exact_price(project) or 0)
            return self._offer(project, exact, 2 * U * exact, 0, have, loose=True)
        if fill.count and not fill.spent:  # only those who have nothing: the others remain
            alive = have > 0
            self.sides[project], have = side.only(alive), have[alive]
        full = 0 if fill.spent or fill.loose else int(fill.rich)
        return self._offer(project, fill.price, fill.doubt, full, have, fill.loose)

    def _can_pay(self, project: int, side: Side, total: float) -> bool:
        """Whether the supporters, who have `total`, have the cost between them, for certain."""
        cost = self.backing.rounded[project]
        loss = (2 * len(side.rows) + 8) * U * total + side.voters * self.most_slack + 8 * U * cost
        if abs(total - cost) > loss:
            return total > cost
        return self._exact_price(project) is not None

    def _offer(
        self, project: int, price: float, doubt: float, full: int, have: Real, loose: bool = False
    ) -> Offer:
        scale = self.backing.scale[project]
        high = inf if loose else (price + doubt) / scale * UP
        return Offer(project, price, doubt, (price - doubt) / scale * DOWN, high, full, have)

    def pay(self, offer: Offer) -> None:
        """Take the money of an offer of this round from its supporters."""
        project, price, doubt, have = offer.project, offer.price, offer.doubt, offer.have
        side = self.sides[project]
        slack = self.slack.take(side.rows)
        if project in self._exact:
            price = float(self._exact[project])
            doubt = 2 * U * price
        elif not offer.full and doubt < inf:
            doubt = _doubt(side, have, slack, self.backing.rounded[project], price, doubt)
        if side.points is None:
            rest, most = have - price, 1.0
            slack += doubt + self.grain
        else:
            rest, most = have - price * side.points, float(side.points.max(initial=1.0))
            slack += doubt * side.points + self.grain
        self.most_slack += doubt * most + self.grain
        if not offer.full:
            _empty(rest, slack)
        self.money[side.rows], self.slack[side.rows] = rest, slack
        self.funded.append(project)
        self._exact.clear()


def _doubt(side: Side, have: Real, slack: Real, cost: float, price: float, most: float) -> float:
    """The bound of a price from what is known of each row; at most the one known before."""
    poor = have < (price if side.points is None else price * side.points)
    rich = side.full - added(side.stake[poor])
    if rich <= 0:
        return most
    weight = side.weight[poor]
    wide = (2 * len(have) + 8) * U * added(weight * have[poor]) + 8 * U * cost
    return min(most, (wide + added(weight * slack[poor])) / rich)


def _empty(rest: Real, slack: Real) -> None:
    """Nothing where there is certainly nothing; between nothing and the doubt where it is not."""
    gone = rest < -slack
    rest[gone] = slack[gone] = 0.0
    unsure = rest <= 0
    if np.count_nonzero(unsure) > np.count_nonzero(gone):
        unsure &= ~gone
        rest[unsure] = slack[unsure]
        slack[unsure] *= 2


@dataclass(slots=True)
class _Fill:
    """The water level, its doubt, and those below it: how many rows, and the money they spend.

    `rich` are the points of all others; `loose` tells that one of them might be below the level.
    """

    price: float
    doubt: float
    count: int
    spent: float
    rich: float
    loose: bool


def _fill(side: Side, have: Real, worth: Real, cost: float, price: float, slack: float) -> _Fill:
    """Raise the price until those who cannot pay it in full are the ones counted as poor."""
    points = side.points
    fill = _Fill(price, 0.0, 0, 0.0, side.full, False)
    poor = have < (price if points is None else price * points)
    now = int(np.count_nonzero(poor))
    while now > fill.count:
        fill.count, fill.spent = now, added(worth[poor])
        fill.rich = side.full - added(side.stake[poor])
        if fill.rich <= 0:
            return fill
        fill.price = (cost - fill.spent) / fill.rich
        poor = have < (fill.price if points is None else fill.price * points)
        now = int(np.count_nonzero(poor))
    if not fill.count:
        fill.price = cost / side.full
    fill.doubt = 8 * U * cost
    if fill.spent:
        fill.doubt += (2 * fill.count + 8) * U * fill.spent + slack * (side.full - fill.rich)
    fill.doubt /= fill.rich
    asked = (fill.price + fill.doubt) * UP
    needed = (asked if points is None else asked * points) + 2 * slack
    fill.loose = now < fill.count or int(np.count_nonzero(have < needed)) > fill.count
    return fill
