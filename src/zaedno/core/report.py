"""What a room contributes to the report on a city's maturity in citizen participation.

A manifest offers `report_sections`: functions `(viewer, *, scope) -> list[ReportSection]`. The
report asks every room, sorts by `SECTIONS`, joins what several rooms say under one heading (by
`order`) and draws the same blocks as a page, a PDF and a DOCX. Texts are plain (no markup), already
in the viewer's language. Every number may carry the address of the rows it was counted from.

>>> section = ReportSection("gaps", blocks=[Paragraph(["Average ", Cell("2.04", "/en/…")])])
>>> section.blocks[0].plain()
'Average 2.04'
>>> Table("Votes", ["Group", "Dots"], [["Feedback", Cell("20", "/en/x")]]).row(0)[1].href
'/en/x'
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from zaedno.core.verdict import Sentence

# The outline, in the order in which it is printed; the headings of the sections.
SECTIONS: dict[str, Sentence] = {
    "summary": _("Summary on one page"),
    "how_it_was_made": _("How the report was made"),
    "participants_and_who_was_missing": _("Who took part and who was missing"),
    "documents": _("Documents"),
    "shared_vision": _("Shared vision and its dissent"),
    "swot": _("Strengths, weaknesses, opportunities and threats"),
    "needs_priorities_challenges_opportunities": _(
        "Needs, priorities, challenges and opportunities"
    ),
    "engagement_models": _("Engagement models"),
    "maturity_profile": _("Maturity profile"),
    "gaps": _("Gaps to target"),
    "solutions_and_horizons": _("Solutions and horizons"),
    "commitments": _("Commitments"),
    "indicators": _("Indicators"),
    "uncertainty_and_objections": _("Uncertainty and open objections"),
    "evaluation": _("Evaluation of the workshops"),
    "next_steps": _("Next steps"),
    "annexes": _("Annexes"),
}


@dataclass(frozen=True)
class ReportScope:
    """What one report is about; the city and the language are the viewer's.

    `events` are ("workshops.workshop", id) and the like, `assessment` is ("maturity.assessment",
    id), `as_of` the day on which the report is built: schedules and ages count from it.
    """

    as_of: date
    events: tuple[tuple[str, str], ...] = ()
    assessment: tuple[str, str] | None = None

    def event_ids(self, kind: str = "workshops.workshop") -> list[str]:
        return [ident for event_kind, ident in self.events if event_kind == kind]


@dataclass(frozen=True)
class Cell:
    """A word or a number and, where it was counted from rows, their address."""

    text: str
    href: str = ""
    lang: str = ""

    def __str__(self) -> str:
        return str(self.text)


Run = str | Cell
Runs = Sequence[Any] | str  # a list of words and cells mixed is a list of objects to mypy


def cell(value: Run) -> Cell:
    return value if isinstance(value, Cell) else Cell(str(value))


def runs(value: Runs) -> list[Cell]:
    """A sentence as pieces, some of which are links."""
    return [Cell(value)] if isinstance(value, str) else [cell(piece) for piece in value]


@dataclass(frozen=True)
class Paragraph:
    text: Runs

    def runs(self) -> list[Cell]:
        return runs(self.text)

    def plain(self) -> str:
        return "".join(piece.text for piece in self.runs())


@dataclass(frozen=True)
class SubHeading:
    """A heading one level below the section's; `anchor` makes an address within the report."""

    text: str
    anchor: str = ""


@dataclass(frozen=True)
class Bullets:
    items: Sequence[Runs]
    numbered: bool = False

    def rows(self) -> list[list[Cell]]:
        return [runs(item) for item in self.items]


@dataclass(frozen=True)
class Table:
    """`numeric` are the columns (from 0) set to the right; the first column heads its row."""

    caption: str
    headers: Sequence[str]
    rows: Sequence[Sequence[Any]]
    numeric: tuple[int, ...] = ()

    def row(self, index: int) -> list[Cell]:
        return [cell(value) for value in self.rows[index]]

    def cells(self) -> list[list[Cell]]:
        return [self.row(index) for index in range(len(self.rows))]


@dataclass(frozen=True)
class Chart:
    """An own SVG picture, what it says in one sentence (`alt`), and the same as a table.

    The picture of illustrative data has the band drawn inside it by whoever draws it.
    """

    svg: str
    alt: str
    caption: str
    table: Table


@dataclass(frozen=True)
class Quote:
    """Somebody's own words; `source` says where they stand, `href` leads there."""

    text: str
    source: str
    href: str = ""
    lang: str = ""


@dataclass(frozen=True)
class Note:
    """What must not be overlooked: a limit, a warning, what is missing."""

    text: Runs

    def runs(self) -> list[Cell]:
        return runs(self.text)


Block = Paragraph | SubHeading | Bullets | Table | Chart | Quote | Note


@dataclass(frozen=True)
class ReportSection:
    """A room's part of one section. An empty `title` takes the outline's heading."""

    id: str
    title: str = ""
    blocks: list[Block] = field(default_factory=list)
    order: int = 50
    illustrative: bool = False

    def __post_init__(self) -> None:
        if self.id not in SECTIONS:
            raise ValueError(f"no such section of the report: {self.id}")

    @property
    def heading(self) -> Sentence:
        return self.title or SECTIONS[self.id]


def outline(offered: Iterable[ReportSection]) -> list[ReportSection]:
    """The sections in the order of the outline; parts of one section joined by their `order`."""
    parts = sorted(offered, key=lambda part: part.order)
    joined = []
    for ident in SECTIONS:
        mine = [part for part in parts if part.id == ident]
        if mine:
            title = next((part.title for part in mine if part.title), "")
            blocks = [block for part in mine for block in part.blocks]
            invented = any(part.illustrative for part in mine)
            joined.append(ReportSection(ident, title, blocks, illustrative=invented))
    return joined
