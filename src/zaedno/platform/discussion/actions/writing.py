"""Say something, answer somebody, change it for a while, withdraw it; open and close a thread."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from zaedno.core.actions import Ctx, action
from zaedno.core.verdict import ensure
from zaedno.platform.discussion import rules
from zaedno.platform.discussion.models import DEEPEST, STEP, Comment, Speaker, Thread, Wording
from zaedno.platform.discussion.queries import rows


@action("discussion.comment")
def comment(
    ctx: Ctx,
    *,
    kind: str,
    ident: str,
    text: str,
    lang: str,
    position: str = Comment.Position.NEUTRAL,
    organisation_id: int | None = None,
    official: bool = False,
    mark: str = "",
) -> Comment:
    """Say something about a thing; the first comment opens its thread."""
    facts = rows.thread_facts(ctx.viewer, kind, ident, None)
    ensure(rules.may_comment(ctx.viewer, facts))
    said = _said(text, lang, position, organisation_id, official, mark)
    made = _say(ctx, _thread(ctx, kind, ident), None, said)
    ctx.record(made, thread=made.thread_id)
    return made


@action("discussion.reply")
def reply(
    ctx: Ctx,
    *,
    parent: Comment,
    text: str,
    lang: str,
    position: str = Comment.Position.NEUTRAL,
    organisation_id: int | None = None,
    official: bool = False,
    mark: str = "",
) -> Comment:
    """Answer a comment; its author gets a letter unless they ended the news of the thing."""
    held = parent.thread
    facts = rows.thread_facts(ctx.viewer, held.kind, held.ident, held)
    ensure(rules.may_reply(ctx.viewer, facts, rows.facts(ctx.viewer, parent, ctx.now)))
    said = _said(text, lang, position, organisation_id, official, mark)
    made = _say(ctx, _thread(ctx, held.kind, held.ident), parent, said)
    ctx.record(made, thread=made.thread_id, parent=parent.pk)
    return made


def _said(
    text: str, lang: str, position: str, organisation_id: int | None, official: bool, mark: str
) -> dict[str, Any]:
    return {
        "text": text.strip(),
        "lang": lang,
        "position": position,
        "organisation_id": organisation_id,
        "official": official,
        "mark": mark,
    }


def _say(ctx: Ctx, thread: Thread, parent: Comment | None, said: dict[str, Any]) -> Comment:
    """The speaker is held before what they sent is counted, the thread before it gives a number."""
    viewer = ctx.viewer
    ensure(rules.may_speak_as(viewer, said["organisation_id"], said["official"]))
    speaker = hold_speaker(ctx, viewer.alias())
    thread = Thread.objects.select_for_update().get(pk=thread.pk)
    facts = rows.thread_facts(viewer, thread.kind, thread.ident, thread)
    ensure(rules.may_comment(viewer, facts))
    lately = rows.lately(viewer, ctx.now)
    sent = lately.filter(made_at__gt=ctx.now - timedelta(hours=1)).count()
    ensure(rules.may_say_another(sent))
    ensure(rules.may_say(said["text"], lately.values_list("text", flat=True)[:50]))
    state = rows.first_state(viewer, thread, said["text"], ctx.now, official=said["official"])
    thread.comments += 1
    voice = _voice(thread, speaker.key)
    thread.save(update_fields=["comments", "voices"])
    number = str(thread.comments).zfill(STEP)
    return Comment.objects.create(
        city_id=ctx.city.pk,
        thread=thread,
        parent=parent,
        path=(parent.path[: STEP * (DEEPEST - 1)] if parent else "") + number,
        root=parent.root if parent else thread.comments,
        author=speaker.key,
        voice=voice,
        made_at=ctx.now,
        state=state,
        **said,
    )


def _voice(thread: Thread, author: str) -> int:
    """The number under which this person speaks in this thread, given with the first comment."""
    known = Comment.objects.filter(thread=thread, author=author).values_list("voice", flat=True)
    if (voice := known.first()) is not None:
        return int(voice)
    thread.voices += 1
    return thread.voices


def hold_speaker(ctx: Ctx, key: str) -> Speaker:
    """The row is put there first and then held: two forms of one sender meet here."""
    what = {"city_id": ctx.city.pk, "key": key}
    Speaker.objects.bulk_create([Speaker(**what)], ignore_conflicts=True)
    return Speaker.objects.select_for_update().get(**what)


def _thread(ctx: Ctx, kind: str, ident: str) -> Thread:
    what = {"city_id": ctx.city.pk, "kind": kind, "ident": ident}
    Thread.objects.bulk_create([Thread(**what, opened_at=ctx.now)], ignore_conflicts=True)
    return Thread.objects.get(**what)


@action("discussion.edit")
def edit(ctx: Ctx, *, comment: Comment, text: str, position: str) -> Comment:
    """Change the words soon after sending; how they read before stays readable."""
    row = rows.held(ctx.viewer, comment.pk)
    ensure(rules.may_edit(ctx.viewer, rows.facts(ctx.viewer, row, ctx.now)))
    others = rows.lately(ctx.viewer, ctx.now).exclude(pk=row.pk)
    ensure(rules.may_say(text.strip(), others.values_list("text", flat=True)[:50]))
    if text.strip() != row.text:
        Wording.objects.create(city_id=ctx.city.pk, comment=row, text=row.text, until=ctx.now)
        row.edited_at = ctx.now
        thread = row.thread
        row.state = rows.first_state(
            ctx.viewer, thread, text, ctx.now, official=row.official, without=row.pk
        )
    row.text, row.position = text.strip(), position
    row.save(update_fields=["text", "position", "edited_at", "state"])
    ctx.record(row)
    return row


@action("discussion.withdraw")
def withdraw(ctx: Ctx, *, comment: Comment) -> Comment:
    """Take one's own words back; the place stays, so that the answers to it still hang on it."""
    row = rows.held(ctx.viewer, comment.pk)
    ensure(rules.may_withdraw(ctx.viewer, rows.facts(ctx.viewer, row, ctx.now)))
    row.state = Comment.State.WITHDRAWN
    row.save(update_fields=["state"])
    ctx.record(row, state=row.state)
    return row


@action("discussion.open")
def open_thread(ctx: Ctx, *, kind: str, ident: str) -> Thread:
    """Let people write again, or begin a thread before anybody wrote."""
    return _set(ctx, kind, ident, Thread.State.OPEN)


@action("discussion.close")
def close(ctx: Ctx, *, kind: str, ident: str) -> Thread:
    """Nobody writes any more; everything stays readable."""
    return _set(ctx, kind, ident, Thread.State.CLOSED)


def _set(ctx: Ctx, kind: str, ident: str, state: str) -> Thread:
    ensure(rules.may_close(ctx.viewer, rows.thread_facts(ctx.viewer, kind, ident, None)))
    row = Thread.objects.select_for_update().get(pk=_thread(ctx, kind, ident).pk)
    row.state = state
    row.save(update_fields=["state"])
    ctx.record(row, state=state)
    return row
