"""Grouping notes: new groups, moves, names, merges."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Max

from zaedno.core.actions import Ctx, action
from zaedno.core.fields import Texts
from zaedno.core.live import publish
from zaedno.core.verdict import ensure
from zaedno.features.workshops.models.board import Change, Cluster, Move, Note, channel
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.queries import boards as queries
from zaedno.features.workshops.rules import clusters as rules


def held_workshop(ctx: Ctx, workshop_id: int) -> Workshop:
    """The row that owns the grouping of a workshop: one deed on it after the other."""
    held = Workshop.objects.select_for_update(no_key=True)
    workshop = held.get(pk=workshop_id, city_id=ctx.city.pk)
    ensure(rules.may_group(ctx.viewer, workshop.state in queries.FINAL))
    return workshop


@action("workshops.make_cluster")
def make_cluster(
    ctx: Ctx,
    *,
    workshop: Workshop,
    title: Texts,
    notes: list[Note] | None = None,
    theme_id: int | None = None,
    mark: str = "",
) -> Cluster:
    """A new group, at once with notes when some were chosen."""
    workshop = held_workshop(ctx, workshop.pk)
    cluster = new_cluster(ctx, workshop, title, theme_id=theme_id, mark=mark)
    change = _note_down(ctx, workshop, Change.Kind.CREATE, made=cluster, title=cluster.title)
    put_into(change, _held_notes(ctx, workshop, notes or []), cluster)
    ctx.record(cluster, notes=len(notes or []))
    publish(channel(workshop.pk), "cluster", cluster.pk)
    return cluster


@action("workshops.rename_cluster")
def rename_cluster(ctx: Ctx, *, cluster: Cluster, title: Texts) -> Cluster:
    workshop = held_workshop(ctx, cluster.workshop_id)
    cluster = Cluster.objects.get(pk=cluster.pk)
    old, new = cluster.title, _named(title)
    if new == old:
        return cluster
    cluster.title = new
    cluster.save(update_fields=["title"])
    _note_down(ctx, workshop, Change.Kind.RENAME, made=cluster, title=new, kept_title=old)
    ctx.record(cluster)
    publish(channel(workshop.pk), "cluster", cluster.pk)
    return cluster


@action("workshops.move_notes")
def move_notes(ctx: Ctx, *, notes: list[Note], cluster: Cluster | None) -> Change | None:
    """Put notes into a group, or out of any; nothing is recorded when they are there already."""
    workshop = held_workshop(ctx, notes[0].workshop_id)
    if cluster is not None:
        cluster = Cluster.objects.filter(workshop=workshop, pk=cluster.pk).first()
        ensure(rules.may_receive(cluster is not None and cluster.state == Cluster.State.LIVE))
    held = [n for n in _held_notes(ctx, workshop, notes) if n.cluster_id != pk_of(cluster)]
    if not held:
        return None
    change = _note_down(ctx, workshop, Change.Kind.MOVE, made=cluster)
    put_into(change, held, cluster)
    ctx.record(cluster or workshop, notes=len(held))
    publish(channel(workshop.pk), "cluster", pk_of(cluster))
    return change


@action("workshops.merge_clusters")
def merge_clusters(ctx: Ctx, *, clusters: list[Cluster], title: Texts) -> Change:
    """Two or more groups become a new one with its own name; the old ones stay as lineage."""
    workshop = held_workshop(ctx, clusters[0].workshop_id)
    wanted = {c.pk for c in clusters}
    live = list(Cluster.objects.filter(workshop=workshop, pk__in=wanted, state=Cluster.State.LIVE))
    ensure(rules.may_merge(len(wanted), len(live) == len(wanted)))
    themes = {c.theme_id for c in live}
    made = new_cluster(
        ctx, workshop, title, theme_id=themes.pop() if len(themes) == 1 else None, mark=live[0].mark
    )
    change = _note_down(ctx, workshop, Change.Kind.MERGE, made=made, title=made.title)
    change.sources.set(live)
    join(change, live, made)
    ctx.record(made, merged=sorted(wanted))
    publish(channel(workshop.pk), "cluster", made.pk)
    return change


def join(change: Change, sources: list[Cluster], made: Cluster) -> None:
    """The notes of all sources go into `made`, and the sources remember where they went."""
    put_into(change, list(Note.objects.filter(cluster__in=sources)), made)
    Cluster.objects.filter(pk__in=[c.pk for c in sources]).update(
        state=Cluster.State.MERGED, merged_into=made
    )


def new_cluster(ctx: Ctx, workshop: Workshop, title: Texts, **more: Any) -> Cluster:
    last = Cluster.objects.filter(workshop=workshop).aggregate(last=Max("number"))["last"] or 0
    return Cluster.objects.create(
        city_id=ctx.city.pk, workshop=workshop, number=last + 1, title=_named(title), **more
    )


def put_into(change: Change, notes: Iterable[Note], cluster: Cluster | None) -> None:
    """Move notes and write down where each one was."""
    found = list(notes)
    Move.objects.bulk_create(
        (Move(change=change, note=n, source_id=n.cluster_id, target=cluster) for n in found),
        update_conflicts=True,
        unique_fields=["change", "note"],
        update_fields=["source", "target"],
    )
    Note.objects.filter(pk__in=[n.pk for n in found]).update(cluster=cluster)


def pk_of(cluster: Cluster | None) -> int | None:
    return cluster.pk if cluster else None


def _named(title: Texts) -> Texts:
    cleaned = {code: rules.clean_title(said) for code, said in title.items()}
    filled = {code: said for code, said in cleaned.items() if said}
    ensure(rules.may_name(max(filled.values(), key=len, default="")))
    return Texts(filled)


def _held_notes(ctx: Ctx, workshop: Workshop, notes: list[Note]) -> list[Note]:
    here = Note.objects.filter(workshop=workshop, state=Note.State.SHOWN, city_id=ctx.city.pk)
    held = here.select_for_update(no_key=True).order_by("id")
    return list(held.filter(pk__in=[n.pk for n in notes]))


def _note_down(ctx: Ctx, workshop: Workshop, kind: Change.Kind, **more: Any) -> Change:
    person = ctx.person
    return Change.objects.create(
        city_id=ctx.city.pk,
        workshop=workshop,
        kind=kind,
        by_id=person.pk if person else None,
        at=ctx.now,
        **more,
    )
