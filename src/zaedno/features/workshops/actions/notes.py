"""Leaving notes: anonymously, for an organisation, from paper; and taking one's own back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from zaedno.core.actions import Ctx, action
from zaedno.core.fields import Texts, keyed_hash
from zaedno.core.live import publish
from zaedno.core.verdict import ensure
from zaedno.features.workshops.actions import signing
from zaedno.features.workshops.models.board import Board, Note, Writer, channel
from zaedno.features.workshops.queries import boards as queries
from zaedno.features.workshops.rules import boards as board_rules
from zaedno.features.workshops.rules import notes as rules
from zaedno.platform.people.models import Organisation


@action("workshops.leave_note", secret=True)
def leave_note(ctx: Ctx, *, board: Board, text: str, lang: str) -> Note:
    """An anonymous note, with or without an account. The journal learns of the board only."""
    said = _said(ctx, board, text)
    count_writing(ctx, board.workshop_id)
    hand = signing.hand_of(ctx, board)
    note = _put(ctx, board, text={lang: said}, lang=lang, own=hand.own, room=hand.room_label)
    signing.sign(ctx, note, hand)
    ctx.record(board)
    publish(channel(note.workshop_id), "note", note.pk)
    return note


@action("workshops.write_note")
def write_note(
    ctx: Ctx,
    *,
    board: Board,
    text: str,
    lang: str,
    authorship: str,
    organisation: Organisation,
    consent: bool = False,
) -> Note:
    """A note signed by a kind of organisation or, with its consent, by the organisation."""
    said = _said(ctx, board, text)
    ensure(rules.may_sign(ctx.viewer, authorship, organisation.pk, consent))
    count_writing(ctx, board.workshop_id)
    named = authorship == Note.Authorship.ORGANISATION
    note = _put(
        ctx,
        board,
        text={lang: said},
        lang=lang,
        authorship=authorship,
        kind_id=organisation.kind_id,
        organisation=organisation if named else None,
    )
    ctx.record(note, board=board.pk)
    publish(channel(note.workshop_id), "note", note.pk)
    return note


@action("workshops.enter_note")
def enter_note(
    ctx: Ctx,
    *,
    board: Board,
    text: Texts,
    lang: str,
    kind_id: int | None = None,
    written_before: bool = False,
    **details: Any,
) -> Note:
    """The note-taker types in a paper sheet for somebody; both languages where there are two.

    `written_before`: it stood on its sheet before the vote that is going on, and is not kept out.
    `details` are theme, scope, room, authorship, source and mark.
    """
    board = _held(ctx, board)
    voting_open = _voting_open(ctx, board) and not written_before
    facts = queries.board_facts(board.workshop, board, voting_open)
    ensure(rules.may_write_on_behalf(ctx.viewer, facts))
    ensure(board_rules.may_still_change(board.workshop.state in queries.FINAL))
    cleaned = {code: rules.clean(said) for code, said in text.items()}
    ensure(rules.may_say(cleaned.get(lang, "")))
    for said in cleaned.values():
        ensure(rules.may_say(said))
    details.setdefault("source", Note.Source.PAPER)
    if kind_id is not None:
        details["authorship"] = Note.Authorship.GROUP
    note = _put(ctx, board, text=cleaned, lang=lang, kind_id=kind_id, own=False, **details)
    ctx.record(note, board=board.pk)
    publish(channel(note.workshop_id), "note", note.pk)
    return note


@action("workshops.withdraw_note", secret=True)
def withdraw_note(ctx: Ctx, *, note: Note) -> Note:
    """The author takes a note back; its words are erased, its receipt number answers so."""
    board = _held(ctx, note.board)
    note = Note.objects.select_for_update().get(pk=note.pk, city_id=ctx.city.pk)
    own = _is_own(ctx, note)
    facts = queries.board_facts(board.workshop, board, _voting_open(ctx, board))
    ensure(rules.may_withdraw(own, note.state == Note.State.SHOWN, facts))
    note.state, note.text, note.author_token = Note.State.WITHDRAWN, Texts(), ""
    note.save(update_fields=["state", "text", "author_token"])
    ctx.record(board)
    publish(channel(note.workshop_id), "note", note.pk)
    return note


def _is_own(ctx: Ctx, note: Note) -> bool:
    token = queries.author_token(ctx.viewer, note.workshop_id)
    return bool(token) and token == note.author_token


def _held(ctx: Ctx, board: Board) -> Board:
    """The board as it is now; who closes it waits until this note is in."""
    held = Board.objects.select_for_update(of=("self",), no_key=True).select_related("workshop")
    return held.get(pk=board.pk, city_id=ctx.city.pk)


def _voting_open(ctx: Ctx, board: Board) -> bool:
    return queries.open_voting(ctx.viewer, board.workshop_id) is not None


def _said(ctx: Ctx, board: Board, text: str) -> str:
    board = _held(ctx, board)
    facts = queries.board_facts(board.workshop, board, _voting_open(ctx, board))
    ensure(rules.may_write(ctx.viewer, facts))
    said = rules.clean(text)
    ensure(rules.may_say(said))
    return said


def count_writing(ctx: Ctx, workshop_id: int) -> None:
    """Hold the row that owns the limit (it is put there first), then count this note in it."""
    token = keyed_hash("writer", f"{workshop_id}:{ctx.actor}")
    blank = Writer(city_id=ctx.city.pk, workshop_id=workshop_id, token=token, hour=ctx.now)
    Writer.objects.bulk_create([blank], ignore_conflicts=True)
    writer = Writer.objects.select_for_update().get(workshop_id=workshop_id, token=token)
    if writer.hour <= ctx.now - timedelta(hours=1):
        writer.hour, writer.used = ctx.now, 0
    limit = rules.PER_HOUR["account" if rules.known(ctx.viewer, workshop_id) else "visitor"]
    ensure(rules.may_leave_another(writer.used, limit))
    writer.used += 1
    writer.save(update_fields=["hour", "used"])


def _put(
    ctx: Ctx, board: Board, *, text: dict[str, str], lang: str, own: bool = True, **details: Any
) -> Note:
    return Note.objects.create(
        city_id=ctx.city.pk,
        workshop_id=board.workshop_id,
        board=board,
        text=Texts(text),
        lang=lang,
        written_on=timezone.localdate(ctx.now),
        author_token=queries.author_token(ctx.viewer, board.workshop_id) if own else "",
        **details,
    )
