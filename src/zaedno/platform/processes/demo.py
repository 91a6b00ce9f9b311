"""A process of the demo, planned by its recipe; the rooms put into it what people did there."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from zaedno.core.demo import DemoLoad, Row
from zaedno.core.fields import Texts, texts
from zaedno.platform.cities.queries import themes
from zaedno.platform.processes import actions
from zaedno.platform.processes.models import Check, Process, Stage
from zaedno.platform.processes.recipes import recipes

USUAL = "proposal_call"
READY = texts(bg="Примерно изпълнено", en="Done, as an example")


def planned(demo: DemoLoad, row: Row, starts: datetime, **words: Texts) -> Process:
    """Planned by the recipe a week before, with every point of the checklist done."""
    ctx = demo.ctx("coordinator")
    theme: Any = themes(ctx.viewer).filter(code=row.get("theme", "")).first()
    with demo.at((starts - timedelta(days=7)).date()):
        process: Process = actions.plan(
            demo.ctx("coordinator"),
            recipe=recipes()[row.get("recipe", USUAL)],
            question=row.texts("question"),
            promise=row.get("promise") or row.need("iap2_promised"),
            scope=row.get("scope", "dec"),
            starts_at=starts,
            theme_id=theme.pk if theme else None,
            mark=row.mark,
            **words,
        )
        if "who" in row:
            actions.set_stages(demo.ctx("coordinator"), process=process, stages=_who(process, row))
        ready = {code: str(READY.best(ctx.viewer.lang)[0]) for code in Check.values}
        actions.tick(demo.ctx("coordinator"), process=process, ready=ready)
        process = actions.publish(demo.ctx("coordinator"), process=process)
    demo.remember(row.need("id"), process)
    return process


def _who(process: Process, row: Row) -> list[dict[str, Any]]:
    """The stages as the recipe made them, with the level that the file names for their verbs."""
    return [
        {
            "title": stage.title,
            "text": stage.text,
            "opens_at": stage.opens_at,
            "closes_at": stage.closes_at,
            "who": Stage.Who.ACCOUNT,
            "verbs": {
                verb: {"who": row["who"].get(verb, level), "only": {}}
                for verb, level in stage.who.items()
            },
        }
        for stage in process.stages.all()
    ]
