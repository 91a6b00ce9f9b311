"""Saying of two notes that they belong together, or that they do not."""

from __future__ import annotations

from zaedno.core.actions import Ctx, action
from zaedno.core.fields import Texts
from zaedno.core.live import publish
from zaedno.core.verdict import ensure
from zaedno.features.workshops.actions import clusters
from zaedno.features.workshops.models.board import Cluster, Note, channel
from zaedno.features.workshops.models.pairs import WavedPair
from zaedno.features.workshops.rules import clusters as rules


@action("workshops.accept_pair")
def accept_pair(ctx: Ctx, *, first: Note, second: Note, title: Texts) -> Cluster | None:
    """Put two notes into one group by the usual steps, so that it can be taken back like any.

    Two loose notes become a group named `title`; a loose one joins the other's group; two groups
    are merged under `title`.
    """
    workshop = clusters.held_workshop(ctx, first.workshop_id)
    found = Note.objects.filter(pk__in=[first.pk, second.pk], workshop=workshop, state="shown")
    notes = list(found.select_related("cluster").order_by("id"))
    groups = list({n.cluster_id: n.cluster for n in notes if n.cluster is not None}.values())
    together = len(groups) == 1 and all(n.cluster_id for n in notes)
    ensure(rules.may_pair(len(notes), together))
    ctx.record(workshop, notes=[n.pk for n in notes])
    if len(groups) == 2:
        return clusters.merge_clusters(ctx, clusters=groups, title=title).made
    if groups:
        loose = [n for n in notes if n.cluster_id is None]
        clusters.move_notes(ctx, notes=loose, cluster=groups[0])
        return groups[0]
    return clusters.make_cluster(ctx, workshop=workshop, title=title, notes=notes)


@action("workshops.wave_off_pair")
def wave_off_pair(ctx: Ctx, *, first: Note, second: Note) -> None:
    """They look alike and are not: the pair is not proposed again."""
    workshop = clusters.held_workshop(ctx, first.workshop_id)
    one, other = sorted((first.pk, second.pk))
    pair = WavedPair(workshop=workshop, first_id=one, second_id=other)
    WavedPair.objects.bulk_create([pair], ignore_conflicts=True)
    ctx.record(workshop, notes=[one, other])
    publish(channel(workshop.pk), "pair")


@action("workshops.propose_pairs_again")
def propose_pairs_again(ctx: Ctx, *, workshop_id: int) -> int:
    """Forget what was waved off; returns how many pairs come back."""
    workshop = clusters.held_workshop(ctx, workshop_id)
    waved, _by_table = WavedPair.objects.filter(workshop=workshop).delete()
    ctx.record(workshop, pairs=waved)
    publish(channel(workshop.pk), "pair")
    return waved
