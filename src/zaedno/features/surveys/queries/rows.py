"""Surveys as this viewer may see them, their days, their results."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone

from zaedno.algorithms.stages import Span
from zaedno.core import clock
from zaedno.core.viewer import Viewer
from zaedno.features.surveys.models import Result, Survey
from zaedno.features.surveys.rules import ENTERING, MAKING, REPLY, Facts
from zaedno.platform.forms.logic import Outline
from zaedno.platform.forms.queries import rows as forms
from zaedno.platform.processes.models import Process
from zaedno.platform.processes.queries import rows as processes
from zaedno.platform.processes.rules import StageFacts

METHOD = "survey"


def slugs(viewer: Viewer) -> set[str]:
    return set(Survey.objects.filter(city_id=viewer.city.pk).values_list("slug", flat=True))


def surveys(viewer: Viewer) -> QuerySet[Survey]:
    found = Survey.objects.filter(city_id=viewer.city.pk).select_related("form", "process__theme")
    if not viewer.has(*MAKING, *ENTERING):
        found = found.exclude(state=Survey.State.DRAFT)
    found = found.prefetch_related("process__stages", "process__districts")
    return found.order_by("-made_at", "-pk")


def survey(viewer: Viewer, slug: str) -> Survey:
    found = surveys(viewer).filter(slug=slug).first()
    if found is None:
        raise Http404
    return found


def held(viewer: Viewer, pk: int) -> Survey:
    """The row that owns the state of a survey."""
    mine = Survey.objects.filter(city_id=viewer.city.pk).select_related("form", "process")
    return mine.select_for_update(of=("self",)).get(pk=pk)


def fresh(viewer: Viewer, pk: int) -> Survey:
    """As it stands now, whatever was read when the page was drawn."""
    return Survey.objects.select_related("form", "process").get(pk=pk, city_id=viewer.city.pk)


def of_process(viewer: Viewer, process: Process) -> list[Survey]:
    return list(surveys(viewer).filter(process=process))


def processes_with_stage(viewer: Viewer) -> QuerySet[Process]:
    return processes.processes(viewer).filter(stages__method=METHOD).distinct()


def facts(viewer: Viewer, row: Survey, now: datetime, outline: Outline | None = None) -> Facts:
    count = sum(1 for _question in outline.questions()) if outline else 0
    return Facts(row.state, days(viewer, row, now), row.closed_at, count)


def days(viewer: Viewer, row: Survey, now: datetime) -> StageFacts | None:
    """The stage that opens it, or its own days told in the same way."""
    if row.process is not None:
        return processes.stage_for(viewer, row.process, METHOD, now)
    if row.opens_at is None:
        return None
    title = row.title.best(viewer.lang)[0]
    standing = processes.standing_for(viewer, {REPLY: row.who}, {}, now)
    span = Span(row.opens_at, row.closes_at)
    return StageFacts(title, METHOD, span, {REPLY: row.who}, standing=standing)


def published(viewer: Viewer, row: Survey) -> list[Result]:
    found = Result.objects.filter(city_id=viewer.city.pk, survey=row)
    return list(found.order_by("question__page__position", "question__position", "pk"))


def result(viewer: Viewer, row: Survey, question: int, by: int | None) -> Result | None:
    mine = Result.objects.filter(city_id=viewer.city.pk, survey=row)
    return mine.filter(question_id=question, by_id=by).first()


def running(viewer: Viewer) -> QuerySet[Survey]:
    return surveys(viewer).filter(state=Survey.State.PUBLIC)


def status(viewer: Viewer, row: Survey, now: datetime) -> tuple[Any, str]:
    """The state as a sentence needs it: which of the four, and its tone."""
    if row.state != Survey.State.PUBLIC:
        return row.state, "" if row.state == Survey.State.DRAFT else "done"
    stage = days(viewer, row, now)
    if stage is not None and stage.span.holds(now):
        return "open", "now"
    coming = stage is not None and now < stage.span.opens
    return ("coming", "next") if coming else ("over", "done")


def outline(viewer: Viewer, row: Survey) -> Outline:
    return forms.outline(viewer, row.form)  # type: ignore[arg-type]


def own_days(row: Survey) -> tuple[date | None, date | None]:
    """First and last day as they are typed: the last one counts whole."""
    first = clock.day(row.opens_at) if row.opens_at else None
    last = timezone.localdate(row.closes_at - timedelta(seconds=1)) if row.closes_at else None
    return first, last
