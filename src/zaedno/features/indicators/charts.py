"""The series of an indicator as bars from zero: baseline and target as outlines beside it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from zaedno.core.charts import Bar, BarChart
from zaedno.features.indicators.models import Indicator
from zaedno.platform.cities.choices import Unit, with_unit


def series(row: Indicator) -> BarChart | None:
    """Nothing is drawn before the first value is there."""
    points = row.series  # type: ignore[attr-defined]
    if not points:
        return None
    bars = [Bar(point.date.show(), float(point.value)) for point in points]
    if row.baseline is not None:
        bars.insert(0, Bar(_("Baseline"), float(row.baseline), faint=True))
    if row.target is not None:
        bars.append(Bar(_("Target"), float(row.target), faint=True))
    newest = points[-1]
    desc = _("%(values)d values; the newest, of %(date)s, is %(value)s.") % {
        "values": len(points),
        "date": newest.date.show(),
        "value": with_unit(newest.value, row.unit),
    }
    whole = all(bar.value == int(bar.value) for bar in bars)
    return BarChart(
        title=str(row.title),
        bars=tuple(bars),
        desc=desc,
        unit=str(Unit(row.unit).label),
        places=0 if whole else 2,
        watermark=_("DEMONSTRATION DATA") if row.illustrative else "",
        label_head=_("Date"),
        value_head=_("Value"),
    )
