"""The page of `zaedno compare --report`: rules side by side, with a picture of who gets what."""

from __future__ import annotations

from html import escape

from zaedno.algorithms.cli.budget_words import money
from zaedno.algorithms.cli.comparison import Comparison, Table
from zaedno.algorithms.cli.frame import _
from zaedno.algorithms.cli.page import figure, page, paragraph, section, table

LEFT, COLUMN, ROW, TOP = 190, 110, 24, 30


def compare_page(told: Comparison, source: str) -> str:
    """The comparison as one HTML file; `source` is the name of the file that was counted."""
    election = told.first.election
    lead = _("{file}: {voters} voters, {projects} projects, {budget}.").format(
        file=source,
        voters=election.voters,
        projects=len(election.projects),
        budget=money(election)(election.budget),
    )
    about = _(
        "Voters with a project support at least one that is funded. Inequality is the Gini"
        " coefficient of the money each voter stands for: 0 where all stand for the same. A gap"
        " of 1 or more is a group that deserved one more project."
    )
    parts = [
        section(
            _("Rules side by side"),
            _shown(_("What each rule does with the money"), told.figures()),
            paragraph(about, soft=True),
            *(paragraph(line) for line in told.gap_lines()),
        ),
        section(
            _("Who is funded"),
            figure(picture_name(), *picture(told), picture_name()),
            _shown(_("Projects that a rule funds"), told.marks()),
        ),
    ]
    for caption, part in (
        (_("Money by district"), told.districts()),
        (_("Money by category"), told.categories()),
    ):
        if part[1]:
            parts.append(section(caption, _shown(caption, part)))
    return page(_("Rules compared"), lead, parts)


def _shown(caption: str, part: Table) -> str:
    headings, rows, sides = part
    return table(caption, headings, rows, sides[: len(headings)])


def picture_name() -> str:
    """What the picture shows, for those who do not see it."""
    return _("Projects by votes, the most first; filled where the rule above funds them")


def picture(told: Comparison) -> tuple[str, tuple[int, int]]:
    """A column for each rule and a row for each project, filled where it is funded."""
    headings, rows, _sides = told.marks()
    drawn = [
        f'<text x="{LEFT + (i + 0.5) * COLUMN}" y="18" text-anchor="middle">{escape(name)}</text>'
        for i, name in enumerate(headings[4:])
    ]
    for line, row in enumerate(rows):
        y = TOP + line * ROW
        drawn.append(
            f'<text x="{LEFT - 8}" y="{y + 16}" text-anchor="end">{escape(str(row[0])[:22])}</text>'
        )
        drawn += [
            f'<rect x="{LEFT + i * COLUMN + 4}" y="{y + 3}" width="{COLUMN - 8}" '
            f'height="{ROW - 6}" fill="{"var(--one)" if mark == "●" else "none"}" '
            'stroke="var(--line)"/>'
            for i, mark in enumerate(row[4:])
        ]
    size = (LEFT + COLUMN * len(headings[4:]), TOP + ROW * max(len(rows), 1))
    return "".join(drawn), size
