"""Processes as other rooms see them: cards, dates, a story, what waits for the coordinator."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from zaedno.core import clock
from zaedno.core.partial_dates import When, show_end
from zaedno.core.things import Card, Panel, Step, Task, Thing, TimelineEntry
from zaedno.core.viewer import Viewer
from zaedno.platform.identity.rules import RESIDENT
from zaedno.platform.processes.models import Process, Stage
from zaedno.platform.processes.queries import rows
from zaedno.platform.processes.rules import PLANNERS

PROCESS = "processes.process"


def things(viewer: Viewer, ids: Iterable[str]) -> dict[str, Thing]:
    return {str(row.pk): _thing(viewer, row) for row in rows.processes(viewer).filter(pk__in=ids)}


def _thing(viewer: Viewer, row: Process) -> Thing:
    title, lang = row.title.best(viewer.lang)
    stage = rows.on_now(viewer, row, clock.now())
    return Thing(
        kind=PROCESS,
        id=str(row.pk),
        title=title,
        lang=lang,
        url=row.get_absolute_url(),
        summary=row.question.best(viewer.lang)[0],
        status=_status(row),
        status_word=stage.title.best(viewer.lang)[0] if stage else row.get_state_display(),
        tone={"public": "now", "concluded": "done"}.get(row.state, ""),
        station="proposal",
        date=When.day(clock.day(row.published_at or row.created_at)),
        mark=row.mark,
        facts={
            "process_id": row.pk,
            "theme": row.theme.code if row.theme else "",
            "theme_id": row.theme_id,
            "scope": row.scope,
            "districts": [district.slug for district in row.districts.all()],
        },
    )


def _status(row: Process) -> str:
    """Another word after every moved end, so that whoever follows the process is told."""
    moved = sum(len(stage.changes.all()) for stage in row.stages.all())
    return f"{row.state}-{moved}" if moved else str(row.state)


def stories(viewer: Viewer, ids: Iterable[str]) -> dict[str, list[Step]]:
    return {str(row.pk): _story(viewer, row) for row in rows.processes(viewer).filter(pk__in=ids)}


def _story(viewer: Viewer, row: Process) -> list[Step]:
    url, title = row.get_absolute_url(), row.title.best(viewer.lang)[0]
    told = []
    if row.published_at:
        day = When.day(clock.day(row.published_at))
        said = _("The process “%(title)s” was published.") % {"title": title}
        told.append(Step(day, said, "proposal", url, order=0, illustrative=row.illustrative))
    for stage in row.stages.all():
        for change in stage.changes.all():
            day = When.day(clock.day(change.made_at))
            said = _("The end of “%(stage)s” was moved to %(when)s: %(reason)s") % {
                "stage": stage.title.best(viewer.lang)[0],
                "when": show_end(change.after),
                "reason": change.reason.best(viewer.lang)[0],
            }
            told.append(Step(day, said, "proposal", url, order=1, illustrative=row.illustrative))
    if row.concluded_at:
        day = When.day(clock.day(row.concluded_at))
        said = _(
            "The process “%(title)s” was concluded. Promised: %(promise)s; kept: %(kept)s."
        ) % {
            "title": title,
            "promise": row.get_promise_display(),
            "kept": row.get_kept_display(),
        }
        told.append(Step(day, said, "answer", url, order=2, illustrative=row.illustrative))
    return told


def home_cards(viewer: Viewer) -> list[Card]:
    now = clock.now()
    found = rows.processes(viewer).filter(state=Process.State.PUBLIC)
    return [card for row in found if (card := _card(viewer, row, now)) is not None]


def _card(viewer: Viewer, row: Process, now: datetime) -> Card | None:
    stage, following = rows.on_now(viewer, row, now), rows.next_of(viewer, row, now)
    shown = stage or following
    if shown is None:
        return None
    title, lang = row.title.best(viewer.lang)
    day = shown.last_day if stage else shown.first_day
    until = ""
    if day:
        said = _("until %(when)s") if stage else _("from %(when)s")
        until = said % {"when": When.day(day).show(viewer.lang)}
    return Card(
        group="open" if stage else "coming",
        title=title,
        url=row.get_absolute_url(),
        what=row.question.best(viewer.lang)[0] if row.question != row.title else "",
        for_whom=_for_whom(shown),
        until=until,
        next=following.title.best(viewer.lang)[0] if stage and following else "",
        sort=day.isoformat() if day else "",
        mark=row.mark,
        lang=lang,
        action=_("Take part") if stage and stage.who else "",
    )


def _for_whom(stage: Stage) -> str:
    """The widest door of the stage."""
    doors = {RESIDENT if _resides(stage, verb) else who for verb, who in stage.who.items()}
    widest = next((who for who in Stage.Who.values if who in doors), "everybody")
    return str(Stage.Who(widest).label)


def _resides(stage: Stage, verb: str) -> bool:
    """A verb for a district or an age is for verified residents, whatever else it says."""
    return bool({"districts", "youngest", "oldest"} & set(stage.only_for(verb)))


def timeline(viewer: Viewer) -> list[TimelineEntry]:
    return [
        TimelineEntry(
            When.day(clock.day(stage.opens_at)),
            f"{row.title.best(viewer.lang)[0]}: {stage.title.best(viewer.lang)[0]}",
            "local",
            row.get_absolute_url(),
            mark=row.mark,
        )
        for row in rows.processes(viewer).exclude(state=Process.State.DRAFT)
        for stage in row.stages.all()
    ]


def staff_tasks(viewer: Viewer) -> list[Task]:
    """Drafts that wait, and processes whose stages are over and that nobody concluded."""
    if not viewer.has(*PLANNERS):
        return []
    now = clock.now()
    told = []
    for row in rows.processes(viewer).exclude(state=Process.State.CONCLUDED):
        title = row.title.best(viewer.lang)[0]
        if row.state == Process.State.DRAFT:
            said = _("Publish the process: %(title)s") % {"title": title}
            address = reverse("processes:ready", args=[row.slug])
            told.append(Task(said, address, row.created_at))
        elif (last := list(row.stages.all())[-1]).is_over(now):
            said = _("Conclude the process: %(title)s") % {"title": title}
            address = reverse("processes:conclude", args=[row.slug])
            told.append(Task(said, address, last.closes_at))
    return told


def information(viewer: Viewer, process: Process, stage: Stage) -> Panel:
    """While people read in: what the city asks, before anything is asked of them."""
    return Panel(_("Read what is asked and what is decided already. Taking part opens after it."))


def answers(viewer: Viewer, process: Process, stage: Stage) -> Panel:
    said = _("The city answers every contribution within %(days)d working days, with reasons.")
    return Panel(said % {"days": process.answer_days})
