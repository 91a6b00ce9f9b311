"""The report's sections that stand on the boards: vision, SWOT, needs, engagement of the room."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zaedno.core import charts
from zaedno.core.report import (
    Bullets,
    Cell,
    Chart,
    Note,
    Paragraph,
    Quote,
    ReportScope,
    ReportSection,
    SubHeading,
    Table,
)
from zaedno.core.viewer import Viewer
from zaedno.features.workshops.models.board import Board
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.queries import boards, polls, swot, votes, walls
from zaedno.features.workshops.queries import poll_results as results

K = Board.Kind
FOUR = (K.NEED, K.PRIORITY, K.CHALLENGE, K.OPPORTUNITY)


def sections(viewer: Viewer, *, scope: ReportScope) -> list[ReportSection]:
    ids = [i for i in scope.event_ids() if i.isdigit()]
    events = list(boards.workshops(viewer).filter(pk__in=ids).order_by("held", "planned", "id"))
    found = [
        part
        for place, event in enumerate(events)
        for part in (
            _vision(viewer, event, place),
            _swot(viewer, event, place),
            _needs(viewer, event, place),
        )
    ]
    return [part for part in found if part is not None]


def _vision(viewer: Viewer, event: Workshop, place: int) -> ReportSection | None:
    poll = polls.vision(viewer, event.pk)
    if poll is None or poll.published_at is None:
        return None
    views = results.views(viewer, poll)
    address = reverse("workshops:poll", args=[poll.pk])
    told = {"did": poll.answered, "could": poll.could_answer or poll.answered}
    lead = _("%(did)d of %(could)d who could answer did.") % told
    heads = [_("Statement"), *(str(c.label).capitalize() for c in results.choices(poll))]
    rows = [
        [
            Cell(str(view.item.text), f"{address}#item-{view.item.number}"),
            *(str(c.count) if view.shown else "–" for c in view.choices),
        ]
        for view in views
    ]
    blocks: list = [Paragraph([lead]), Table(_("Shared vision"), heads, rows, (1, 2, 3))]
    for view in views:
        for said in view.item.dissent.all():
            text, lang = said.text.best(viewer.lang)
            blocks.append(Quote(text, str(view.item.text), address, lang))
    if poll.open_list:
        blocks.append(Note(_("The list stays open: what is missing can be added.")))
    return ReportSection(
        "shared_vision", blocks=blocks, order=place, illustrative=poll.illustrative
    )


def _swot(viewer: Viewer, event: Workshop, place: int) -> ReportSection | None:
    wall = walls.wall(viewer, event)
    columns = [c for c in wall.columns if c.board and c.board.kind in swot.KINDS and c.papers]
    if not columns:
        return None
    chart = swot.swot(viewer, event)
    rows = [
        [
            Cell(str(paper.note.text), reverse("workshops:note", args=[paper.note.receipt])),
            str(column.title),
            str(paper.note.cluster.title) if paper.note.cluster else "",
        ]
        for column in columns
        for paper in column.papers
    ]
    table = Table(
        _("All notes of the four boards"), [_("Note"), _("Board"), _("Group of notes")], rows
    )
    counts = ", ".join(f"{c.title}: {len(c.papers)}" for c in columns)
    picture = Chart(charts.swot(chart), counts, str(chart.title), table)
    return ReportSection("swot", blocks=[picture], order=place, illustrative=bool(chart.watermark))


def _needs(viewer: Viewer, event: Workshop, place: int) -> ReportSection | None:
    """The groups in the order of the vote, then what was written on each of the four boards."""
    wall = walls.wall(viewer, event)
    columns = [c for c in wall.columns if c.board and c.board.kind in FOUR and c.papers]
    if not columns:
        return None
    blocks: list = []
    ranking = votes.ranking(viewer, event.pk)
    if ranking:
        could, did = votes.turnout(viewer, event.pk)
        told = _("%(did)d of %(could)d who could vote did.") % {"did": did, "could": could}
        blocks += [Paragraph([told]), _ranked(ranking)]
    for column in columns:
        blocks.append(SubHeading(str(column.title).capitalize()))
        blocks.append(Bullets([_line(paper) for paper in column.papers]))
    return ReportSection(
        "needs_priorities_challenges_opportunities",
        blocks=blocks,
        order=place,
        illustrative=wall.illustrative,
    )


def _line(paper: walls.Paper) -> list[Cell | str]:
    address = reverse("workshops:note", args=[paper.note.receipt])
    text = Cell(str(paper.note.text), address)
    if not paper.dots:
        return [text]
    dots = ngettext("%(n)d dot", "%(n)d dots", paper.dots) % {"n": paper.dots}
    return [text, f" ({dots})"]


def _ranked(ranking: list[votes.Ranked]) -> Table:
    rows = [
        [
            Cell(str(r.cluster.title), reverse("workshops:group", args=[r.cluster.pk])),
            str(r.rank),
            str(r.dots),
            str(r.notes),
        ]
        for r in ranking
    ]
    heads = [_("Group of notes"), _("Place"), _("Dots"), _("Number of notes")]
    return Table(_("Groups in the order of the vote"), heads, rows, (1, 2, 3))
