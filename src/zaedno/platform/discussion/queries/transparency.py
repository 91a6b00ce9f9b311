"""What became of reports and hidings within a year, in tables that show no small group."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, F, Min, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from zaedno.algorithms.faults import InputFault
from zaedno.core import registry
from zaedno.core.verdict import Sentence
from zaedno.core.viewer import Viewer
from zaedno.platform.discussion.models import Comment, Hiding, Report
from zaedno.platform.moderation.models import Rule, Ruling

# Found by name: it brings a solver with it, which only this page needs.
HIDE_SMALL = "zaedno.algorithms.suppression.hide_small"


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
    """From the first comment of the city to this year, the newest first."""
    first = Comment.objects.filter(city_id=viewer.city.pk).aggregate(first=Min("made_at"))["first"]
    this = timezone.localtime(now).year
    return list(range(this, (timezone.localtime(first).year if first else this) - 1, -1))


def tables(viewer: Viewer, year: int) -> list[Table]:
    reports = _counted(Report.objects.filter(city_id=viewer.city.pk), year, "state")
    hidings = Hiding.objects.filter(city_id=viewer.city.pk)
    silent = _counted(hidings.filter(appealed_at__isnull=True), year, "ruling")
    objected = _counted(hidings.filter(appealed_at__isnull=False), year, "ruling")
    return [
        _table(
            _("Reports by readers"),
            [(state, state.label) for state in Report.State],
            {(rule, state): n for (rule, state), n in reports.items()},
        ),
        _table(
            _("Hidden comments"),
            [
                ("silent", _("nobody objected")),
                ("", _("the objection waits")),
                (Ruling.UPHELD, _("objection: stays hidden")),
                (Ruling.RESTORED, _("objection: shown again")),
            ],
            objected | {(rule, "silent"): n for (rule, _none), n in silent.items()},
        ),
    ]


def _counted(found: QuerySet[Any], year: int, outcome: str) -> dict[tuple[str, str], int]:
    of_year = found.filter(made_at__year=year).values_list("rule", F(outcome))
    return {(rule, state): n for rule, state, n in of_year.annotate(n=Count("pk")).order_by()}


def _table(
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
