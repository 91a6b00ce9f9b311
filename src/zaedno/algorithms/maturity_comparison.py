"""Comparing two scores with intervals: no league table, and no difference that may be chance.

Scores are levels from 1 to 5, intervals (low, high) as `maturity.assess` computes them. Only
results of the same framework version are compared (rule 9 of the framework's scoring).
"""

from __future__ import annotations

CLEARLY_HIGHER, CLEARLY_LOWER = "clearly_higher", "clearly_lower"
NO_CLEAR_DIFFERENCE, NOT_COMPARABLE = "no_clear_difference", "not_comparable"


def compare(
    one: tuple[float, float], other: tuple[float, float], *, same_framework: bool = True
) -> str:
    """How `one` (low, high) stands to `other`: clear only where the intervals do not touch.

    >>> compare((1.653, 2.418), (2.05, 2.65)), compare((1.653, 2.418), (3.06, 3.76))
    ('no_clear_difference', 'clearly_lower')
    >>> compare((1, 2), (3, 4), same_framework=False)
    'not_comparable'
    """
    if not same_framework:
        return NOT_COMPARABLE
    if one[0] > other[1]:
        return CLEARLY_HIGHER
    return CLEARLY_LOWER if one[1] < other[0] else NO_CLEAR_DIFFERENCE
