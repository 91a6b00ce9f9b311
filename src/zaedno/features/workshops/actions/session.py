"""Leading a session: opening it, its clock, what is shown, the promise of each board."""

from __future__ import annotations

from datetime import timedelta

from zaedno.core.actions import Ctx, action
from zaedno.core.live import publish
from zaedno.core.verdict import ensure
from zaedno.features.workshops.actions.codes import give_code
from zaedno.features.workshops.models.agenda import AgendaItem
from zaedno.features.workshops.models.board import Board, channel
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.models.session import Privacy, Seat, Session
from zaedno.features.workshops.queries import session as queries
from zaedno.features.workshops.rules import session as rules

SHOWN = ("doors_open", "show_join", "show_authors", "show_tallies", "focus")


@action("workshops.open_session")
def open_session(
    ctx: Ctx, *, workshop: Workshop, meeting_url: str = "", seats_vote: bool = True
) -> Session:
    """Give the workshop a code, under which people come in."""
    workshop = Workshop.objects.select_for_update(no_key=True, of=("self",)).get(pk=workshop.pk)
    ensure(rules.may_open(ctx.viewer, queries.facts_for(ctx.viewer, workshop)))
    session, _new = Session.objects.update_or_create(
        workshop=workshop,
        defaults={
            "city_id": ctx.city.pk,
            "code": give_code(workshop),
            "opened_at": ctx.now,
            "closed_at": None,
            "meeting_url": meeting_url,
            "seats_vote": seats_vote,
        },
    )
    current = queries.current_item(ctx.viewer, workshop.pk)
    if current is not None and current.began_at is not None and session.ends_at is None:
        _run(session, current)
    return _change(ctx, session)


@action("workshops.close_session")
def close_session(ctx: Ctx, *, workshop: Workshop) -> Session:
    """Nobody joins with the code any more. Notes and results stay; who sat there is forgotten.

    Without a seat's token nobody can work out any more whose a pseudonym was.
    """
    session = held(ctx, workshop)
    seats = Seat.objects.filter(workshop=workshop)
    seats.filter(left_at=None).update(left_at=ctx.now)
    seats.update(token_hash="", name="", hand_at=None)
    session.closed_at, session.ends_at, session.paused_left = ctx.now, None, None
    return _change(ctx, session)


@action("workshops.show")
def show(ctx: Ctx, *, workshop: Workshop, what: str, value: str | bool) -> Session:
    """Show or hide something on the screens of others, or let nobody else in."""
    session = held(ctx, workshop)
    ensure(rules.may_show(what in SHOWN, what, value))
    setattr(session, what, value)
    return _change(ctx, session, what=what)


@action("workshops.pause_timer")
def pause_timer(ctx: Ctx, *, workshop: Workshop) -> Session:
    session = held(ctx, workshop)
    ensure(rules.may_pause(ctx.viewer, queries.facts_of(workshop.state, session, ctx.now)))
    session.paused_left = max(0, session.left(ctx.now) or 0)
    session.ends_at = None
    return _change(ctx, session)


@action("workshops.resume_timer")
def resume_timer(ctx: Ctx, *, workshop: Workshop) -> Session:
    session = held(ctx, workshop)
    ensure(rules.may_resume(ctx.viewer, queries.facts_of(workshop.state, session, ctx.now)))
    session.ends_at = ctx.now + timedelta(seconds=session.paused_left or 0)
    session.paused_left = None
    return _change(ctx, session)


@action("workshops.extend_timer")
def extend_timer(ctx: Ctx, *, workshop: Workshop, minutes: int) -> Session:
    """Give time or take it; what is over begins to count from now, so that an extension is real."""
    session = held(ctx, workshop)
    facts = queries.facts_of(workshop.state, session, ctx.now)
    ensure(rules.may_extend(ctx.viewer, facts, minutes))
    if session.paused_left is not None:
        session.paused_left = max(0, session.paused_left + 60 * minutes)
    else:
        assert session.ends_at is not None
        late = session.ends_at < ctx.now and minutes > 0
        session.ends_at = (ctx.now if late else session.ends_at) + timedelta(minutes=minutes)
    return _change(ctx, session, minutes=minutes)


@action("workshops.set_privacy")
def set_privacy(ctx: Ctx, *, board: Board, level: str) -> Privacy:
    """How notes of a board will be signed; only before it opens."""
    board = Board.objects.select_for_update(no_key=True).get(pk=board.pk, city_id=ctx.city.pk)
    privacy = Privacy.objects.filter(board=board).first() or Privacy(board=board)
    fixed = privacy.fixed_at is not None
    ensure(rules.may_set_privacy(ctx.viewer, board_state=board.state, fixed=fixed, level=level))
    privacy.level = level
    privacy.save()
    ctx.record(("workshops.board", board.pk), level=level)
    publish(channel(board.workshop_id), "state")
    return privacy


def fix_privacy(ctx: Ctx, board: Board) -> None:
    """The board opens: from now on its promise can't change."""
    Privacy.objects.get_or_create(board=board)
    Privacy.objects.filter(board=board, fixed_at=None).update(fixed_at=ctx.now)


def on_item(ctx: Ctx, workshop: Workshop, item: AgendaItem | None) -> bool:
    """The agenda went on: the clock of the session, where one is open, starts anew."""
    found = Session.objects.select_for_update(no_key=True).filter(workshop=workshop)
    session = found.filter(closed_at=None).first()
    if session is None:
        return False
    session.began_at = session.ends_at = session.paused_left = None
    session.focus = Session.Focus.AGENDA
    if item is not None:
        _run(session, item)
    session.version += 1
    session.save()
    return True


def held(ctx: Ctx, workshop: Workshop) -> Session:
    """The row that every change of the shared state holds; only for who leads an open session."""
    session = Session.objects.select_for_update(no_key=True).filter(workshop=workshop).first()
    facts = queries.facts_of(workshop.state, session, ctx.now)
    ensure(rules.may_lead(ctx.viewer, facts))
    assert session is not None
    return session


def _run(session: Session, item: AgendaItem) -> None:
    session.began_at = item.began_at
    assert item.began_at is not None
    session.ends_at = item.began_at + timedelta(minutes=item.minutes)


def _change(ctx: Ctx, session: Session, **facts: object) -> Session:
    session.version += 1
    session.save()
    ctx.record(session, **facts)
    publish(channel(session.workshop_id), "state", session.version)
    return session
