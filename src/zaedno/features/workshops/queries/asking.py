"""The questions an event asks of those who express interest, and what they answered."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from zaedno.core.viewer import Viewer
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.models.interest import Interest
from zaedno.platform.forms.counting import count
from zaedno.platform.forms.logic import Outline
from zaedno.platform.forms.models import Form
from zaedno.platform.forms.queries import rows as forms
from zaedno.platform.forms.results import Shown, present
from zaedno.platform.forms.spoken import Spoken, spoken

OWNER = "workshops.workshop"


def form_of(viewer: Viewer, event: Workshop) -> Form | None:
    return forms.of_owner(viewer, OWNER, str(event.pk))


def outline_of(viewer: Viewer, form: Form | None) -> Outline | None:
    """Nothing where no question stands in it yet."""
    found = forms.outline(viewer, form) if form else None
    return found if found and any(True for _one in found.questions()) else None


def told(viewer: Viewer, form: Form | None, rows: Iterable[Interest]) -> dict[str, list[Spoken]]:
    """What each of those who applied to one event answered, by receipt."""
    if form is None:
        return {}
    questions = list(forms.outline(viewer, form).questions())
    found = forms.beside(viewer, form, [row.receipt for row in rows])
    return {key: spoken(questions, one.answers, viewer.lang) for key, one in found.items()}


def told_in_queue(viewer: Viewer, rows: list[Interest]) -> dict[str, list[Spoken]]:
    """The same for a queue of several events."""
    by_event: dict[Any, list[Interest]] = {}
    for row in rows:
        by_event.setdefault(row.workshop, []).append(row)
    answers: dict[str, list[Spoken]] = {}
    for event, mine in by_event.items():
        answers |= told(viewer, form_of(viewer, event), mine)
    return answers


def counted(viewer: Viewer, form: Form) -> list[Shown]:
    """Counts by question; fewer than five answers are not shown."""
    outline = forms.outline(viewer, form)
    found = count(outline.questions(), forms.answers(viewer, form))
    return [present(one, outline.codes[one.pk], found[one.pk]) for one in outline.questions()]
