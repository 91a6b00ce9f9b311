"""Words for a cloud and answers in one's own words, and what a moderator does with them."""

from __future__ import annotations

from django.db.models import F

from zaedno.core.actions import Ctx, action
from zaedno.core.fields import Texts
from zaedno.core.live import publish
from zaedno.core.verdict import ensure
from zaedno.features.workshops.actions.answers import open_sheet
from zaedno.features.workshops.actions.polls import held
from zaedno.features.workshops.models.board import channel
from zaedno.features.workshops.models.poll import Poll, PollSheet
from zaedno.features.workshops.models.replies import CloudWord, Reply, WordMark
from zaedno.features.workshops.rules import notes as note_rules
from zaedno.features.workshops.rules import polls as rules
from zaedno.features.workshops.rules import sheets


@action("workshops.say_word", secret=True)
def say_word(ctx: Ctx, *, poll: Poll, text: str, lang: str) -> int:
    """One more word; equal words of many people at once meet in one row. Returns what is left."""
    poll, sheet = open_sheet(ctx, poll)
    ensure(rules.may_word(poll.kind))
    said = note_rules.clean(text)
    key = sheets.word_key(said)
    before = WordMark.objects.filter(poll=poll, token=sheet.token, word__key=key).exists()
    ensure(sheets.may_word(said, sheet.used, poll.most, key in poll.stopped, before))
    word = _counted(poll, key, said, lang, 1)
    WordMark.objects.create(poll=poll, token=sheet.token, word=word)
    left = _used(poll, sheet)
    ctx.record(poll)
    return left


def _counted(poll: Poll, key: str, text: str, lang: str, times: int) -> CloudWord:
    """The word's row is put there first; then its counter is raised where it lies."""
    blank = CloudWord(poll=poll, key=key, text=text, lang=lang)
    CloudWord.objects.bulk_create([blank], ignore_conflicts=True)
    CloudWord.objects.filter(poll=poll, key=key).update(count=F("count") + times)
    return CloudWord.objects.get(poll=poll, key=key)


def _used(poll: Poll, sheet: PollSheet) -> int:
    sheet.used += 1
    sheet.save(update_fields=["used"])
    return poll.most - sheet.used


@action("workshops.reply", secret=True)
def reply(ctx: Ctx, *, poll: Poll, text: str, lang: str) -> int:
    """An answer in one's own words, kept by nobody. It waits for the moderator."""
    poll, sheet = open_sheet(ctx, poll)
    ensure(rules.may_reply(poll.kind))
    said = note_rules.clean(text)
    ensure(sheets.may_reply(said, sheet.used, poll.most))
    Reply.objects.create(poll=poll, text={lang: said}, lang=lang)
    left = _used(poll, sheet)
    ctx.record(poll)
    publish(channel(poll.workshop_id), "reply", poll.pk)
    return left


@action("workshops.enter_words")
def enter_words(
    ctx: Ctx, *, poll: Poll, words: list[tuple[str, str, int]], answered: int, mark: str = ""
) -> Poll:
    """Words (text, language, how often) or answers from paper sheets; the poll is then closed."""
    poll = held(ctx, poll)
    ensure(rules.may_enter_words(ctx.viewer, poll.kind, poll.state))
    for text, lang, times in words:
        said = note_rules.clean(text)
        ensure(rules.may_enter(times, answered, {}, None))
        if poll.kind == Poll.Kind.CLOUD:
            ensure(sheets.may_word(said, 0, 1, stopped=False, said_before=False))
            _counted(poll, sheets.word_key(said), said, lang, times)
        else:
            ensure(sheets.may_reply(said, 0, 1))
            Reply.objects.create(poll=poll, text=Texts({lang: said}), lang=lang, mark=mark)
    poll.state, poll.counted, poll.closed_at = Poll.State.CLOSED, "paper", ctx.now
    poll.answered = answered
    poll.save()
    ctx.record(poll, answered=answered)
    return poll


@action("workshops.publish_reply")
def publish_reply(ctx: Ctx, *, reply: Reply) -> Reply:
    """Show an answer, or show a hidden one again."""
    return _turn(ctx, reply, Reply.State.PUBLISHED)


@action("workshops.hide_reply")
def hide_reply(ctx: Ctx, *, reply: Reply) -> Reply:
    """Hidden, not deleted: it can be restored. Whoever wrote it is not told."""
    return _turn(ctx, reply, Reply.State.HIDDEN)


def _turn(ctx: Ctx, reply: Reply, to: Reply.State) -> Reply:
    found = Reply.objects.select_for_update(of=("self",), no_key=True).select_related("poll")
    reply = found.get(pk=reply.pk, poll__city_id=ctx.city.pk)
    ensure(rules.may_moderate(ctx.viewer).and_then(rules.may_turn_reply(reply.state, to)))
    reply.state = to
    reply.save(update_fields=["state"])
    ctx.record(("workshops.poll", reply.poll_id), reply=reply.pk, state=str(to))
    publish(channel(reply.poll.workshop_id), "reply", reply.poll_id)
    return reply


@action("workshops.stop_word")
def stop_word(ctx: Ctx, *, poll: Poll, text: str) -> Poll:
    """A word that the cloud does not take and, where it was said already, does not show."""
    return _stop(ctx, poll, text, stopped=True)


@action("workshops.allow_word")
def allow_word(ctx: Ctx, *, poll: Poll, text: str) -> Poll:
    """Take a word off the stop-list; it comes back with all who said it."""
    return _stop(ctx, poll, text, stopped=False)


def _stop(ctx: Ctx, poll: Poll, text: str, *, stopped: bool) -> Poll:
    poll = held(ctx, poll)
    key = sheets.word_key(text)
    ensure(rules.may_moderate(ctx.viewer).and_then(rules.may_stop(poll.kind, key)))
    poll.stopped = sorted({*poll.stopped, key} if stopped else set(poll.stopped) - {key})
    poll.save(update_fields=["stopped"])
    CloudWord.objects.filter(poll=poll, key=key).update(hidden=stopped)
    ctx.record(poll, stopped=len(poll.stopped))
    publish(channel(poll.workshop_id), "poll", poll.pk)
    return poll
