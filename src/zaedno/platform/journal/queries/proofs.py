"""What anybody may ask of the sealed log: checkpoints and proofs."""

from __future__ import annotations

from dataclasses import dataclass

from zaedno.algorithms import merkle
from zaedno.core.models import Event
from zaedno.core.things import Aside, Thing
from zaedno.core.viewer import Viewer
from zaedno.platform.journal.models import Checkpoint
from zaedno.platform.journal.queries.log import head_over


def checkpoints(viewer: Viewer, after: int = 0, limit: int = 1000) -> list[Checkpoint]:
    """The first ones beyond a size that the reader already has."""
    return list(Checkpoint.objects.filter(size__gt=after).order_by("size")[:limit])


def newest_checkpoints(viewer: Viewer, limit: int = 20) -> list[Checkpoint]:
    return list(Checkpoint.objects.order_by("-size")[:limit])


@dataclass(frozen=True)
class Proof:
    """That a deed stands at its place in the log a checkpoint signs."""

    event: int
    place: int
    leaf: str
    path: list[str]
    checkpoint: Checkpoint


def proof_of(viewer: Viewer, event_id: int) -> Proof | None:
    """None while the deed is not sealed yet, and for another city's deed."""
    event = Event.objects.filter(pk=event_id, city_id=viewer.city.pk, seal__isnull=False).first()
    newest = Checkpoint.objects.order_by("-size").first()
    if event is None or newest is None or event.seal is None or event.seal >= newest.size:
        return None
    path = merkle.inclusion_path(event.seal, newest.size, head_over)
    leaf = merkle.leaf_hash(event.leaf()).hex()
    return Proof(event.pk, event.seal, leaf, [h.hex() for h in path], newest)


def growth_proof(viewer: Viewer, old: int, size: int) -> list[str] | None:
    """That the log of `size` only added to the log of `old`; both must be checkpoints."""
    known = Checkpoint.objects.filter(size__in=(old, size)).count()
    if known < len({old, size}) or not 0 < old <= size:
        return None
    return [h.hex() for h in merkle.consistency_path(old, size, head_over)]


def aside(viewer: Viewer, *, thing: Thing) -> list[Aside]:
    """Beside any thing: the proof that it was written down, and was not changed since."""
    about = Event.objects.filter(subject_kind=thing.kind, subject_id=thing.id)
    first = about.filter(city_id=viewer.city.pk, seal__isnull=False).order_by("pk").first()
    if first is None:
        return []
    return [Aside("journal/proof_aside.html", {"event": first.pk, "at": first.at}, order=90)]
