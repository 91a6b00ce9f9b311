"""Loads what came of the two workshops: results, carry-over, evaluation, overview articles."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from zaedno.core import clock
from zaedno.core.demo import DemoLoad, Row
from zaedno.core.fields import Texts, texts
from zaedno.features.workshops.actions import afterwards, evaluation, results, run
from zaedno.features.workshops.demo.events import event_of, hold
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.queries import carry, snapshot
from zaedno.features.workshops.queries import evaluation as rows
from zaedno.features.workshops.rules.evaluation import OPEN_FOR

ENDED = "16:05"
CORRECTIONS_AFTER, VALIDATED_AFTER = timedelta(days=1), timedelta(days=7)


def load(demo: DemoLoad) -> None:
    first, *later = list(demo.rows("events"))
    event = _conclude(demo, first)
    for row in later:
        _carry(demo, event, row)
    _overview(demo, event, first, publish_after=timedelta(days=8))
    for row in later:
        hold(demo, row)
        event = _conclude(demo, row)
        _overview(demo, event, row, publish_after=VALIDATED_AFTER)
    _evaluated(demo)


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


def _evaluated(demo: DemoLoad) -> None:
    """The paper sheets of the meetings: for each question how many chose which value."""
    for row in demo.rows("evaluations"):
        event = event_of(demo, row.need("event"))
        assert event.held is not None
        assert event.concluded_at is not None
        with demo.at(event.held, ENDED):
            evaluation.enter_evaluation(
                demo.ctx("notetaker"), event=event, sheets=_sheets(demo, event, row), mark=row.mark
            )
        with clock.at(event.concluded_at + OPEN_FOR):
            evaluation.close_evaluation(demo.ctx(), event=event)


def _sheets(demo: DemoLoad, event: Workshop, row: Row) -> dict[str, dict[str, Any]]:
    """One sheet after another, until all counts are used up."""
    viewer = demo.ctx("notetaker").viewer
    found = rows.of(viewer, event)
    asked = {one.key: str(one.pk) for one in rows.outline(viewer, found).questions()}
    given = {
        asked[name]: [int(value) for value, n in counts.items() for _i in range(int(n))]
        for name, counts in row.need("counts").items()
    }
    many = max(len(values) for values in given.values())
    return {
        str(n + 1): {pk: values[n] for pk, values in given.items() if n < len(values)}
        for n in range(many)
    }


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
