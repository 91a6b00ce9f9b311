"""What a snapshot holds: the boards, notes, groups and votes of an event as they stand now."""

from __future__ import annotations

from typing import Any

from django.db.models import Sum

from zaedno.core.viewer import Viewer
from zaedno.features.workshops.models.board import Board, Cluster, Note
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.models.voting import Tally, Voting
from zaedno.features.workshops.queries import balance

FORMAT = 1


def content(viewer: Viewer, event: Workshop) -> dict[str, Any]:
    """Only what is public: texts, groups and sums; nothing about who wrote or voted."""
    voting = closed_voting(viewer, event)
    return {
        "format": FORMAT,
        "event": {"slug": event.slug, "title": dict(event.title), "kind": event.kind},
        "boards": _boards(event),
        "notes": _notes(event),
        "clusters": _clusters(event),
        "vote": _vote(voting),
        "took_part": [
            {"kind": c.code, "wanted": c.wanted, "came": c.came or 0, "people": c.people or 0}
            for c in balance.counts(viewer, event)
        ],
    }


def closed_voting(viewer: Viewer, event: Workshop) -> Voting | None:
    """The last vote that was closed: it made the ranking."""
    closed = Voting.objects.filter(city_id=viewer.city.pk, workshop=event, state="closed")
    return closed.order_by("-closed_at", "-id").first()


def voting_open(viewer: Viewer, event: Workshop) -> bool:
    return Voting.objects.filter(
        city_id=viewer.city.pk, workshop=event, state=Voting.State.OPEN
    ).exists()


def ranking(viewer: Viewer, event: Workshop) -> list[tuple[Cluster, int]]:
    """Groups by the sum of their notes' dots, ties by number; groups without dots too."""
    voting = closed_voting(viewer, event)
    clusters = Cluster.objects.filter(
        city_id=viewer.city.pk, workshop=event, state=Cluster.State.LIVE
    ).select_related("theme")
    tallies = Tally.objects.filter(voting=voting).values("note__cluster_id")
    dots = dict(tallies.annotate(total=Sum("dots")).values_list("note__cluster_id", "total"))
    ranked = [(cluster, dots.get(cluster.pk, 0)) for cluster in clusters]
    return sorted(ranked, key=lambda pair: (-pair[1], pair[0].number))


def _boards(event: Workshop) -> list[dict[str, Any]]:
    rows = Board.objects.filter(workshop=event).order_by("order", "id")
    return [{"kind": board.kind, "question": dict(board.question)} for board in rows]


def _notes(event: Workshop) -> list[dict[str, Any]]:
    rows = Note.objects.filter(workshop=event, state=Note.State.SHOWN)
    rows = rows.select_related("board", "cluster").order_by("receipt")
    return [
        {
            "receipt": note.receipt,
            "board": note.board.kind,
            "text": dict(note.text),
            "cluster": note.cluster.code if note.cluster else None,
        }
        for note in rows
    ]


def _clusters(event: Workshop) -> list[dict[str, Any]]:
    rows = Cluster.objects.filter(workshop=event, state=Cluster.State.LIVE).order_by("number")
    return [{"code": cluster.code, "title": dict(cluster.title)} for cluster in rows]


def _vote(voting: Voting | None) -> dict[str, Any] | None:
    if voting is None:
        return None
    tallies = Tally.objects.filter(voting=voting).select_related("note")
    return {
        "dots_each": voting.dots,
        "could_vote": voting.could_vote,
        "did_vote": voting.did_vote,
        "dots": {tally.note.receipt: tally.dots for tally in tallies},
    }
