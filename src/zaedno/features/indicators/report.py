"""What indicators give to the report, to the home page and to the desk."""

from __future__ import annotations

from django.utils.translation import gettext as _

from zaedno.core.report import Block, Cell, Paragraph, ReportScope, ReportSection, SubHeading, Table
from zaedno.core.things import Card, Task
from zaedno.core.viewer import Viewer
from zaedno.features.indicators import queries, rules
from zaedno.features.indicators.models import Indicator, Mechanism
from zaedno.platform.cities.choices import with_unit


def cards(viewer: Viewer) -> list[Card]:
    """New channels are something that became of people's words."""
    return [
        Card(
            group="became",
            title=row.title.best(viewer.lang)[0],
            url=row.get_absolute_url(),
            what=row.about.best(viewer.lang)[0],
            for_whom=row.get_scope_display(),
            until=_("since %(date)s") % {"date": row.started.show(viewer.lang)},
            next=_("Its use before and after is counted."),
            sort=_newest_first(row),
            mark=row.mark,
            lang=row.title.best(viewer.lang)[1],
        )
        for row in queries.mechanisms(viewer)
    ]


def _newest_first(row: Mechanism) -> str:
    return str(10_000_000 - int(f"{row.started.first:%Y%m%d}") + 90_000_000)


def tasks(viewer: Viewer) -> list[Task]:
    """Indicators that were not measured for longer than they should be."""
    if not rules.may_measure(viewer):
        return []
    return [
        Task(
            title=_("Add a value: %(title)s") % {"title": row.title},
            url=row.get_absolute_url(),
            since=queries.last_day(row),
            late=True,
        )
        for row in queries.late(viewer)
    ]


def sections(viewer: Viewer, *, scope: ReportScope) -> list[ReportSection]:
    """The values known on the day of the report, in the order of the chain."""
    rows = list(queries.indicators(viewer))
    if not rows:
        return []
    said = _("From catalysts over activities and achievements to performance; every value opens.")
    blocks: list[Block] = [Paragraph(said)]
    for value, word in Indicator.Chain.choices:
        mine = [row for row in rows if row.chain == value]
        if mine:
            heading = str(word).capitalize()
            blocks += [SubHeading(heading), _table(viewer, heading, mine, scope)]
    invented = any(row.illustrative for row in rows)
    return [ReportSection("indicators", blocks=blocks, illustrative=invented)]


def _table(viewer: Viewer, caption: str, rows: list[Indicator], scope: ReportScope) -> Table:
    lines = []
    for row in rows:
        known = [p for p in row.series if p.date.first <= scope.as_of]  # type: ignore[attr-defined]
        newest = known[-1] if known else None
        title, lang = row.title.best(viewer.lang)
        lines.append(
            [
                Cell(
                    f"{row.code} {title}",
                    row.get_absolute_url(),
                    lang if lang != viewer.lang else "",
                ),
                with_unit(row.baseline, row.unit),
                Cell(with_unit(newest.value, row.unit), row.get_absolute_url() + "#values")
                if newest
                else "–",
                newest.date.show(viewer.lang) if newest else _("not measured yet"),
                with_unit(row.target, row.unit),
            ]
        )
    heads = [_("Indicator"), _("Baseline"), _("Value"), _("Date"), _("Target")]
    return Table(caption, heads, lines, numeric=(1, 2, 4))
