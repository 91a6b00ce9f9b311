"""Shares of answers with intervals that say how far chance may have moved them.

The interval is Wilson's (1927): it never leaves 0..1 and is sensible for few answers. A sample
without return from a small population is worth more (finite population correction), a weighted one
less (Kish's effective sample size, 1965); both enter as the number of answers that the interval is
drawn for, as Franco, Little, Louis & Slud (2019) recommend for surveys.

>>> for one in shares(["bus", "tram", "bus", "bus"]):
...     print(one.option, one.count, f"{one.share:.2f} ({one.low:.2f}-{one.high:.2f})")
bus 3 0.75 (0.30-0.95)
tram 1 0.25 (0.05-0.70)
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import fsum, inf, isfinite, sqrt

from scipy.special import ndtri

from zaedno.algorithms.faults import InputFault
from zaedno.algorithms.faults import mark as _

LEVEL = 0.95


@dataclass(frozen=True)
class Share:
    """One option: how many chose it, its (weighted) share of 0..1, and the interval's ends."""

    option: str
    count: int
    share: float
    low: float
    high: float


def wilson(share: float, size: float, level: float = LEVEL) -> tuple[float, float]:
    """Wilson's score interval for a share of 0..1 seen in `size` answers.

    `size` need not be whole (see `effective_size`, `for_population`); infinite gives the share
    itself. Raises `InputFault` where the share, the size (above 0) or the level (0..1) is none.

    >>> [round(end, 4) for end in wilson(0.2, 10)]
    [0.0567, 0.5098]
    >>> [round(end, 4) for end in wilson(0.0, 10)]
    [0.0, 0.2775]
    """
    if not 0 <= share <= 1:
        raise InputFault(_("A share lies between 0 and 1; {found} does not."), found=share)
    if not size > 0:
        raise InputFault(_("An interval needs at least one answer."))
    if not 0 < level < 1:
        raise InputFault(_("A level lies between 0 and 1; {found} does not."), found=level)
    if size == inf:
        return share, share
    z = float(ndtri((1 + level) / 2))
    middle = share + z * z / (2 * size)
    reach = z * sqrt(share * (1 - share) / size + z * z / (4 * size * size))
    whole = 1 + z * z / size
    # At the very ends rounding would leave a trace of the other side.
    low = 0.0 if share == 0 else (middle - reach) / whole
    high = 1.0 if share == 1 else (middle + reach) / whole
    return max(low, 0.0), min(high, 1.0)


def effective_size(weights: Iterable[float]) -> float:
    """Kish's effective sample size (Σw)² / Σw²: so many unweighted answers would tell as much.

    Raises `InputFault` for a weight that is negative or no number, and where all are 0.

    >>> effective_size([1, 1, 1, 1]), round(effective_size([3, 1]), 6)
    (4.0, 1.6)
    """
    found = [float(w) for w in weights]
    for place, weight in enumerate(found, 1):
        if not (isfinite(weight) and weight >= 0):
            raise InputFault(
                _("Answer {place}: the weight {found} is not a number of 0 or more."),
                place=place, found=weight,
            )  # fmt: skip
    # Divided by the largest so that neither huge nor tiny weights overflow when squared.
    largest = max(found, default=0.0)
    if largest == 0:
        raise InputFault(_("At least one weight must be above 0."))
    scaled = [w / largest for w in found]
    return fsum(scaled) ** 2 / fsum(w * w for w in scaled)


def for_population(size: float, population: int) -> float:
    """How much a sample of `size` is worth when it was drawn from `population` without return.

    n (N - 1) / (N - n); all of the population asked gives infinity. Raises `InputFault` where the
    sample is larger than the population.

    >>> for_population(50, 100), for_population(100, 100)
    (99.0, inf)
    """
    if size > population:
        raise InputFault(
            _("{size} answers cannot come from a population of {population}."),
            size=f"{size:g}", population=population,
        )  # fmt: skip
    return inf if size == population else size * (population - 1) / (population - size)


def shares(
    answers: Sequence[str],
    weights: Sequence[float] | None = None,
    population: int | None = None,
    options: Iterable[str] = (),
    level: float = LEVEL,
) -> list[Share]:
    """The share of each option, largest first (equal ones by name).

    `answers` holds one option for each answer; `weights`, where given, one number of 0 or more
    each; `population` the number of people the answers were drawn from; `options` further ones that
    nobody chose. Raises `InputFault` for no answers, and weights of another number.

    >>> weighted = shares(["a", "b", "b"], weights=[2, 1, 1], options=["c"])
    >>> [(s.option, s.count, s.share, round(s.high, 2)) for s in weighted]
    [('a', 1, 0.5, 0.88), ('b', 2, 0.5, 0.88), ('c', 0, 0.0, 0.59)]
    """
    if weights is not None and len(weights) != len(answers):
        raise InputFault(
            _("There are {weights} weights for {answers} answers."),
            weights=len(weights), answers=len(answers),
        )  # fmt: skip
    if not answers:
        raise InputFault(_("There is no answer to count."))
    given = [1.0] * len(answers) if weights is None else [float(w) for w in weights]
    size = effective_size(given)
    if population is not None:
        # Weights make a sample smaller, the population makes it larger: in this order.
        size *= for_population(len(answers), population) / len(answers)
    whole = fsum(given)
    found: dict[str, list[float]] = {option: [] for option in options}
    for option, weight in zip(answers, given, strict=True):
        found.setdefault(option, []).append(weight)
    told = []
    for option, parts in found.items():
        share = min(fsum(parts) / whole, 1.0)
        told.append(Share(option, len(parts), share, *wilson(share, size, level)))
    return sorted(told, key=lambda one: (-one.share, one.option))
