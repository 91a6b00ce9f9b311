"""What the pages show of an assessment: prepared here, so that templates only print."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext as _

from zaedno.algorithms.maturity import (
    Dimension,
    Indicator,
    IndicatorScore,
    Mean,
    band_of,
    publishable,
)
from zaedno.algorithms.maturity_comparison import NOT_COMPARABLE
from zaedno.core.charts import Interval, IntervalChart
from zaedno.core.fields import Texts
from zaedno.core.things import Thing
from zaedno.core.viewer import Viewer
from zaedno.features.maturity.models.assessment import Assessment, Group
from zaedno.features.maturity.models.findings import GapPlan
from zaedno.features.maturity.queries.comparison import Compared
from zaedno.features.maturity.queries.evidence import plans, remedies
from zaedno.features.maturity.queries.results import standing


@dataclass(frozen=True)
class Line:
    """An indicator in a table of its dimension."""

    code: str
    name: Texts
    url: str
    score: IndicatorScore
    weight: float


@dataclass(frozen=True)
class Part:
    """A dimension with its indicators."""

    code: str
    name: Texts
    weight: float
    mean: Mean
    band: Texts
    lines: list[Line]


@dataclass(frozen=True)
class GapLine:
    """A gap with its plan and with what is meant to close it."""

    line: Line
    plan: GapPlan | None
    remedies: list[Thing] = field(default_factory=list)

    @property
    def missing(self) -> bool:
        """Neither a remedy nor a reason: the page says so."""
        accepted = self.plan is not None and bool(self.plan.accepted_for_now)
        return not self.remedies and not accepted


@dataclass(frozen=True)
class GroupLine:
    """What one group said. `value` is None where nobody could judge or too few did."""

    group: str
    label: str
    value: float | None
    n: int
    hidden: bool
    summarised: bool


def line_of(viewer: Viewer, row: Assessment, code: str) -> Line:
    indicator = row.framework.model.indicators[code][1]
    return _line(row, indicator, standing(viewer, row).result.indicators[code])


def _line(row: Assessment, indicator: Indicator, score: IndicatorScore) -> Line:
    url = reverse("maturity:indicator", args=[row.pk, indicator.id])
    return Line(indicator.id, Texts(indicator.name), url, score, indicator.weight)


def parts(viewer: Viewer, row: Assessment) -> list[Part]:
    result = standing(viewer, row).result
    return [
        Part(
            dimension.id,
            Texts(dimension.name),
            dimension.weight,
            result.dimensions[dimension.id],
            band_name(viewer, row, result.dimensions[dimension.id].band),
            [_line(row, i, result.indicators[i.id]) for i in dimension.indicators],
        )
        for dimension in row.framework.model.dimensions
    ]


def band_name(viewer: Viewer, row: Assessment, band: int | None) -> Texts:
    names = row.framework.model.levels
    return Texts(names[band]) if band is not None and band in names else Texts()


def outline(viewer: Viewer, row: Assessment) -> list[Dimension]:
    """The framework alone, for pages that may not show results."""
    return list(row.framework.model.dimensions)


def profile(viewer: Viewer, row: Assessment, *, watermark: str = "") -> IntervalChart:
    """Every dimension with its interval; the last line is the whole."""
    result = standing(viewer, row).result
    page = reverse("maturity:assessment", args=[row.pk])
    rows = [_interval(d, result.dimensions[d.id], page) for d in row.framework.model.dimensions]
    whole = result.overall
    rows.append(Interval(_("Overall"), whole.score, whole.low, whole.high, url=f"{page}#overall"))
    scale = row.framework.model.scoring
    return IntervalChart(
        title=_("Maturity by dimension, with intervals"),
        rows=tuple(rows),
        caption=_("The dot is the score, the bar its interval of uncertainty, from 1 to 5."),
        axis_low=scale.lowest,
        axis_high=scale.highest,
        places=2,
        watermark=watermark,
        label_head=_("Dimension"),
    )


def _interval(dimension: Dimension, mean: Mean, page: str) -> Interval:
    label = f"{dimension.id} {Texts(dimension.name)}"
    note = _("too little assessed") if mean.score is None else ""
    url = f"{page}#{dimension.id}"
    return Interval(label, mean.score, mean.low, mean.high, url=url, note=note)


def groups(viewer: Viewer, row: Assessment, code: str) -> list[GroupLine]:
    """The medians of the groups; none of fewer than three people, the named reviewer excepted."""
    known = standing(viewer, row)
    said = known.groups.get(code, {})
    lines = []
    for group in Group:
        answer = said.get(group.value)
        n = answer.n if answer else 0
        shown = answer is not None and publishable(group.value, n)
        lines.append(
            GroupLine(
                group=group.value,
                label=str(group.label),
                value=answer.value if answer and shown else None,
                n=n,
                hidden=n > 0 and not shown,
                summarised=(code, group.value) in known.summarised,
            )
        )
    return lines


def gaps(viewer: Viewer, row: Assessment, *, most: int | None = None) -> list[GapLine]:
    """The most urgent gaps first; with plans and remedies, in a fixed number of queries."""
    urgent = standing(viewer, row).result.priorities[:most]
    planned = plans(viewer, row)
    tied = remedies(viewer, row, [one.id for one in urgent])
    model = row.framework.model
    return [
        GapLine(_line(row, model.indicators[one.id][1], one), planned.get(one.id), tied[one.id])
        for one in urgent
    ]


def lines_for(viewer: Viewer, row: Assessment, codes: list[str]) -> list[Line]:
    result = standing(viewer, row).result
    model = row.framework.model
    return [_line(row, model.indicators[code][1], result.indicators[code]) for code in codes]


def one_interval(
    viewer: Viewer, row: Assessment, code: str, *, watermark: str = ""
) -> IntervalChart:
    """The indicator's own score on the scale, with its target."""
    line = line_of(viewer, row, code)
    one = line.score
    scale = row.framework.model.scoring
    return IntervalChart(
        title=_("Score, interval and target"),
        rows=(Interval(f"{code} {line.name}", one.score, one.low, one.high, target=one.target),),
        axis_low=scale.lowest,
        axis_high=scale.highest,
        places=2,
        watermark=watermark,
        label_head=_("Indicator"),
    )


def band_number(viewer: Viewer, line: Line) -> int | None:
    return None if line.score.score is None else band_of(line.score.score)


def beside_chart(
    viewer: Viewer, row: Assessment, lines: list[Compared], *, watermark: str = ""
) -> IntervalChart:
    """Cities by name; those of another framework version are left out: they don't compare."""
    whole = standing(viewer, row).result.overall
    own = Interval(f"{row.title}, {row.as_of}", whole.score, whole.low, whole.high)
    others = [
        Interval(
            f"{one.name}, {one.as_of}" if one.as_of else one.name, one.score, one.low, one.high
        )
        for one in lines
        if one.verdict != NOT_COMPARABLE
    ]
    scale = row.framework.model.scoring
    return IntervalChart(
        title=_("Overall scores with intervals, by name"),
        rows=(own, *others),
        axis_low=scale.lowest,
        axis_high=scale.highest,
        places=2,
        watermark=watermark,
        label_head=_("Assessment"),
    )


def beside_dimensions(
    viewer: Viewer, row: Assessment, lines: list[Compared]
) -> list[tuple[str, Texts, Mean, list[tuple[float | None, str]]]]:
    """Per dimension: our score, then each comparable line's score and what may be said of it."""
    means = standing(viewer, row).result.dimensions
    comparable = [one for one in lines if one.verdict != NOT_COMPARABLE]
    found = []
    for dimension in row.framework.model.dimensions:
        cells: list[tuple[float | None, str]] = []
        for one in comparable:
            theirs = one.dimensions.get(dimension.id)
            cells.append((theirs[0] if theirs else None, one.against.get(dimension.id, "")))
        found.append((dimension.id, Texts(dimension.name), means[dimension.id], cells))
    return found
