"""The map of a debate as it is drawn: nested, weighed, with what this reader may do."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from zaedno.core.things import Thing
from zaedno.core.verdict import Sentence, Verdict
from zaedno.core.viewer import Viewer
from zaedno.features.debates import rules
from zaedno.features.debates.models import Argument, Debate, Hiding, Side
from zaedno.features.debates.queries import rows
from zaedno.platform.links.queries import neighbours
from zaedno.platform.moderation import rules as moderating

ARGUMENT = "debates.argument"
CLAIMED = 140  # characters of an argument beside a picture


@dataclass
class Node:
    """An argument in its place. `weight` is None where weights are not shown."""

    argument: Argument
    text: str
    own: bool
    level: int
    mine: int | None
    weight: float | None
    may: dict[str, Verdict | bool]
    hiding: Hiding | None = None
    merged: list[Argument] = field(default_factory=list)
    under: list[Node] = field(default_factory=list)
    grown: list[Thing] = field(default_factory=list)  # what was made of it elsewhere

    @property
    def label(self) -> Sentence:
        return Side(self.argument.side).label


@dataclass(frozen=True)
class Map:
    """Both sides of the question; `all` is every node from top to bottom."""

    sides: list[tuple[str, Sentence, list[Node]]]
    all: list[Node]
    count: int
    voices: int
    shows_weights: bool


def draw(viewer: Viewer, row: Debate, now: datetime) -> Map:
    """In a fixed number of questions, however many arguments there are."""
    found = rows.of_debate(viewer, row)
    asked, me = rows.stage(viewer, row, now), rows.alias(viewer)
    shown = rules.shows_weights(row.veiled, asked, now)
    given, hidings = rows.my_weights(viewer, row), rows.hidings(viewer, found)
    merged = rows.merged(viewer, row)
    grown = neighbours.targets(viewer, ARGUMENT, [one.pk for one in found])
    nodes: dict[int, Node] = {}
    for one in found:
        one.debate = row
        facts = rows.facts(viewer, one, now, me=me, asked=asked)
        nodes[one.pk] = Node(
            argument=one,
            text=one.text if rows.may_read(viewer, one, me) else "",
            own=facts.own,
            level=facts.level,
            mine=given.get(one.pk),
            weight=mean(one) if shown else None,
            may=_may(viewer, facts, asked, now, hidings.get(one.pk), me),
            hiding=hidings.get(one.pk),
            merged=merged.get(one.pk, []),
            grown=grown.get(str(one.pk), []),
        )
    tops = _nested(nodes)
    return Map(
        sides=[(str(s), name(viewer, row, s), [n for n in tops if n.argument.side == s])
               for s in Side],
        all=list(_walk(tops)),
        count=sum(one.state == Argument.State.PUBLIC for one in found),
        voices=sum(one.weighers for one in found) if shown else 0,
        shows_weights=shown,
    )  # fmt: skip


def mean(row: Argument) -> float | None:
    return row.weight / row.weighers if row.weighers else None


def name(viewer: Viewer, row: Debate, side: str) -> Sentence:
    """The side in the debate's own word, where it has one."""
    word = row.word_for if side == Side.FOR else row.word_against
    return word.best(viewer.lang)[0] if word else Side(side).label


def _nested(nodes: dict[int, Node]) -> list[Node]:
    """Those that weigh most first where weights are shown, else the oldest."""
    tops = []
    for node in nodes.values():
        above = nodes.get(node.argument.parent_id or 0)
        (above.under if above else tops).append(node)
    for held in (tops, *(node.under for node in nodes.values())):
        held.sort(key=lambda node: (-(node.weight or 0), node.argument.pk))
    return tops


def _walk(tops: list[Node]) -> list[Node]:
    told: list[Node] = []
    for node in tops:
        told += [node, *_walk(node.under)]
    return told


def _may(
    viewer: Viewer,
    facts: rules.Facts,
    asked: Any,
    now: datetime,
    hiding: Hiding | None,
    me: str,
) -> dict[str, Verdict | bool]:
    return {
        "argue": rules.may_argue(viewer, asked, now, facts),
        "weigh": rules.may_weigh(viewer, facts),
        "withdraw": rules.may_withdraw(viewer, facts),
        "approve": moderating.may_approve(viewer, facts.state == Argument.State.WAITING),
        "hide": rules.may_hide(viewer, facts),
        "merge": bool(rules.may_hide(viewer, facts)) and facts.state == Argument.State.PUBLIC,
        "appeal": moderating.may_appeal(facts.own, hiding),
        "rule": moderating.may_rule(viewer, hiding, me, own=facts.own),
        "read_facts": rules.may_read_facts(viewer, facts.own),
    }
