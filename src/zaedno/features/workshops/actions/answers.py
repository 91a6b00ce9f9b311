"""Answering polls in secret, and what is said beside the counts."""

from __future__ import annotations

from typing import Any

from django.db.models import Max

from zaedno.core.actions import Ctx, action
from zaedno.core.fields import Texts
from zaedno.core.live import publish
from zaedno.core.verdict import ensure
from zaedno.features.workshops.actions.polls import held
from zaedno.features.workshops.models.board import channel
from zaedno.features.workshops.models.poll import Dissent, Poll, PollAnswer, PollItem, PollSheet
from zaedno.features.workshops.models.voting import token_of
from zaedno.features.workshops.queries import polls as queries
from zaedno.features.workshops.queries.who import who
from zaedno.features.workshops.rules import boards as board_rules
from zaedno.features.workshops.rules import notes as note_rules
from zaedno.features.workshops.rules import polls as rules
from zaedno.features.workshops.rules import sheets


@action("workshops.answer_poll", secret=True)
def answer_poll(
    ctx: Ctx,
    *,
    poll: Poll,
    answers: list[sheets.Answer],
    dissent: dict[int, str] | None = None,
    lang: str = "bg",
) -> Poll:
    """One person's sheet of (item, axis, value); sent again before closing it replaces itself.

    `dissent` are sentences to statements somebody does not simply agree with. They are kept at
    once, by nobody; the values lie under a token until the poll closes.
    """
    poll, sheet = open_sheet(ctx, poll)
    ensure(rules.may_tick(poll.kind))
    ensure(sheets.may_send(queries.shape(poll), answers))
    PollAnswer.objects.filter(poll=poll, token=sheet.token).delete()
    PollAnswer.objects.bulk_create(
        PollAnswer(poll=poll, token=sheet.token, item_id=item_id, axis=axis, value=value)
        for item_id, axis, value in sorted(answers)
    )
    _keep_dissent(poll, answers, dissent or {}, lang)
    ctx.record(poll)
    return poll


def open_sheet(ctx: Ctx, poll: Poll) -> tuple[Poll, PollSheet]:
    """Hold the poll, so that closing waits for us or is over; then the sheet, put there first."""
    poll = held(ctx, poll)
    me = who(ctx.viewer, poll.workshop)
    ensure(rules.may_answer(ctx.viewer, poll.state, me is not None))
    assert me is not None
    blank = PollSheet(poll=poll, token=token_of("poll", poll.pk, me.key), kind_id=me.kind_id)
    PollSheet.objects.bulk_create([blank], ignore_conflicts=True)
    return poll, PollSheet.objects.select_for_update().get(poll=poll, token=blank.token)


def _keep_dissent(
    poll: Poll, answers: list[sheets.Answer], dissent: dict[int, str], lang: str
) -> None:
    chosen = {item_id: value for item_id, _axis, value in answers}
    items = {item.pk: item for item in poll.items.all()}
    for item_id, said in dissent.items():
        cleaned = note_rules.clean(said)
        if cleaned and item_id in items:
            ensure(rules.may_dissent(poll.kind, chosen.get(item_id, 0), cleaned))
            item = items[item_id]
            there = Dissent.objects.filter(item=item, **{f"text__{lang}": cleaned})
            if not there.exists():
                Dissent.objects.create(item=item, text={lang: cleaned}, lang=lang)


@action("workshops.add_statement")
def add_statement(ctx: Ctx, *, poll: Poll, text: str, lang: str, **more: Any) -> PollItem:
    """The list of the shared vision stays open: one more sentence, without counts yet."""
    poll = held(ctx, poll)
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
