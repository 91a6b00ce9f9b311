"""Following things: by a person, or by an address without an account."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from zaedno.core.actions import Ctx, action
from zaedno.core.verdict import Refused, ensure
from zaedno.platform.notifications import letters, rules, tokens
from zaedno.platform.notifications.models import Follow, LastSeen, Reader
from zaedno.platform.notifications.queries import follows, news
from zaedno.platform.people.models import address_hash


@action("notifications.follow", secret=True)
def follow(ctx: Ctx, *, kind: str, ident: str, address: str = "", own: bool = False) -> Follow:
    """Ask for news of a thing. A person follows at once, an address after confirming itself.

    Secret, because what somebody wants to know is nobody's business. `own`: they wrote it.
    """
    ensure(rules.may_follow(follows.title_of(ctx.viewer, kind, ident) is not None))
    reader = held_reader(ctx, address.strip())
    row = _held_row(ctx, reader, kind, ident, own)
    if reader.person_id:
        row.state = Follow.State.ACTIVE
        row.own = row.own or own
        row.save(update_fields=["state", "own"])
    elif row.state == Follow.State.ASKED and _letter_allowed(ctx, row):
        row.since = ctx.now
        row.save(update_fields=["since"])
        letters.ask_to_confirm(ctx, row)
    ctx.record(row)
    return row


def held_reader(ctx: Ctx, address: str = "") -> Reader:
    """The row is put there first and then held, so that two askers meet at one row."""
    by_person = ctx.person is not None and not address
    who = {"person_id": ctx.person.pk} if by_person else {"address_hash": address_hash(address)}  # type: ignore[union-attr]
    sealed = {} if by_person else {"address": address}
    latest = news.latest(ctx.viewer)
    told = {"seen": latest, "told_daily": latest, "told_weekly": latest}
    blank = Reader(city_id=ctx.city.pk, **who, **sealed, lang=ctx.viewer.lang, **told)
    Reader.objects.bulk_create([blank], ignore_conflicts=True)
    return Reader.objects.select_for_update().get(city_id=ctx.city.pk, **who)


def _held_row(ctx: Ctx, reader: Reader, kind: str, ident: str, own: bool) -> Follow:
    what = {"city_id": ctx.city.pk, "reader_id": reader.pk, "kind": kind, "ident": ident}
    blank = Follow(**what, since=ctx.now, told=news.latest(ctx.viewer), own=own)
    Follow.objects.bulk_create([blank], ignore_conflicts=True)
    return Follow.objects.select_for_update().select_related("reader").get(**what)


def _letter_allowed(ctx: Ctx, row: Follow) -> bool:
    """A row that has just been made was not asked for before."""
    hour = ctx.now - timedelta(hours=1)
    others = Follow.objects.filter(
        reader__address_hash=row.reader.address_hash,
        reader__person__isnull=True,
        since__gt=hour,
    )
    again = hour < row.since < ctx.now
    return rules.may_write(asked_already=again, others=others.exclude(pk=row.pk).count())


def note_state(ctx: Ctx, *, ref: tuple[str, str], status: str) -> None:
    """This move has been told."""
    LastSeen.objects.update_or_create(
        city_id=ctx.city.pk, kind=ref[0], ident=ref[1], defaults={"status": status}
    )


@action("notifications.confirm", secret=True)
def confirm(ctx: Ctx, *, token: str) -> Follow:
    """The owner of the letter-box says yes."""
    row = _row_of_link(ctx, "confirm", token)
    row.state = Follow.State.ACTIVE
    row.save(update_fields=["state"])
    ctx.record(row)
    return row


@action("notifications.unfollow", secret=True)
def unfollow(ctx: Ctx, *, kind: str, ident: str) -> None:
    """End one's own following."""
    mine = Follow.objects.filter(city_id=ctx.city.pk, kind=kind, ident=ident)
    me: Any = getattr(ctx.person, "pk", None)
    for row in mine.filter(reader__person_id=me, reader__person__isnull=False):
        _forget(ctx, row)


@action("notifications.stop", secret=True)
def stop(ctx: Ctx, *, token: str) -> None:
    """End the news by the link in the letter: the row goes, and the address with it."""
    _forget(ctx, _row_of_link(ctx, "stop", token))


def forget_unconfirmed(before: datetime) -> int:
    """Addresses that never answered are not kept."""
    old = Follow.objects.filter(state=Follow.State.ASKED, since__lt=before)
    count = old.delete()[0]
    Reader.objects.filter(person__isnull=True, follows__isnull=True).delete()
    return count


def _forget(ctx: Ctx, row: Follow) -> None:
    """An address that follows nothing any more is not kept."""
    held = Reader.objects.select_for_update().get(pk=row.reader_id)
    ctx.record(row)
    row.delete()
    if held.person_id is None and not held.follows.exists():
        held.delete()


def _row_of_link(ctx: Ctx, purpose: str, token: str) -> Follow:
    held = Follow.objects.select_for_update().filter(city_id=ctx.city.pk)
    row = held.filter(pk=tokens.row_of(token)).first()
    verdict = rules.link_opens(tokens.link_facts(row, purpose, token, ctx.now))
    if row is None or not verdict:
        raise Refused(verdict)
    return row
