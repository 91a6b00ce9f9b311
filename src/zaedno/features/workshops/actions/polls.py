"""Polls and the shared vision: asking, answering in secret, counting, dissent."""

from __future__ import annotations

from typing import Any

from django.db.models import Max

from zaedno.core.actions import Ctx, action
from zaedno.core.fields import Texts
from zaedno.core.live import publish
from zaedno.core.verdict import ensure
from zaedno.features.workshops.models.board import channel
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.models.poll import Dissent, Poll, PollAnswer, PollItem, PollSheet
from zaedno.features.workshops.models.voting import token_of
from zaedno.features.workshops.queries import boards as queries
from zaedno.features.workshops.rules import boards as board_rules
from zaedno.features.workshops.rules import notes as note_rules
from zaedno.features.workshops.rules import polls as rules


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
    mark: str = "",
) -> Poll:
    """A question for the room. `items` are the rows of a matrix or the statements of the vision."""
    ensure(board_rules.may_set_up(ctx.viewer, workshop.state in queries.FINAL))
    order = Poll.objects.filter(workshop=workshop).count()
    poll = Poll.objects.create(
        city_id=ctx.city.pk,
        workshop=workshop,
        kind=Poll.Kind(kind),
        question=question,
        choices=choices or [],
        axes=["benefit", "effort"] if kind == Poll.Kind.MATRIX else [],
        open_list=open_list,
        order=order,
        mark=mark,
    )
    rows = items if items is not None else _itself(kind, question)
    PollItem.objects.bulk_create(
        PollItem(poll=poll, number=number, **{"mark": mark, **row})
        for number, row in enumerate(rows, start=1)
    )
    ctx.record(poll, kind=str(poll.kind), items=len(rows))
    return poll


def _itself(kind: str, question: Texts) -> list[dict[str, Any]]:
    """A poll with one question is its own only item; a list of statements begins empty."""
    return [{"text": question}] if kind in (Poll.Kind.SINGLE, Poll.Kind.SCALE) else []


@action("workshops.open_poll")
def open_poll(ctx: Ctx, *, poll: Poll) -> Poll:
    poll = _held(ctx, poll)
    ensure(rules.may_open(ctx.viewer, poll.state, poll.items.count()))
    poll.state = Poll.State.OPEN
    poll.could_answer = queries.entitled(ctx.viewer, poll.workshop)[1]
    poll.save(update_fields=["state", "could_answer"])
    ctx.record(poll, could_answer=poll.could_answer)
    publish(channel(poll.workshop_id), "poll", poll.pk)
    return poll


@action("workshops.answer_poll", secret=True)
def answer_poll(
    ctx: Ctx,
    *,
    poll: Poll,
    answers: list[tuple[int, str, int]],
    dissent: dict[int, str] | None = None,
    lang: str = "bg",
) -> Poll:
    """One person's sheet of (item, axis, value); sent again before closing it replaces itself.

    `dissent` are sentences to statements somebody does not simply agree with. They are kept at
    once, by nobody; the values lie under a token until the poll closes.
    """
    admitted = queries.is_entitled(ctx.viewer, poll.workshop)
    sheet = _sheet(ctx, poll) if admitted else None
    poll = Poll.objects.get(pk=poll.pk, city_id=ctx.city.pk)
    ensure(rules.may_answer(ctx.viewer, poll.state, admitted))
    items = {item.pk: item for item in poll.items.all()}
    most = rules.most_of(poll.kind, len(poll.choices))
    for item_id, axis, value in answers:
        known = item_id in items and axis in (poll.axes or [""])
        ensure(rules.may_choose(value if known else 0, most))
    assert sheet is not None
    PollAnswer.objects.filter(poll=poll, token=sheet.token).delete()
    PollAnswer.objects.bulk_create(
        PollAnswer(poll=poll, token=sheet.token, item_id=item_id, axis=axis, value=value)
        for item_id, axis, value in sorted(set(answers))
    )
    _keep_dissent(poll, items, answers, dissent or {}, lang)
    ctx.record(poll)
    return poll


def _sheet(ctx: Ctx, poll: Poll) -> PollSheet:
    """Put the person's sheet there first, then hold it."""
    person = ctx.person
    token = token_of("poll", poll.pk, person.pk if person else 0)
    PollSheet.objects.bulk_create([PollSheet(poll=poll, token=token)], ignore_conflicts=True)
    return PollSheet.objects.select_for_update().get(poll=poll, token=token)


def _keep_dissent(
    poll: Poll,
    items: dict[int, PollItem],
    answers: list[tuple[int, str, int]],
    dissent: dict[int, str],
    lang: str,
) -> None:
    chosen = {item_id: value for item_id, _axis, value in answers}
    for item_id, said in dissent.items():
        cleaned = note_rules.clean(said)
        if cleaned and item_id in items:
            ensure(rules.may_dissent(poll.kind, chosen.get(item_id, 0), cleaned))
            item = items[item_id]
            there = Dissent.objects.filter(item=item, **{f"text__{lang}": cleaned})
            if not there.exists():
                Dissent.objects.create(item=item, text={lang: cleaned}, lang=lang)


@action("workshops.close_poll")
def close_poll(ctx: Ctx, *, poll: Poll) -> Poll:
    """Count, keep only the counts, and destroy the sheets with their tokens."""
    poll = _held(ctx, poll)
    ensure(rules.may_close(ctx.viewer, poll.state))
    sheets = list(PollSheet.objects.select_for_update().filter(poll=poll).order_by("id"))
    for item in poll.items.all():
        item.result = _counted(poll, item)
        item.save(update_fields=["result"])
    poll.state, poll.closed_at = Poll.State.CLOSED, ctx.now
    poll.answered = len(sheets)
    poll.save(update_fields=["state", "closed_at", "answered"])
    PollAnswer.objects.filter(poll=poll).delete()
    PollSheet.objects.filter(poll=poll).delete()
    ctx.record(poll, answered=poll.answered)
    publish(channel(poll.workshop_id), "poll", poll.pk)
    return poll


def _counted(poll: Poll, item: PollItem) -> dict[str, Any]:
    given = list(PollAnswer.objects.filter(item=item).values_list("axis", "value"))
    if poll.kind != Poll.Kind.MATRIX:
        values = [value for _axis, value in given]
        counts = rules.counted(values, poll.kind, len(poll.choices))
        return {"n": len(values), "counts": counts}
    by_axis = {axis: [v for a, v in given if a == axis] for axis in poll.axes}
    medians = {axis: rules.middle(values) for axis, values in by_axis.items() if values}
    return {"n": max((len(v) for v in by_axis.values()), default=0), "medians": medians}


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
    poll = _held(ctx, poll)
    ensure(rules.may_open(ctx.viewer, poll.state, poll.items.count()))
    for item in poll.items.all():
        result = results[item.number]
        ensure(rules.may_enter(result["n"], answered, result.get("counts", {}), could_answer))
        item.result = result
        item.save(update_fields=["result"])
    poll.state, poll.counted, poll.closed_at = Poll.State.CLOSED, "paper", ctx.now
    poll.answered, poll.could_answer = answered, could_answer
    poll.save()
    ctx.record(poll, answered=answered)
    return poll


@action("workshops.add_statement")
def add_statement(ctx: Ctx, *, poll: Poll, text: str, lang: str, **more: Any) -> PollItem:
    """The list of the shared vision stays open: one more sentence, without counts yet."""
    poll = _held(ctx, poll)
    said = note_rules.clean(text)
    ensure(rules.may_state(ctx.viewer, poll.kind, poll.open_list, poll.state, said))
    last = poll.items.aggregate(last=Max("number"))["last"] or 0
    item = PollItem.objects.create(poll=poll, number=last + 1, text={lang: said}, **more)
    ctx.record(poll, item=item.pk)
    publish(channel(poll.workshop_id), "poll", poll.pk)
    return item


@action("workshops.add_dissent")
def add_dissent(ctx: Ctx, *, item: PollItem, text: Texts, lang: str, mark: str = "") -> Dissent:
    """A dissenting sentence from paper, entered by the note-taker beside the counts."""
    ensure(board_rules.may_scribe(ctx.viewer))
    dissent = Dissent.objects.create(item=item, text=text, lang=lang, mark=mark)
    ctx.record(("workshops.poll", item.poll_id), item=item.pk)
    return dissent


def _held(ctx: Ctx, poll: Poll) -> Poll:
    held = Poll.objects.select_for_update(of=("self",), no_key=True).select_related("workshop")
    return held.get(pk=poll.pk, city_id=ctx.city.pk)
