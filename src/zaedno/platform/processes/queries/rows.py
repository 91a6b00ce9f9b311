"""Processes and stages as this viewer may see them: drafts are for those who plan."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.http import Http404
from django.utils import timezone

from zaedno.algorithms.stages import current
from zaedno.core import registry
from zaedno.core.viewer import Viewer
from zaedno.platform.identity.queries import residents
from zaedno.platform.identity.rules import RESIDENT, UNKNOWN, Only, Standing
from zaedno.platform.moderation.models import Screening
from zaedno.platform.processes.models import Process, Stage, StageChange
from zaedno.platform.processes.rules import PLANNERS, ProcessFacts, StageFacts

SCREENING = "screening"  # its name among the settings of a stage


def slugs(viewer: Viewer) -> set[str]:
    return set(Process.objects.filter(city_id=viewer.city.pk).values_list("slug", flat=True))


def processes(viewer: Viewer) -> QuerySet[Process]:
    found = Process.objects.filter(city_id=viewer.city.pk).select_related("theme")
    if not viewer.has(*PLANNERS):
        found = found.exclude(state=Process.State.DRAFT)
    changes = Prefetch("stages__changes", StageChange.objects.order_by("made_at", "id"))
    return found.prefetch_related("stages", changes, "districts").order_by("-published_at", "-pk")


def process(viewer: Viewer, slug: str) -> Process:
    found = processes(viewer).filter(slug=slug).first()
    if found is None:
        raise Http404
    return found


def by_id(viewer: Viewer, pk: Any) -> Process:
    found = processes(viewer).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def held(viewer: Viewer, pk: int) -> Process:
    """The row that owns every change of a process and its stages."""
    return Process.objects.select_for_update().get(pk=pk, city_id=viewer.city.pk)


def stages(viewer: Viewer, process_id: int) -> QuerySet[Stage]:
    return Stage.objects.filter(city_id=viewer.city.pk, process_id=process_id).order_by("position")


def stage(viewer: Viewer, process: Process, position: int) -> Stage:
    for one in process.stages.all():
        if one.position == position:
            return one
    raise Http404


def facts(viewer: Viewer, row: Process) -> ProcessFacts:
    found = list(row.stages.all())
    there = registry.methods()
    return ProcessFacts(
        state=row.state,
        promise=row.promise,
        ready=frozenset(row.ready),
        spans=tuple(one.span for one in found),
        missing=tuple(sorted({one.method for one in found} - set(there))),
    )


def on_now(viewer: Viewer, row: Process, now: datetime) -> Stage | None:
    """The stage that is on; a draft has none, and one that was concluded neither."""
    if row.state != Process.State.PUBLIC:
        return None
    found = list(row.stages.all())
    at = current([one.span for one in found], now)
    return None if at is None else found[at]


def next_of(viewer: Viewer, row: Process, now: datetime) -> Stage | None:
    if row.state != Process.State.PUBLIC:
        return None
    return next((one for one in row.stages.all() if one.opens_at > now), None)


def stage_for(viewer: Viewer, row: Process, method: str, now: datetime) -> StageFacts | None:
    """The stage a verb is asked about: the one that is on, else the next one, else the last one."""
    found = [one for one in row.stages.all() if one.method == method]
    if row.state == Process.State.DRAFT or not found:
        return None
    chosen = next((one for one in found if one.is_on(now)), None)
    chosen = chosen or next((one for one in found if one.opens_at > now), found[-1])
    return StageFacts(
        title=chosen.title.best(viewer.lang)[0],
        method=method,
        span=chosen.span,
        who=chosen.who,
        only=only_by_verb(viewer, chosen),
        standing=standing_for(viewer, chosen.who, chosen.only, now),
        year=timezone.localdate(now).year,
        screening=screening_of(chosen),
    )


def only_by_verb(viewer: Viewer, stage: Stage) -> dict[str, Only]:
    """Whom each verb of a stage is for, in as many queries as for one."""
    verbs = list(stage.who)
    told = residents.onlys(viewer, [stage.only_for(verb) for verb in verbs])
    return dict(zip(verbs, told, strict=True))


def standing_for(
    viewer: Viewer, who: dict[str, str], only: dict[str, Any], now: datetime
) -> Standing:
    """Looked up where the stage asks for it, so that the other pages cost nothing more."""
    if not only and RESIDENT not in who.values():
        return UNKNOWN
    narrow = [only, *only.get("verbs", {}).values()]
    return residents.standing(viewer, now, groups=any(one.get("groups") for one in narrow))


def screening_of(stage: Stage | None) -> str:
    """What of a stage moderators read first."""
    found = stage.settings.get(SCREENING) if stage else None
    return found if found in {str(one) for one in Screening} else Screening.NONE


def screening(viewer: Viewer, process_id: Any, now: datetime) -> str:
    """That of the stage of a process that is on, for what is said beside its contributions."""
    row = processes(viewer).filter(pk=process_id).first() if process_id else None
    return screening_of(on_now(viewer, row, now) if row else None)


def setting(viewer: Viewer, row: Process, method: str, name: str, usual: int) -> int:
    """A number that the recipe gave to the stages of a method."""
    found = [one.settings[name] for one in row.stages.all() if name in one.settings
             and one.method == method]  # fmt: skip
    return int(found[0]) if found else usual


def with_method(viewer: Viewer, method: str) -> QuerySet[Process]:
    """Published processes that have a stage of this method."""
    return processes(viewer).filter(~Q(state="draft"), stages__method=method).distinct()
