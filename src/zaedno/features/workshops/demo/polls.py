"""Loads the polls of the demo file and the shared vision of W1; the counts are entered closed."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from zaedno.core.demo import DemoLoad, Row
from zaedno.core.fields import Texts
from zaedno.features.workshops.actions import answers, polls
from zaedno.features.workshops.demo.boards import theme_of, workshop_of
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.models.poll import Poll
from zaedno.features.workshops.queries import polls as queries

KINDS = {"single": "single", "scale_1_5": "scale", "matrix": "matrix"}
VISION = {"bg": "Обща визия: с какво сме съгласни", "en": "Shared vision: what we agree on"}
HOUR = "15:55"


def load(demo: DemoLoad) -> None:
    for row in demo.rows("polls"):
        _poll(demo, row)
    _vision(demo, demo.section("vision"))


def load_living(demo: DemoLoad) -> None:
    """Polls of workshops to come are prepared, not open."""
    for event in demo.rows("living", "events"):
        asked = {part.get("poll") for part in event.get("agenda", [])}
        for row in demo.rows("living", "polls"):
            if row["id"] in asked:
                workshop = workshop_of(demo, event.need("id"))
                demo.remember(row["id"], _prepare(demo, row, workshop))


def _poll(demo: DemoLoad, row: Row) -> None:
    event = _event_of(demo, row)
    workshop = workshop_of(demo, event.need("id"))
    with demo.at(event.when("held_on"), HOUR):
        poll = _prepare(demo, row, workshop)
        results = _results(row, queries.poll(demo.ctx("coordinator").viewer, poll.pk))
        answered = max(result["n"] for result in results.values())
        polls.enter_poll_result(
            demo.ctx("coordinator"), poll=poll, answered=answered, results=results
        )
        polls.publish_poll(demo.ctx("facilitator"), poll=poll)
    demo.remember(row.need("id"), poll)


def _event_of(demo: DemoLoad, row: Row) -> Row:
    """The first event whose agenda asks this poll."""
    for event in demo.rows("events"):
        if any(part.get("poll") == row["id"] for part in event.get("agenda", [])):
            return event
    raise row.fail("id", _("is asked in no agenda"))


def _prepare(demo: DemoLoad, row: Row, workshop: Workshop) -> Poll:
    if row.need("kind") not in KINDS:
        raise row.fail("kind", _("is no kind of poll"))
    kind = KINDS[row["kind"]]
    items = None
    if kind == "matrix":
        names = {r["id"]: r.texts() for r in demo.rows("solutions")}
        items = [{"text": names[value.need("solution")]} for value in row.need("values")]
    return polls.prepare_poll(
        demo.ctx("facilitator"),
        workshop=workshop,
        kind=kind,
        question=row.texts(),
        choices=[option.texts() for option in row.get("options", [])],
        items=items,
        mark=row.mark,
    )


def _results(row: Row, poll: Poll) -> dict[int, dict[str, Any]]:
    if poll.kind == Poll.Kind.MATRIX:
        return {
            number: {"n": row.need("n"), "medians": {axis: value[axis] for axis in poll.axes}}
            for number, value in enumerate(row.need("values"), start=1)
        }
    if poll.kind == Poll.Kind.SINGLE:
        counts = {str(at): o.need("n") for at, o in enumerate(row.need("options"), start=1)}
    else:
        counts = {str(value): n for value, n in row.need("counts").items()}
    return {1: {"n": sum(counts.values()), "counts": counts}}


def _vision(demo: DemoLoad, section: Row) -> None:
    workshop = workshop_of(demo, section.need("event"))
    statements = section.need("statements")
    with demo.at(workshop.held or workshop.planned, HOUR):
        poll = polls.prepare_poll(
            demo.ctx("facilitator"),
            workshop=workshop,
            kind=Poll.Kind.CONSENT,
            question=Texts(VISION),
            items=[_statement(demo, row) for row in statements],
            open_list=bool(section.get("open")),
            mark=section.mark,
        )
        results = {
            number: {"n": row.need("answered"), "counts": _stances(row)}
            for number, row in enumerate(statements, start=1)
        }
        polls.enter_poll_result(
            demo.ctx("coordinator"),
            poll=poll,
            answered=max(result["n"] for result in results.values()),
            could_answer=section.need("could_answer"),
            results=results,
        )
        polls.publish_poll(demo.ctx("facilitator"), poll=poll)
        _dissent(demo, poll, statements)
    demo.remember("vision", poll)


def _statement(demo: DemoLoad, row: Row) -> dict[str, Any]:
    theme = theme_of(demo, row)
    return {"text": theme.name, "theme": theme, "mark": row.mark}


def _stances(row: Row) -> dict[str, int]:
    return {"3": row.need("agree"), "2": row.need("can_live_with"), "1": row.need("disagree")}


def _dissent(demo: DemoLoad, poll: Poll, statements: list[Row]) -> None:
    viewer = demo.ctx("notetaker").viewer
    items = {item.number: item for item in queries.poll(viewer, poll.pk).items.all()}
    for number, row in enumerate(statements, start=1):
        for said in row.get("dissent", []):
            answers.add_dissent(
                demo.ctx("notetaker"),
                item=items[number],
                text=said.texts(),
                lang="bg",
                mark=row.mark,
            )
