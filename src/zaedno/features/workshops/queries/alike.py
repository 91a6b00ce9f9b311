"""Notes that may say the same, as pairs with the reason; whoever groups decides on each."""

from __future__ import annotations

from dataclasses import dataclass

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zaedno.algorithms.near_duplicates import RELATED, near_duplicates
from zaedno.core.viewer import Viewer
from zaedno.features.workshops.models.board import Cluster, Note
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.models.pairs import WavedPair
from zaedno.features.workshops.queries import boards

MOST = 10  # pairs proposed at once


@dataclass(frozen=True)
class Alike:
    """Two notes and why they are proposed; `becomes` says what accepting does."""

    first: Note
    second: Note
    shared: tuple[str, ...]

    @property
    def reason(self) -> str:
        if not self.shared:
            return _("almost the same letters")
        words = ", ".join(self.shared)
        return ngettext("shared word: %(words)s", "shared words: %(words)s", len(self.shared)) % {
            "words": words
        }

    @property
    def joins(self) -> Cluster | None:
        """The group that one of the two is in while the other is in none."""
        if self.first.cluster_id and self.second.cluster_id:
            return None
        return self.first.cluster or self.second.cluster

    @property
    def merges(self) -> bool:
        return bool(self.first.cluster_id and self.second.cluster_id)

    @property
    def name(self) -> str:
        """What the group is called unless somebody writes another name."""
        if self.merges and self.first.cluster is not None:
            return str(self.first.cluster.title)
        return ", ".join(self.shared)[:80].capitalize()


def pairs(viewer: Viewer, workshop: Workshop, most: int = MOST) -> list[Alike]:
    """The most alike first; what lies together already or was waved off is left out."""
    notes = list(boards.notes(viewer).filter(workshop=workshop).order_by("id"))
    waved = _waved(viewer, workshop)
    texts = [note.text.best(note.lang)[0] for note in notes]
    found: list[Alike] = []
    for pair in near_duplicates(texts, RELATED) if len(texts) > 1 else []:
        first, second = notes[pair.first], notes[pair.second]
        together = first.cluster_id is not None and first.cluster_id == second.cluster_id
        if not together and (first.pk, second.pk) not in waved:
            found.append(Alike(first, second, pair.shared))
        if len(found) == most:
            break
    return found


def _waved(viewer: Viewer, workshop: Workshop) -> set[tuple[int, int]]:
    found = WavedPair.objects.filter(workshop=workshop, workshop__city_id=viewer.city.pk)
    return set(found.values_list("first_id", "second_id"))


def waved_pairs(viewer: Viewer, workshop: Workshop) -> int:
    return len(_waved(viewer, workshop))


def two(viewer: Viewer, first: int, second: int) -> tuple[Note, Note]:
    """Two notes of one workshop the older first."""
    one = get_object_or_404(boards.notes(viewer), pk=first)
    here = boards.notes(viewer).filter(workshop_id=one.workshop_id)
    other = get_object_or_404(here, pk=second)
    return (one, other) if one.pk < other.pk else (other, one)
