"""Would the groups be found again? The map is drawn anew with a tenth of the votes left out.

How
    Each repetition leaves out 10 % of the votes, drawn from a public seed, and does everything
    again from the start, the choice of the number of groups included. Its groups are set beside
    the map's by the adjusted Rand index over the people whom both show. Below a median of 0.7 the
    map has no stable groups, and whoever shows it should say so: the picture then is one of
    several that the same votes allow.
    Of more than 20,000 participants that many are drawn once, and the map of these is tested.
Result
    Deterministic for a seed; the order of the votes plays no part.
Errors
    As `map_opinions`; a repetition in which nothing is left to compare counts as agreement 0.
Source
    Hennig, "Cluster-wise assessment of cluster stability" (2007), for the idea; the share, the
    threshold and the sample are this project's.

>>> from zaedno.algorithms.opinion.votes import gather_votes
>>> who, what = np.repeat(np.arange(30), 10), np.tile(np.arange(10), 30)
>>> vote = np.where((who < 20) == (what < 5), 1, -1)
>>> found = stability(gather_votes(who, what, vote), seed="2027", repetitions=5)
>>> found.median, found.numbers, found.stable
(1.0, {2: 5}, True)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import numpy as np
from numpy.typing import NDArray

from zaedno.algorithms.faults import InputFault
from zaedno.algorithms.opinion.groups import agreement, find_groups
from zaedno.algorithms.opinion.mapping import ZAEDNO, Mode, find_plane, live_and_meta
from zaedno.algorithms.opinion.votes import Votes

Flags = NDArray[np.bool_]

LEFT_OUT = 0.1
REPETITIONS = 20
LEAST_MEDIAN = 0.7
MOST_PEOPLE = 20_000


@dataclass(frozen=True)
class Stability:
    """Agreement of each repetition with the map, in their order; how often each number of groups
    was found; the people tested."""

    agreements: tuple[float, ...]
    numbers: Mapping[int, int]
    people: int

    @property
    def median(self) -> float:
        return float(np.median(self.agreements))

    @property
    def least(self) -> float:
        return min(self.agreements)

    @property
    def stable(self) -> bool:
        """Whether the median reaches 0.7 and there is more than one group."""
        return self.median >= LEAST_MEDIAN and max(self.numbers, key=self._often) > 1

    def _often(self, number: int) -> int:
        return self.numbers[number]


def stability(
    votes: Votes,
    mode: Mode = ZAEDNO,
    *,
    seed: str,
    excluded: Flags | None = None,
    meta: Flags | None = None,
    number: int | None = None,
    repetitions: int = REPETITIONS,
    step: Callable[[], None] = lambda: None,
) -> Stability:
    """Draw the map again `repetitions` times; `step` is called after each."""
    random = np.random.default_rng(int.from_bytes(sha256(seed.encode()).digest()))
    if len(votes.participants) > MOST_PEOPLE:
        drawn = random.choice(len(votes.participants), MOST_PEOPLE, replace=False)
        votes = votes.people(np.sort(drawn))
    live, _meta = live_and_meta(votes, excluded, meta)
    whole = _labels(votes, mode, live, number)
    agreements, numbers = [], Counter[int]()
    for _repetition in range(repetitions):
        kept = votes.only(random.random(len(votes)) >= LEFT_OUT)
        try:
            live_and_meta(kept, excluded, meta)
            again = _labels(kept, mode, live, number)
        except InputFault:
            again = np.full_like(whole, -1)
        both = (whole >= 0) & (again >= 0)
        agreements.append(agreement(whole[both], again[both]) if both.any() else 0.0)
        numbers[int(again.max()) + 1] += 1
        step()
    return Stability(tuple(agreements), dict(sorted(numbers.items())), len(votes.participants))


def _labels(votes: Votes, mode: Mode, live: Flags, number: int | None) -> NDArray[Any]:
    plane = find_plane(votes, mode, live)
    labels = np.full(len(votes.participants), -1)
    labels[plane.shown] = find_groups(plane.places[plane.shown], mode.rules, number).labels
    return labels
