"""Which two ideas to show a person next, so that few answers tell much.

Each pair has a probability above 0; pairs whose answer is open and whose items are little known
have more. The draw is made from SHA-256 of a public seed, the person and the number of pairs they
were shown: whoever holds the answers and the seed can repeat it, nobody can choose it.

>>> known = fit(compare([("a", "b", "a")] * 12, items="abc"))
>>> draw = NextPair(known, seed="2024-05")
>>> pair = draw.pair("person 7", shown=[])
>>> "c" in pair  # nobody has seen "c" yet
True
>>> draw.pair("person 7", shown=[("a", "b"), ("b", "c"), ("c", "a")]) is None
True
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

from zaedno.algorithms.pairwise import FEW_COMPARISONS, Strengths, compare, fit

__all__ = ["NextPair", "compare", "fit"]

SHARPNESS = 4  # the power of the information; measured, see docs/methods/pairwise-priorities.md
EVEN_SHARE = 0.1  # of the probability is spread evenly over all pairs
NEW_BOOST = 10.0  # an item nobody has seen weighs so many times more, falling to 1 at few answers


class NextPair:
    """The draw of pairs under one fitted order.

    `probability` has one value above 0 for each pair (`first` < `second`, places in the items),
    and sums to 1.
    """

    def __init__(self, order: Strengths, seed: str) -> None:
        self.items, self.seed = order.comparisons.items, seed
        self.first, self.second = np.triu_indices(len(self.items), k=1)
        self.probability = self._probabilities(order)
        self._row_starts = np.concatenate([[0], np.cumsum(np.arange(len(self.items) - 1, 0, -1))])

    def _probabilities(self, order: Strengths) -> NDArray[np.float64]:
        """The expected gain p (1 - p) Var(θᵢ - θⱼ), sharpened, boosted for new items, and mixed
        with an even draw."""
        likely = order.preferred[self.first, self.second]
        gain = likely * (1 - likely) * order.difference_variance[self.first, self.second]
        missing = np.clip(1 - order.comparisons.per_item / FEW_COMPARISONS, 0, 1)
        newest = np.maximum(missing[self.first], missing[self.second])
        weight = (gain / gain.max()) ** SHARPNESS * (1 + (NEW_BOOST - 1) * newest)
        return (1 - EVEN_SHARE) * weight / weight.sum() + EVEN_SHARE / len(weight)

    def pair(self, person: str, shown: Sequence[tuple[str, str]]) -> tuple[str, str] | None:
        """The next pair for a person, as (left, right); None when they have seen every pair.

        `shown` lists the pairs the person has had, on whichever sides; none of them comes again.
        """
        chances = self.probability.copy()
        chances[self._places(shown)] = 0.0
        upto = np.cumsum(chances)
        if upto[-1] <= 0:
            return None
        number = len(shown)
        drawn = self._number(person, number, "pair") / 2**64 * upto[-1]
        at = min(int(np.searchsorted(upto, drawn, side="right")), int(np.flatnonzero(chances)[-1]))
        one, other = self.items[self.first[at]], self.items[self.second[at]]
        return (one, other) if self._number(person, number, "side") % 2 else (other, one)

    def _places(self, shown: Sequence[tuple[str, str]]) -> list[int]:
        place = {item: at for at, item in enumerate(self.items)}
        pairs = (sorted((place[a], place[b])) for a, b in shown if a in place and b in place)
        return [int(self._row_starts[low]) + high - low - 1 for low, high in pairs]

    def _number(self, person: str, number: int, what: str) -> int:
        told = "\n".join([self.seed, person, str(number), what])
        return int.from_bytes(sha256(told.encode()).digest()[:8], "big")
