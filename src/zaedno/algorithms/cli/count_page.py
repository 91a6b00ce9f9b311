"""The page of `zaedno count --report`: the result, a picture of the votes, and every reason."""

from __future__ import annotations

from zaedno.algorithms.budget.outcome import Outcome, plain
from zaedno.algorithms.cli.budget_words import money, shown, summary, tie_lines
from zaedno.algorithms.cli.count_chart import chart, chart_name, support_chart, support_name
from zaedno.algorithms.cli.count_shares import round_rows, share_lines, support_rows
from zaedno.algorithms.cli.frame import _
from zaedno.algorithms.cli.page import facts, figure, page, paragraph, section, table


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
    counted = [(_("file"), source), (_("rule"), outcome.rule)]
    ties = [paragraph(line) for line in tie_lines(outcome)] or [paragraph(_("No ties were met."))]
    return page(
        _("Result of the count"),
        summary(outcome),
        [
            section(_("Votes"), figure(chart_name(), *chart(outcome), chart_name())),
            section(_("Projects"), table(_("Every project and why"), headings, rows, "  rrr ")),
            *shares_sections(outcome),
            section(_("Ties"), *ties),
            section(_("How it was counted"), facts([*counted, *settings])),
        ],
    )  # fmt: skip


def shares_sections(outcome: Outcome) -> list[str]:
    """For a count by Equal Shares the way of the money, and the support of every project."""
    if "share" not in outcome.figures:
        return []
    about = _(
        "What a project's supporters would have paid for it in a count without it, of its cost."
    )
    headings, rows, sides = support_rows(outcome)
    return [
        section(
            _("How the money went"),
            *(paragraph(line) for line in share_lines(outcome)),
            table(_("What each round cost whom"), *round_rows(outcome)),
        ),
        section(
            _("Support of every project"),
            paragraph(about),
            figure(support_name(), *support_chart(outcome), support_name()),
            table(
                _("Support; 100 % and more is enough"),
                headings[:3],
                [r[:3] for r in rows],
                sides[:3],
            ),
        ),
    ]


def _told(value: object) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(map(_told, value)) or "—"
    return "—" if value is None or value == "" else str(value)
