"""How far answers lie apart: the middle alone hides that a room is split."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt


@dataclass(frozen=True)
class Spread:
    """Mean and standard deviation of the answers, and the share (0–1) at each end."""

    n: int
    mean: float
    deviation: float
    low: float
    high: float

    @property
    def split(self) -> bool:
        """At both ends there is at least a quarter of the room."""
        return self.low >= 0.25 and self.high >= 0.25

    @property
    def low_percent(self) -> str:
        return f"{round(100 * self.low)}\u00a0%"

    @property
    def high_percent(self) -> str:
        return f"{round(100 * self.high)}\u00a0%"


def spread(counts: Mapping[str, int], lowest: int = 1, highest: int = 5) -> Spread | None:
    """Of counts by value; values outside the ends (a skip) are no answer.

    >>> spread({"0": 3, "1": 2, "5": 2})
    Spread(n=4, mean=3.0, deviation=2.0, low=0.5, high=0.5)
    >>> spread({"0": 3}) is None
    True
    """
    given = {int(v): n for v, n in counts.items() if n and lowest <= int(v) <= highest}
    n = sum(given.values())
    if not n:
        return None
    mean = sum(v * k for v, k in given.items()) / n
    variance = sum(k * (v - mean) ** 2 for v, k in given.items()) / n
    return Spread(n, mean, sqrt(variance), given.get(lowest, 0) / n, given.get(highest, 0) / n)
