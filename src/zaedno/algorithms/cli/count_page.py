"""The page of `zaedno count --report`: the result, a picture of the votes, and every reason."""

from __future__ import annotations

from html import escape

from zaedno.algorithms.budget.outcome import Outcome, plain
from zaedno.algorithms.cli.budget_words import money, shown, summary, tie_lines
from zaedno.algorithms.cli.frame import _
from zaedno.algorithms.cli.page import facts, figure, page, paragraph, section, table

ROW, LEFT, WIDE = 26, 170, 760


def count_page(outcome: Outcome, source: str) -> str:
    """The result as one HTML file; `source` is the name of the file that was counted."""
    election, written = outcome.election, money(outcome.election)
    votes, order = election.votes().tolist(), shown(outcome)
    place = {p: i for i, p in enumerate(outcome.funded, start=1)}
    rows = [
        [
            election.projects[p].name or election.projects[p].id,
            election.projects[p].id,
            place.get(p, ""),
            votes[p],
            written(election.projects[p].cost),
            outcome.reasons[p].told(written, _),
        ]
        for p in order
    ]
    headings = [_("project"), _("id"), _("place"), _("votes"), _("cost"), _("why")]
    settings = [(name, _told(value)) for name, value in plain(outcome.parameters).items()]
    ties = [paragraph(line) for line in tie_lines(outcome)] or [paragraph(_("No ties were met."))]
    return page(
        _("Result of the count"),
        summary(outcome),
        [
            section(_("Votes"), _picture(outcome, order, votes)),
            section(_("Projects"), table(_("Every project and why"), headings, rows, "  rrr ")),
            section(_("Ties"), *ties),
            section(
                _("How it was counted"), facts([(_("file"), source), (_("rule"), outcome.rule)]),
                facts(settings),
            ),
        ],
    )  # fmt: skip


def _told(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(_told, value)) or "—"
    return "—" if value is None or value == "" else str(value)


def _picture(outcome: Outcome, order: list[int], votes: list[int]) -> str:
    """A bar for the votes of each project, filled where it is funded."""
    funded, most = set(outcome.funded), max([*votes, 1])
    parts = []
    for row, p in enumerate(order):
        y, length = row * ROW, (WIDE - LEFT - 90) * votes[p] / most
        fill = "var(--one)" if p in funded else "none"
        name = escape(outcome.election.projects[p].id[:20])
        parts.append(
            f'<text x="{LEFT - 8}" y="{y + 17}" text-anchor="end">{name}</text>'
            f'<rect x="{LEFT}" y="{y + 5}" width="{length:.1f}" height="{ROW - 10}" '
            f'fill="{fill}" stroke="var(--one)"/>'
            f'<text x="{LEFT + length + 8:.1f}" y="{y + 17}">{votes[p]}</text>'
        )
    told = _("Filled bars are funded projects, in their order; empty bars are the others.")
    size = (WIDE, ROW * max(len(order), 1))
    return figure(_("Votes of every project"), "".join(parts), size, told)
