"""The map as a drawn picture: both sides from the question outward, lines as thick as the weight.

Every box is a link to its argument; the same stands as a table beside it, so the picture may stay
silent for who does not see it.
"""

from __future__ import annotations

from html import escape

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from zaedno.core.chart_strokes import picture, wrap
from zaedno.core.viewer import Viewer
from zaedno.features.debates.models import Debate, Side
from zaedno.features.debates.queries.map import Map, Node

WIDTH, BOX, GAP, LINE, PAD = 960, 290, 12, 18, 10
SIGNS = 36  # in one line of a box
STEP = 26  # how far a level is set in
MOST = 60  # boxes of one picture


def svg(viewer: Viewer, row: Debate, drawn: Map) -> SafeString:
    """Two columns, for on the left and against on the right, each level set in."""
    question = wrap(row.question.best(viewer.lang)[0], 70)
    top = 30 + len(question) * 22
    middle = WIDTH / 2
    parts = [
        f'<text class="map-question" x="{middle}" y="{24 + i * 22}" text-anchor="middle">'
        f"{escape(line)}</text>"
        for i, line in enumerate(question)
    ]
    bottom = top
    for side, name, nodes in drawn.sides:
        left = side == Side.FOR
        x = 20 if left else WIDTH - 20 - BOX - 2 * STEP
        parts.append(f'<text class="map-side" x="{x}" y="{top + 22}">{escape(str(name))}</text>')
        y = float(top + 40)
        for node in _flat(nodes)[: MOST // 2]:
            made, y = _box(node, x + node.level * STEP, y)
            parts.append(made)
        bottom = max(bottom, int(y))
    told = _("Arguments for on the left, against on the right; the wider the bar, the more weight.")
    title = _("The map of the arguments")
    return SafeString(
        picture(title, told, bottom + 10, parts, row.mark and _("illustrative"), WIDTH, "group")
    )


def _flat(nodes: list[Node]) -> list[Node]:
    told: list[Node] = []
    for node in nodes:
        told += [node, *_flat(node.under)]
    return told


def _box(node: Node, x: float, y: float) -> tuple[str, float]:
    """One argument, with a bar for its weight and, under another one, the side it takes."""
    said = node.text or str(node.argument.get_state_display())
    lines = wrap(said, SIGNS)[:5]
    head = [str(node.label)] if node.level else []
    height = PAD * 2 + LINE * (len(lines) + len(head)) + 6
    side = node.argument.side
    body = [
        f'<rect class="map-box map-box--{side}" x="{x}" y="{y}" width="{BOX}" height="{height}" '
        'rx="6" fill="none" stroke="#5A6472"/>'
    ]
    for i, line in enumerate([*head, *lines]):
        css = "map-label" if i < len(head) else "map-text"
        at = y + PAD + 13 + i * LINE
        body.append(f'<text class="{css}" x="{x + PAD}" y="{at}">{escape(line)}</text>')
    if node.weight is not None:
        share = max(node.weight / 5 if node.argument.debate.scale == "weight" else node.weight, 0)
        body.append(
            f'<rect class="map-weight map-weight--{side}" x="{x}" y="{y + height - 6}" '
            f'width="{round(BOX * share, 1)}" height="6"/>'
        )
    link = escape(f"{node.argument.debate.get_absolute_url()}#a-{node.argument.receipt}")
    return f'<a href="{link}">{"".join(body)}</a>', y + height + GAP
