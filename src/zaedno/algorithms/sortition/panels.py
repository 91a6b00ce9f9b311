"""From chances to panels: a lottery over whole panels that gives every type its expected number.

Peeling
    Let `x` keep the quotas, as the average of panels would. Every panel of a lottery with average
    `x` keeps with equality each bound that `x` meets with equality. So: find a panel `z` that does
    (a small integer program), give it as large a share `a` as leaves the rest `(x - a*z) / (1 - a)`
    within the quotas, and go on with the rest, which now meets one more bound with equality. After
    at most `types` steps all is shared out, unless no panel can be found on the way.
    Where possible, a panel has of every type `x[t]` people rounded down or up.
Aiming beyond
    When no panel is found on the way, a small part of `x` is missed: the panels reach `y` instead.
    Then a point beyond `x`, on the line from `y`, is peeled too; a mixture of both lots of panels
    comes nearer to `x` by as much as the second aim is further away than the miss.
What is missed after that is closed by column generation (`fairest.Mixed`).

Shapes and units
    `x[t]` is an expected number of people; shares sum to 1.
"""

from __future__ import annotations

import numpy as np

from zaedno.algorithms.sortition.fairest import Step, silent
from zaedno.algorithms.sortition.problem import Problem
from zaedno.algorithms.sortition.solver import Floats, Unsolved, Whole

MEETS = 1e-7
ENOUGH = 1e-7
SPEED = 1e-12


class Peeler:
    """The integer program for panels on the face that a rest lies on."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.program = problem.panels(mip_rel_gap=0.05)
        self.low, self.high = problem.bounds()

    def panel(self, x: Floats, rounded: bool) -> Whole | None:
        """A panel near `x` that meets every bound that `x` meets; rounded down or up if asked."""
        seen = self.problem.matrix @ x
        self.program.set_rows(
            np.where(seen >= self.high - MEETS, self.high, self.low),
            np.where(seen <= self.low + MEETS, self.low, self.high),
        )
        most = self.problem.most.astype(np.float64)
        down, up = np.floor(np.minimum(x + MEETS, most)), np.minimum(np.ceil(x - MEETS), most)
        if not rounded:
            down = np.where(x >= most - MEETS, most, 0.0)
            up = np.where(x <= MEETS, 0.0, most)
        self.program.set_bounds(down, up)
        self.program.set_cost(x - np.floor(x + MEETS) - 0.5)
        try:
            answer = self.program.solve()
        except Unsolved:
            return None
        # Near the end of peeling, what rounding errors have grown to may lead beyond a bound.
        return answer.whole if answer and self.problem.allows(answer.whole) else None


def _region(problem: Problem) -> tuple[Floats, Floats, Floats]:
    """All rows that `x` keeps with their bounds: quotas, size, and each type for itself."""
    low, high = problem.bounds()
    types = len(problem.types)
    matrix = np.vstack([problem.matrix, np.eye(types)])
    return matrix, np.append(low, np.zeros(types)), np.append(high, problem.most)


def _room(slack: Floats, speed: Floats) -> float:
    """How long `slack` lasts when it is used up at this speed."""
    used = speed > SPEED
    return float(np.min(slack[used] / speed[used], initial=np.inf))


def largest_share(problem: Problem, rest: Floats, weight: float, panel: Whole) -> float:
    """The largest share of `panel` that leaves the rest of `weight` within all bounds."""
    matrix, low, high = _region(problem)
    seen, of_panel = matrix @ rest, matrix @ panel
    # (seen - share * of_panel) >= low * (weight - share), and the same from above.
    return min(
        weight,
        _room(seen - low * weight, of_panel - low),
        _room(high * weight - seen, high - of_panel),
    )


def beyond(problem: Problem, x: Floats, reached: Floats) -> Floats:
    """A point on the line from `reached` through `x`, half as far behind `x` as bounds allow.

    Panels whose average is near this point make up, with a small share, for what misses from
    `reached` to `x`.
    """
    matrix, low, high = _region(problem)
    seen, speed = matrix @ x, matrix @ (x - reached)
    far = min(_room(seen - low, -speed), _room(high - seen, speed))
    return x + (x - reached) * far / 2 if np.isfinite(far) else x


def peel(problem: Problem, x: Floats, step: Step = silent) -> list[Whole]:
    """Panels whose averages reach `x`, or come near it; the shares are found afterwards."""
    peeler = Peeler(problem)
    panels: list[Whole] = []
    rest, weight, rounded = x.copy(), 1.0, True
    while weight > ENOUGH:
        panel = peeler.panel(np.maximum(rest / weight, 0.0), rounded)
        share = largest_share(problem, rest, weight, panel) if panel is not None else 0.0
        if panel is None or share <= ENOUGH * weight:
            if not rounded:
                break
            rounded = False
            continue
        panels.append(panel)
        rest, weight = rest - share * panel, weight - share
        step()
    return panels
