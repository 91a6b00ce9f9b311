"""Loads what came of the two workshops: results, carry-over, evaluation, overview articles."""

from __future__ import annotations

from datetime import timedelta

from zaedno.core.demo import DemoLoad, Row
from zaedno.core.fields import Texts, texts
from zaedno.features.workshops.actions import afterwards, results, run
from zaedno.features.workshops.demo.events import event_of, hold
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.queries import carry, snapshot

ENDED = "16:05"
CORRECTIONS_AFTER, VALIDATED_AFTER = timedelta(days=1), timedelta(days=7)


def load(demo: DemoLoad) -> None:
    first, *later = list(demo.rows("events"))
    event = _conclude(demo, first)
    _evaluated(demo, event)
    for row in later:
        _carry(demo, event, row)
    _overview(demo, event, first, publish_after=timedelta(days=8))
    for row in later:
        hold(demo, row)
        event = _conclude(demo, row)
        _overview(demo, event, row, publish_after=VALIDATED_AFTER)


def _conclude(demo: DemoLoad, row: Row) -> Workshop:
    """The end of the meeting, five days of corrections, validation, publication."""
    event = event_of(demo, row.need("id"))
    assert event.held is not None
    day, staff = event.held.first, demo.ctx("coordinator")
    with demo.at(day, ENDED):
        event = run.conclude(demo.ctx("facilitator"), event=event)
        results.freeze(demo.ctx("facilitator"), event=event)
    with demo.at(day + CORRECTIONS_AFTER, "09:00"):
        event = results.open_corrections(staff, event=event)
    with demo.at(day + VALIDATED_AFTER, "10:00"):
        event = results.validate(staff, event=event)
        return results.publish_results(staff, event=event)


def _carry(demo: DemoLoad, event: Workshop, row: Row) -> None:
    """All groups of the first workshop are the input of the second."""
    target = event_of(demo, row.need("id"))
    assert event.held is not None
    ctx = demo.ctx("coordinator")
    with demo.at(event.held.first + VALIDATED_AFTER, "11:00"):
        for cluster, _dots in snapshot.ranking(ctx.viewer, event):
            results.carry_over(
                ctx, cluster=carry.one_cluster(ctx.viewer, event, str(cluster.pk)), target=target
            )


def _evaluated(demo: DemoLoad, event: Workshop) -> None:
    """The paper sheets of the first meeting: one question of three was asked."""
    row = next((r for r in demo.rows("polls") if r.get("id") == "P2"), None)
    if row is None or event.held is None:
        return
    counts = {int(value): int(n) for value, n in row.need("counts").items()}
    with demo.at(event.held, ENDED):
        afterwards.enter_evaluation(
            demo.ctx("notetaker"), event=event, answers={"useful": counts}, mark=row.mark
        )


def _overview(demo: DemoLoad, event: Workshop, row: Row, *, publish_after: timedelta) -> None:
    """The article: written by hand where the file has one, else as it was drafted."""
    assert event.held is not None
    editor = demo.ctx("editor")
    with demo.at(event.held.first + publish_after, "12:00"):
        overview = afterwards.draft_overview(editor, event=event, mark="illustrative")
        written = [
            post
            for post in demo.rows("posts")
            if post.get("kind") == "overview" and post.get("event") == row["id"]
        ]
        for post in written:
            overview = afterwards.revise_overview(
                editor, overview=overview, title=post.texts(), body=_body(post)
            )
        afterwards.publish_overview(editor, overview=overview)


def _body(post: Row) -> Texts:
    paragraphs = [piece.texts() for piece in post.need("body")]
    languages = ("bg", "en")
    return texts(
        **{lang: "\n\n".join(piece.get(lang, "") for piece in paragraphs) for lang in languages}
    )
