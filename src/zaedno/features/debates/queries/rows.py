"""Debates and their arguments as this viewer may read them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404

from zaedno.core.viewer import Viewer
from zaedno.features.debates.models import Argument, Debate, Hiding, Line, Weight
from zaedno.features.debates.rules import Facts, LineFacts
from zaedno.platform.moderation import rules as moderating
from zaedno.platform.processes.models import Process
from zaedno.platform.processes.queries import rows as processes
from zaedno.platform.processes.rules import StageFacts

METHOD = "debate"
MOST = 2_000  # arguments that one map holds


def debates(viewer: Viewer) -> QuerySet[Debate]:
    """Those of processes that this viewer sees."""
    seen = processes.processes(viewer).values("pk")
    found = Debate.objects.filter(city_id=viewer.city.pk, process__in=seen)
    found = found.select_related("process__theme").prefetch_related("process__districts")
    return found.order_by("made_at", "pk")


def debate(viewer: Viewer, receipt: str) -> Debate:
    found = debates(viewer).filter(receipt=receipt.upper()).first()
    if found is None:
        raise Http404
    return found


def of_process(viewer: Viewer, process: Process) -> QuerySet[Debate]:
    return debates(viewer).filter(process=process)


def held_debate(viewer: Viewer, pk: int) -> Debate:
    mine = Debate.objects.filter(city_id=viewer.city.pk).select_related("process")
    return mine.select_for_update(of=("self",)).get(pk=pk)


def stage(viewer: Viewer, row: Debate, now: datetime) -> StageFacts | None:
    return processes.stage_for(viewer, row.process, METHOD, now)


def arguments(viewer: Viewer) -> QuerySet[Argument]:
    found = Argument.objects.filter(city_id=viewer.city.pk)
    return found.select_related("debate__process", "parent__parent", "merged_into")


def argument(viewer: Viewer, receipt: str) -> Argument:
    """One argument of a debate this viewer sees; what waits is its author's and moderators'."""
    found = arguments(viewer).filter(receipt=receipt.upper()).first()
    if found is None or not debates(viewer).filter(pk=found.debate_id).exists():
        raise Http404
    if found.state == Argument.State.WAITING and not may_read(viewer, found):
        raise Http404
    return found


def held(viewer: Viewer, pk: int) -> Argument:
    mine = Argument.objects.filter(city_id=viewer.city.pk)
    mine = mine.select_related("debate__process", "parent__parent")
    return mine.select_for_update(of=("self",)).get(pk=pk)


def alias(viewer: Viewer) -> str:
    return viewer.alias() if viewer.somebody else ""


def may_read(viewer: Viewer, row: Argument, me: str | None = None) -> bool:
    """Whether this reader gets the words: public and merged ones all do."""
    if row.state in (Argument.State.PUBLIC, Argument.State.MERGED):
        return True
    me = alias(viewer) if me is None else me
    own = bool(me) and row.author == me
    if row.state == Argument.State.WITHDRAWN:
        return False
    return own or viewer.has(*moderating.MODERATING)


def level(viewer: Viewer, row: Argument) -> int:
    return 0 if row.parent is None else 1 if row.parent.parent_id is None else 2


def facts(
    viewer: Viewer,
    row: Argument,
    now: datetime,
    *,
    me: str | None = None,
    asked: StageFacts | None = None,
) -> Facts:
    me = alias(viewer) if me is None else me
    return Facts(
        state=row.state,
        own=bool(me) and row.author == me,
        level=level(viewer, row),
        stage=asked or stage(viewer, row.debate, now),
        now=now,
    )


def of_debate(viewer: Viewer, row: Debate) -> list[Argument]:
    """All of a map in one question, oldest first, without those merged into others."""
    seen = Q(state__in=(Argument.State.PUBLIC, Argument.State.HIDDEN, Argument.State.WITHDRAWN))
    if viewer.has(*moderating.MODERATING):
        seen |= Q(state=Argument.State.WAITING)
    if me := alias(viewer):
        seen |= Q(author=me, state=Argument.State.WAITING)
    found = arguments(viewer).filter(seen, debate=row).order_by("made_at", "pk")
    return list(found[:MOST])


def public(viewer: Viewer, row: Debate) -> QuerySet[Argument]:
    found = arguments(viewer).filter(debate=row, state=Argument.State.PUBLIC)
    return found.order_by("made_at", "pk")


def siblings(viewer: Viewer, row: Debate, parent: Argument | None, side: str) -> list[Argument]:
    """The public arguments in one place of the map."""
    return list(public(viewer, row).filter(parent=parent, side=side))


def mine(viewer: Viewer, row: Debate) -> QuerySet[Argument]:
    return Argument.objects.filter(city_id=viewer.city.pk, debate=row, author=alias(viewer))


def my_weights(viewer: Viewer, row: Debate) -> dict[int, int]:
    if viewer.somebody is None:
        return {}
    given = Weight.objects.filter(argument__debate=row, person_id=viewer.somebody.pk)
    return dict(given.values_list("argument_id", "value"))


def merged(viewer: Viewer, row: Debate) -> dict[int, list[Argument]]:
    """By the argument in which they go on."""
    told: dict[int, list[Argument]] = {}
    for one in arguments(viewer).filter(debate=row, state=Argument.State.MERGED).order_by("pk"):
        told.setdefault(one.merged_into_id or 0, []).append(one)
    return told


def hidings(viewer: Viewer, found: Iterable[Argument]) -> dict[int, Hiding]:
    """The newest hiding of each hidden argument."""
    hidden = [row.pk for row in found if row.state == Argument.State.HIDDEN]
    if not hidden:
        return {}
    told = Hiding.objects.filter(city_id=viewer.city.pk, argument__in=hidden)
    return {row.argument_id: row for row in told}


def hiding(viewer: Viewer, row: Argument) -> Any:
    return Hiding.objects.filter(city_id=viewer.city.pk, argument=row).last()


def objections(viewer: Viewer) -> QuerySet[Hiding]:
    """Those that wait for a second moderator, oldest first."""
    found = Hiding.objects.filter(city_id=viewer.city.pk, appealed_at__isnull=False, ruling="")
    return found.select_related("argument").order_by("appealed_at")


def waiting(viewer: Viewer) -> QuerySet[Argument]:
    found = arguments(viewer).filter(state=Argument.State.WAITING)
    return found.order_by("made_at", "pk")


def lines(viewer: Viewer, row: Debate) -> list[Line]:
    found = Line.objects.filter(city_id=viewer.city.pk, debate=row)
    return list(found.prefetch_related("sources").order_by("position", "pk"))


def line_facts(viewer: Viewer, found: Iterable[Line]) -> list[LineFacts]:
    return [
        LineFacts(line.kind, frozenset(one.side for one in line.sources.all() if not one.parent_id))
        for line in found
    ]


def sides(viewer: Viewer, row: Debate) -> frozenset[str]:
    """The sides on which something public was said about the question itself."""
    said = public(viewer, row).filter(parent__isnull=True).values_list("side", flat=True)
    return frozenset(said)


def by_receipt(viewer: Viewer, number: str) -> str | None:
    found = debates(viewer).filter(receipt=number).values_list("pk", flat=True).first()
    return None if found is None else str(found)


def argument_by_receipt(viewer: Viewer, number: str) -> str | None:
    found = Argument.objects.filter(city_id=viewer.city.pk, receipt=number)
    pk = found.values_list("pk", flat=True).first()
    return None if pk is None else str(pk)
