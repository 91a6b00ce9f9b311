"""What the documents give to the report, to the desk of the staff and to the city's journey."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from zaedno.core.report import Bullets, Cell, Paragraph, ReportScope, ReportSection, Table
from zaedno.core.things import Task, TimelineEntry
from zaedno.core.viewer import Viewer
from zaedno.features.documents import queries, rules


def sections(viewer: Viewer, *, scope: ReportScope) -> list[ReportSection]:
    """The documents on which the workshops built; all public ones where none was chosen."""
    rows = queries.read_before(viewer, scope.events) or list(
        queries.documents(viewer).filter(state="public")
    )
    if not rows:
        return []
    lines = [
        [
            Cell(row.title.best(viewer.lang)[0], row.get_absolute_url()),
            row.get_kind_display(),
            row.date.show(viewer.lang),
            row.ref,
        ]
        for row in rows
    ]
    table = Table(
        _("Documents that were read"), [_("Document"), _("Kind"), _("Date"), _("Number")], lines
    )
    said = [
        [f"{row.title.best(viewer.lang)[0]}: ", summary.text.best(viewer.lang)[0]]
        for row in rows
        if (summary := queries.summary_of(viewer, row))
    ]
    lead = Paragraph(_("Each document has a summary in our own words; the text itself decides."))
    invented = any(row.illustrative for row in rows)
    return [ReportSection("documents", blocks=[lead, table, Bullets(said)], illustrative=invented)]


def tasks(viewer: Viewer) -> list[Task]:
    """Summaries to be written and addresses that no longer answer."""
    if not rules.may_keep(viewer):
        return []
    missing = [
        Task(
            title=_("Write the missing summary: %(title)s") % {"title": row.title},
            url=reverse("documents:summarise", args=[row.slug]),
            since=row.published_at,
        )
        for row in queries.unsummarised(viewer)
    ]
    return missing + [
        Task(
            title=_("The address of “%(title)s” does not answer") % {"title": row.document.title},
            url=reverse("documents:links"),
            since=row.url_checked_at,
        )
        for row in queries.broken(viewer)
    ]


def timeline(viewer: Viewer) -> list[TimelineEntry]:
    """Strategies, acts and programmes are dates of the city's journey."""
    rows = queries.documents(viewer).filter(kind__in=["strategy", "action_plan", "ordinance"])
    return [
        TimelineEntry(
            date=row.date,
            title=row.title.best(viewer.lang)[0],
            lane="local",
            url=row.get_absolute_url(),
            mark=row.mark,
        )
        for row in rows.filter(state="public")
    ]
