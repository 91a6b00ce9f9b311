"""What the register gives to the report, to the chain on the home page and to the desk."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zaedno.core.report import (
    Block,
    Cell,
    Chart,
    Note,
    Paragraph,
    ReportScope,
    ReportSection,
    SubHeading,
    Table,
)
from zaedno.core.things import Figure, Task
from zaedno.core.viewer import Viewer
from zaedno.features.needs import matrix, rules
from zaedno.features.needs.models import Need, Solution
from zaedno.features.needs.queries import portfolio, register
from zaedno.features.needs.queries.register import Line


def figures(viewer: Viewer) -> list[Figure]:
    count = portfolio.solutions(viewer).count()
    label = ngettext("proposed solution", "proposed solutions", count)
    return [Figure("proposal", 30, count, label, reverse("needs:solutions"))]


def tasks(viewer: Viewer) -> list[Task]:
    """Needs that wait to be validated, oldest first."""
    if not viewer.has(*rules.VALIDATING):
        return []
    waiting = register.needs(viewer).filter(state=Need.State.RECORDED).order_by("recorded_at")
    return [
        Task(
            title=_("Validate the need: %(text)s") % {"text": row.text},
            url=row.get_absolute_url(),
            since=row.recorded_at,
        )
        for row in waiting
    ]


def sections(viewer: Viewer, *, scope: ReportScope) -> list[ReportSection]:
    found = []
    told = [line for line in register.lines(viewer) if line.need.state != Need.State.RECORDED]
    if told:
        found.append(_needs(viewer, told))
    rows = list(portfolio.listed(viewer))
    if rows:
        found.append(_solutions(viewer, rows))
    return found


def _needs(viewer: Viewer, told: list[Line]) -> ReportSection:
    headings = {
        Need.Board.NEED: _("Needs"),
        Need.Board.PRIORITY: _("Priorities"),
        Need.Board.CHALLENGE: _("Challenges"),
        Need.Board.OPPORTUNITY: _("Opportunities"),
    }
    blocks: list[Block] = [
        Paragraph(
            _("In the order of the dots that their groups received; each with what answers it.")
        )
    ]
    for board, heading in headings.items():
        mine = [line for line in told if line.need.board == board]
        if mine:
            blocks += [SubHeading(heading, f"needs-{board}"), _need_table(viewer, heading, mine)]
    open_lines = [line for line in told if not line.solutions]
    if open_lines:
        count = len(open_lines)
        said = ngettext("%(n)d entry", "%(n)d entries", count) % {"n": count}
        address = reverse("needs:index") + "?solved=no"
        blocks.append(Note([_("Without a solution yet: "), Cell(said, address), "."]))
    invented = any(line.need.illustrative for line in told)
    return ReportSection(
        "needs_priorities_challenges_opportunities", blocks=blocks, illustrative=invented
    )


def _need_table(viewer: Viewer, caption: str, told: list[Line]) -> Table:
    rows = []
    for line in told:
        text, lang = line.need.text.best(viewer.lang)
        dots = Cell("–")
        if line.cluster and line.dots is not None:
            dots = Cell(str(line.dots), line.cluster.url)
        answers = "; ".join(one.title.best(viewer.lang)[0] for one in line.solutions)
        rows.append(
            [
                Cell(text, line.need.get_absolute_url(), lang if lang != viewer.lang else ""),
                line.cluster.title if line.cluster else "–",
                dots,
                answers or _("No solution yet"),
            ]
        )
    heads = [_("Entry"), _("Group"), _("Dots"), _("Solution")]
    return Table(caption, heads, rows, numeric=(2,))


def _solutions(viewer: Viewer, rows: list[Solution]) -> ReportSection:
    months = portfolio.months(viewer)
    blocks: list[Block] = [
        Paragraph(
            _("Readiness belongs to the solution; the maturity of the city is another scale.")
        )
    ]
    numbers = {row.pk: number for number, row in enumerate(rows, 1)}
    for horizon, word in Solution.Horizon.choices:
        mine = [row for row in rows if row.horizon == horizon]
        if mine:
            said = _("%(horizon)s (within %(months)d months)")
            heading = said % {"horizon": str(word).capitalize(), "months": months[horizon]}
            blocks += [SubHeading(heading), _solution_table(viewer, heading, mine, numbers)]
    invented = any(row.illustrative for row in rows)
    points = [
        matrix.Point(
            numbers[r.pk], r.title.best(viewer.lang)[0], r.benefit, r.effort, r.get_absolute_url()
        )
        for r in rows
    ]
    svg = matrix.draw(points, watermark=_("DEMONSTRATION DATA") if invented else "")
    cells = [[Cell(str(p.number), p.url), p.label, str(p.benefit), str(p.effort)] for p in points]
    heads = [_("No."), _("Solution"), _("Benefit"), _("Effort")]
    caption = _("Benefit and effort")
    alt = _("Solutions placed by benefit, upwards, and effort, to the right.")
    blocks.append(Chart(svg, alt, caption, Table(caption, heads, cells, numeric=(2, 3))))
    return ReportSection("solutions_and_horizons", blocks=blocks, illustrative=invented)


def _solution_table(
    viewer: Viewer, caption: str, rows: list[Solution], numbers: dict[int, int]
) -> Table:
    lines = []
    for row in rows:
        title, lang = row.title.best(viewer.lang)
        lines.append(
            [
                str(numbers[row.pk]),
                Cell(title, row.get_absolute_url(), lang if lang != viewer.lang else ""),
                row.get_readiness_display(),
                row.result.best(viewer.lang)[0],
                row.resources.best(viewer.lang)[0],
            ]
        )
    heads = [_("No."), _("Solution"), _("Readiness"), _("Expected result"), _("Resources")]
    return Table(caption, heads, lines)
