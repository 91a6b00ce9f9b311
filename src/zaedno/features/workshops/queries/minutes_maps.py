"""What the minutes say of the maps a room drew: strategies, the problem tree, who has a say."""

from __future__ import annotations

from collections.abc import Iterator

from django.template.defaultfilters import floatformat
from django.urls import reverse
from django.utils.translation import gettext as _

from zaedno.core.viewer import Viewer
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.models.maps import TreeNode
from zaedno.features.workshops.queries import maps, tows
from zaedno.features.workshops.queries.maps import Branch
from zaedno.features.workshops.rules.minutes import Passage


def map_passages(viewer: Viewer, event: Workshop) -> list[Passage]:
    found = [_tree(event, tree) for tree in maps.trees(viewer, event)]
    return [*_strategies(viewer, event), *found, *_influence(viewer, event)]


def _strategies(viewer: Viewer, event: Workshop) -> list[Passage]:
    rows = list(tows.standing(viewer, event))
    if not rows:
        return []
    made = Passage("strategies", _("Strategies from the SWOT"))
    made.invented = any(row.illustrative for row in rows)
    page = reverse("workshops:tows", args=[event.slug])
    for row in rows:
        words = made.quote(str(row.pk), row.text.best()[0], page)
        how = str(row.get_quadrant_display())
        made.say(f"– {how[:1].upper()}{how[1:]}: {words}", line=bool(made.text))
    return [made]


def _tree(event: Workshop, tree: Branch) -> Passage:
    page = reverse("workshops:tree", args=[event.slug])
    made = Passage(f"tree-{tree.node.pk}", _("Problem tree"), invented=tree.node.illustrative)
    made.say(_("The problem: %(words)s") % {"words": _words(made, tree.node, page)})
    for heading, branches in ((_("A cause"), tree.causes), (_("An effect"), tree.effects)):
        for node, above in walk(branches, tree.node):
            made.invented = made.invented or node.illustrative
            words = _words(made, node, page)
            if above == tree.node:
                made.say(f"– {heading}: {words}", line=True)
            else:
                of = made.figure(f"{node.pk}.of", above.text.best()[0])
                told = _("– %(heading)s: %(words)s (of “%(of)s”)")
                made.say(told % {"heading": heading, "words": words, "of": of}, line=True)
    if tree.turned:
        _goals(made, tree, page)
    return made


def _goals(made: Passage, tree: Branch, page: str) -> None:
    """The same tree as goals, part by part in its place."""
    goal = made.quote(f"{tree.node.pk}.goal", tree.node.goal.best()[0], page)
    made.say(_("Turned into goals: %(words)s") % {"words": goal}, line=True)
    for heading, branches in ((_("A means"), tree.causes), (_("A higher aim"), tree.effects)):
        for node, _above in walk(branches, tree.node):
            if node.goal:
                words = made.quote(f"{node.pk}.goal", node.goal.best()[0], page)
                made.say(f"– {heading}: {words}", line=True)


def _words(made: Passage, node: TreeNode, page: str) -> str:
    return made.quote(f"{node.pk}", node.text.best()[0], page)


def walk(branches: list[Branch], above: TreeNode) -> Iterator[tuple[TreeNode, TreeNode]]:
    """(a part, what it hangs on), from the trunk outwards."""
    for branch in branches:
        yield branch.node, above
        yield from walk(branch.causes + branch.effects, branch.node)


def _influence(viewer: Viewer, event: Workshop) -> list[Passage]:
    """Only what was published, and never more than kinds of organisations."""
    placed = maps.by_kind(Viewer(city=viewer.city, lang=viewer.lang), event)
    if not placed:
        return []
    made = Passage("influence", _("Power and interest"), invented=any(p.invented for p in placed))
    page = reverse("workshops:influence", args=[event.slug])
    made.say(_("Means of the ratings from 1 to 5:"))
    told = _("– %(kind)s: power %(power)s, interest %(interest)s (%(field)s).")
    for at, one in enumerate(placed, start=1):
        facts = {
            "kind": made.figure(f"{at}", one.label.best()[0]),
            "power": made.figure(f"{at}.power", floatformat(one.power, -1), page),
            "interest": made.figure(f"{at}.interest", floatformat(one.interest, -1), page),
            "field": str(one.place.label),
        }
        made.say(told % facts, line=True)
    return [made]
