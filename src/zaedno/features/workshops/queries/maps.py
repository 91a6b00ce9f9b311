"""The tree of a problem as branches, and power and interest by kind or, inside, one by one."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from zaedno.core.fields import Texts
from zaedno.core.viewer import Viewer
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.models.maps import Influence, InfluenceMap, TreeNode
from zaedno.features.workshops.rules.boards import may_scribe
from zaedno.features.workshops.rules.quadrants import Influence as Field
from zaedno.features.workshops.rules.quadrants import by_power


@dataclass(frozen=True)
class Branch:
    """A node with what hangs on it, causes and effects apart."""

    node: TreeNode
    causes: list[Branch] = field(default_factory=list)
    effects: list[Branch] = field(default_factory=list)

    @property
    def turned(self) -> bool:
        """Whether it was reworded as goals, at least once."""
        return bool(self.node.goal)


@dataclass(frozen=True)
class Placed:
    """A kind (or, inside, an organisation) with its mean ratings."""

    label: Texts
    power: float
    interest: float
    raters: int
    invented: bool = False
    notes: list[str] = field(default_factory=list)

    @property
    def place(self) -> Field:
        return by_power(self.power, self.interest)


def nodes(viewer: Viewer, workshop: Workshop) -> QuerySet[TreeNode]:
    return TreeNode.objects.filter(city_id=viewer.city.pk, workshop=workshop)


def node(viewer: Viewer, pk: int) -> TreeNode:
    found = TreeNode.objects.filter(city_id=viewer.city.pk).select_related("workshop")
    return get_object_or_404(found, pk=pk)


def trees(viewer: Viewer, workshop: Workshop) -> list[Branch]:
    """The problems of a workshop with their causes and effects, in one query."""
    found = list(nodes(viewer, workshop).filter(cut=False))
    return [_branch(n, found) for n in found if n.part == TreeNode.Part.PROBLEM]


def parts_of(viewer: Viewer, problem: TreeNode) -> list[TreeNode]:
    """The problem and all that hangs on it and was not cut off, from the trunk outwards."""
    every = list(TreeNode.objects.filter(workshop=problem.workshop_id, cut=False))
    found = [node for node in every if node.pk == problem.pk and node.city_id == viewer.city.pk]
    for node in found:  # grows while it is walked
        found += [one for one in every if one.parent_id == node.pk]
    return found


def cut_nodes(viewer: Viewer, workshop: Workshop) -> list[TreeNode]:
    return list(nodes(viewer, workshop).filter(cut=True))


def _branch(node: TreeNode, every: list[TreeNode]) -> Branch:
    own = [n for n in every if n.parent_id == node.pk]
    return Branch(
        node,
        [_branch(n, every) for n in own if n.part == TreeNode.Part.CAUSE],
        [_branch(n, every) for n in own if n.part == TreeNode.Part.EFFECT],
    )


def is_published(viewer: Viewer, workshop: Workshop) -> bool:
    found = InfluenceMap.objects.filter(city_id=viewer.city.pk, workshop=workshop)
    return found.filter(published_at__isnull=False).exists()


def by_kind(viewer: Viewer, workshop: Workshop) -> list[Placed]:
    """The means of each kind: for everybody once published, before that for the staff."""
    if not (may_scribe(viewer) or is_published(viewer, workshop)):
        return []
    return _placed([(r.kind_id, r.kind.name, r) for r in _ratings(viewer, workshop)], inside=False)


def by_organisation(viewer: Viewer, workshop: Workshop) -> list[Placed]:
    """Single organisations with the raters' notes: inside only, whatever is published."""
    if not may_scribe(viewer):
        return []
    rated = [r for r in _ratings(viewer, workshop) if r.organisation is not None]
    named = [(r.organisation_id, r.organisation.name, r) for r in rated if r.organisation]
    return _placed(named, inside=True)


def _ratings(viewer: Viewer, workshop: Workshop) -> list[Influence]:
    found = Influence.objects.filter(city_id=viewer.city.pk, workshop=workshop)
    return list(found.select_related("kind", "organisation"))


def _placed(rated: list[tuple[int | None, Texts, Influence]], *, inside: bool) -> list[Placed]:
    groups: dict[int | None, list[Influence]] = {}
    labels = {key: label for key, label, _r in rated}
    for key, _label, rating in rated:
        groups.setdefault(key, []).append(rating)
    found = [
        Placed(
            label=labels[key],
            power=sum(r.power for r in own) / len(own),
            interest=sum(r.interest for r in own) / len(own),
            raters=len(own),
            invented=any(r.illustrative for r in own),
            notes=[r.note for r in own if r.note] if inside else [],
        )
        for key, own in groups.items()
    ]
    return sorted(found, key=lambda one: (-one.power, -one.interest, str(one.label)))


def fields(placed: list[Placed]) -> list[tuple[str, list[Placed]]]:
    return [(str(one.label), [p for p in placed if p.place == one]) for one in Field]
