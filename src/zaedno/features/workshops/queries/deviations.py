"""How a workshop differs from its method: in its plan, and as it was held."""

from __future__ import annotations

from zaedno.core.viewer import Viewer
from zaedno.features.workshops.methods import Template
from zaedno.features.workshops.models.agenda import AgendaItem
from zaedno.features.workshops.models.board import Board
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.queries import events, methods
from zaedno.features.workshops.rules import agenda as rules
from zaedno.features.workshops.rules import held
from zaedno.features.workshops.rules.agenda import Deviation


def template_of(viewer: Viewer, event: Workshop) -> Template | None:
    return methods.template_of(viewer, event.method, event.method_version)


def planned(viewer: Viewer, event: Workshop) -> list[Deviation]:
    """What the plan says otherwise than the template."""
    plan = [item.part for item in events.agenda(viewer, event)]
    return rules.deviations(template_of(viewer, event), plan, event.slot_minutes)


def everything(viewer: Viewer, event: Workshop) -> list[Deviation]:
    """The plan's differences first, then those of the room, once the meeting has begun."""
    found = planned(viewer, event)
    if event.state in (Workshop.State.PLANNED, Workshop.State.CANCELLED):
        return found
    parts = [_part(item) for item in events.agenda(viewer, event)]
    boards = Board.objects.filter(city_id=viewer.city.pk, workshop=event)
    columns = [_column(board) for board in boards.prefetch_related("earlier_titles")]
    over = event.state != Workshop.State.LIVE
    template = template_of(viewer, event)
    return [*found, *held.departures(template, parts, columns, over=over)]


def _part(item: AgendaItem) -> held.HeldPart:
    return held.HeldPart(str(item.title), item.minutes, item.took, item.began_at is not None)


def _column(board: Board) -> held.Column:
    return held.Column(
        kind=board.kind,
        title=str(board.name),
        opened=board.state != Board.State.PLANNED,
        before=tuple(str(earlier.title) for earlier in board.earlier_titles.all()),
    )
