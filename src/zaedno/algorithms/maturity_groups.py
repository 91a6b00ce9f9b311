"""A group's answer from single answers and an imported summary of answers given elsewhere.

A summary is a median with the number of its members; single answers given later join it as if each
of the n members had answered the median. Where a reviewer answers in person, the summary of the
reviewer gives way: the reviewer is one named person who has changed their mind.

>>> combined("stakeholders", [4], GroupAnswer(2, 14))
GroupAnswer(value=2.0, n=15)
>>> combined("reviewer", [4], GroupAnswer(3, 1))
GroupAnswer(value=4, n=1)
>>> combined("admin", [3, 5, 4])
GroupAnswer(value=4, n=3)
"""

from __future__ import annotations

from collections.abc import Sequence

from zaedno.algorithms.maturity import REVIEWER, GroupAnswer, group_answer


def combined(group: str, levels: Sequence[int], summary: GroupAnswer | None = None) -> GroupAnswer:
    """A group's value from its members' levels (1 to 5) and an imported summary of n people.

    A reviewer's own answer replaces the imported one; otherwise both are weighed by people.

    >>> combined("stakeholders", [4, 4], GroupAnswer(2.0, 14))
    GroupAnswer(value=2.0, n=16)
    """
    alone = group_answer(levels)
    if summary is None or summary.value is None or (group == REVIEWER and levels):
        return alone
    if not levels:
        return summary
    return median_of([(float(level), 1) for level in levels] + [(summary.value, summary.n)])


def median_of(counted: Sequence[tuple[float, int]]) -> GroupAnswer:
    """The median of values that each stand for a number of people.

    >>> median_of([(1, 2), (4, 2)])
    GroupAnswer(value=2.5, n=4)
    """
    ordered = sorted(counted)
    total = sum(n for _value, n in ordered)
    low = _at(ordered, (total - 1) // 2)
    high = _at(ordered, total // 2)
    return GroupAnswer((low + high) / 2, total)


def _at(ordered: Sequence[tuple[float, int]], position: int) -> float:
    seen = 0
    for value, n in ordered:
        seen += n
        if position < seen:
            return value
    raise ValueError("no values")
