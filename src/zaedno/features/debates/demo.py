"""Loads the demo's debates: one open, one summed up, each in a process of its own."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.utils import timezone

from zaedno.core.demo import DemoLoad, Row
from zaedno.features.debates.actions import arguing, leading, moderation, summing
from zaedno.features.debates.models import Argument, Debate
from zaedno.features.debates.queries import rows
from zaedno.platform.processes.demo import planned
from zaedno.platform.processes.models import Process

ARGUMENT = "debates.argument"
SUMMED_IN = timedelta(days=30)  # after it was posed: the stage lasts three weeks


def load(demo: DemoLoad) -> None:
    for row in demo.rows("living", "debates"):
        first = demo.day(int(row.need("starts_in_days")))
        starts = timezone.make_aware(datetime.combine(first, time()))
        words = {name: row.texts(name) for name in ("title", "purpose", "owner")}
        process = planned(demo, row, starts, **words)
        for one in row.get("debates", []):
            _debate(demo, one, process)


def _debate(demo: DemoLoad, row: Row, process: Process) -> None:
    day = demo.day(int(row.need("in_days")))
    with demo.at(day):
        made: Debate = leading.pose(
            demo.ctx("coordinator"),
            process=process,
            question=row.texts("question"),
            intro=row.texts("intro"),
            word_for=row.texts("word_for"),
            word_against=row.texts("word_against"),
            scale=row.get("scale", Debate.Scale.WEIGHT),
            veiled=bool(row.get("veiled")),
            mark=row.mark,
        )
    demo.remember(row.need("id"), made)
    for one in row.get("arguments", []):
        _argument(demo, one, made)
    with demo.at(day + SUMMED_IN):
        _sum_up(demo, row, made)


def _sum_up(demo: DemoLoad, row: Row, debate: Debate) -> None:
    for line in row.get("summing", []):
        summing.add_line(
            demo.ctx("moderator"),
            debate=debate,
            kind=line.need("kind"),
            text=line.texts("text"),
            sources=[demo.pk(ARGUMENT, one) for one in line.need("sources")],
        )
    if row.get("summing"):
        summing.sum_up(demo.ctx("moderator"), debate=debate)


def _found(demo: DemoLoad, demo_id: str) -> Argument:
    viewer = demo.ctx("moderator").viewer
    return rows.arguments(viewer).get(pk=demo.pk(ARGUMENT, demo_id))


def _argument(demo: DemoLoad, row: Row, debate: Debate) -> None:
    with demo.at(demo.day(int(row.need("in_days")))):
        made: Argument = arguing.argue(
            demo.ctx(row.need("by")),
            debate=debate,
            side=row.need("side"),
            text=row.need("text"),
            lang=row.need("lang"),
            parent=_found(demo, row["under"]) if row.get("under") else None,
            source=row.get("source", ""),
            mark=row.mark,
        )
        demo.remember(row.need("id"), made)
        for role, value in (row.get("weights") or {}).items():
            arguing.weigh(demo.ctx(role), argument=made, value=int(value))
        if row.get("merge"):
            into = _found(demo, row["merge"])
            moderation.merge(demo.ctx("moderator"), argument=made, into=into)
        if row.get("hide"):
            facts = row.texts("facts")
            moderation.hide(demo.ctx("moderator"), argument=made, rule=row["hide"], facts=facts)
        if row.get("appeal"):
            moderation.appeal(demo.ctx(row["by"]), argument=made, text=row["appeal"])
