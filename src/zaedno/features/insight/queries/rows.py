"""Themes with what stands in them, lines with their sources, groups that say the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import Http404

from zaedno.core import registry
from zaedno.core.things import Thing
from zaedno.core.viewer import Viewer
from zaedno.features.insight.models import REST, Line, Placing, Reading, Source, Theme
from zaedno.features.insight.queries.heard import everybody
from zaedno.features.insight.rules import READING, LineFacts
from zaedno.platform.processes.models import Process


def reading(viewer: Viewer, process: Process) -> Reading | None:
    return Reading.objects.filter(city_id=viewer.city.pk, process=process).first()


def held(viewer: Viewer, process_id: int) -> Reading:
    """The row that is held while the contributions of a process are sorted or placed."""
    return Reading.objects.select_for_update().get(city_id=viewer.city.pk, process_id=process_id)


def readings(viewer: Viewer) -> QuerySet[Reading]:
    """Processes that somebody reads and that are not concluded: sorted again as people speak."""
    found = Reading.objects.filter(city_id=viewer.city.pk, process__state=Process.State.PUBLIC)
    return found.select_related("process").order_by("pk")


def themes(viewer: Viewer, process: Process) -> QuerySet[Theme]:
    return Theme.objects.filter(city_id=viewer.city.pk, process=process).select_related("process")


def theme(viewer: Viewer, process: Process, code: str) -> Theme:
    found = themes(viewer, process).filter(code=code).first()
    if found is None:
        raise Http404
    return found


def placings(viewer: Viewer, process: Process) -> QuerySet[Placing]:
    return Placing.objects.filter(city_id=viewer.city.pk, process=process)


def within(viewer: Viewer, process: Process, code: str, *, unsaid: bool = False) -> Any:
    """What stands in a theme (or in none), newest first; `unsaid`: only what no line rests on."""
    where = Q(theme=None) if code == REST else Q(theme__code=code)
    found = placings(viewer, process).filter(where).select_related("theme")
    return _unsaid(viewer, process, found) if unsaid else found.order_by("-at", "-pk")


def unsaid(viewer: Viewer, process: Process) -> QuerySet[Placing]:
    """Contributions that no public line rests on."""
    return _unsaid(viewer, process, placings(viewer, process).select_related("theme"))


def _unsaid(viewer: Viewer, process: Process, found: QuerySet[Placing]) -> QuerySet[Placing]:
    lines = Source.objects.filter(
        city_id=viewer.city.pk,
        line__process=process,
        line__published_at__isnull=False,
        kind=OuterRef("kind"),
        ident=OuterRef("ident"),
    )
    return found.filter(~Exists(lines)).order_by("-at", "-pk")


@dataclass(frozen=True)
class Counts:
    """How many contributions there are, of which kinds, and how many are in each theme."""

    all: int
    kinds: list[tuple[Any, int]]
    themes: dict[int | None, int]
    unsaid: int

    @property
    def rest(self) -> int:
        return self.themes.get(None, 0)


def counts(viewer: Viewer, process: Process) -> Counts:
    found = placings(viewer, process)
    kinds = found.values_list("kind").annotate(n=Count("pk")).order_by("-n", "kind")
    themed = dict(found.values_list("theme").annotate(n=Count("pk")).order_by())
    known = registry.kinds()
    named = [(known[kind][0].many or known[kind][0].title, n) for kind, n in kinds if kind in known]
    total = sum(themed.values())
    return Counts(total, named, themed, unsaid(viewer, process).count())


def lines(viewer: Viewer, process: Process) -> QuerySet[Line]:
    """Public lines; drafts too for those who write them."""
    found = Line.objects.filter(city_id=viewer.city.pk, process=process)
    if not viewer.has(*READING):
        found = found.filter(published_at__isnull=False)
    return found.select_related("theme", "process").annotate(rests_on=Count("sources"))


def line(viewer: Viewer, pk: int) -> Line:
    found = Line.objects.filter(city_id=viewer.city.pk, pk=pk).select_related("theme", "process")
    if not viewer.has(*READING):
        found = found.filter(published_at__isnull=False)
    row = found.first()
    if row is None:
        raise Http404
    return row


def held_line(viewer: Viewer, pk: int) -> Line:
    mine = Line.objects.filter(city_id=viewer.city.pk).select_related("process")
    return mine.select_for_update(of=("self",)).get(pk=pk)


def sources(viewer: Viewer, row: Line) -> list[tuple[str, str]]:
    found = Source.objects.filter(city_id=viewer.city.pk, line=row).order_by("kind", "pk")
    return list(found.values_list("kind", "ident"))


def opened(viewer: Viewer, refs: list[tuple[str, str]]) -> list[Thing]:
    """The things as everybody may see them, in this order; what is hidden now is left out."""
    found = registry.things(everybody(viewer), refs)
    return [found[ref] for ref in refs if ref in found]


def line_facts(viewer: Viewer, row: Line, shown: list[Thing] | None = None) -> LineFacts:
    """`shown` are the sources that everybody may open, where the caller has them already."""
    shown = opened(viewer, sources(viewer, row)) if shown is None else shown
    return LineFacts(
        public=row.published_at is not None,
        sources=len(shown),
        process_public=row.process.state != Process.State.DRAFT,
    )


def alike(viewer: Viewer, row: Reading | None) -> list[tuple[list[Thing], list[str]]]:
    """Groups that say nearly the same, with the words they share; as far as they are public."""
    if row is None:
        return []
    groups = [[(kind, ident) for kind, ident in group["refs"]] for group in row.alike]
    found = registry.things(everybody(viewer), [ref for refs in groups for ref in refs])
    told = []
    for refs, group in zip(groups, row.alike, strict=True):
        there = [found[ref] for ref in refs if ref in found]
        if len(there) > 1:
            told.append((there, group["shared"]))
    return told
