"""Pages as other rooms see them."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from zaedno.core.partial_dates import When
from zaedno.core.things import Task, Thing, TimelineEntry
from zaedno.core.viewer import Viewer
from zaedno.features.pages.models import NewsPage
from zaedno.features.pages.queries import rows


def news(viewer: Viewer, ids: list[str]) -> dict[str, Thing]:
    return {str(row.pk): _thing(row) for row in rows.news(viewer).filter(pk__in=ids)}


def _thing(row: NewsPage) -> Thing:
    return Thing(
        kind="pages.newspage",
        id=str(row.pk),
        title=row.title,
        lang=row.locale.language_code,
        url=row.address,
        summary=row.summary,
        status=row.kind,
        status_word=row.get_kind_display(),
        station="answer",
        date=When.day(row.date),
        mark=row.mark,
    )


def timeline(viewer: Viewer) -> list[TimelineEntry]:
    return [
        TimelineEntry(When.day(row.date), row.title, "local", row.address, row.summary, row.mark)
        for row in rows.news(viewer)
    ]


def staff_tasks(viewer: Viewer) -> list[Task]:
    """Outside addresses that no longer answer, for the editor."""
    if not viewer.has("editor"):
        return []
    title = _("An outside link no longer answers: %(title)s")
    return [
        Task(title % {"title": row.title}, reverse("pages:links"), row.checked_at)
        for row in rows.broken_links(viewer)
    ]
