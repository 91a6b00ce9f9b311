"""Loads what a room was asked besides notes and dots: polls of every kind, questions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from zaedno.core.demo import DemoLoad, Row, parse
from zaedno.features.workshops.actions import paper, polls, questions, replies
from zaedno.features.workshops.demo.boards import workshop_of
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.models.poll import Poll
from zaedno.features.workshops.queries import polls as queries

FILE = Path(__file__).with_suffix(".yaml")
HOUR = "15:20"
SHEETS = 10


def load(demo: DemoLoad) -> None:
    """Asked at the first workshop; the counts are entered closed, then published."""
    workshop = workshop_of(demo, "W1")
    with demo.at(workshop.held or workshop.planned, HOUR):
        told = parse(FILE.read_text(encoding="utf-8"))
        _questions(demo, told, "W1", workshop)
        for row in told.need("closed"):
            poll = _prepare(demo, row, workshop)
            if row.get("words"):
                _words(demo, row, poll)
            else:
                polls.enter_poll_result(
                    demo.ctx("coordinator"),
                    poll=poll,
                    answered=row.need("answered"),
                    results=_results(demo, row),
                )
            polls.publish_poll(demo.ctx("facilitator"), poll=poll)


def load_living(demo: DemoLoad) -> None:
    """Ready on the open board, with sheets printed for those who write by hand."""
    workshop = workshop_of(demo, "W3")
    paper.print_sheets(demo.ctx("notetaker"), event=workshop, count=SHEETS)
    told = parse(FILE.read_text(encoding="utf-8"))
    for row in told.need("planned"):
        _prepare(demo, row, workshop)
    questions.take_questions(demo.ctx("facilitator"), workshop=workshop)
    _questions(demo, told, "W3", workshop)


def _questions(demo: DemoLoad, told: Row, event: str, workshop: Workshop) -> None:
    """Questions of participants and of the city, with the answers that were given."""
    for row in told.need("questions"):
        if row.need("event") != event:
            continue
        kind = row.get("kind")
        ask = questions.ask_for_city if row.need("by") == "city" else questions.enter_question
        asked = ask(
            demo.ctx("facilitator"),
            workshop=workshop,
            text=row.texts(),
            kind_id=demo.pk("people.stakeholderkind", kind) if kind else None,
            mark=row.mark,
        )
        if row.get("answer"):
            questions.answer_question(
                demo.ctx("notetaker"),
                question=asked,
                answer=row.texts("answer"),
                answered_by=row.need("answered_by"),
            )


def _prepare(demo: DemoLoad, row: Row, workshop: Workshop) -> Poll:
    options = [option.texts() for option in row.get("options", [])]
    asked: dict[str, Any] = {"items": [{"text": text} for text in options]} if options else {}
    return polls.prepare_poll(
        demo.ctx("facilitator"),
        workshop=workshop,
        kind=row.need("kind"),
        question=row.texts(),
        most=row.get("most", 0),
        right=row.get("right"),
        mark=row.mark,
        **({"choices": options} if row["kind"] == "quiz" else asked),
    )


def _results(demo: DemoLoad, row: Row) -> dict[int, dict[str, Any]]:
    answered, options = row.need("answered"), row.need("options")
    if row["kind"] == "quiz":
        counts = {str(at): option.need("n") for at, option in enumerate(options, start=1)}
        return {1: {"n": answered, "counts": counts}}
    if row["kind"] == "multiple":
        return {
            at: {"n": answered, "counts": {"1": option.need("n")}, **_groups(demo, row, option)}
            for at, option in enumerate(options, start=1)
        }
    return {
        at: {"n": sum(option.need("counts").values()), "counts": dict(option["counts"])}
        for at, option in enumerate(options, start=1)
    }


def _groups(demo: DemoLoad, row: Row, option: Row) -> dict[str, Any]:
    sizes = row.get("groups", {})
    return {
        "groups": {
            str(demo.pk("people.stakeholderkind", kind)): {
                "n": sizes[kind],
                "counts": {"1": option.need("groups").need(kind)},
            }
            for kind in sizes
        }
    }


def _words(demo: DemoLoad, row: Row, poll: Poll) -> None:
    """Words with how often they were given, or texts with what the moderator did with them."""
    told = [(str(text), lang, one.get("n", 1)) for one in row["words"] for lang, text in said(one)]
    replies.enter_words(
        demo.ctx("notetaker"), poll=poll, words=told, answered=row.need("answered"), mark=row.mark
    )
    for word in row.get("stopped", []):
        replies.stop_word(demo.ctx("facilitator"), poll=poll, text=word)
    deeds = {True: replies.publish_reply, False: replies.hide_reply}
    for reply, one in zip(
        queries.replies(demo.ctx("facilitator").viewer, poll), row["words"], strict=False
    ):
        if "shown" in one:
            deeds[one["shown"]](demo.ctx("facilitator"), reply=reply)


def said(row: Row) -> list[tuple[str, str]]:
    """The words of one row with their language."""
    return [(lang, text) for lang, text in row.texts().items()]
