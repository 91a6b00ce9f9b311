"""The notes as one participant has them on the screen, board by board."""

from __future__ import annotations

from dataclasses import dataclass

from zaedno.core.viewer import Viewer
from zaedno.features.workshops.queries import votes, walls
from zaedno.features.workshops.queries.session import Column, State


@dataclass(frozen=True)
class Lane:
    column: Column
    papers: list[walls.Paper]


@dataclass(frozen=True)
class Screen:
    """`ballot` are one's own dots."""

    lanes: list[Lane]
    ballot: votes.Ballot
    ranking: list[votes.Ranked]


def screen(viewer: Viewer, state: State, room_id: int | None = None) -> Screen:
    wall = walls.wall(viewer, state.workshop, room_id=room_id)
    by_board = {column.board.pk: column.papers for column in wall.columns if column.board}
    lanes = [
        Lane(c, by_board.get(c.board.pk, [])) for c in state.columns if c.board.state != "planned"
    ]
    shown = state.session.show_tallies and not state.voting_open
    return Screen(lanes, wall.ballot, votes.ranking(viewer, state.workshop.pk) if shown else [])
