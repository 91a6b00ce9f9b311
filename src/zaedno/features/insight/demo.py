"""Themes and a summing-up of the demo's open process."""

from __future__ import annotations

from zaedno.core.demo import DemoLoad, Row
from zaedno.features.insight.actions import lines, themes
from zaedno.features.insight.queries import rows
from zaedno.platform.processes.queries import rows as processes


def load(demo: DemoLoad) -> None:
    for row in demo.rows("living", "insight"):
        _read_out(demo, row)


def _read_out(demo: DemoLoad, row: Row) -> None:
    viewer = demo.ctx("coordinator").viewer
    process = processes.by_id(viewer, demo.pk("processes.process", row.need("process")))
    for one in row.get("themes", []):
        themes.add_theme(
            demo.ctx("coordinator"),
            process=process,
            title=one.texts("title"),
            seeds=one.need("seeds"),
            mark=row.mark,
        )
    for one in row.get("lines", []):
        line = lines.write_line(
            demo.ctx("coordinator"),
            process=process,
            theme=rows.theme(viewer, process, one.need("theme")) if one.get("theme") else None,
            text=one.texts(),
            view=one.need("view"),
            refs=[demo.ref(kind, ident) for kind, ident in one.need("rests_on")],
            mark=row.mark,
        )
        lines.publish_line(demo.ctx("coordinator"), line=line)
    themes.sort(demo.ctx("coordinator"), process=process)
