"""The page of `zaedno count --report`: the result, a picture of the votes, and every reason."""

from __future__ import annotations

from zaedno.algorithms.budget.outcome import Outcome, plain
from zaedno.algorithms.cli.budget_words import money, shown, summary, tie_lines
from zaedno.algorithms.cli.count_chart import chart, chart_name
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
            section(_("Ties"), *ties),
            section(_("How it was counted"), facts([*counted, *settings])),
        ],
    )  # fmt: skip


def _told(value: object) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(map(_told, value)) or "—"
    return "—" if value is None or value == "" else str(value)
