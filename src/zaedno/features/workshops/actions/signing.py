"""How a participant's note is signed: by the promise of its board, and by the room it came from."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import override

from zaedno.core.actions import Ctx
from zaedno.core.fields import keyed_hash
from zaedno.features.workshops.actions import company
from zaedno.features.workshops.models.board import Board, Note
from zaedno.features.workshops.models.rooms import Room, Sitting
from zaedno.features.workshops.models.session import Privacy, Seat, Signature
from zaedno.features.workshops.queries import seats as seat_queries


@dataclass(frozen=True)
class Hand:
    """What may be kept of who writes. `own` is whether the author can find the note again."""

    level: str = ""
    name: str = ""
    own: bool = True
    room: Room | None = None

    @property
    def room_label(self) -> str:
        return str(self.room.number) if self.room else ""


def hand_of(ctx: Ctx, board: Board) -> Hand:
    """Outside a session a note is anonymous, as open boards promise; in one the level decides."""
    seat = seat_queries.mine(ctx.viewer, board.workshop_id)
    if seat is None:
        return Hand()
    privacy = Privacy.objects.filter(board=board).first()
    level = privacy.level if privacy else Privacy.Level.UNLINKABLE
    room = _room(ctx, board, seat)
    if level == Privacy.Level.UNLINKABLE:
        return Hand(level, own=False, room=room)
    name = _pseudonym(ctx, seat) if level == Privacy.Level.PSEUDONYM else seat.called
    return Hand(level, name, room=room)


def _room(ctx: Ctx, board: Board, seat: Seat) -> Room | None:
    """The room the seat sits in, while rooms are open and this is the board they work on."""
    round = company.going_on(ctx, board.workshop_id)
    if round is None or round.board_id not in (None, board.pk):
        return None
    sitting = Sitting.objects.filter(round=round, seat=seat).select_related("room").first()
    return sitting.room if sitting else None


def _pseudonym(ctx: Ctx, seat: Seat) -> str:
    """The same for all notes of a seat; made with our key, it can't be traced by trying seats."""
    number = int(keyed_hash("pseudonym", f"{seat.workshop_id}:{seat.pk}:{seat.token_hash}"), 16)
    with override(ctx.city.default_language):
        trees = _("Oak, Beech, Linden, Pine, Maple, Willow, Birch, Walnut, Cherry, Hazel").split(
            ", "
        )
    return f"{trees[number % len(trees)]} {number // len(trees) % 9000 + 1000}"


def sign(ctx: Ctx, note: Note, hand: Hand) -> None:
    if hand.name:
        Signature.objects.create(note=note, level=hand.level, name=hand.name[:40])
    if hand.room is not None:
        hand.room.notes.add(note)
        # To the minute: the plenary sees that a room works, not when one of it wrote.
        hand.room.active_at = ctx.now.replace(second=0, microsecond=0)
        hand.room.save(update_fields=["active_at"])
