"""The whole library with its series as a table for other programs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from zaedno.core.tables import lines
from zaedno.core.viewer import Viewer
from zaedno.features.indicators import queries
from zaedno.features.indicators.models import Point


def table(viewer: Viewer) -> Iterator[str]:
    heads = (
        _("Code"),
        _("Indicator"),
        _("Place in the chain"),
        _("Unit"),
        _("Direction"),
        _("Baseline"),
        _("Target"),
        _("Date"),
        _("Value"),
        _("Source"),
        _("Mark"),
    )
    return lines(heads, (_row(viewer, point) for point in queries.every_point(viewer)))


def _row(viewer: Viewer, point: Point) -> tuple[Any, ...]:
    row = point.indicator
    return (
        row.code,
        row.title.best(viewer.lang)[0],
        row.chain,
        row.unit,
        row.direction,
        _plain(row.baseline),
        _plain(row.target),
        point.date.iso(),
        _plain(point.value),
        point.source or row.get_source_display(),
        point.mark or row.mark,
    )


def _plain(value: Any) -> str:
    return "" if value is None else f"{value.normalize():f}"
