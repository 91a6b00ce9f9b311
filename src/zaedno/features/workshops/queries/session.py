"""The shared state of a workshop's session: what every screen of it draws."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404

from zaedno.core import clock
from zaedno.core.viewer import Viewer
from zaedno.features.workshops.models.agenda import AgendaItem
from zaedno.features.workshops.models.board import Board, Cluster, Note
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.models.poll import Poll
from zaedno.features.workshops.models.rooms import Round
from zaedno.features.workshops.models.session import Privacy, Session
from zaedno.features.workshops.models.voting import Voter, Voting
from zaedno.features.workshops.queries import boards as board_queries
from zaedno.features.workshops.queries import events, rooms
from zaedno.features.workshops.queries import seats as seat_queries
from zaedno.features.workshops.rules.session import PROMISES, SessionFacts, said_time


@dataclass(frozen=True)
class Column:
    """A board with the promise under which its notes are written."""

    board: Board
    level: str
    fixed: bool
    count: int

    @property
    def promise(self) -> str:
        return str(PROMISES[self.level])

    @property
    def level_words(self) -> str:
        return str(Privacy.Level(self.level).label)

    @property
    def key(self) -> str:
        return f"board-{self.board.pk}"


@dataclass(frozen=True)
class State:
    """What is going on now, the same for everybody."""

    workshop: Workshop
    session: Session
    now: datetime
    items: list[AgendaItem]
    columns: list[Column]
    voting: Voting | None
    polls: list[Poll]
    round: Round | None

    @property
    def current(self) -> AgendaItem | None:
        return current_of(self.items)

    @property
    def coming(self) -> AgendaItem | None:
        return next((item for item in self.items if not item.began_at), None)

    @property
    def done(self) -> list[AgendaItem]:
        """What a latecomer has missed."""
        return [item for item in self.items if item.ended_at]

    @property
    def left(self) -> int | None:
        return self.session.left(self.now)

    @property
    def clock(self) -> str:
        return "" if self.left is None else said_time(self.left)

    @property
    def voting_open(self) -> bool:
        return self.voting is not None and self.voting.state == Voting.State.OPEN

    @property
    def open_columns(self) -> list[Column]:
        return [c for c in self.columns if c.board.state == Board.State.OPEN]

    @property
    def notes(self) -> int:
        return sum(column.count for column in self.columns)

    @property
    def facts(self) -> SessionFacts:
        return facts_of(self.workshop.state, self.session, self.now)


def facts_of(workshop_state: str, session: Session | None, now: datetime) -> SessionFacts:
    if session is None or not session.is_open:
        return SessionFacts(state=workshop_state)
    return SessionFacts(
        state=workshop_state,
        open=True,
        running=session.ends_at is not None,
        paused=session.paused_left is not None,
        left=session.left(now),
    )


def facts_for(viewer: Viewer, workshop: Workshop) -> SessionFacts:
    return facts_of(workshop.state, session_of(viewer, workshop.pk), clock.now())


def session_of(viewer: Viewer, workshop_id: int) -> Session | None:
    return Session.objects.filter(city_id=viewer.city.pk, workshop_id=workshop_id).first()


def by_code(viewer: Viewer, code: str) -> Session | None:
    """The open session with this code, in this city only."""
    found = Session.objects.filter(city_id=viewer.city.pk, code=code, closed_at=None)
    return found.select_related("workshop").first()


def current_item(viewer: Viewer, workshop_id: int) -> AgendaItem | None:
    found = AgendaItem.objects.filter(city_id=viewer.city.pk, workshop_id=workshop_id)
    return current_of(list(found))


def current_of(items: list[AgendaItem]) -> AgendaItem | None:
    return next((item for item in items if item.began_at and not item.ended_at), None)


def state(viewer: Viewer, workshop: Workshop) -> State | None:
    """Everything shared, in a fixed number of queries; nothing when no session was opened."""
    session = session_of(viewer, workshop.pk)
    if session is None:
        return None
    now = clock.now()
    return State(
        workshop=workshop,
        session=session,
        now=now,
        items=events.agenda(viewer, workshop),
        columns=columns(viewer, workshop.pk),
        voting=_latest_vote(viewer, workshop.pk),
        polls=_open_polls(viewer, workshop.pk),
        round=rooms.going_on(viewer, workshop.pk),
    )


def one(viewer: Viewer, slug: str) -> State:
    """The open session of a workshop by its address, or nothing is there."""
    found = state(viewer, events.one(viewer, slug))
    if found is None or not found.session.is_open:
        raise Http404
    return found


def columns(viewer: Viewer, workshop_id: int) -> list[Column]:
    counts = board_queries.counts_by_board(viewer, workshop_id)
    found = Board.objects.filter(city_id=viewer.city.pk, workshop_id=workshop_id)
    return [_column(board, counts) for board in found.select_related("privacy")]


def _column(board: Board, counts: dict[str, int]) -> Column:
    privacy: Privacy | None = getattr(board, "privacy", None)
    level = privacy.level if privacy else Privacy.Level.UNLINKABLE
    fixed = board.state != Board.State.PLANNED
    return Column(board, level, fixed, counts.get(board.kind, 0))


def _latest_vote(viewer: Viewer, workshop_id: int) -> Voting | None:
    found = Voting.objects.filter(city_id=viewer.city.pk, workshop_id=workshop_id)
    return found.order_by("-state", "-id").first()


def _open_polls(viewer: Viewer, workshop_id: int) -> list[Poll]:
    found = Poll.objects.filter(city_id=viewer.city.pk, workshop_id=workshop_id)
    return list(found.filter(state=Poll.State.OPEN))


def turnout(viewer: Viewer, voting: Voting | None) -> int:
    """How many have placed a dot so far; never where."""
    if voting is None or voting.state != Voting.State.OPEN:
        return 0
    roll = Voter.objects.filter(voting=voting, voting__city_id=viewer.city.pk)
    return roll.filter(used__gt=0).count()


def note(viewer: Viewer, pk: str) -> Note | None:
    """A note as everybody may see it, for the open pages."""
    return board_queries.notes(viewer).filter(pk=pk).first() if pk.isdigit() else None


def crowd(viewer: Viewer, workshop_id: int) -> int:
    """How many seats are taken: so many screens fetch when something changes for all."""
    return seat_queries.held(viewer).filter(workshop_id=workshop_id).count()


def of_channel(viewer: Viewer, workshop_id: int) -> Workshop | None:
    """The workshop behind a live channel, in whichever city it is: who reads is not known yet."""
    return Workshop.objects.select_related("city").filter(pk=workshop_id).first()


def in_rooms(viewer: Viewer, note: Note) -> bool:
    """Whether the room a note was written in is still at work; then it is shown there only."""
    if not note.room:
        return False
    round = rooms.going_on(viewer, note.workshop_id)
    return round is not None and round.rooms.filter(notes=note).exists()


def group_part(viewer: Viewer, ident: str) -> dict[str, object]:
    """The notes of a group that changed, by their receipts, with the group's name now."""
    cluster = Cluster.objects.filter(city_id=viewer.city.pk, pk=ident).first()
    if cluster is None:
        return {"group": {}}
    into = cluster.merged_into_id or cluster.pk
    found = board_queries.notes(viewer).filter(cluster_id=into)
    return {"group": {f"n{n.pk}": str(n.cluster.title) for n in found if n.cluster}}
