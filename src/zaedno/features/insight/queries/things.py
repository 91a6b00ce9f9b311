"""Lines of the summing-up as other rooms see them, and what lies beside a process."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zaedno.core.partial_dates import When
from zaedno.core.things import Aside, Step, Task, Thing
from zaedno.core.viewer import Viewer
from zaedno.features.insight.models import Line, Placing, Reading, Source
from zaedno.features.insight.rules import READING
from zaedno.platform.processes.models import Process
from zaedno.platform.processes.queries.things import PROCESS

KIND = "insight.line"


def _public(viewer: Viewer, ids: Iterable[str]) -> Iterable[Line]:
    found = Line.objects.filter(city_id=viewer.city.pk, published_at__isnull=False, pk__in=ids)
    return found.exclude(process__state=Process.State.DRAFT)


def things(viewer: Viewer, ids: Iterable[str]) -> dict[str, Thing]:
    return {str(row.pk): _thing(viewer, row) for row in _public(viewer, ids)}


def _thing(viewer: Viewer, row: Line) -> Thing:
    title, lang = row.text.best(viewer.lang)
    return Thing(
        kind=KIND,
        id=str(row.pk),
        title=title,
        lang=lang,
        url=row.get_absolute_url(),
        status=row.view,
        status_word=row.get_view_display(),
        tone="done",
        station="need",
        date=When.day(timezone.localdate(row.published_at)),
        mark=row.mark,
    )


def stories(viewer: Viewer, ids: Iterable[str]) -> dict[str, list[Step]]:
    told = {}
    for row in _public(viewer, ids):
        said = _("The summing-up of the process says: “%(text)s”")
        day = When.day(timezone.localdate(row.published_at))
        words = said % {"text": row.text.best(viewer.lang)[0]}
        told[str(row.pk)] = [
            Step(day, words, "need", row.get_absolute_url(), illustrative=row.illustrative)
        ]
    return told


def ties(
    viewer: Viewer, refs: list[tuple[str, str]], *, up: bool
) -> list[tuple[tuple[str, str], tuple[str, str]]]:
    """From a contribution to the public lines that rest on it, and back."""
    found = Source.objects.filter(city_id=viewer.city.pk, line__published_at__isnull=False)
    if up:
        mine = [int(ident) for kind, ident in refs if kind == KIND]
        found = found.filter(line__in=mine)
    else:
        wanted = set(refs)
        found = found.filter(ident__in={ident for _kind, ident in refs})
    rows = found.order_by("line", "pk").values_list("kind", "ident", "line")
    ties = [((kind, ident), (KIND, str(line))) for kind, ident, line in rows]
    return ties if up else [tie for tie in ties if tie[0] in wanted]


def aside(viewer: Viewer, thing: Thing) -> list[Aside]:
    """Beside a process: how many contributions were read, and the way to the summing-up."""
    if thing.kind != PROCESS:
        return []
    found = Placing.objects.filter(city_id=viewer.city.pk, process_id=thing.id)
    process = Process.objects.filter(city_id=viewer.city.pk, pk=thing.id).first()
    count = found.count()
    people = Reading.objects.filter(city_id=viewer.city.pk, process_id=thing.id)
    facts = {"process": process, "count": count, "people": people.exclude(took_part=[]).exists()}
    if not process or not (count or facts["people"] or viewer.has(*READING)):
        return []
    return [Aside("insight/aside.html", facts, order=20)]


def staff_tasks(viewer: Viewer) -> list[Task]:
    """Processes that were concluded with lines still unpublished."""
    if not viewer.has(*READING):
        return []
    drafts = Line.objects.filter(city_id=viewer.city.pk, published_at=None)
    waiting: dict[int, list[Line]] = {}
    for row in drafts.select_related("process").order_by("made_at"):
        waiting.setdefault(row.process_id, []).append(row)
    told = []
    for rows in waiting.values():
        process = rows[0].process
        said = ngettext(
            "%(n)d line of the summing-up is not public yet: %(title)s",
            "%(n)d lines of the summing-up are not public yet: %(title)s",
            len(rows),
        ) % {"n": len(rows), "title": process.title.best(viewer.lang)[0]}
        told.append(Task(said, reverse("insight:desk", args=[process.slug]), rows[0].made_at))
    return told
