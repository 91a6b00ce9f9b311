"""Raise everyone's share until the money is used: step by step, or in leaps that miss nothing.

Equal Shares leaves money over. The usual completion counts again with a larger share for everyone,
step by step, and keeps the last count that stays within the real budget. Between two counts with
different outcomes there can be thousands of steps; a leap passes them at once.

Why a leap misses nothing
    Take the choices p1, p2, ... of the count at share s, and force them at a larger share t.
    Claim: at every round every voter has at least as much at t as at s, and every project costs
    at most as much. At the start it is so. A price only falls when the supporters have more. Of
    the money left after a payment, max(0, b - x v), b is larger and x smaller at t. The same holds
    for every share r between s and t. So if at every round the price of the chosen project *at s*
    is below the prices of all others *at t*, then for every r between
        price of p at r <= price of p at s < price of q at t <= price of q at r:
    the same project is chosen at every r, round by round; and if nothing else can be paid at t
    after the last round, nothing can at r. Equal prices do where both are exact and the declared
    chain prefers p. One forced count at t thus proves that the outcome is constant on the whole
    way from s to t. The leaps aim at the step before another project can be paid, a guess;
    they shrink when they do not hold, down to one step, which is a count like any other: the first
    step at which a choice changes is always counted.
References: the completion is described at equalshares.net; jumping to the next change follows the
aim of Kraiczy, Robinson and Elkind, "Streamlining Equal Shares" (2025), whose payments are equal
per project; the argument above is for the method with water-filling payments.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from math import ceil

import numpy as np

from zaedno.algorithms.budget.backing import Backing, Real
from zaedno.algorithms.budget.offers import Choice, Offer, Offers
from zaedno.algorithms.budget.ties import Ties

MOST_PATIENCE, MOST_LEAP = 8, 2**20
OVERSPENT, EXHAUSTED, EVERYTHING = "overspent", "exhausted", "everything"


@dataclass(frozen=True)
class Raised:
    """Where the raising ended: `steps` above the start, and why it went no further.

    `runs` counts with choices of their own, `leaps` forced counts that proved a stretch of steps.
    """

    steps: int
    why: str
    runs: int
    leaps: int


@dataclass(frozen=True)
class Run:
    """The choices of one count, what they cost in smallest units, and what the rows have left."""

    choices: tuple[Choice, ...]
    cost: int
    money: Real

    @cached_property
    def projects(self) -> tuple[int, ...]:
        return tuple(c.offer.project for c in self.choices)


def count(backing: Backing, share: int, ties: Ties, limit: int | None = None) -> Run:
    """One count; with a `limit` it stops at the first project that goes over it."""
    choices, cost, offers = [], 0, Offers(backing, share, ties)
    for choice in offers:
        choices.append(choice)
        cost += backing.election.projects[choice.offer.project].cost
        if limit is not None and cost > limit:
            break
    return Run(tuple(choices), cost, offers.money)


def raise_shares(
    backing: Backing,
    ties: Ties,
    step: int,
    fits: Callable[[Run], bool],
    whole: bool = False,
    exhaustive: bool = False,
    leap: bool = True,
) -> Raised:
    """The last share, in `step` smallest units above the start, whose count is within the budget.

    `whole` begins from the share without its fraction of a unit. `fits` tells whether an unfunded
    project would fit the money a count leaves; with `exhaustive` the first count where none does
    is kept. Raising also ends when every project with a supporter is funded.
    """
    return _Climb(backing, ties, step, fits, whole, exhaustive, leap).climb()


class _Climb:
    """The state of one raising."""

    def __init__(
        self, backing: Backing, ties: Ties, step: int, fits: Callable[[Run], bool],
        whole: bool, exhaustive: bool, leap: bool,
    ) -> None:  # fmt: skip
        self.backing, self.ties, self.step, self.fits = backing, ties, step, fits
        self.whole, self.exhaustive, self.leap = whole, exhaustive, leap
        self.all = len(backing.entries)
        self.runs = self.leaps = self.calm = 0
        self.patience = 1

    def share(self, steps: int) -> int:
        return self.backing.share(steps * self.step, self.whole)

    def climb(self) -> Raised:
        steps, run = 0, self.count(0)
        before = run
        while True:
            if self.exhaustive and not self.fits(run):
                return Raised(steps, EXHAUSTED, self.runs, self.leaps)
            if len(run.choices) == self.all:
                return Raised(steps, EVERYTHING, self.runs, self.leaps)
            if self.leap and self.calm >= self.patience:
                steps, run = self.pass_by(steps, run, before)
            above = self.count(steps + 1)
            if above.cost > self.backing.election.budget:
                return Raised(steps, OVERSPENT, self.runs, self.leaps)
            self.calm = self.calm + 1 if set(above.projects) == set(run.projects) else 0
            steps, run, before = steps + 1, above, run

    def count(self, steps: int) -> Run:
        self.runs += 1
        return count(self.backing, self.share(steps), self.ties, self.backing.election.budget)

    def pass_by(self, steps: int, run: Run, before: Run) -> tuple[int, Run]:
        """Leap while leaps hold: the last step they reach, and its count.

        `before` is the count one step lower. A leap that fails costs a count. Where first leaps
        fail, more calm steps are asked for, and the next one begins small.
        """
        begun, reach = steps, self.likely(run, before, 1)
        if self.patience > 1:
            reach = min(2, reach)
        while reach > 1:
            self.leaps += 1
            held = force(self.backing, self.share(steps + reach), self.ties, run)
            if held is None:
                reach //= 4
            else:
                steps, before, run = steps + reach, run, held
                reach = min(2 * reach, self.likely(run, before, reach))
        self.patience = 1 if steps > begun else min(2 * self.patience, MOST_PATIENCE)
        self.calm = 0
        return steps, run

    def likely(self, run: Run, before: Run, gap: int) -> int:
        """For how many steps nothing new can be paid, if money grows as in the last `gap` steps.

        A guess of floats, worth trying: only a leap that is forced proves anything.
        """
        behind = self.backing.behind(run.money)
        gain = (behind - self.backing.behind(before.money)) / gap
        gain[list(run.projects)] = 0
        grows = np.flatnonzero(gain > 1e-9 * behind)
        missing = np.array(self.backing.rounded)[grows] - behind[grows]
        return ceil((missing / gain[grows]).min(initial=MOST_LEAP)) - 1


def force(backing: Backing, share: int, ties: Ties, run: Run) -> Run | None:
    """The same choices at a larger share, if they are certain for every share in between."""
    forced = _Forced(Offers(backing, share, ties), run.projects)
    choices = []
    for choice in run.choices:
        offer = forced.take(choice.offer)
        if offer is None:
            return None
        choices.append(Choice(offer, None))
    if forced.offers.choose() is not None:
        return None
    return Run(tuple(choices), run.cost, forced.offers.money)


class _Forced:
    """A count whose choices are given, and the proof that they are the count's own."""

    def __init__(self, offers: Offers, order: tuple[int, ...]) -> None:
        self.offers, self.order = offers, order
        self.place = {project: place for place, project in enumerate(order)}
        self.apart: set[int] = set()  # shares no voter with those before it in the order

    def take(self, chosen: Offer) -> Offer | None:
        """Pay the next project of the order, if no other can make a difference before it."""
        own, others, offers = None, [], self.offers
        while (offer := offers.next_below(chosen.high)) is not None:
            if offer.project == chosen.project:
                own = offer
            elif offer.low > chosen.high or self.harmless(offer, chosen):
                others.append(offer)
            else:
                return None
        offers.put_back(others)
        if own is not None:
            offers.pay(own)
        return own

    def harmless(self, other: Offer, chosen: Offer) -> bool:
        """Whether an offer that may come first is certainly behind, or may be as well."""
        return (
            other.project in self.apart
            or _behind(self.offers, other, chosen)
            or self.stands_apart(other.project)
        )

    def stands_apart(self, project: int) -> bool:
        """Whether a project is chosen later, by none of the voters of those chosen before it."""
        place = self.place.get(project)
        if place is None:
            return False
        sides, own = self.offers.sides, np.zeros(len(self.offers.money), dtype=bool)
        own[sides[project].rows] = self.offers.money[sides[project].rows] > 0
        if any(own[sides[p].rows].any() for p in self.order[len(self.offers.funded) : place]):
            return False
        self.apart.add(project)
        return True


def _behind(offers: Offers, other: Offer, chosen: Offer) -> bool:
    """Whether an offer not told apart by floats is certainly not before the chosen one."""
    theirs, ours = other.exact(offers.backing), chosen.exact(offers.backing)
    if theirs is None or ours is None or theirs < ours:
        return False
    rank = offers.ties.rank
    return theirs > ours or rank[chosen.project] < rank[other.project]
