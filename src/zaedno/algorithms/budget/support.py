"""How much of the support that it needed a project had, under Equal Shares: “why not mine?”

Take a project p out and count again. In every round, at the price per utility of the project that
is funded, p's supporters could pay together

    sum over S_p of min(b_i, rho * u_i(p)), with what they have before the round is paid,

and after the last round all they have left. The largest of these over the cost of p is its
*support*: 100 % and more is enough. For an unfunded p the count without it is the count itself. For
a funded one the rivals of its own round have no smaller price, so it reaches 100 % there or, if
nothing else can be paid, at the end: funded projects stand at 100 % or more, the others below it,
except those that only lost a tie, which may stand at exactly 100 %.

The figures are floats, right to about nine digits; on which side of 100 % a project stands is
known exactly from the count, and the figure is kept on that side. All counts without one funded
project are the count itself up to its round: each begins there, not at the start.

>>> from zaedno.algorithms.budget.election import election
>>> from zaedno.algorithms.budget.equal_shares import equal_shares
>>> ballots = [["a", "b"], ["a", "b"], ["a"], ["c"]]
>>> e = election([("a", 6), ("b", 5), ("c", 4)], 12, ballots)
>>> [round(s, 3) for s in supports(equal_shares(e))]
[1.5, 0.667, 0.75]
"""

from __future__ import annotations

import numpy as np

from zaedno.algorithms.budget.backing import Backing, Real, Side, added, backing
from zaedno.algorithms.budget.offers import Choice, Offers
from zaedno.algorithms.budget.outcome import TIE_LOST, Outcome
from zaedno.algorithms.budget.ties import Ties, ties
from zaedno.algorithms.faults import InputFault
from zaedno.algorithms.faults import mark as _

BELOW = float(np.nextafter(1.0, 0.0))


def supports(outcome: Outcome) -> list[float]:
    """The support of every project, 1.0 for 100 %; `InputFault` where the rule has none.

    Projects funded afterwards, from the rest by votes, stand below 1.0: they are not funded by
    their supporters' shares.
    """
    if "share" not in outcome.figures:
        raise InputFault(_("Only a count by Equal Shares tells the support of projects."))
    told = outcome.parameters
    backed = backing(outcome.election, told["utility"])
    chain = ties(outcome.election, told["ties"], told["seed"])
    share = outcome.figures["share"] * backed.parts
    found, funded = _supports(backed, int(share), chain)
    for project, reason in enumerate(outcome.reasons):
        if project in funded:
            found[project] = max(found[project], 1.0)
        else:
            found[project] = min(found[project], 1.0 if reason.code == TIE_LOST else BELOW)
    return found.tolist()


def _supports(backed: Backing, share: int, chain: Ties) -> tuple[Real, set[int]]:
    """What the counts say, and which projects are funded by shares."""
    costs, scale = np.array(backed.rounded), np.array(backed.scale, dtype=np.float64)
    offers = Offers(backed, share, chain)
    most = np.zeros(len(costs))
    own: dict[int, float] = {}
    while (choice := offers.choose()) is not None:
        np.maximum(most, backed.behind(offers.money, _rate(choice, backed) * scale), out=most)
        project = choice.offer.project
        own[project] = _without(offers.fork(), backed.sides[project], backed, project)
        offers.pay(choice.offer)
    np.maximum(most, backed.behind(offers.money), out=most)
    for project, paid in own.items():
        most[project] = paid
    return np.divide(most, costs, out=np.ones(len(costs)), where=costs > 0), set(own)


def _rate(choice: Choice, backed: Backing) -> float:
    return choice.offer.price / backed.scale[choice.offer.project]


def _without(offers: Offers, side: Side, backed: Backing, project: int) -> float:
    """The most that the supporters of a project could pay in the rest of a count without it."""
    most = 0.0
    while (choice := offers.choose()) is not None:
        asked = _rate(choice, backed) * backed.scale[project]
        most = max(most, _paid(offers.money, side, asked))
        offers.pay(choice.offer)
    return max(most, added(side.weight * offers.money.take(side.rows)))


def _paid(money: Real, side: Side, price: float) -> float:
    """What the supporters pay at this price per point."""
    asked = price if side.points is None else price * side.points
    return added(side.weight * np.minimum(money.take(side.rows), asked))
