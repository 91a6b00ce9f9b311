"""How often letters come: for everything, for one thing, or no more, also by a link."""

from __future__ import annotations

import secrets

from zaedno.core.actions import Ctx, action
from zaedno.core.verdict import Refused, ensure
from zaedno.platform.notifications import rules, tokens
from zaedno.platform.notifications.actions.follows import held_reader
from zaedno.platform.notifications.models import Follow, Reader
from zaedno.platform.notifications.queries import news

DIGESTS = {Reader.Rhythm.DAILY: "told_daily", Reader.Rhythm.WEEKLY: "told_weekly"}


@action("notifications.set_rhythm", secret=True)
def set_rhythm(ctx: Ctx, *, rhythm: str, token: str = "") -> Reader:
    """For everything somebody follows; by the link in a letter also without signing in."""
    ensure(rules.known_rhythm(rhythm))
    reader = _by_link(ctx, token) if token else _mine(ctx)
    if rhythm in DIGESTS and rhythm != reader.rhythm:
        setattr(reader, DIGESTS[Reader.Rhythm(rhythm)], _told(ctx, reader, reader.rhythm))
    reader.rhythm = rhythm
    reader.save(update_fields=["rhythm", *DIGESTS.values()])
    ctx.record(reader)
    return reader


@action("notifications.set_one", secret=True)
def set_one(ctx: Ctx, *, pk: int, rhythm: str) -> Follow:
    """For one of the things somebody follows; blank is as for all of them."""
    ensure(rules.known_rhythm(rhythm, blank=True))
    reader = _mine(ctx)
    row = Follow.objects.select_for_update().filter(reader=reader, pk=pk).first()
    if row is None:
        raise Refused(rules.may_follow(False))
    row.reader = reader
    row.told = max(row.told, _told(ctx, reader, rules.rhythm_of(row)))
    row.rhythm = rhythm
    row.save(update_fields=["rhythm", "told"])
    ctx.record(row)
    return row


@action("notifications.quiet", secret=True)
def quiet(ctx: Ctx, *, token: str) -> None:
    """No letter more, by one click in a letter. An address without an account is forgotten."""
    reader = _by_link(ctx, token)
    ctx.record(reader)
    if reader.person_id is None:
        reader.delete()
        return
    reader.rhythm = Reader.Rhythm.NEVER
    reader.save(update_fields=["rhythm"])
    Follow.objects.filter(reader=reader).update(rhythm="")


@action("notifications.open_feed", secret=True)
def open_feed(ctx: Ctx) -> Reader:
    """A private address for feed readers and calendars; one made before no longer opens."""
    reader = _mine(ctx)
    reader.feed_salt = secrets.token_hex(12)
    reader.save(update_fields=["feed_salt"])
    ctx.record(reader)
    return reader


@action("notifications.end_feed", secret=True)
def end_feed(ctx: Ctx) -> Reader:
    """The private address no longer opens anything."""
    reader = _mine(ctx)
    reader.feed_salt = ""
    reader.save(update_fields=["feed_salt"])
    ctx.record(reader)
    return reader


def _mine(ctx: Ctx) -> Reader:
    ensure(rules.has_account(ctx.person is not None))
    return held_reader(ctx)


def _by_link(ctx: Ctx, token: str) -> Reader:
    held = Reader.objects.select_for_update().filter(city_id=ctx.city.pk)
    reader = held.filter(pk=tokens.row_of(token)).first()
    verdict = rules.opens(tokens.reader_of("quiet", token, reader))
    if reader is None or not verdict:
        raise Refused(verdict)
    return reader


def _told(ctx: Ctx, reader: Reader, before: str) -> int:
    """What was gathered for one rhythm and not told yet, the next one tells."""
    if before in DIGESTS:
        return int(getattr(reader, DIGESTS[Reader.Rhythm(before)]))
    return news.latest(ctx.viewer)
