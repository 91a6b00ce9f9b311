"""The pictures of a count: a bar for each project's votes or support, filled where funded."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from zaedno.algorithms.budget.outcome import Outcome
from zaedno.algorithms.budget.support import supports
from zaedno.algorithms.cli.budget_words import percent, shown
from zaedno.algorithms.cli.frame import _

ROW, NAMES, WIDE, NUMBERS = 26, 290, 760, 70
LONGEST, MOST_SUPPORT = 36, 2.0
Picture = tuple[str, tuple[int, int]]


def chart_name() -> str:
    """What the picture shows, for those who do not see it."""
    return _("Votes of every project; filled bars are funded, in their order, empty ones are not")


def chart(outcome: Outcome) -> Picture:
    """The inside of an SVG, and its width and height."""
    votes = outcome.election.votes().tolist()
    return _bars(outcome, votes, [str(v) for v in votes], max([*votes, 1]))


def support_name() -> str:
    """What the picture of `support_chart` shows."""
    return _("Support of every project; the line is 100 %, filled bars are funded")


def support_chart(outcome: Outcome) -> Picture:
    """A bar for the support of each project (see `budget.support`), those above 200 % cut there."""
    found = supports(outcome)
    inside, (wide, high) = _bars(
        outcome,
        [min(share, MOST_SUPPORT) for share in found],
        list(map(percent, found)),
        MOST_SUPPORT,
    )
    x = NAMES + (wide - NAMES - NUMBERS) / MOST_SUPPORT
    return f'{inside}<path d="M{x:.1f} 0V{high}" stroke="var(--ink)" fill="none"/>', (wide, high)


def _bars(outcome: Outcome, values: Sequence[float], told: Sequence[str], most: float) -> Picture:
    """A line for each project: its name, a bar for its value out of `most`, and what is told."""
    funded, order = set(outcome.funded), shown(outcome)
    drawn = []
    for row, project in enumerate(order):
        y, length = row * ROW, (WIDE - NAMES - NUMBERS) * values[project] / most
        fill = "var(--one)" if project in funded else "none"
        name = outcome.election.projects[project].name or outcome.election.projects[project].id
        name = name if len(name) <= LONGEST else name[: LONGEST - 1] + "…"
        drawn.append(
            f'<text x="0" y="{y + 18}">{escape(name)}</text>'
            f'<rect x="{NAMES}" y="{y + 5}" width="{length:.1f}" height="{ROW - 10}" '
            f'fill="{fill}" stroke="var(--one)"/>'
            f'<text x="{NAMES + length + 8:.1f}" y="{y + 18}">{told[project]}</text>'
        )
    return "".join(drawn), (WIDE, ROW * max(len(order), 1))
