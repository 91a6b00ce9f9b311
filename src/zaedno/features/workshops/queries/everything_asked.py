"""Tables of what was asked besides polls: questions, consent rounds, priorities."""

from __future__ import annotations

from collections.abc import Iterator

from zaedno.core.viewer import Viewer
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.queries import consent, questions
from zaedno.features.workshops.queries.minutes_orders import published
from zaedno.features.workshops.queries.rows import Row, Rows, both, part
from zaedno.features.workshops.rules.polls import large_enough


def tables(viewer: Viewer, event: Workshop) -> dict[str, Rows]:
    return {
        "questions": part(
            "question text_bg text_en lang asked_by to likes state "
            "answer_bg answer_en answered_by answered_at mark",
            lambda: _questions(viewer, event),
        ),
        "consent": part(
            "round number proposal_bg proposal_en state opened_at closed_at could_answer "
            "answered agree live_with object mark",
            lambda: _consent(viewer, event),
        ),
        "objections": part(
            "round reason_bg reason_en lang answer_bg answer_en answered_at mark",
            lambda: _objections(viewer, event),
        ),
        "priorities": part(
            "priorities question_bg question_en kind answered option_bg option_en place mean "
            "spread comparisons wins low high place_low place_high mark",
            lambda: _priorities(viewer, event),
        ),
        "criteria": part(
            "priorities criterion_bg criterion_en weight", lambda: _criteria(viewer, event)
        ),
    }


def _questions(viewer: Viewer, event: Workshop) -> Iterator[Row]:
    """Those that are shown; nobody's name stands under a participant's."""
    for row in questions.shown(viewer, event):
        yield {
            "question": row.pk,
            **both("text", row.text),
            "lang": row.lang,
            "asked_by": row.asked_by,
            "to": row.kind.code if row.kind else "",
            "likes": row.likes,
            "state": row.state,
            **both("answer", row.answer),
            "answered_by": row.answered_by,
            "answered_at": row.answered_at,
            "mark": row.mark,
        }


def _consent(viewer: Viewer, event: Workshop) -> Iterator[Row]:
    """How people stand is counted when a round is closed, and shown from five answers on."""
    for row in consent.of_workshop(viewer, event):
        shown = row.closed_at is not None and large_enough(row.answered)
        names = ("agree", "live_with", "object")
        yield {
            "round": row.pk,
            "number": row.number,
            **both("proposal", row.proposal),
            "state": row.state,
            "opened_at": row.opened_at,
            "closed_at": row.closed_at,
            "could_answer": row.could_answer,
            "answered": row.answered if row.closed_at else None,
            **{name: getattr(row, name) if shown else None for name in names},
            "mark": row.mark,
        }


def _objections(viewer: Viewer, event: Workshop) -> Iterator[Row]:
    for row in consent.of_workshop(viewer, event):
        for one in row.objections.all():
            yield {
                "round": row.pk,
                **both("reason", one.reason),
                "lang": one.lang,
                **both("answer", one.answer),
                "answered_at": one.answered_at,
                "mark": one.mark,
            }


def _priorities(viewer: Viewer, event: Workshop) -> Iterator[Row]:
    """Published orders: weighted means with their spread, pairs with their intervals."""
    for told in published(viewer, event):
        asked = told.priorities
        own = {
            "priorities": asked.pk,
            **both("question", asked.question),
            "kind": asked.kind,
            "answered": asked.answered,
            "comparisons": (asked.result or {}).get("comparisons"),
            "mark": asked.mark,
        }
        if told.few:
            yield own
        for one in told.standings:
            counted = one.told
            yield {
                **own,
                **both("option", one.option.text),
                "place": one.place,
                "mean": counted.get("mean"),
                "spread": counted.get("spread"),
                "wins": counted.get("score"),
                "low": counted.get("low"),
                "high": counted.get("high"),
                "place_low": counted.get("rank_low"),
                "place_high": counted.get("rank_high"),
            }


def _criteria(viewer: Viewer, event: Workshop) -> Iterator[Row]:
    for told in published(viewer, event):
        for criterion, share in () if told.few else told.shares:
            yield {
                "priorities": told.priorities.pk,
                **both("criterion", criterion.text),
                "weight": share / 100,
            }
