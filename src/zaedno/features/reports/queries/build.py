"""The report as it reads now: every room is asked for its sections, for the public's eyes."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from zaedno.core import registry
from zaedno.core.partial_dates import When
from zaedno.core.press.data import to_data
from zaedno.core.report import (
    SECTIONS,
    Bullets,
    Cell,
    Note,
    Paragraph,
    ReportScope,
    ReportSection,
    outline,
)
from zaedno.core.viewer import Viewer
from zaedno.features.reports.models import Report
from zaedno.features.reports.queries import rows


def content(viewer: Viewer, row: Report) -> dict[str, Any]:
    """`{"bg": [section, …], "en": […]}`: plain data that can be frozen, hashed and printed.

    Built as a visitor sees it: what staff may see beyond that never enters a report.
    """
    return {lang: sections(viewer, row, lang) for lang in viewer.city.languages}


def sections(viewer: Viewer, row: Report, lang: str) -> list[dict[str, Any]]:
    public = Viewer(city=viewer.city, lang=lang)
    scope = rows.scope_of(viewer, row)
    with override(lang):
        offered = registry.gather("report_sections", public, scope=scope)
        own = [_summary(public, row), _method(public, row, scope), _next_steps(public, row)]
        joined = outline([*own, *offered])
        return [to_data(part) for part in _complete(joined)]


def _complete(joined: list[ReportSection]) -> list[ReportSection]:
    """Every section of the outline stands; one that nobody filled says so."""
    by_id = {part.id: part for part in joined}
    silent = [Note(_("Nothing was recorded for this section."))]
    return [by_id.get(ident) or ReportSection(ident, blocks=list(silent)) for ident in SECTIONS]


def _paragraphs(text: str) -> list[Any]:
    return [Paragraph(part.strip()) for part in text.split("\n\n") if part.strip()]


def _summary(viewer: Viewer, row: Report) -> ReportSection:
    text, _lang = row.summary.best(viewer.lang)
    blocks = _paragraphs(text) or [Note(_("The summary has not been written yet."))]
    return ReportSection("summary", blocks=blocks, order=10)


def _method(viewer: Viewer, row: Report, scope: ReportScope) -> ReportSection:
    text, _lang = row.method.best(viewer.lang)
    day = When.day(scope.as_of).show(viewer.lang)
    basis = [
        registry.things(viewer, list(scope.events)).get((kind, ident))
        for kind, ident in scope.events
    ]
    items = [[Cell(thing.title, thing.url)] for thing in basis if thing]
    blocks: list[Any] = [
        *_paragraphs(text),
        Paragraph(
            _(
                "The figures were computed from the recorded rows as of %(day)s. Every number "
                "leads to the rows it was counted from; printed, it carries the number of its note."
            )
            % {"day": day}
        ),
    ]
    if items:
        blocks += [Paragraph(_("The report rests on these workshops:")), Bullets(items)]
    return ReportSection("how_it_was_made", blocks=blocks, order=10)


def _next_steps(viewer: Viewer, row: Report) -> ReportSection:
    text, _lang = row.next_steps.best(viewer.lang)
    link = [
        _("What organisations took on is followed in the open: "),
        Cell(_("commitments"), f"/{viewer.lang}/commitments/"),
        ".",
    ]
    return ReportSection("next_steps", blocks=[*_paragraphs(text), Paragraph(link)], order=10)
