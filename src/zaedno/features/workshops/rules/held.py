"""Where the meeting left its method while it was held: minutes, columns, boards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext as _

from zaedno.features.workshops.methods import Template
from zaedno.features.workshops.models.board import Board
from zaedno.features.workshops.rules.agenda import Deviation, named


@dataclass(frozen=True)
class HeldPart:
    """A part of the agenda as it went; `took` is None where nobody noted it."""

    title: str
    planned: int
    took: int | None = None
    reached: bool = False


@dataclass(frozen=True)
class Column:
    """A board as it stood in the room; `before`: what an own column was called earlier."""

    kind: str
    title: str
    opened: bool = False
    before: tuple[str, ...] = ()


def led(began: Sequence[bool]) -> bool:
    """A meeting begun and concluded, but not led part by part, has no times of its parts."""
    return len(began) == 1 or sum(began) > 1


def departures(
    template: Template | None, parts: Sequence[HeldPart], columns: Sequence[Column], *, over: bool
) -> list[Deviation]:
    """Each difference as a sentence; `over`: the meeting is concluded, nothing may still come."""
    return [*_times(parts, over=over), *_columns(columns), *_boards(template, columns, over=over)]


def _times(parts: Sequence[HeldPart], *, over: bool) -> list[Deviation]:
    if not led([part.reached for part in parts]):
        return []
    longer = _("Took longer: “%(part)s” took %(now)d min; %(meant)d were planned.")
    shorter = _("Took less: “%(part)s” took %(now)d min; %(meant)d were planned.")
    missed = _("Not reached: “%(part)s” (%(meant)d min planned).")
    found = []
    for part in parts:
        told = {"part": part.title, "now": part.took, "meant": part.planned}
        if not part.reached and over:
            found.append(Deviation("not_reached", missed % told))
        elif part.took is not None and part.took != part.planned:
            sentence = longer if part.took > part.planned else shorter
            found.append(Deviation("took", sentence % told))
    return found


def _columns(columns: Sequence[Column]) -> list[Deviation]:
    """Own columns are never the template's."""
    added = _("Column added in the room: “%(title)s”.")
    renamed = _("Column renamed in the room: “%(now)s”; before that “%(before)s”.")
    found = []
    for column in columns:
        if column.kind != Board.Kind.OWN:
            continue
        names = [*column.before, column.title]
        found.append(Deviation("column_added", added % {"title": names[0]}))
        for before, now in pairwise(names):
            found.append(Deviation("column_renamed", renamed % {"now": now, "before": before}))
    return found


def _boards(template: Template | None, columns: Sequence[Column], *, over: bool) -> list[Deviation]:
    """The template's boards that nobody set up or opened, and those it does not have."""
    if template is None:
        return []
    there = {column.kind: column for column in columns if column.kind != Board.Kind.OWN}
    told = (
        ("board_added", _("Board added: %(board)s."), there.keys() - set(template.boards)),
        ("not_set_up", _("Board never set up: %(board)s."), set(template.boards) - there.keys()),
        (
            "not_opened",
            _("Board never opened: %(board)s."),
            {k for k in template.boards if k in there and not there[k].opened},
        ),
    )
    return [
        Deviation(what, sentence % {"board": named([kind])})
        for what, sentence, kinds in told
        for kind in Board.Kind.values
        if kind in kinds and (over or what == "board_added")
    ]
