"""Running an event: start, go on to the next part, conclude."""

from __future__ import annotations

from django.utils import timezone

from zaedno.core import live
from zaedno.core.actions import Ctx, action
from zaedno.core.partial_dates import When
from zaedno.core.verdict import ensure
from zaedno.features.workshops.actions.boards import open_board
from zaedno.features.workshops.actions.session import close_session, on_item
from zaedno.features.workshops.models.agenda import AgendaItem
from zaedno.features.workshops.models.board import Board, channel
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.models.session import Session
from zaedno.features.workshops.queries import events
from zaedno.features.workshops.rules import events as rules


@action("workshops.start")
def start(ctx: Ctx, *, event: Workshop, held: When | None = None) -> Workshop:
    """Begin: the actual date is today, unless the source knows it less exactly."""
    event = Workshop.objects.select_for_update(of=("self",)).get(pk=event.pk)
    facts = events.facts_for(ctx.viewer, event)
    ensure(rules.may_start(ctx.viewer, facts, system=ctx.system))
    event.state = rules.MOVES["start"][1]
    event.started_at = ctx.now
    event.held = held or When.day(timezone.localdate(ctx.now))
    event.changed_at = ctx.now
    event.sequence += 1
    event.save()
    first = AgendaItem.objects.filter(workshop=event).first()
    if first is not None:
        first.began_at = ctx.now
        first.save(update_fields=["began_at"])
    _reach(ctx, event, first)
    ctx.record(event, state=event.state)
    live.publish(channel(event.pk), "state")
    return event


@action("workshops.next_part")
def next_part(ctx: Ctx, *, event: Workshop) -> AgendaItem | None:
    """End the current part of the agenda and begin the next one."""
    event = Workshop.objects.select_for_update(of=("self",)).get(pk=event.pk)
    ensure(rules.may_run(ctx.viewer, events.facts_for(ctx.viewer, event)))
    items = events.agenda(ctx.viewer, event)
    current = next((item for item in items if item.began_at and not item.ended_at), None)
    coming = next((item for item in items if not item.began_at), None)
    if current is not None:
        current.ended_at = ctx.now
        current.save(update_fields=["ended_at"])
    if coming is not None:
        coming.began_at = ctx.now
        coming.save(update_fields=["began_at"])
    _reach(ctx, event, coming)
    ctx.record(event, position=coming.position if coming else 0)
    live.publish(channel(event.pk), "state")
    return coming


def _reach(ctx: Ctx, event: Workshop, item: AgendaItem | None) -> None:
    """In a live session the clock starts, and the boards that the item works on open with it."""
    if not on_item(ctx, event, item) or item is None:
        return
    waiting = Board.objects.filter(workshop=event, kind__in=item.boards, state=Board.State.PLANNED)
    for board in waiting:
        open_board(ctx, board=board)


@action("workshops.conclude")
def conclude(ctx: Ctx, *, event: Workshop) -> Workshop:
    """The meeting is over; nobody who applied may still wait for an answer."""
    event = Workshop.objects.select_for_update(of=("self",)).get(pk=event.pk)
    ensure(rules.may_conclude(ctx.viewer, events.facts_for(ctx.viewer, event)))
    AgendaItem.objects.filter(workshop=event, began_at__isnull=False, ended_at__isnull=True).update(
        ended_at=ctx.now
    )
    event.state = rules.MOVES["conclude"][1]
    event.concluded_at = ctx.now
    event.changed_at = ctx.now
    event.save(update_fields=["state", "concluded_at", "changed_at"])
    ctx.record(event, state=event.state)
    if Session.objects.filter(workshop=event, closed_at=None).exists():
        close_session(ctx, workshop=event)  # who sat here is forgotten with the meeting's end
    live.publish(channel(event.pk), "state")
    return event
