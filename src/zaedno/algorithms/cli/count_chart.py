"""The picture of a count: a bar for the votes of each project, filled where it is funded."""

from __future__ import annotations

from html import escape

from zaedno.algorithms.budget.outcome import Outcome
from zaedno.algorithms.cli.budget_words import shown
from zaedno.algorithms.cli.frame import _

ROW, NAMES, WIDE, NUMBERS = 26, 290, 760, 70
LONGEST = 36


def chart_name() -> str:
    """What the picture shows, for those who do not see it."""
    return _("Votes of every project; filled bars are funded, in their order, empty ones are not")


def chart(outcome: Outcome) -> tuple[str, tuple[int, int]]:
    """The inside of an SVG, and its width and height."""
    votes, order = outcome.election.votes().tolist(), shown(outcome)
    funded, most = set(outcome.funded), max([*votes, 1])
    drawn = []
    for row, project in enumerate(order):
        y, length = row * ROW, (WIDE - NAMES - NUMBERS) * votes[project] / most
        fill = "var(--one)" if project in funded else "none"
        name = outcome.election.projects[project].name or outcome.election.projects[project].id
        name = name if len(name) <= LONGEST else name[: LONGEST - 1] + "…"
        drawn.append(
            f'<text x="0" y="{y + 18}">{escape(name)}</text>'
            f'<rect x="{NAMES}" y="{y + 5}" width="{length:.1f}" height="{ROW - 10}" '
            f'fill="{fill}" stroke="var(--one)"/>'
            f'<text x="{NAMES + length + 8:.1f}" y="{y + 18}">{votes[project]}</text>'
        )
    return "".join(drawn), (WIDE, ROW * max(len(order), 1))
