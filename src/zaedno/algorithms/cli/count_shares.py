"""What `zaedno count` tells of a count by Equal Shares: the money's way, round by round.

Also how near each project came, and how the shares were raised.
"""

from __future__ import annotations

from typing import Any

from zaedno.algorithms.budget.outcome import Outcome
from zaedno.algorithms.budget.support import supports
from zaedno.algorithms.cli.budget_words import money, percent, shown
from zaedno.algorithms.cli.frame import _, bar, decimal, ngettext, table


def share_lines(outcome: Outcome) -> list[str]:
    """Sentences about the share of each voter and the comparison with the greedy count."""
    written, figures = money(outcome.election), outcome.figures
    lines = [_("Every voter's share: {share}.").format(share=written(figures["share"]))]
    if "ended" in figures:
        why = {
            "overspent": _("one step more would cost more than the budget"),
            "exhausted": _("nothing that is not funded fits the money left"),
            "everything": _("every project with a supporter is funded"),
        }[figures["ended"]]
        steps = figures["steps"]
        told = ngettext(
            "The share was raised by {steps} step, in {counts} counts: {why}.",
            "The share was raised by {steps} steps, in {counts} counts: {why}.",
            steps,
        )
        counts = figures["counts"] + figures["leaps"]
        lines.append(told.format(steps=steps, counts=counts, why=why))
    if "comparison" in figures:
        lines.append(_comparison(figures["comparison"]))
    return lines


def _comparison(told: dict[str, Any]) -> str:
    """Who fares better by which rule, and which result stands."""
    ours, theirs = told["for_equal_shares"], told["for_greedy"]
    if told["measure"] == "approved":
        sentence = _("Voters who fare better by Equal Shares: {ours}; by greedy: {theirs}.")
    else:  # votes for a rule are the voters that the other one leaves without a project
        sentence = _("Voters left without a project by Equal Shares: {theirs}; by greedy: {ours}.")
    by_shares = told["stands"] == "equal shares"
    stands = _("Equal Shares stands.") if by_shares else _("The greedy result stands.")
    return f"{sentence.format(ours=ours, theirs=theirs)} {stands}"


def round_rows(outcome: Outcome) -> tuple[list[str], list[list[Any]], str]:
    """Headings, rows and sides of a table of the rounds that voters paid for."""
    written, names = money(outcome.election), outcome.election.projects
    rows = [
        [
            r.number,
            names[r.project].id,
            written(r.figures["price"]),
            "" if r.figures["effective"] is None else decimal(float(r.figures["effective"]), 1),
            r.figures["full"],
            r.figures["last"],
            written(r.left),
        ]
        for r in outcome.rounds
        if "price" in r.figures
    ]
    headings = [
        _("round"),
        _("id"),
        _("price"),
        _("effective votes"),
        _("paid in full"),
        _("gave their last"),
        _("left"),
    ]
    return headings, rows, "r rrrrr"


def support_rows(outcome: Outcome) -> tuple[list[str], list[list[Any]], str]:
    """Headings, rows and sides of a table of the support of every project."""
    found, projects = supports(outcome), outcome.election.projects
    rows = [
        [projects[p].id, projects[p].name[:40], percent(found[p]), bar(found[p] / 2, 20)]
        for p in shown(outcome)
    ]
    return [_("id"), _("project"), _("support needed"), _("the middle is 100 %")], rows, "  r "


def shares_told(outcome: Outcome) -> list[str]:
    """The blocks that `--explain` adds."""
    return [
        "\n".join(share_lines(outcome)),
        table(*round_rows(outcome)),
        table(*support_rows(outcome)),
        _(
            "Support: what a project's supporters would have paid for it in a count without it, of"
            " its cost; 100 % and more is enough."
        ),
    ]
