"""The stages of processes for calendars."""

from __future__ import annotations

from zaedno.core.calendars import CalendarEntry
from zaedno.core.viewer import Viewer
from zaedno.platform.cities.addresses import absolute, host_of
from zaedno.platform.processes.models import Process, Stage
from zaedno.platform.processes.queries import rows


def entries(viewer: Viewer) -> list[CalendarEntry]:
    """Each stage as whole days, from its first to its last; an open end is shown by its beginning.

    What everybody may see, also to planners: a calendar is read along by others.
    """
    everybody = Viewer(city=viewer.city, lang=viewer.lang)
    return [
        entry(everybody, process, stage)
        for process in rows.processes(everybody)
        for stage in process.stages.all()
    ]


def entry(viewer: Viewer, process: Process, stage: Stage) -> CalendarEntry:
    changes = list(stage.changes.all())
    published = process.published_at or process.created_at
    url = absolute(viewer.city, process.get_absolute_url())
    about = [("processes.process", str(process.pk))]
    about += [("cities.theme", process.theme.code)] if process.theme else []
    about += [("cities.district", one.slug) for one in process.districts.all()]
    return CalendarEntry(
        uid=f"stage-{stage.pk}@{host_of(viewer.city)}",
        title=f"{stage.title.best(viewer.lang)[0]}: {process.title.best(viewer.lang)[0]}",
        starts=stage.first_day,
        ends=stage.last_day or stage.first_day,
        changed=max([published, *(change.made_at for change in changes)]),
        url=url,
        summary="\n".join(filter(None, [process.question.best(viewer.lang)[0], url])),
        sequence=len(changes),
        about=tuple(about),
    )
