"""The strategies of a workshop by quadrant, and the notes and groups that may be paired."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from zaedno.core.viewer import Viewer
from zaedno.features.workshops.models.board import Board, Cluster, Note
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.models.pairs import Strategy
from zaedno.features.workshops.queries import boards
from zaedno.features.workshops.rules.tows import INNER, OUTER


@dataclass(frozen=True)
class Side:
    """A note or a group as one side of a pair; `board` is the kind of board it is taken from."""

    key: str
    board: str
    label: str
    note: Note | None = None
    group: Cluster | None = None


def strategies(viewer: Viewer) -> QuerySet[Strategy]:
    found = Strategy.objects.filter(city_id=viewer.city.pk).select_related("workshop")
    return found.select_related("inner_note", "inner_group", "outer_note", "outer_group")


def standing(viewer: Viewer, workshop: Workshop) -> QuerySet[Strategy]:
    """Those that were not set aside."""
    return strategies(viewer).filter(workshop=workshop, dropped=False)


def strategy(viewer: Viewer, pk: int) -> Strategy:
    return get_object_or_404(strategies(viewer), pk=pk)


def by_quadrant(viewer: Viewer, workshop: Workshop) -> list[tuple[str, str, list[Strategy]]]:
    """The four quadrants in their order: (key, what it is about, its strategies)."""
    found = list(strategies(viewer).filter(workshop=workshop))
    return [
        (str(value), str(label), [s for s in found if s.quadrant == value])
        for value, label in Strategy.Quadrant.choices
    ]


def sides(viewer: Viewer, workshop: Workshop) -> tuple[list[Side], list[Side]]:
    """What may stand inside and outside: groups first, under each board they have notes of."""
    kinds = (*INNER, *OUTER)
    notes = boards.notes(viewer).filter(workshop=workshop, board__kind__in=kinds)
    found: dict[str, Side] = {}
    loose: list[Side] = []
    for note in notes.order_by("board__order", "id"):
        kind = note.board.kind
        board = str(Board.Kind(kind).label).capitalize()
        loose.append(Side(f"n-{note.pk}-{kind}", kind, f"{board}: {note.text}", note=note))
        if note.cluster is not None:
            key = f"g-{note.cluster_id}-{kind}"
            told = f"{board}: {note.cluster.title} ({note.cluster.code})"
            found.setdefault(key, Side(key, kind, told, group=note.cluster))
    every = [*found.values(), *loose]
    return [s for s in every if s.board in INNER], [s for s in every if s.board in OUTER]
