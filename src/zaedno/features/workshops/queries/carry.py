"""What one workshop hands over to the next: ties between groups of notes and an event."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import Http404

from zaedno.core.viewer import Viewer
from zaedno.features.workshops.models.board import Cluster
from zaedno.features.workshops.models.event import Workshop
from zaedno.platform.links.models import Link

RELATION = Link.Relation.GREW_OUT_OF
CLUSTER, EVENT = "workshops.cluster", "workshops.workshop"


def carried_into(viewer: Viewer, event: Workshop) -> QuerySet[Cluster]:
    """The groups that this event takes as its input."""
    ties = _ties(viewer).filter(target_id=str(event.pk)).values_list("source_id", flat=True)
    return _clusters(viewer).filter(pk__in=[int(ident) for ident in ties])


def carried_from(viewer: Viewer, event: Workshop) -> dict[int, list[Workshop]]:
    """For each group of this event the events it was handed over to."""
    own = [str(pk) for pk in _clusters(viewer).filter(workshop=event).values_list("pk", flat=True)]
    ties = list(_ties(viewer).filter(source_id__in=own).values_list("source_id", "target_id"))
    targets = Workshop.objects.in_bulk([int(target) for _source, target in ties])
    handed: dict[int, list[Workshop]] = {}
    for source, target in ties:
        handed.setdefault(int(source), []).append(targets[int(target)])
    return handed


def targets(viewer: Viewer, event: Workshop) -> QuerySet[Workshop]:
    """Events that are still to come and can take something over."""
    coming = Workshop.objects.filter(city_id=viewer.city.pk, state__in=("planned", "live"))
    return coming.exclude(pk=event.pk).exclude(kind=Workshop.Kind.OPEN_BOARD).order_by("planned")


def _clusters(viewer: Viewer) -> QuerySet[Cluster]:
    rows = Cluster.objects.filter(city_id=viewer.city.pk)
    return rows.select_related("workshop", "theme").order_by("number")


def _ties(viewer: Viewer) -> QuerySet[Link]:
    return Link.objects.filter(
        city_id=viewer.city.pk,
        source_kind=CLUSTER,
        target_kind=EVENT,
        relation=RELATION,
        ended_at=None,
    )


def one_cluster(viewer: Viewer, event: Workshop, ident: str) -> Cluster:
    found = _clusters(viewer).filter(workshop=event, state=Cluster.State.LIVE)
    cluster = found.filter(pk=ident).first() if ident.isdigit() else None
    if cluster is None:
        raise Http404
    return cluster
