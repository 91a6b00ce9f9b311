"""Surveys as other rooms see them: a card, a story, the panel of a stage, tasks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from zaedno.core import clock
from zaedno.core.partial_dates import When, show_end
from zaedno.core.things import Card, Panel, Step, Task, Thing
from zaedno.core.viewer import Viewer
from zaedno.features.surveys.models import Survey
from zaedno.features.surveys.queries import rows
from zaedno.features.surveys.rules import ENTERING, MAKING
from zaedno.platform.forms.queries import rows as forms
from zaedno.platform.processes.models import Process, Stage

KIND = "surveys.survey"


def word_of(viewer: Viewer, row: Survey, now: datetime) -> tuple[str, str]:
    """The state in words, and its tone."""
    state, tone = rows.status(viewer, row, now)
    words = {
        "draft": pgettext("survey", "draft"),
        "coming": pgettext("survey", "to come"),
        "open": pgettext("survey", "open now"),
        "over": pgettext("survey", "over, being closed"),
        "closed": pgettext("survey", "closed"),
    }
    return words[state], tone


def things(viewer: Viewer, ids: Iterable[str]) -> dict[str, Thing]:
    now = clock.now()
    found = rows.surveys(viewer).filter(pk__in=ids)
    return {str(row.pk): _thing(viewer, row, now) for row in found}


def _thing(viewer: Viewer, row: Survey, now: datetime) -> Thing:
    title, lang = row.title.best(viewer.lang)
    word, tone = word_of(viewer, row, now)
    return Thing(
        kind=KIND,
        id=str(row.pk),
        title=title,
        lang=lang,
        url=row.get_absolute_url(),
        summary=row.purpose.best(viewer.lang)[0],
        status=row.state,
        status_word=word,
        tone=tone,
        station="note",
        date=When.day(clock.day(row.published_at or row.made_at)),
        mark=row.mark,
        facts=_facts(row),
    )


def _facts(row: Survey) -> dict[str, Any]:
    """Where it belongs: a survey of a process has its topic and districts."""
    if row.process is None:
        return {}
    return {
        "process_id": row.process_id,
        "theme": row.process.theme.code if row.process.theme else "",
        "districts": [one.slug for one in row.process.districts.all()],
    }


def stories(viewer: Viewer, ids: Iterable[str]) -> dict[str, list[Step]]:
    return {str(row.pk): _story(viewer, row) for row in rows.surveys(viewer).filter(pk__in=ids)}


def _story(viewer: Viewer, row: Survey) -> list[Step]:
    title, url = row.title.best(viewer.lang)[0], row.get_absolute_url()
    told = []
    if row.published_at:
        day = When.day(clock.day(row.published_at))
        said = _("The survey “%(title)s” was published.") % {"title": title}
        told.append(Step(day, said, "note", url, illustrative=row.illustrative))
    if row.closed_at and row.replied is not None:
        day = When.day(clock.day(row.closed_at))
        said = ngettext(
            "The survey “%(title)s” closed with %(n)d reply.",
            "The survey “%(title)s” closed with %(n)d replies.",
            row.replied,
        ) % {"title": title, "n": row.replied}
        told.append(Step(day, said, "note", url, order=1, illustrative=row.illustrative))
    return told


def panel(viewer: Viewer, process: Process, stage: Stage) -> Panel:
    """What the stage of surveys shows on the process's page: its survey, or that there is none."""
    found = rows.of_process(viewer, process)
    if not found:
        if viewer.has(*MAKING):
            address = f"{reverse('surveys:new')}?process={process.slug}"
            return Panel(_("The survey is not written yet."), address, _("Write the survey"))
        return Panel(_("The survey is being prepared."))
    if len(found) > 1:
        said = ngettext("%(n)d survey.", "%(n)d surveys.", len(found)) % {"n": len(found)}
        return Panel(said, reverse("surveys:list"), _("See them"))
    survey = found[0]
    label = _("Reply") if stage.is_on(clock.now()) else _("See the survey")
    return Panel(survey.title.best(viewer.lang)[0], survey.get_absolute_url(), label)


def home_cards(viewer: Viewer) -> list[Card]:
    """Surveys with days of their own; those of a process stand on its card."""
    now = clock.now()
    found = rows.running(viewer).filter(process=None)
    return [card for row in found if (card := _card(viewer, row, now)) is not None]


def _card(viewer: Viewer, row: Survey, now: datetime) -> Card | None:
    state, _tone = rows.status(viewer, row, now)
    if state not in ("open", "coming"):
        return None
    title, lang = row.title.best(viewer.lang)
    until = show_end(row.closes_at) if row.closes_at else ""
    return Card(
        group=state,
        title=title,
        lang=lang,
        url=row.get_absolute_url(),
        what=row.purpose.best(viewer.lang)[0],
        for_whom=row.get_who_display(),
        until=until,
        sort=row.closes_at.isoformat() if row.closes_at else "",
        mark=row.mark,
        action=_("Reply") if state == "open" else "",
    )


def took_part(viewer: Viewer, process: Process) -> list[tuple[str, str, int]]:
    """Who replied to the surveys of a process, where they were asked for their groups."""
    return [told for row in rows.of_process(viewer, process) if row.form
            for told in forms.grouped(viewer, row.form)]  # fmt: skip


def staff_tasks(viewer: Viewer) -> list[Task]:
    return [*_paper(viewer), *_results(viewer)]


def _paper(viewer: Viewer) -> list[Task]:
    if not viewer.has(*ENTERING):
        return []
    told = []
    for row in rows.running(viewer):
        count = forms.waiting(viewer, row.form).count()  # type: ignore[arg-type]
        if count:
            said = ngettext(
                "%(n)d reply on paper waits for a second look: %(title)s",
                "%(n)d replies on paper wait for a second look: %(title)s",
                count,
            ) % {"n": count, "title": row.title.best(viewer.lang)[0]}
            told.append(Task(said, reverse("surveys:paper", args=[row.slug]), row.published_at))
    return told


def _results(viewer: Viewer) -> list[Task]:
    if not viewer.has(*MAKING):
        return []
    found = rows.surveys(viewer).filter(state=Survey.State.CLOSED, results=None)
    said = _("Publish the results of the survey: %(title)s")
    return [
        Task(
            said % {"title": row.title.best(viewer.lang)[0]},
            reverse("surveys:results", args=[row.slug]),
            row.closed_at,
        )
        for row in found
    ]


def searched(viewer: Viewer) -> list[Thing]:
    now = clock.now()
    found = rows.surveys(viewer).exclude(state=Survey.State.DRAFT)
    return [_thing(viewer, row, now) for row in found.order_by("pk")]
