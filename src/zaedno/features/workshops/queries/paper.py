"""Sheets of paper of a workshop, and what the vote that is going on has room for."""

from __future__ import annotations

from django.db.models import Max, QuerySet

from zaedno.core.viewer import Viewer
from zaedno.features.workshops.models.agenda import AgendaItem
from zaedno.features.workshops.models.board import Note
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.models.paper import PaperSheet
from zaedno.features.workshops.models.voting import Voter, Voting
from zaedno.features.workshops.queries import boards
from zaedno.features.workshops.rules.paper import SheetFacts


def sheets(viewer: Viewer, event: Workshop) -> QuerySet[PaperSheet]:
    rows = PaperSheet.objects.filter(city_id=viewer.city.pk, workshop=event)
    return rows.select_related("step")


def entered(viewer: Viewer, event: Workshop) -> list[PaperSheet]:
    """Those that are typed in, the latest first."""
    return list(sheets(viewer, event).filter(entered_at__isnull=False).order_by("-entered_at"))


def printed(viewer: Viewer, event: Workshop, first: int, last: int) -> list[PaperSheet]:
    rows = sheets(viewer, event).filter(printed_at__isnull=False)
    return list(rows.filter(number__gte=first, number__lte=last))


def waiting(viewer: Viewer, event: Workshop) -> int | None:
    """The lowest printed number that is not typed in yet."""
    rows = sheets(viewer, event).filter(printed_at__isnull=False, entered_at__isnull=True)
    return rows.values_list("number", flat=True).first()


def last_number(viewer: Viewer, event: Workshop) -> int:
    found = sheets(viewer, event).aggregate(last=Max("number"))["last"]
    return int(found or 0)


def facts_for(viewer: Viewer, event: Workshop, number: int) -> SheetFacts:
    sheet = sheets(viewer, event).filter(number=number).first()
    free = last_number(viewer, event) + 1
    if sheet is None or sheet.entered_at is None:
        return SheetFacts(number, free=free)
    return SheetFacts(number, entered=True, notes=sheet.notes, dots=sheet.dots, free=free)


def elsewhere(viewer: Viewer, event: Workshop, code: str) -> str:
    """The title of the other workshop of this city that a sheet with this code belongs to."""
    found = Workshop.objects.filter(city_id=viewer.city.pk, join_code=code).exclude(pk=event.pk)
    other = found.first() if code else None
    return str(other.title) if other else ""


def steps(viewer: Viewer, event: Workshop) -> list[AgendaItem]:
    """The parts of the agenda on which something is written or voted."""
    items = AgendaItem.objects.filter(city_id=viewer.city.pk, workshop=event)
    return [item for item in items if item.boards or item.dots]


def step(viewer: Viewer, event: Workshop, position: int) -> AgendaItem | None:
    return next((s for s in steps(viewer, event) if s.position == position), None)


def seats(viewer: Viewer, voting: Voting) -> tuple[int, int]:
    """(seats that have no place on the roll, sheets that took one of them)."""
    roll = list(Voter.objects.filter(voting=voting).values_list("paper", flat=True))
    return voting.could_vote - roll.count(False), roll.count(True)


def notes_by_receipt(viewer: Viewer, event: Workshop, numbers: list[str]) -> dict[str, Note]:
    found = boards.notes(viewer).filter(workshop=event, receipt__in=numbers)
    return {note.receipt: note for note in found}
