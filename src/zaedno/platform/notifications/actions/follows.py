"""Following things: by a person, or by an address without an account."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from zaedno.core.actions import Ctx, action
from zaedno.core.verdict import Refused, ensure
from zaedno.platform.notifications import letters, rules, tokens
from zaedno.platform.notifications.models import Follow, LastSeen
from zaedno.platform.notifications.queries import follows
from zaedno.platform.people.models import address_hash


@action("notifications.follow", secret=True)
def follow(ctx: Ctx, *, kind: str, ident: str, address: str = "") -> Follow:
    """Ask for news of a thing. A person follows at once, an address after confirming itself.

    Secret, because what somebody wants to know is nobody's business.
    """
    ensure(rules.may_follow(follows.title_of(ctx.viewer, kind, ident) is not None))
    row = _held_row(ctx, kind, ident, address.strip())
    if row.person_id:
        row.state = Follow.State.ACTIVE
        row.save(update_fields=["state"])
    elif row.state == Follow.State.ASKED and _letter_allowed(ctx, row):
        row.since = ctx.now
        row.save(update_fields=["since"])
        letters.ask_to_confirm(ctx, row)
    remember_states(ctx, kind, ident)
    ctx.record(row)
    return row


def _held_row(ctx: Ctx, kind: str, ident: str, address: str) -> Follow:
    """The row is put there first and then held, so that two askers meet at one row."""
    by_person = ctx.person is not None and not address
    who = {"person_id": ctx.person.pk} if by_person else {"address_hash": address_hash(address)}  # type: ignore[union-attr]
    what = {"city_id": ctx.city.pk, "kind": kind, "ident": ident}
    sealed = {} if by_person else {"address": address}
    blank = Follow(**what, **who, **sealed, lang=ctx.viewer.lang, since=ctx.now)
    Follow.objects.bulk_create([blank], ignore_conflicts=True)
    return Follow.objects.select_for_update().get(**what, **who)


def _letter_allowed(ctx: Ctx, row: Follow) -> bool:
    """A row that has just been made was not asked for before."""
    hour = ctx.now - timedelta(hours=1)
    others = Follow.objects.filter(address_hash=row.address_hash, since__gt=hour)
    again = hour < row.since < ctx.now
    return rules.may_write(asked_already=again, others=others.exclude(pk=row.pk).count())


def remember_states(ctx: Ctx, kind: str, ident: str) -> None:
    """From here on only moves are news: how everything on the thread stands today is known."""
    seen = follows.states_around(ctx.viewer, kind, ident)
    LastSeen.objects.bulk_create(
        [LastSeen(city_id=ctx.city.pk, kind=k, ident=i, status=s) for (k, i), s in seen.items()],
        update_conflicts=True,
        unique_fields=["city", "kind", "ident"],
        update_fields=["status"],
    )


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
    for row in mine.filter(person_id=me, person__isnull=False):
        _forget(ctx, row)


@action("notifications.stop", secret=True)
def stop(ctx: Ctx, *, token: str) -> None:
    """End the news by the link in the letter: the row goes, and the address with it."""
    _forget(ctx, _row_of_link(ctx, "stop", token))


def forget_unconfirmed(before: datetime) -> int:
    """Addresses that never answered are not kept."""
    old = Follow.objects.filter(state=Follow.State.ASKED, since__lt=before)
    return old.delete()[0]


def _forget(ctx: Ctx, row: Follow) -> None:
    ctx.record(row)
    row.delete()


def _row_of_link(ctx: Ctx, purpose: str, token: str) -> Follow:
    held = Follow.objects.select_for_update().filter(city_id=ctx.city.pk)
    row = held.filter(pk=tokens.row_of(token)).first()
    verdict = rules.link_opens(tokens.link_facts(row, purpose, token, ctx.now))
    if row is None or not verdict:
        raise Refused(verdict)
    return row
