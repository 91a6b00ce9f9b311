"""Taking a change of the grouping back, also after later changes, and doing it again."""

from __future__ import annotations

from typing import Any

from zaedno.core.actions import Ctx, action
from zaedno.core.live import publish
from zaedno.core.verdict import ensure
from zaedno.features.workshops.actions.clusters import held_workshop, join, put_into
from zaedno.features.workshops.models.board import Change, Cluster, Move, Note, channel
from zaedno.features.workshops.rules import clusters as rules


@action("workshops.undo_change")
def undo_change(ctx: Ctx, *, change: Change) -> dict[str, int]:
    """Give back what this change took, except the notes that somebody moved on since."""
    held_workshop(ctx, change.workshop_id)
    change = Change.objects.select_related("made").get(pk=change.pk, city_id=ctx.city.pk)
    ensure(rules.may_undo(change.undone_at is not None))
    change.undone_at = ctx.now
    change.save(update_fields=["undone_at"])
    if change.kind == Change.Kind.RENAME:
        renamed: Any = change.made
        ensure(rules.may_put_name_back(renamed.title == change.title))
        Cluster.objects.filter(pk=renamed.pk).update(title=change.kept_title)
        counted = {"back": 0, "gone_on": 0}
    else:
        if change.kind == Change.Kind.MERGE:
            _revive(list(change.sources.all()))
        counted = _send_back(change)
        _dissolve_the_empty(change)
    ctx.record(("workshops.change", change.pk), workshop=change.workshop_id, **counted)
    publish(channel(change.workshop_id), "cluster", change.made_id)
    return counted


def _send_back(change: Change) -> dict[str, int]:
    moves = list(change.moves.select_related("note"))
    moved_since = set(
        Move.objects.filter(
            note_id__in=[m.note_id for m in moves],
            change__id__gt=change.pk,
            change__undone_at__isnull=True,
        )
        .exclude(change__kind=Change.Kind.MERGE)
        .values_list("note_id", flat=True)
    )
    facts = [
        rules.Moved(
            m.note_id, m.source_id, m.target_id, m.note.cluster_id, m.note_id in moved_since
        )
        for m in moves
    ]
    returning = rules.goes_back(facts, _successors(change.made))
    homes = _homes({m.source_id for m in returning if m.source_id})
    by_home: dict[int | None, list[int]] = {}
    for m in returning:
        by_home.setdefault(homes.get(m.source_id) if m.source_id else None, []).append(m.note_id)
    for home, note_ids in by_home.items():
        Note.objects.filter(pk__in=note_ids).update(cluster_id=home)
    return {"back": len(returning), "gone_on": len(moves) - len(returning)}


def _successors(cluster: Cluster | None) -> set[int]:
    """The groups that took this one in, one after the other."""
    found: set[int] = set()
    while cluster is not None and cluster.merged_into_id and cluster.merged_into_id not in found:
        found.add(cluster.merged_into_id)
        cluster = Cluster.objects.get(pk=cluster.merged_into_id)
    return found


def _homes(source_ids: set[int]) -> dict[int, int | None]:
    """Where notes of a former group belong today: itself, or the group that took it in."""
    homes: dict[int, int | None] = {}
    for source in Cluster.objects.filter(pk__in=source_ids):
        home: Cluster | None = source
        while home is not None and home.state == Cluster.State.MERGED:
            home = home.merged_into
        if home is not None and home.state == Cluster.State.DISSOLVED:
            _revive([home])
        homes[source.pk] = home.pk if home else None
    return homes


def _revive(clusters: list[Cluster]) -> None:
    Cluster.objects.filter(pk__in=[c.pk for c in clusters]).update(
        state=Cluster.State.LIVE, merged_into=None
    )


def _dissolve_the_empty(change: Change) -> None:
    """A group made by a change that is taken back goes when it holds nothing; with notes it stays.

    That concerns the group of this change and, when a merge is taken back, the groups it gives
    back: one of them may stem from a merge that was itself taken back meanwhile.
    """
    if change.kind == Change.Kind.MOVE:
        return
    given_back = [change.made_id, *change.sources.values_list("id", flat=True)]
    unmade = Change.objects.filter(made_id__in=given_back, undone_at__isnull=False)
    unmade = unmade.filter(kind__in=[Change.Kind.CREATE, Change.Kind.MERGE])
    ids = set(unmade.values_list("made_id", flat=True))
    full = Note.objects.filter(cluster_id__in=ids, state=Note.State.SHOWN)
    ids -= set(full.values_list("cluster_id", flat=True))
    Note.objects.filter(cluster_id__in=ids).update(cluster=None)
    Cluster.objects.filter(pk__in=ids).update(state=Cluster.State.DISSOLVED, merged_into=None)


@action("workshops.redo_change")
def redo_change(ctx: Ctx, *, change: Change) -> dict[str, int]:
    """Do again what was taken back, with what still stands where it was put back."""
    workshop = held_workshop(ctx, change.workshop_id)
    change = Change.objects.select_related("made").get(pk=change.pk, city_id=ctx.city.pk)
    ensure(rules.may_redo(change.undone_at is not None))
    sources = list(change.sources.all())
    ensure(rules.may_merge_again(all(c.state == Cluster.State.LIVE for c in sources)))
    if change.kind == Change.Kind.RENAME:
        renamed: Any = change.made
        Cluster.objects.filter(pk=renamed.pk).update(title=change.title)
        done = 0
    else:
        done = _again(change, sources)
    change.undone_at = None
    change.save(update_fields=["undone_at"])
    ctx.record(("workshops.change", change.pk), workshop=workshop.pk, notes=done)
    publish(channel(workshop.pk), "cluster", change.made_id)
    return {"back": done, "gone_on": 0}


def _again(change: Change, sources: list[Cluster]) -> int:
    made = change.made
    if made is not None and change.kind != Change.Kind.MOVE:
        _revive([made])
    if change.kind == Change.Kind.MERGE and made is not None:
        join(change, sources, made)
        return Note.objects.filter(cluster=made).count()
    still = [
        m.note for m in change.moves.select_related("note") if m.note.cluster_id == m.source_id
    ]
    if change.kind == Change.Kind.MOVE:
        ensure(rules.may_move_again(len(still), made is None or made.state == Cluster.State.LIVE))
    put_into(change, still, made)
    return len(still)
