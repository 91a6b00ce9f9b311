"""Polls and the shared vision, led: preparing, opening, closing, publishing, asking again."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from zaedno.core.actions import Ctx, action
from zaedno.core.fields import Texts
from zaedno.core.live import publish
from zaedno.core.verdict import ensure
from zaedno.features.workshops.models.board import channel
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.models.poll import Poll, PollAnswer, PollItem, PollSheet
from zaedno.features.workshops.models.replies import WORDS, WordMark
from zaedno.features.workshops.queries import boards as queries
from zaedno.features.workshops.queries import polls as poll_queries
from zaedno.features.workshops.rules import boards as board_rules
from zaedno.features.workshops.rules import polls as rules
from zaedno.features.workshops.rules import sheets
from zaedno.features.workshops.rules.groups import showable

ITSELF = (Poll.Kind.SINGLE, Poll.Kind.SCALE, Poll.Kind.QUIZ, Poll.Kind.CLOUD, Poll.Kind.TEXT)
COPIED = ("kind", "question", "choices", "axes", "open_list", "most", "right", "stopped", "mark")


@action("workshops.prepare_poll")
def prepare_poll(
    ctx: Ctx,
    *,
    workshop: Workshop,
    kind: str,
    question: Texts,
    choices: list[Texts] | None = None,
    items: list[dict[str, Any]] | None = None,
    open_list: bool = False,
    most: int = 0,
    right: int | None = None,
    mark: str = "",
) -> Poll:
    """A question for the room. `items` are options, rows or statements."""
    ensure(board_rules.may_set_up(ctx.viewer, workshop.state in queries.FINAL))
    rows = items if items is not None else [{"text": question}] if kind in ITSELF else []
    ensure(rules.may_ask(kind, len(choices or []), len(rows), most, right))
    worded = kind in (Poll.Kind.CLOUD, Poll.Kind.TEXT)
    poll = Poll.objects.create(
        city_id=ctx.city.pk,
        workshop=workshop,
        kind=Poll.Kind(kind),
        question=question,
        choices=choices or [],
        axes=["benefit", "effort"] if kind == Poll.Kind.MATRIX else [],
        open_list=open_list,
        most=most or (WORDS if worded else 0),
        right=right,
        order=Poll.objects.filter(workshop=workshop).count(),
        mark=mark,
    )
    PollItem.objects.bulk_create(
        PollItem(poll=poll, number=number, **{"mark": mark, **row})
        for number, row in enumerate(rows, start=1)
    )
    ctx.record(poll, kind=str(poll.kind), items=len(rows))
    return poll


@action("workshops.open_poll")
def open_poll(ctx: Ctx, *, poll: Poll) -> Poll:
    """One at a time: the workshop is held, so that two cannot open at once."""
    Workshop.objects.select_for_update(no_key=True).get(pk=poll.workshop_id)
    poll = held(ctx, poll)
    other = poll_queries.something_open(ctx.viewer, poll.workshop_id)
    ensure(rules.may_open(ctx.viewer, poll.state, poll.items.count(), other))
    poll.state = Poll.State.OPEN
    poll.could_answer = queries.entitled(ctx.viewer, poll.workshop)[1]
    poll.save(update_fields=["state", "could_answer"])
    ctx.record(poll, could_answer=poll.could_answer)
    publish(channel(poll.workshop_id), "poll", poll.pk)
    return poll


@action("workshops.close_poll")
def close_poll(ctx: Ctx, *, poll: Poll) -> Poll:
    """Count, keep only the counts, destroy the sheets; who could answer is fixed now."""
    poll = held(ctx, poll)
    ensure(rules.may_close(ctx.viewer, poll.state))
    _count(ctx, poll)
    ctx.record(poll, answered=poll.answered)
    publish(channel(poll.workshop_id), "poll", poll.pk)
    return poll


def _count(ctx: Ctx, poll: Poll) -> None:
    found = PollSheet.objects.select_for_update().filter(poll=poll).order_by("id")
    kinds = {sheet.token: str(sheet.kind_id or "") for sheet in found}
    given: dict[int, list[tuple[str, str, int]]] = defaultdict(list)
    for answer in PollAnswer.objects.filter(poll=poll):
        kind = kinds.get(answer.token, "")
        given[answer.item_id].append((kind, answer.axis, answer.value))
    shape = poll_queries.shape(poll)
    for item in poll.items.all():
        item.result = _result(shape, given[item.pk], list(kinds.values()))
        item.save(update_fields=["result"])
    poll.state, poll.closed_at = Poll.State.CLOSED, ctx.now
    poll.answered = len(kinds)
    poll.could_answer = max(poll.answered, queries.entitled(ctx.viewer, poll.workshop)[1])
    poll.save(update_fields=["state", "closed_at", "answered", "could_answer"])
    PollAnswer.objects.filter(poll=poll).delete()
    WordMark.objects.filter(poll=poll).delete()
    PollSheet.objects.filter(poll=poll).delete()


def _result(
    shape: sheets.Shape, given: list[tuple[str, str, int]], kinds: list[str]
) -> dict[str, Any]:
    """The counts of everybody, and of each kind of organisation that is large enough."""

    def of(kind: str | None) -> dict[str, Any]:
        answers = [(axis, value) for k, axis, value in given if kind in (None, k)]
        people = len(kinds) if kind is None else kinds.count(kind)
        return sheets.result(shape, answers, people)

    groups = {kind: of(kind) for kind in sorted(set(kinds))}
    shown = showable({kind: result["n"] for kind, result in groups.items()})
    return {**of(None), "groups": {kind: groups[kind] for kind in shown}}


@action("workshops.publish_poll")
def publish_poll(ctx: Ctx, *, poll: Poll) -> Poll:
    """A separate act after closing: from now on everybody sees the result."""
    poll = held(ctx, poll)
    ensure(rules.may_publish(ctx.viewer, poll.state, poll.published_at is not None))
    poll.published_at = ctx.now
    poll.save(update_fields=["published_at"])
    ctx.record(poll, answered=poll.answered)
    publish(channel(poll.workshop_id), "poll", poll.pk)
    return poll


@action("workshops.repeat_poll")
def repeat_poll(ctx: Ctx, *, poll: Poll) -> Poll:
    """Ask again from zero. The round before is counted and stays as it is; nothing is deleted."""
    poll = held(ctx, poll)
    later = Poll.objects.filter(earlier=poll).exists()
    validated = poll.workshop.state in queries.FINAL
    ensure(rules.may_repeat(ctx.viewer, poll.state, later, validated))
    if poll.state == Poll.State.OPEN:
        _count(ctx, poll)
    again = Poll.objects.create(
        city_id=ctx.city.pk,
        workshop=poll.workshop,
        order=poll.order,
        round=poll.round + 1,
        earlier=poll,
        **{name: getattr(poll, name) for name in COPIED},
    )
    PollItem.objects.bulk_create(
        PollItem(
            poll=again,
            number=item.number,
            text=item.text,
            theme_id=item.theme_id,
            cluster_id=item.cluster_id,
            mark=item.mark,
        )
        for item in poll.items.all()
    )
    ctx.record(again, round=again.round)
    publish(channel(poll.workshop_id), "poll", again.pk)
    return again


@action("workshops.enter_poll_result")
def enter_poll_result(
    ctx: Ctx,
    *,
    poll: Poll,
    answered: int,
    results: dict[int, dict[str, Any]],
    could_answer: int | None = None,
) -> Poll:
    """A poll that was held elsewhere or on paper: its counts are entered, marked as such.

    `results` is {number of the item: {"n": …, "counts": {…}} or {"n": …, "medians": {…}}}.
    """
    poll = held(ctx, poll)
    ensure(rules.may_open(ctx.viewer, poll.state, poll.items.count(), other=False))
    for item in poll.items.all():
        result = results[item.number]
        # Who ticks several answers is counted with each of them.
        counts = {} if poll.kind == Poll.Kind.MULTIPLE else result.get("counts", {})
        ensure(rules.may_enter(result["n"], answered, counts, could_answer))
        item.result = _large_groups(result)
        item.save(update_fields=["result"])
    poll.state, poll.counted, poll.closed_at = Poll.State.CLOSED, "paper", ctx.now
    poll.answered, poll.could_answer = answered, could_answer
    poll.save()
    ctx.record(poll, answered=answered)
    return poll


def _large_groups(result: dict[str, Any]) -> dict[str, Any]:
    """Also of a count from paper no small group is kept; whoever is in no group is one, too."""
    groups = result.get("groups", {})
    sizes = {kind: told["n"] for kind, told in groups.items()}
    rest = max(0, result["n"] - sum(sizes.values()))
    shown = [kind for kind in showable({**sizes, "rest": rest}) if kind != "rest"]
    return {**result, "groups": {kind: groups[kind] for kind in shown}}


def held(ctx: Ctx, poll: Poll) -> Poll:
    held = Poll.objects.select_for_update(of=("self",), no_key=True).select_related("workshop")
    return held.get(pk=poll.pk, city_id=ctx.city.pk)
