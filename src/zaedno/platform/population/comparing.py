"""Those who took part beside the population, group by group; small groups stay unseen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from zaedno.algorithms.suppression import SMALLEST, hide_small
from zaedno.algorithms.tally import wilson
from zaedno.platform.population.models import Group


@dataclass(frozen=True)
class Line:
    """One group: its share of the population and, where it may be told, of those who took part.

    `verdict`: "less", "more" or "alike", by whether the interval of the share leaves out the share
    of the population; "" where the count is hidden.
    """

    group: Group
    wanted: float
    people: int | None
    share: float | None
    verdict: str

    @property
    def wanted_percent(self) -> float:
        return 100 * self.wanted

    @property
    def percent(self) -> float | None:
        return None if self.share is None else 100 * self.share


@dataclass(frozen=True)
class Compared:
    """All groups of a feature. `total` is how many said which group they are of."""

    feature: str
    lines: tuple[Line, ...]
    total: int

    @property
    def title(self) -> Any:
        return Group.Feature(self.feature).label

    @property
    def missing(self) -> list[Line]:
        return [line for line in self.lines if line.verdict == "less"]

    @property
    def enough(self) -> bool:
        return self.total >= SMALLEST

    @property
    def declared(self) -> Group:
        return self.lines[0].group

    def plain(self) -> dict[str, Any]:
        """As it is exported."""
        return {
            "feature": self.feature,
            "total": self.total if self.enough else None,
            "groups": [
                {
                    "code": line.group.code,
                    "population": line.group.people,
                    "took_part": line.people,
                    "verdict": line.verdict or None,
                }
                for line in self.lines
            ],
        }


def compare(feature: str, groups: Sequence[Group], counted: Sequence[int]) -> Compared:
    """Shares of those who told their group beside the shares of the population.

    Counts below five are hidden, and as many others as it takes that they cannot be reckoned from
    the total. A group counts as heard less than its share only where chance alone would hardly make
    it so (95 % interval by Wilson).
    """
    total, inhabitants = sum(counted), sum(row.people for row in groups)
    shown: Sequence[int | None] = [None] * len(groups)
    if total >= SMALLEST:
        shown = hide_small([list(counted)]).cells[0]
    return Compared(
        feature,
        tuple(
            _line(row, row.people / inhabitants, people, total)
            for row, people in zip(groups, shown, strict=True)
        ),
        total,
    )


def _line(group: Group, wanted: float, people: int | None, total: int) -> Line:
    if people is None:
        return Line(group, wanted, None, None, "")
    share = people / total
    low, high = wilson(share, total)
    verdict = "less" if high < wanted else "more" if low > wanted else "alike"
    return Line(group, wanted, people, share, verdict)
