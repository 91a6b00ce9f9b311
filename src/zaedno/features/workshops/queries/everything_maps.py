"""Tables of the maps a room drew: strategies, the problem tree, power and interest by kind."""

from __future__ import annotations

from collections.abc import Iterator

from zaedno.core.viewer import Viewer
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.queries import maps, tows
from zaedno.features.workshops.queries.rows import Row, Rows, both, part


def tables(viewer: Viewer, event: Workshop) -> dict[str, Rows]:
    return {
        "strategies": part(
            "quadrant inner outer text_bg text_en mark", lambda: _strategies(viewer, event)
        ),
        "problem_tree": part(
            "node part hangs_on text_bg text_en goal_bg goal_en cut mark",
            lambda: _tree(viewer, event),
        ),
        "influence": part(
            "kind_bg kind_en power interest field mark", lambda: _influence(viewer, event)
        ),
    }


def _strategies(viewer: Viewer, event: Workshop) -> Iterator[Row]:
    """Each side is a note by its receipt, or a group by its code."""
    for row in tows.standing(viewer, event):
        yield {
            "quadrant": row.quadrant,
            "inner": row.inner_note.receipt if row.inner_note else _code(row.inner_group),
            "outer": row.outer_note.receipt if row.outer_note else _code(row.outer_group),
            **both("text", row.text),
            "mark": row.mark,
        }


def _code(group: object) -> str:
    return str(getattr(group, "code", ""))


def _tree(viewer: Viewer, event: Workshop) -> Iterator[Row]:
    """Parts that were cut off stay in it, said to be so."""
    for node in maps.nodes(viewer, event):
        yield {
            "node": node.pk,
            "part": node.part,
            "hangs_on": node.parent_id,
            **both("text", node.text),
            **both("goal", node.goal),
            "cut": node.cut,
            "mark": node.mark,
        }


def _influence(viewer: Viewer, event: Workshop) -> Iterator[Row]:
    """The published means by kind; single ratings and organisations stay inside."""
    public = Viewer(city=viewer.city, lang=viewer.lang)
    for one in maps.by_kind(public, event):
        yield {
            **both("kind", one.label),
            "power": one.power,
            "interest": one.interest,
            "field": one.place.value,
            "mark": "illustrative" if one.invented else "",
        }
