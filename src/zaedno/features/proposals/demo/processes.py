"""Loads the demo's concluded process with its answers, and one open on the day of loading."""

from __future__ import annotations

import io
from datetime import datetime, time, timedelta

from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image, ImageDraw

from zaedno.algorithms import geometry
from zaedno.core.demo import DemoLoad, Row
from zaedno.core.fields import texts
from zaedno.features.proposals.actions import (
    answering,
    answers,
    moderation,
    papers,
    supports,
    writing,
)
from zaedno.features.proposals.demo import together as with_others
from zaedno.features.proposals.models.proposal import Proposal
from zaedno.features.proposals.queries import rows
from zaedno.platform.cities.queries import districts
from zaedno.platform.moderation.models import Rule
from zaedno.platform.people.queries import organisation
from zaedno.platform.processes import actions as processes
from zaedno.platform.processes.demo import planned
from zaedno.platform.processes.models import Process
from zaedno.platform.processes.queries import rows as processes_rows

READING_IN = timedelta(days=7)  # the first stage of a call
ANSWERED, CONCLUDED = timedelta(days=20), timedelta(days=168)
TITLE = texts(bg="Правила за отговор на предложения", en="Rules for answering proposals")
OWNER = texts(bg="Примерна община", en="Sample municipality")
KEPT = texts(
    bg="Приетото влезе в правилата, но проектът им не беше обсъден отново с авторите.",
    en="What was accepted went into the rules, but their draft was not discussed with the authors.",
)


def load(demo: DemoLoad) -> None:
    _concluded(demo, demo.section("process_demo"))
    for row in demo.rows("living", "processes"):
        _open(demo, row)


def _concluded(demo: DemoLoad, row: Row) -> None:
    """From the call to the end: proposals, one of them hidden, answers, what was kept."""
    opens = datetime.combine(row.need("opens"), time())
    starts = timezone.make_aware(opens - READING_IN)
    question = row.texts("question")
    process = planned(demo, row, starts, title=TITLE, purpose=question, owner=OWNER)
    closes = datetime.combine(row.need("closes"), time())
    for one in row.get("contributions", []):
        with demo.at((closes - timedelta(days=3)).date()):
            made = _entered(demo, one, process)
        demo.remember(one.need("id"), made)
        with demo.at((closes + timedelta(days=1)).date()):
            _answered(demo, one, made)
    with demo.at((closes + ANSWERED).date()):
        coordinator = demo.ctx("coordinator")
        ids = rows.of_process(coordinator.viewer, process).values_list("pk", flat=True)
        answers.publish_answers(coordinator, process=process, ids=list(ids))
    with demo.at((closes + CONCLUDED).date()):
        kept = row.need("iap2_delivered")
        processes.conclude(demo.ctx("coordinator"), process=process, kept=kept, kept_reason=KEPT)


def _entered(demo: DemoLoad, row: Row, process: Process) -> Proposal:
    ctx = demo.ctx("coordinator")
    found = organisation(ctx.viewer, row["organisation"]) if row.get("organisation") else None
    district = districts(ctx.viewer).filter(slug=row.get("district", "")).first()
    made: Proposal = writing.enter(
        ctx,
        process=process,
        title=row.texts()["bg"],
        text="",
        lang="bg",
        channel=row.get("channel", "paper"),
        organisation_id=found.pk if found else None,
        district_id=district.pk if district else None,
        mark=row.mark,
    )
    return made


def _answered(demo: DemoLoad, row: Row, made: Proposal) -> None:
    """The answer is written, or the proposal hidden with its reason."""
    outcome = row.need("outcome")
    if outcome in Proposal.Outcome.values:
        ctx, reason = demo.ctx("coordinator"), row.texts("reason")
        answers.answer(ctx, proposal=made, outcome=outcome, reason=reason)
        return
    ruling: Row = row.need("moderation")
    rule = Rule(ruling.need("rule"))
    moderation.hide(demo.ctx("moderator"), proposal=made, rule=rule, facts=ruling.texts("facts"))


def _open(demo: DemoLoad, row: Row) -> None:
    """A process that takes proposals on the day of loading."""
    first = demo.day(int(row.need("starts_in_days")))
    starts = timezone.make_aware(datetime.combine(first, time()))
    words = {name: row.texts(name) for name in ("title", "purpose", "owner")}
    process = planned(demo, row, starts, **words)
    if row.get("answers"):
        _ruled(demo, row.need("answers"), process)
    if asked := row.get("screening"):
        at = processes_rows.stage(demo.ctx("moderator").viewer, process, asked["stage"])
        processes.screen(demo.ctx("moderator"), stage=at, screening=asked["what"])
    for one in row.get("proposals", []):
        with demo.at(demo.day(int(one.need("in_days")))):
            demo.remember(one.need("id"), _proposed(demo, one, process))
    with_others.load(demo, row)
    public = rows.of_process(demo.ctx("coordinator").viewer, process)
    supported = public.filter(author="").first()
    if supported:
        with demo.at(demo.day(-1), "18:00"):
            for role in ("participant", "org"):
                supports.support(demo.ctx(role), proposal=supported)


def _ruled(demo: DemoLoad, row: Row, process: Process) -> None:
    """Days and unit for the topic of the process."""
    answering.set_rule(
        demo.ctx("coordinator"),
        theme_id=process.theme_id,
        days=row.need("days"),
        commit_days=row.need("commit_days"),
        unit=row.texts("unit"),
    )


def _sketch() -> ContentFile[bytes]:
    """A street drawn by a few lines: grey road, green sides, a red bar across."""
    picture = Image.new("RGB", (640, 360), "#d9e8d5")
    pen = ImageDraw.Draw(picture)
    pen.polygon([(240, 360), (400, 360), (350, 0), (290, 0)], fill="#8b9099")
    for top in range(10, 360, 60):
        pen.rectangle((316, top, 324, top + 30), fill="#ffffff")
    pen.rectangle((225, 200, 415, 214), fill="#b3261e")
    out = io.BytesIO()
    picture.save(out, "PNG")
    return ContentFile(out.getvalue(), "sketch.png")


def _proposed(demo: DemoLoad, row: Row, process: Process) -> Proposal:
    viewer = demo.ctx("coordinator").viewer
    district = districts(viewer).filter(slug=row.get("district", "")).first()
    said = {
        "process": process,
        "title": row.need("title"),
        "text": row.get("text", ""),
        "lang": row.need("lang"),
        "district_id": district.pk if district else None,
        "where": row.get("where", ""),
        "place": geometry.read(row.get("place", "")),
        "mark": row.mark,
    }
    if row.need("by") == "paper":
        made: Proposal = writing.enter(demo.ctx("notetaker"), **said)
        return made
    draft = writing.draft(demo.ctx(row["by"]), **said)
    if row.get("sketch"):
        papers.attach(demo.ctx(row["by"]), proposal=draft, upload=_sketch(), about=row["sketch"])
    if row.get("coauthor"):
        with_others.write_along(demo, row, draft)
    published: Proposal = writing.publish(demo.ctx(row["by"]), proposal=draft)
    return published
