"""What was asked about a meeting and how the answers fell, as tables."""

from __future__ import annotations

from collections.abc import Iterator

from zaedno.core.viewer import Viewer
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.queries import evaluation
from zaedno.features.workshops.queries.evaluation_results import outcome
from zaedno.features.workshops.queries.rows import Row, Rows, both, part


def tables(viewer: Viewer, event: Workshop) -> dict[str, Rows]:
    return {
        "evaluation_questions": part(
            "question kind text_bg text_en required ready", lambda: _questions(viewer, event)
        ),
        "evaluation": part("question n value count mean", lambda: _answers(viewer, event)),
    }


def _questions(viewer: Viewer, event: Workshop) -> Iterator[Row]:
    outline = evaluation.outline(viewer, evaluation.of(viewer, event))
    for one in outline.questions():
        yield {
            "question": one.key or outline.codes[one.pk],
            "kind": one.kind,
            **both("text", one.text),
            "required": one.required,
            "ready": bool(one.key),
        }


def _answers(viewer: Viewer, event: Workshop) -> Iterator[Row]:
    """A question that fewer than five answered says only how many they were."""
    for one in outcome(viewer, event).answered:
        own = {"question": one.name, "n": one.n, "mean": one.mean}
        if not one.counts:
            yield {**own, "value": None, "count": None}
        for code, _words, count in one.counts:
            yield {**own, "value": code, "count": count}
