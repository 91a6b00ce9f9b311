"""`zaedno count FILE.pb`: who gets the money by a rule, and why.

The answer is a table with a bar for the votes of each project; `--explain` adds a sentence for
each, `--json` gives the document of `budget.outcome.document`, `--report` writes a page.
"""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from zaedno.algorithms.budget.outcome import Outcome, document
from zaedno.algorithms.budget.support import supports
from zaedno.algorithms.cli.budget_words import load, money, shown, summary, tie_lines
from zaedno.algorithms.cli.count_chart import chart, chart_name, support_chart, support_name
from zaedno.algorithms.cli.count_page import count_page
from zaedno.algorithms.cli.count_shares import shares_told
from zaedno.algorithms.cli.frame import (
    _,
    bar,
    parser,
    perform,
    table,
    write_whole,
)
from zaedno.algorithms.cli.page import picture_file
from zaedno.algorithms.cli.rules import COMPLETIONS, RULES, add_flags, count
from zaedno.algorithms.faults import mark as gettext_noop

LONGEST = 44


def main(words: Sequence[str]) -> int:
    """Count one file; the exit code."""
    made = parser(
        "count", gettext_noop("Who gets the money of a participatory budget, and why."), words
    )
    about = "; ".join(f"{name}: {_(rule.about)}" for name, rule in RULES.items())
    made.add_argument("file", type=Path, help=_("a Pabulib file"))
    made.add_argument("--rule", choices=tuple(RULES), default="greedy", help=about)
    ways = "; ".join(f"{name}: {_(way)}" for name, way in COMPLETIONS.items())
    made.add_argument("--completion", choices=tuple(COMPLETIONS), help=ways)
    made.add_argument("--explain", action="store_true", help=_("say for each project why"))
    made.add_argument("--report", type=Path, metavar="OUT.html", help=_("write a page to read"))
    made.add_argument("--picture", type=Path, metavar="FILE.svg", help=_("write the picture"))
    add_flags(made)
    asked = made.parse_args(words)
    return perform(lambda: _count(asked))


def _count(asked: Namespace) -> None:
    reading = load(asked.file)
    outcome = count(asked.rule, reading.election, asked)
    files = {}
    if asked.report:
        files[asked.report] = count_page(outcome, asked.file.name)
    if asked.picture:
        by_shares = "share" in outcome.figures
        name = support_name() if by_shares else chart_name()
        drawing = support_chart(outcome) if by_shares else chart(outcome)
        files[asked.picture] = picture_file(name, *drawing)
    write_whole(files)
    if asked.json:
        told = document(outcome) | {"notes": [str(note) for note in reading.notes]}
        if asked.explain and "share" in outcome.figures:
            for project, share in zip(told["projects"], supports(outcome), strict=True):
                project["support"] = share
        print(json.dumps(told, ensure_ascii=False, indent=1))
        return
    print(summary(outcome))
    print()
    print(listing(outcome))
    for line in tie_lines(outcome):
        print(line)
    if asked.explain:
        print()
        print("\n".join(explanations(outcome)))
        if "share" in outcome.figures:
            print("", *shares_told(outcome), sep="\n\n")


def listing(outcome: Outcome) -> str:
    """A table of all projects with a bar for their votes."""
    election, written = outcome.election, money(outcome.election)
    votes = election.votes().tolist()
    most = max([*votes, 1])
    place = {p: str(i) for i, p in enumerate(outcome.funded, start=1)}
    rows = []
    for p in shown(outcome):
        project = election.projects[p]
        name = project.name if len(project.name) <= LONGEST else project.name[: LONGEST - 1] + "…"
        drawn = bar(votes[p] / most)
        rows.append([place.get(p, ""), project.id, name, written(project.cost), votes[p], drawn])
    headings = [_("place"), _("id"), _("project"), _("cost"), _("votes"), ""]
    return table(headings, rows, "r  rr ")


def explanations(outcome: Outcome) -> list[str]:
    """For each project a line with its reason."""
    written, projects = money(outcome.election), outcome.election.projects
    return [f"{projects[p].id}: {outcome.reasons[p].told(written, _)}" for p in shown(outcome)]
