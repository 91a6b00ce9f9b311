"""The whole thread of a thing: everything upstream and downstream, and the story they tell."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from zaedno.core import registry
from zaedno.core.partial_dates import When
from zaedno.core.refs import naming
from zaedno.core.things import Step, Thing
from zaedno.core.verdict import Sentence
from zaedno.core.viewer import Viewer
from zaedno.platform.links.models import Link

Ref = tuple[str, str]
Tie = tuple[Ref, Ref]  # (earlier, later)

DEEP = 10  # the chain has seven stations; some have two rooms
BACKWARDS: dict[str, Sentence] = {
    Link.Relation.GREW_OUT_OF: _("from it grew"),
    Link.Relation.ANSWERS: _("answered by"),
    Link.Relation.DELIVERS: _("delivered by"),
    Link.Relation.REPORTS_ON: _("reported on by"),
    Link.Relation.CITES: _("cited by"),
}
MOST = 400  # a report leans on everything: its thread is not all of it


@dataclass(frozen=True)
class Thread:
    """`up` and `down` are nearest first. `waits`: nothing has ended; the last step was `since`."""

    thing: Thing
    up: list[Thing]
    down: list[Thing]
    steps: list[Step]
    waits: bool = False
    since: When | None = None


def upstream(viewer: Viewer, refs: Iterable[Ref]) -> list[Ref]:
    """Everything these things came from; a fixed number of queries for each of ten levels."""
    return _walk(viewer, refs, up=True)


def downstream(viewer: Viewer, refs: Iterable[Ref]) -> list[Ref]:
    """Everything that came of these things."""
    return _walk(viewer, refs, up=False)


def _walk(viewer: Viewer, refs: Iterable[Ref], *, up: bool) -> list[Ref]:
    begin = list(refs)
    seen = dict.fromkeys(begin)
    edge = begin
    for _level in range(DEEP):
        ties = _ties(viewer, edge, up=up)
        edge = [ref for ref in (a if up else b for a, b in ties) if ref not in seen]
        edge = list(dict.fromkeys(edge))[: MOST - len(seen)]
        if not edge:
            break
        seen.update(dict.fromkeys(edge))
    return [ref for ref in seen if ref not in begin]


def _ties(viewer: Viewer, refs: list[Ref], *, up: bool) -> list[Tie]:
    """Ties that were made, and those that rooms keep in their own tables (a note in its group)."""
    kind, ident = ("target_kind", "target_id") if up else ("source_kind", "source_id")
    made = Link.objects.filter(
        naming(refs, kind, ident), city_id=viewer.city.pk, ended_at__isnull=True
    )
    made = made.exclude(relation=Link.Relation.CITES).order_by("made_at", "pk")
    columns = ("source_kind", "source_id", "target_kind", "target_id")
    ties = [((a, b), (c, d)) for a, b, c, d in made.values_list(*columns)[: MOST * 2]]
    own: list[Tie] = registry.gather("ties", viewer, refs=refs, up=up)
    return ties + own


def thread(viewer: Viewer, kind: str, ident: str) -> Thread | None:
    """The thread as this viewer may see it; nothing when the thing itself is not to be seen."""
    me = (kind, ident)
    if (thing := registry.thing(viewer, kind, ident)) is None:
        return None
    above, below = upstream(viewer, [me]), downstream(viewer, [me])
    seen = registry.things(viewer, [*above, *below])
    up = [seen[ref] for ref in above if ref in seen]
    down = [seen[ref] for ref in below if ref in seen]
    steps = _told(viewer, [thing, *up, *down])
    ends = down or [thing]
    waits = not any(one.tone in ("done", "dropped") for one in ends)
    past = [step.date for step in steps if step.tone != "next"]
    return Thread(thing, up, down, _marked(steps), waits, max(past, default=thing.date))


def _told(viewer: Viewer, things: list[Thing]) -> list[Step]:
    """Each room tells its own things; of the silent ones the thread says what and when."""
    steps = registry.stories(viewer, [(one.kind, one.id) for one in things])
    for one in things:
        card, _package = registry.kinds()[one.kind]
        if not card.story and one.date is not None:
            text = f"{str(card.title).capitalize()}: {one.title}"
            steps.append(Step(one.date, text, one.station, one.url, order=90))
    return steps


def _marked(steps: list[Step]) -> list[Step]:
    """One step is "now": the room's own word for it, else the last one that was done."""
    ordered = sorted(steps, key=lambda step: (step.date, step.order))
    if any(step.tone == "now" for step in ordered):
        return ordered
    done = [index for index, step in enumerate(ordered) if step.tone == "done"]
    if done:
        last = ordered[done[-1]]
        ordered[done[-1]] = replace(last, tone="now")
    return ordered


@dataclass(frozen=True)
class Tied:
    """One tie of a thing as its page lists it."""

    tie: Link
    thing: Thing
    earlier: bool

    @property
    def word(self) -> Sentence:
        """How this thing stands to the other one, whichever of them came first."""
        return self.tie.get_relation_display() if self.earlier else BACKWARDS[self.tie.relation]


def ties_of(viewer: Viewer, kind: str, ident: str) -> list[Tied]:
    """The thing's own ties, also the ended ones, with the other end where it may be seen."""
    mine = Q(target_kind=kind, target_id=ident) | Q(source_kind=kind, source_id=ident)
    rows = list(Link.objects.filter(mine, city_id=viewer.city.pk).order_by("made_at", "pk")[:200])
    others = [_other(row, kind, ident) for row in rows]
    seen = registry.things(viewer, [ref for ref, _earlier in others])
    return [
        Tied(row, seen[ref], earlier)
        for row, (ref, earlier) in zip(rows, others, strict=True)
        if ref in seen
    ]


def _other(row: Link, kind: str, ident: str) -> tuple[Ref, bool]:
    if (row.target_kind, row.target_id) == (kind, ident):
        return (row.source_kind, row.source_id), True
    return (row.target_kind, row.target_id), False


def tie(viewer: Viewer, pk: int) -> Link | None:
    return Link.objects.filter(city_id=viewer.city.pk, pk=pk).first()
