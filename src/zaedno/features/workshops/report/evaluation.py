"""What the report says of how meetings were judged, each by itself and beside each other."""

from __future__ import annotations

from typing import Any

from django.template.defaultfilters import floatformat
from django.urls import reverse
from django.utils.translation import gettext as _

from zaedno.core.report import Block, Cell, Note, ReportSection, Run, Table
from zaedno.core.viewer import Viewer
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.queries.evaluation_results import Answered, Outcome, outcome

ORDER = 20
NOTHING = "–"


def evaluated(viewer: Viewer, found: list[Workshop]) -> ReportSection:
    told = [(event, outcome(viewer, event)) for event in found]
    answered = [(event, one) for event, one in told if one.replies]
    blocks: list[Block] = [block for event, one in answered for block in _meeting(event, one)]
    return ReportSection(
        "evaluation",
        blocks=blocks + _beside(answered),
        order=ORDER,
        illustrative=any(one.invented for _event, one in answered),
    )


def _url(event: Workshop) -> str:
    return reverse("workshops:results", args=[event.slug]) + "#evaluation"


def _meeting(event: Workshop, told: Outcome) -> list[Block]:
    if not told.may:
        said = _("“%(event)s”: %(why)s") % {"event": event.title, "why": told.may.reason}
        return [Note(said)]
    headers = [_("Question"), _("Number of answers"), _("On average"), _("How they answered")]
    rows = [_row(event, one) for one in told.answered]
    caption = _("Evaluation of “%(event)s”") % {"event": event.title}
    blocks: list[Block] = [Table(caption, headers, rows, numeric=(1, 2))]
    if any(one.few for one in told.answered):
        blocks.append(Note(_("Fewer than five answers are not shown one by one.")))
    return blocks


def _row(event: Workshop, one: Answered) -> list[Run]:
    words = "; ".join(f"{label}: {count}" for _code, label, count in one.counts)
    return [
        str(one.question.text),
        Cell(str(one.n), _url(event)),
        _mean(one),
        words or (NOTHING if one.few else str(one.shown.note)),
    ]


def _mean(one: Answered | None) -> str:
    return NOTHING if one is None or one.mean is None else str(floatformat(one.mean, 1))


def _beside(answered: list[tuple[Workshop, Outcome]]) -> list[Block]:
    """Ready questions whose words and scale nobody changed, meeting by meeting."""
    asked: dict[tuple[str, str], dict[int, Answered]] = {}
    for event, told in answered:
        for one in told.answered:
            if one.question.key and one.mean is not None:
                name = (one.question.key, str(one.question.text))
                asked.setdefault(name, {})[event.pk] = one
    rows: list[list[Any]] = [
        [words, *(Cell(_mean(by.get(event.pk)), _url(event)) for event, _told in answered)]
        for (_key, words), by in asked.items()
        if len(by) > 1
    ]
    if not rows:
        return []
    headers = [_("Question"), *(str(event.title) for event, _told in answered)]
    caption = _("The same questions after each meeting, on average")
    return [Table(caption, headers, rows, numeric=tuple(range(1, len(headers))))]
