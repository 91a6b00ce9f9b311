"""Weights that make the people who answered look like the population, one feature after another.

Iterative proportional fitting (Deming & Stephan 1940), also called raking: scale the weights so
that the first feature (say, age) has the population's shares, then the second, and again, until
all hold together. Of all weights with those margins the result is closest to the ones begun with
(least relative entropy; Ireland & Kullback 1968). What weighting costs is told by Kish's effective
sample size.

>>> people = {"age": ["young", "old", "old", "old"], "sex": ["f", "f", "m", "m"]}
>>> margins = {"age": {"young": 0.4, "old": 0.6}, "sex": {"f": 0.5, "m": 0.5}}
>>> found = rake(people, margins)
>>> [round(w, 3) for w in found.weights], round(found.effective_size, 2)
([1.6, 0.4, 1.0, 1.0], 3.39)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import fsum, isfinite

import numpy as np
from numpy.typing import NDArray

from zaedno.algorithms.faults import InputFault
from zaedno.algorithms.faults import mark as _
from zaedno.algorithms.tally import effective_size

ALIKE = 1e-6  # sums of margins may differ by rounding: so much of the larger
CLOSE = 1e-10  # a margin is met when its share is off by no more
STILL, STILL_TRIMMED = 1e-12, 1e-8  # weights that move less in a round have arrived
ROUNDS = 2_000

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Raked:
    """Weights with mean 1, one for each person, and what they cost.

    `miss` is the largest gap between a wanted and a reached share; it is above 0 only where
    weights were trimmed. `rounds` counts passes over all features.
    """

    weights: tuple[float, ...]
    effective_size: float
    rounds: int
    miss: float

    @property
    def design_effect(self) -> float:
        """How many times more answers are needed because of the weights, n / effective size."""
        return len(self.weights) / self.effective_size


def rake(
    people: Mapping[str, Sequence[str]],
    margins: Mapping[str, Mapping[str, float]],
    start: Sequence[float] | None = None,
    largest: float | None = None,
) -> Raked:
    """Weights under which every feature has the margins of the population.

    `people` gives for each feature one value per person; `margins` for each feature the share or
    number of each value in the population; `start` the weights to begin with (all 1); `largest`
    trims weights to so many times the mean, at the price of margins that are missed a little
    (Izrael, Battaglia & Frankel 2009). The order of people changes nothing but the order of the
    weights. Raises `InputFault` for features or values that are not in both, margins that are
    negative or do not sum alike, a value of the population that nobody has, a value that only
    margins of 0 allow, and margins that cannot hold together.

    >>> rake({"age": ["young"]}, {"age": {"young": 40, "old": 60}})
    Traceback (most recent call last):
    zaedno.algorithms.faults.InputFault: age: nobody has the value “old”, but its margin is 60.
    """
    goals = _goals(people, margins)
    size = _size(people, start)
    if largest is not None and not largest >= 1:
        raise InputFault(_("Weights can be trimmed to 1 times the mean or more."))
    begun = np.ones(size) if start is None else np.asarray(start, dtype=float)
    effective_size(begun)  # says which weight is none
    columns = []
    for name, goal in goals.items():
        code = {value: at for at, value in enumerate(goal)}
        columns.append([code[value] for value in people[name]])
    # People alike in everything are one group: the result does not depend on their order.
    groups, member, many = np.unique(
        np.column_stack([begun, *columns]), axis=0, return_inverse=True, return_counts=True
    )
    codes = [groups[:, at + 1].astype(int) for at in range(len(columns))]
    wanted = [np.array(list(goal.values())) for goal in goals.values()]
    weights, rounds, miss = _fit(groups[:, 0], many, codes, wanted, largest)
    if largest is None and miss > CLOSE:
        raise InputFault(
            _("The margins cannot hold together: after {rounds} rounds one is off by {miss}."),
            rounds=rounds, miss=f"{miss:.2g}",
        )  # fmt: skip
    each = weights[member.reshape(-1)]
    return Raked(tuple(each.tolist()), effective_size(np.repeat(weights, many)), rounds, miss)


def _fit(
    begun: Floats,
    many: NDArray[np.int64],
    codes: list[NDArray[np.int64]],
    wanted: list[Floats],
    largest: float | None,
) -> tuple[Floats, int, float]:
    """Weights of the groups with mean 1, rounds, and the largest gap of a share."""
    people = many.sum()
    weights = begun * (people / (begun @ many))
    before, miss, rounds = weights, 1.0, 0
    still = STILL if largest is None else STILL_TRIMMED
    while rounds < ROUNDS:
        rounds += 1
        for code, goal in zip(codes, wanted, strict=True):
            reached = np.bincount(code, weights * many, len(goal))
            factor = np.divide(goal * people, reached, out=np.zeros(len(goal)), where=reached > 0)
            weights = weights * factor[code]
        if largest is not None:
            weights = _trimmed(weights, many, largest)
        miss = max(
            float(np.abs(np.bincount(code, weights * many, len(goal)) / people - goal).max())
            for code, goal in zip(codes, wanted, strict=True)
        )
        if miss <= CLOSE or np.abs(weights - before).max() <= still:
            break
        before = weights
    return weights, rounds, miss


def _trimmed(weights: Floats, many: NDArray[np.int64], largest: float) -> Floats:
    """Weights of at most `largest` with mean 1: what is cut off goes to the others in proportion.

    Giving it to them may lift one above the limit, so it is done until none is.
    """
    people = many.sum()
    while (high := weights > largest).any():
        held = largest * many[high | (weights == largest)].sum()
        free = weights < largest
        rest = weights[free] @ many[free]
        weights = np.where(free, weights, largest)
        if rest <= 0:
            break
        weights[free] *= (people - held) / rest
    return weights


def _goals(
    people: Mapping[str, Sequence[str]], margins: Mapping[str, Mapping[str, float]]
) -> dict[str, dict[str, float]]:
    """The wanted share of each value, features and values sorted; faults of the margins."""
    if not margins:
        raise InputFault(_("There are no margins to weight by."))
    if set(people) != set(margins):
        name = min(set(people) ^ set(margins))
        raise InputFault(_("The feature “{name}” is not in both people and margins."), name=name)
    totals: dict[str, float] = {}
    goals: dict[str, dict[str, float]] = {}
    for name in sorted(margins):
        goal = margins[name]
        for value, number in goal.items():
            if not (isfinite(number) and number >= 0):
                raise InputFault(
                    _("{name}: the margin of “{value}” is {number}, not a number of 0 or more."),
                    name=name, value=value, number=number,
                )  # fmt: skip
        totals[name] = fsum(goal.values())
        _meet(name, set(people[name]), goal)
        goals[name] = {v: goal[v] / totals[name] for v in sorted(goal) if goal[v] > 0}
    low, high = (pick(totals, key=totals.__getitem__) for pick in (min, max))
    if totals[high] - totals[low] > ALIKE * totals[high]:
        raise InputFault(
            _("Margins must sum alike: {one} sums to {first}, {other} to {second}."),
            one=low, first=f"{totals[low]:g}", other=high, second=f"{totals[high]:g}",
        )  # fmt: skip
    return goals


def _meet(name: str, found: set[str], goal: Mapping[str, float]) -> None:
    for value in sorted(goal):
        if goal[value] > 0 and value not in found:
            raise InputFault(
                _("{name}: nobody has the value “{value}”, but its margin is {number}."),
                name=name, value=value, number=f"{goal[value]:g}",
            )  # fmt: skip
    for value in sorted(found):
        if not goal.get(value, 0) > 0:
            raise InputFault(
                _("{name}: somebody has the value “{value}”, which has no margin above 0."),
                name=name, value=value,
            )  # fmt: skip


def _size(people: Mapping[str, Sequence[str]], start: Sequence[float] | None) -> int:
    lengths = {name: len(values) for name, values in people.items()}
    if start is not None:
        lengths["start"] = len(start)
    if len(set(lengths.values())) > 1:
        low, high = (pick(lengths, key=lengths.__getitem__) for pick in (min, max))
        raise InputFault(
            _("There are {first} values of “{one}”, but {second} of “{other}”."),
            first=lengths[low], one=low, second=lengths[high], other=high,
        )  # fmt: skip
    return next(iter(lengths.values()))
