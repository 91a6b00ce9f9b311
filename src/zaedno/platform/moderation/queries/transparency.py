"""What became of reports and hidings within a year, in tables that show no small group."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from zaedno.algorithms.faults import InputFault
from zaedno.core import registry
from zaedno.core.models import Event
from zaedno.core.verdict import Sentence
from zaedno.core.viewer import Viewer
from zaedno.platform.moderation.models import Rule, Ruling

# Found by name: it brings a solver with it, which only this page needs.
HIDE_SMALL = "zaedno.algorithms.suppression.hide_small"
SILENT = "silent"


@dataclass(frozen=True)
class Table:
    """Rules by outcomes with totals; None stands for a number that would show a small group.

    `few`: all together are so few that nothing is printed.
    """

    caption: Sentence
    columns: list[Sentence]
    lines: list[tuple[Sentence, list[int | None]]]
    few: bool = False


def years(viewer: Viewer, now: datetime) -> list[int]:
    """From the city's first deed to this year, the newest first."""
    first = Event.objects.filter(city_id=viewer.city.pk).order_by("at").values_list("at", flat=True)
    this = timezone.localtime(now).year
    began = first.first()
    return list(range(this, (timezone.localtime(began).year if began else this) - 1, -1))


def tables(viewer: Viewer, year: int) -> list[Table]:
    """Those of every room in which moderators hide (`transparency` in its manifest)."""
    found: list[Table] = registry.gather("transparency", viewer, year=year)
    return found


def hidden(viewer: Viewer, year: int, caption: Sentence, hidings: QuerySet[Any]) -> Table:
    """The table of a room's hidings: by rule, and what came of the objections."""
    mine = hidings.filter(city_id=viewer.city.pk)
    silent = counted(viewer, year, mine.filter(appealed_at__isnull=True), "ruling")
    objected = counted(viewer, year, mine.filter(appealed_at__isnull=False), "ruling")
    return table(
        caption,
        [
            (SILENT, _("nobody objected")),
            ("", _("the objection waits")),
            (Ruling.UPHELD, _("objection: stays hidden")),
            (Ruling.RESTORED, _("objection: shown again")),
        ],
        objected | {(rule, SILENT): n for (rule, _none), n in silent.items()},
    )


def counted(
    viewer: Viewer, year: int, found: QuerySet[Any], outcome: str
) -> dict[tuple[str, str], int]:
    of_year = found.filter(city_id=viewer.city.pk, made_at__year=year)
    told = of_year.values_list("rule", F(outcome)).annotate(n=Count("pk")).order_by()
    return {(rule, state): n for rule, state, n in told}


def table(
    caption: Sentence, outcomes: list[tuple[str, Any]], counts: dict[tuple[str, str], int]
) -> Table:
    columns = [*(word for _code, word in outcomes), pgettext("table", "together")]
    cells = [[counts.get((rule, code), 0) for code, _word in outcomes] for rule in Rule]
    if not any(any(line) for line in cells):
        return Table(caption, columns, [])
    try:
        safe = registry.function(HIDE_SMALL)(cells)
    except InputFault:
        return Table(caption, columns, [], few=True)
    totals = [*zip(safe.cells, safe.row_totals, strict=True)]
    lines: list[tuple[Sentence, list[int | None]]] = [
        (rule.label, [*line, total]) for rule, (line, total) in zip(Rule, totals, strict=True)
    ]
    lines.append((pgettext("table", "together"), [*safe.column_totals, safe.total]))
    return Table(caption, columns, lines)
